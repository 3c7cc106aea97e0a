/**
 * What we do because Deno's WebGPU is as it is (2.9.6). `mapAsync` polls the device at once and waits for it, so the
 * buffer is mapped when the call returns; only the promise comes 10 ms later, after a sleep. And `getMappedRange` asks the
 * device, not the promise. That is as a frame wants it: the pixels in the same turn. `mapsAtOnce` finds out whether it is
 * still so; where it is not, the painter goes through a surface.
 * https://github.com/gfx-rs/wgpu/blob/trunk/deno_webgpu/buffer.rs
 */

const MAP_READ = 0x01, COPY_DST = 0x08;

/** A buffer for `mapAtOnce`. Made mapped: before its first mapping `getMappedRange` would end the process. */
export function mappableBuffer(device: GPUDevice, size: number): GPUBuffer {
  const buffer = device.createBuffer({ size, usage: MAP_READ | COPY_DST, mappedAtCreation: true });
  buffer.unmap();
  return buffer;
}

/** The first `bytes` of the buffer when all submitted work is done, until `unmap`; `null`: the device is gone. */
export function mapAtOnce(buffer: GPUBuffer, bytes: number): ArrayBuffer | null {
  // A refusal is seen below; nobody waits for the promise.
  buffer.mapAsync(MAP_READ, 0, bytes).catch(() => {});
  try {
    return buffer.getMappedRange(0, bytes);
  } catch {
    return null;
  }
}

/** Whether this runtime maps as told above. */
export function mapsAtOnce(device: GPUDevice): boolean {
  const buffer = mappableBuffer(device, 256);
  const mapped = mapAtOnce(buffer, 256);
  if (mapped !== null) buffer.unmap();
  buffer.destroy();
  return mapped !== null;
}
