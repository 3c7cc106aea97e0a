/** Frames between the app and its search process: a JSON head and a body of bytes, each after its length. */

export interface Frame {
  readonly head: unknown;
  readonly body: Uint8Array;
}

export function frameOf(head: unknown, body: Uint8Array = new Uint8Array(0)): Uint8Array<ArrayBuffer> {
  const json = new TextEncoder().encode(JSON.stringify(head));
  const bytes = new Uint8Array(8 + json.length + body.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, json.length);
  view.setUint32(4, body.length);
  bytes.set(json, 8);
  bytes.set(body, 8 + json.length);
  return bytes;
}

/** Whole frames as they arrive; ends with the stream. */
export async function* readFrames(stream: ReadableStream<Uint8Array>): AsyncGenerator<Frame> {
  let parts: Uint8Array[] = [];
  let have = 0;
  let need = 8;
  for await (const chunk of stream) {
    parts.push(chunk);
    have += chunk.length;
    // Joined only when a frame is whole: a long one comes in many pieces.
    if (have < need) continue;
    let bytes = parts.length === 1 ? parts[0] : joined(parts, have);
    for (;;) {
      if (bytes.length < 8) {
        need = 8;
        break;
      }
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const head = view.getUint32(0), body = view.getUint32(4);
      need = 8 + head + body;
      if (bytes.length < need) break;
      yield {
        head: JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + head))),
        body: bytes.slice(8 + head, need),
      };
      bytes = bytes.subarray(need);
    }
    parts = [bytes];
    have = bytes.length;
  }
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
