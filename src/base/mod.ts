export type { DevicePx, DocId, LineIndex, Millis, Offset, Px, Result, Side, ViewId } from "./units.ts";
export { unreachable } from "./unreachable.ts";
export { type Random, seededRandom } from "./random.ts";
