/**
 * The units of the editor as types, so that a line number cannot be used as an offset unseen.
 * Owns the brands only; what is done with a number belongs to whoever holds it.
 */
declare const unit: unique symbol;
type Unit<Name extends string> = number & { readonly [unit]: Name };

/** A gap in a text: the UTF-16 code units before it, 0 ≤ n ≤ length. */
export type Offset = Unit<"offset">;
/** A line counted from 0. Only words shown to people count from 1. */
export type LineIndex = Unit<"line">;
/** Logical pixels; x grows right, y grows down. */
export type Px = Unit<"px">;
/** Physical pixels: Px × display scale, rounded once, while painting. */
export type DevicePx = Unit<"device px">;
/** Milliseconds on the app's monotonic clock; never wall time. */
export type Millis = Unit<"ms">;
/** One look at a document; an id is never used twice. */
export type ViewId = Unit<"view">;
/** One open document; an id is never used twice. */
export type DocId = Unit<"doc">;
/** The neighbour that a place keeps: -1 left, 1 right. */
export type Side = -1 | 1;
/** What the world said no to, as a value: never thrown at a caller. */
export type Result<T> = { readonly ok: true; readonly value: T } | {
  readonly ok: false;
  readonly reason: string;
};
