/**
 * Two changes after one another as one. Owns the walk only; the normal form is edit_builder.ts.
 */
import type { Edit } from "../types.ts";
import { EditBuilder } from "./edit_builder.ts";
import { sliceInsert } from "./inserts.ts";

/** `second` counts in the text after `first`, which counts in a text of `lengthBefore`; so does the answer. */
export function composeEdits(
  first: readonly Edit[],
  second: readonly Edit[],
  lengthBefore: number,
): readonly Edit[] {
  const out = new EditBuilder();
  const walk = new Walk(first, out);
  let middle = 0;
  for (let i = 0; i < second.length; i++) {
    const edit = second[i];
    walk.keep(edit.from - middle);
    out.insert(edit.insert);
    walk.drop(edit.to - edit.from);
    middle = edit.to;
  }
  walk.finish(lengthBefore);
  return out.finish();
}

/** Moves over the text after some edits, and says what that means for the text before them. */
class Walk {
  readonly #edits: readonly Edit[];
  readonly #out: EditBuilder;
  #next = 0;
  /** Where we are in the text before. */
  #before = 0;
  /** Units already passed of the insert of `#edits[#next]`. */
  #used = 0;

  constructor(edits: readonly Edit[], out: EditBuilder) {
    this.#edits = edits;
    this.#out = out;
  }

  keep(length: number): void {
    let left = length;
    while (left > 0) {
      const edit = this.#edits[this.#next];
      if (edit === undefined || edit.from > this.#before) {
        const most = edit === undefined ? left : Math.min(left, edit.from - this.#before);
        this.#out.keep(most);
        this.#before += most;
        left -= most;
      } else left -= this.#passInsert(edit, { most: left, as: "kept" });
    }
  }

  drop(length: number): void {
    let left = length;
    while (left > 0) {
      const edit = this.#edits[this.#next];
      if (edit === undefined || edit.from > this.#before) {
        const most = edit === undefined ? left : Math.min(left, edit.from - this.#before);
        this.#out.delete(most);
        this.#before += most;
        left -= most;
      } else left -= this.#passInsert(edit, { most: left, as: "dropped" });
    }
  }

  finish(lengthBefore: number): void {
    for (let edit = this.#edits[this.#next]; edit !== undefined; edit = this.#edits[this.#next]) {
      this.#out.keep(edit.from - this.#before);
      this.#before = edit.from;
      this.#passInsert(edit, { most: edit.insert.length - this.#used, as: "kept" });
    }
    this.#out.keep(lengthBefore - this.#before);
  }

  /** Up to `most` units of the insert at hand; at its end the deletion beside it too. */
  #passInsert(edit: Edit, { most, as }: { most: number; as: "kept" | "dropped" }): number {
    const from = this.#used;
    const to = Math.min(edit.insert.length, from + most);
    if (as === "kept" && to > from) this.#out.insert(sliceInsert(edit.insert, { from, to }));
    this.#used = to;
    if (to === edit.insert.length) {
      this.#out.delete(edit.to - edit.from);
      this.#before = edit.to;
      this.#used = 0;
      this.#next++;
    }
    return to - from;
  }
}
