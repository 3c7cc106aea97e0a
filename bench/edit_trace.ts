/**
 * A long editing session as single-character edits, shaped like what people do: bursts of typing, backspacing over what was
 * just written, deleting to the right, jumps nearby and now and then far away, writing on at the end. From a fixed seed.
 */
import { seededRandom } from "../src/base/mod.ts";

/** Where each edit happens; a character is inserted there, or (`~place`, negative) the one at `place` is deleted. */
export function editTrace(
  { count, start, seed }: { count: number; start: number; seed: number },
): Int32Array {
  const random = seededRandom(seed);
  const trace = new Int32Array(count);
  let length = start;
  let caret = 0;
  let i = 0;
  const put = (edit: number): void => {
    if (i < count) trace[i++] = edit;
  };
  while (i < count) {
    const jump = random.next();
    if (jump < 0.45) caret = Math.max(0, Math.min(length, caret + random.int(-400, 400)));
    else if (jump < 0.6) caret = random.int(0, length + 1);
    else if (jump < 0.7) caret = length;
    for (let n = random.int(2, 60); n > 0 && i < count; n--) {
      put(caret++);
      length++;
      // A slip of the finger, seen at once.
      if (random.next() < 0.04) {
        for (let back = random.int(1, 6); back > 0 && caret > 0 && i < count; back--) {
          put(~--caret);
          length--;
        }
      }
    }
    if (random.next() < 0.2) {
      for (let n = random.int(1, 30); n > 0 && caret < length && i < count; n--, length--) put(~caret);
    }
    if (random.next() < 0.15) {
      for (let n = random.int(5, 60); n > 0 && caret > 0 && i < count; n--, length--) put(~--caret);
    }
  }
  return trace;
}
