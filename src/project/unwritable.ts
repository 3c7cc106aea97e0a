/** What no file can hold in a given encoding, as a value with words; and the halves of surrogate pairs it is mostly about. */
import type { Encoding } from "./encodings.ts";

/** A text that cannot be written as asked. `characters`: what has no bytes in the encoding, the first few; a person decides. */
export interface Unwritable {
  readonly ok: false;
  readonly reason: string;
  readonly unmappable?: {
    readonly encoding: Encoding;
    readonly characters: readonly string[];
    readonly count: number;
    readonly at: number;
  };
}

export const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
export const isLowSurrogate = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;

export function badSurrogate(unit: number, at: number): Unwritable {
  const name = `U+${unit.toString(16).toUpperCase()}`;
  return {
    ok: false,
    reason:
      `Cannot save ${name} at offset ${at}: half a surrogate pair has no bytes in a file; delete it and save again`,
  };
}

/** Bytes, or why there are none. */
export type Encoded<T> = { readonly ok: true; readonly value: T } | Unwritable;
