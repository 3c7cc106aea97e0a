/**
 * The styles of one window, a byte for each unit, kept between paints so that an edit colours only what it touched anew.
 * Knows what is stale in it; how colours are found is the caller's. Mutable: one owner, on the worker's side.
 */
import type { Offset } from "../../base/mod.ts";
import type { Changes } from "../types.ts";

/** With more stale places than this the whole window is stale. */
const MOST_STALE = 16;

export class PaintedWindow {
  from: number;
  to: number;
  styles: Uint8Array;
  /** Stride 2, any order: what must be coloured again. */
  readonly #stale: number[] = [];

  /** `before`: what was looked at until now, of the same text, sorted and apart; what both show keeps its colours. */
  constructor(from: number, to: number, before: readonly PaintedWindow[] = []) {
    this.from = from;
    this.to = to;
    this.styles = new Uint8Array(to - from);
    let known = from;
    for (const old of before) {
      const start = Math.max(from, old.from), end = Math.min(to, old.to);
      if (start >= end) continue;
      this.styles.set(old.styles.subarray(start - old.from, end - old.from), start - from);
      if (start > known) this.#stale.push(known, start);
      known = end;
      for (let i = 0; i < old.#stale.length; i += 2) this.spoil(old.#stale[i], old.#stale[i + 1]);
    }
    if (to > known || known === from) this.#stale.push(known, to);
  }

  /** Follows an edit: what was inserted is stale until it is coloured. */
  edit(changes: Changes): void {
    const from = changes.mapOffset(this.from as Offset, -1), to = changes.mapOffset(this.to as Offset, 1);
    const styles = new Uint8Array(to - from);
    // What lies between two edits only moves.
    let old = this.from;
    for (const edit of [...changes.edits, null]) {
      const end = Math.min(this.to, edit === null ? this.to : edit.from);
      if (end > old) {
        styles.set(
          this.styles.subarray(old - this.from, end - this.from),
          changes.mapOffset(old as Offset, 1) - from,
        );
      }
      if (edit !== null) old = Math.max(old, edit.to);
    }
    for (let i = 0; i < this.#stale.length; i++) {
      this.#stale[i] = changes.mapOffset(this.#stale[i] as Offset, i % 2 === 0 ? -1 : 1);
    }
    this.from = from;
    this.to = to;
    this.styles = styles;
    for (const edit of changes.edits) {
      const start = changes.mapOffset(edit.from, -1);
      this.spoil(start, start + edit.insert.length);
    }
  }

  /** These must be coloured again, where they meet the window. */
  spoil(from: number, to: number): void {
    if (to < this.from || from > this.to) return;
    if (this.#stale.length >= MOST_STALE * 2) this.#stale.splice(0, this.#stale.length, this.from, this.to);
    else this.#stale.push(Math.max(from, this.from), Math.min(to, this.to));
  }

  /** Hands out what is stale, stride 2, and counts it as done. `whole`: widens a place, to its lines for one. */
  takeStale(widen: (from: number, to: number) => { readonly from: number; readonly to: number }): number[] {
    const places: { from: number; to: number }[] = [];
    for (let i = 0; i < this.#stale.length; i += 2) {
      const wide = widen(this.#stale[i], this.#stale[i + 1]);
      const from = Math.max(this.from, wide.from), to = Math.min(this.to, wide.to);
      if (to > from) places.push({ from, to });
    }
    this.#stale.length = 0;
    places.sort((a, b) => a.from - b.from);
    const out: number[] = [];
    for (const { from, to } of places) {
      const last = out.length - 1;
      if (last > 0 && from <= out[last]) out[last] = Math.max(out[last], to);
      else out.push(from, to);
    }
    return out;
  }
}
