/** GPU time of a pass by two timestamp queries, read back only when somebody asks. */
export class FrameTimer {
  readonly writes: GPURenderPassTimestampWrites;
  readonly #device: GPUDevice;
  readonly #queries: GPUQuerySet;
  readonly #resolved: GPUBuffer;

  constructor(device: GPUDevice) {
    this.#device = device;
    this.#queries = device.createQuerySet({ type: "timestamp", count: 2 });
    this.#resolved = device.createBuffer({ size: 16, usage: 0x200 | 0x04 }); // QUERY_RESOLVE | COPY_SRC
    this.writes = { querySet: this.#queries, beginningOfPassWriteIndex: 0, endOfPassWriteIndex: 1 };
  }

  resolve(encoder: GPUCommandEncoder): void {
    encoder.resolveQuerySet(this.#queries, 0, 2, this.#resolved, 0);
  }

  /** Milliseconds of the last resolved pass; `null` when the driver gives nonsense. */
  async read(): Promise<number | null> {
    const buffer = this.#device.createBuffer({ size: 16, usage: 0x01 | 0x08 });
    const encoder = this.#device.createCommandEncoder();
    encoder.copyBufferToBuffer(this.#resolved, 0, buffer, 0, 16);
    this.#device.queue.submit([encoder.finish()]);
    await buffer.mapAsync(1);
    const times = new BigUint64Array(buffer.getMappedRange().slice(0));
    buffer.unmap();
    buffer.destroy();
    return times[1] < times[0] ? null : Number(times[1] - times[0]) / 1e6;
  }

  close(): void {
    this.#queries.destroy();
    this.#resolved.destroy();
  }
}
