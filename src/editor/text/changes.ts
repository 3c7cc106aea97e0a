/**
 * `Changes`: what happened to a text, as a value of its own. Owns checking and ordering edits, mapping places
 * and the algebra (compose, invert, over); the text itself is changed in rope.ts.
 * A place that must survive edits is an offset mapped through each `Changes`: there is no anchor object.
 */
import type { Offset, Side } from "../../base/mod.ts";
import type { Changes, Edit, Text } from "../types.ts";
import { composeEdits } from "./compose.ts";
import { joinInserts, sliceInsert, spanOf } from "./inserts.ts";
import { overEdits } from "./over.ts";
import { editText } from "./rope.ts";

/** No change to a text of this length. */
export function noChanges(length: number): Changes {
  return new EditList([], length, length);
}

/**
 * Edits in any order, all counted in the same text, as `Changes`: sorted, touching ones joined, empty ones dropped.
 * Inserts at one offset keep the order given. Throws RangeError where edits overlap or leave the text.
 */
export function changesOf(edits: readonly Edit[], lengthBefore: number): Changes {
  if (edits.length === 0) return new EditList(edits, lengthBefore, lengthBefore);
  let grown = 0;
  let isNormal = true;
  for (let i = 0; i < edits.length; i++) {
    const { from, to, insert } = edits[i];
    if (!(from >= 0 && from <= to && to <= lengthBefore)) {
      throw new RangeError(`Cannot edit ${from}..${to}: the text has length ${lengthBefore}`);
    }
    grown += insert.length - (to - from);
    if (i > 0 && from <= edits[i - 1].to || from === to && insert.length === 0) isNormal = false;
  }
  const sorted = isNormal ? edits : normal(edits);
  return new EditList(sorted, lengthBefore, lengthBefore + grown);
}

function normal(edits: readonly Edit[]): readonly Edit[] {
  // The sort is stable, so inserts at one offset stay in the order given.
  const sorted = edits.filter((edit) => edit.from < edit.to || edit.insert.length > 0)
    .sort((a, b) => a.from - b.from || a.to - b.to);
  const out: Edit[] = [];
  for (let i = 0; i < sorted.length; i++) {
    const edit = sorted[i];
    const last = out[out.length - 1];
    if (last === undefined || edit.from > last.to) out.push(edit);
    else if (edit.from < last.to) {
      throw new RangeError(
        `Cannot edit ${edit.from}..${edit.to}: it overlaps the edit of ${sorted[i - 1].from}..${
          sorted[i - 1].to
        }`,
      );
    } else {
      out[out.length - 1] = { from: last.from, to: edit.to, insert: joinInserts(last.insert, edit.insert) };
    }
  }
  return out;
}

class EditList implements Changes {
  readonly edits: readonly Edit[];
  readonly lengthBefore: number;
  readonly lengthAfter: number;
  /** How far the text after edit i has moved; made when first asked for. */
  #shifts: Float64Array | null = null;

  constructor(edits: readonly Edit[], lengthBefore: number, lengthAfter: number) {
    this.edits = edits;
    this.lengthBefore = lengthBefore;
    this.lengthAfter = lengthAfter;
  }

  apply(text: Text): Text {
    checkLength("apply changes to", { has: text.length, needs: this.lengthBefore });
    return this.edits.length === 0 ? text : editText(text, this.edits);
  }

  mapOffset(at: Offset, side: Side): Offset {
    if (!(at >= 0 && at <= this.lengthBefore)) {
      throw new RangeError(`Cannot map offset ${at}: the text has length ${this.lengthBefore}`);
    }
    const edits = this.edits;
    if (edits.length === 0 || at < edits[0].from) return at;
    const index = edits.length === 1 ? 0 : lastBefore(edits, at);
    const edit = edits[index];
    const shift = index === 0 ? 0 : this.#shiftBefore(index);
    if (at > edit.to) return (at + shift + edit.insert.length - (edit.to - edit.from)) as Offset;
    const isBefore = edit.from === edit.to ? side < 0 : at === edit.from || (at < edit.to && side < 0);
    return (edit.from + shift + (isBefore ? 0 : edit.insert.length)) as Offset;
  }

  compose(next: Changes): Changes {
    checkLength("compose changes with changes of", { has: next.lengthBefore, needs: this.lengthAfter });
    if (next.edits.length === 0) return this;
    if (this.edits.length === 0) return next;
    const lengthAfter = next.lengthAfter;
    if (this.edits.length === 1 && next.edits.length === 1) {
      const both = composeTouching(this.edits[0], next.edits[0]);
      if (both !== null) {
        const isEmpty = both.from === both.to && both.insert.length === 0;
        return new EditList(isEmpty ? [] : [both], this.lengthBefore, lengthAfter);
      }
    }
    return new EditList(
      composeEdits(this.edits, next.edits, this.lengthBefore),
      this.lengthBefore,
      lengthAfter,
    );
  }

  invert(before: Text): Changes {
    checkLength("invert changes with", { has: before.length, needs: this.lengthBefore });
    if (this.edits.length === 1) {
      const { from, to, insert } = this.edits[0];
      const old = from === to ? "" : spanOf(before, { from, to });
      const back: Edit = { from, to: (from + insert.length) as Offset, insert: old };
      return new EditList([back], this.lengthAfter, this.lengthBefore);
    }
    let shift = 0;
    // `map`, as an array grown by `push` keeps 17 places, and the history keeps these.
    const edits = this.edits.map(({ from, to, insert }): Edit => {
      const start = from + shift;
      shift += insert.length - (to - from);
      const old = from === to ? "" : spanOf(before, { from, to });
      return { from: start as Offset, to: (start + insert.length) as Offset, insert: old };
    });
    return new EditList(edits, this.lengthAfter, this.lengthBefore);
  }

  over(other: Changes, first: boolean): Changes {
    checkLength("move changes over changes of", { has: other.lengthBefore, needs: this.lengthBefore });
    if (this.edits.length === 0) return noChanges(other.lengthAfter);
    if (other.edits.length === 0) return this;
    const edits = overEdits(
      { ours: this.edits, theirs: other.edits, length: this.lengthBefore },
      first ? -1 : 1,
    );
    return new EditList(edits, other.lengthAfter, other.lengthAfter + grownBy(edits));
  }

  #shiftBefore(index: number): number {
    if (this.#shifts === null) {
      this.#shifts = new Float64Array(this.edits.length);
      let shift = 0;
      for (let i = 0; i < this.edits.length; i++) {
        this.#shifts[i] = shift;
        shift += this.edits[i].insert.length - (this.edits[i].to - this.edits[i].from);
      }
    }
    return this.#shifts[index];
  }
}

/** Typing on and deleting on: `next` lies within or beside what `last` inserted. Null for anything else. */
function composeTouching(last: Edit, next: Edit): Edit | null {
  const start = last.from;
  const end = start + last.insert.length;
  if (next.to < start || next.from > end) return null;
  // Reaching out to the left takes characters from before `last`, to the right from behind it.
  const from = Math.min(next.from, start);
  const to = last.to + Math.max(0, next.to - end);
  const head = next.from > start ? sliceInsert(last.insert, { from: 0, to: next.from - start }) : "";
  const tail = next.to < end
    ? sliceInsert(last.insert, { from: Math.max(0, next.to - start), to: last.insert.length })
    : "";
  const insert = joinInserts(joinInserts(head, next.insert), tail);
  return { from: from as Offset, to: to as Offset, insert };
}

/** The last edit that starts at or before `at`; the first one is known to. */
function lastBefore(edits: readonly Edit[], at: number): number {
  let low = 0;
  let high = edits.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (edits[middle].from <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

function grownBy(edits: readonly Edit[]): number {
  let grown = 0;
  for (let i = 0; i < edits.length; i++) grown += edits[i].insert.length - (edits[i].to - edits[i].from);
  return grown;
}

function checkLength(act: string, { has, needs }: { has: number; needs: number }): void {
  if (has === needs) return;
  throw new RangeError(`Cannot ${act} a text of length ${has}: they are for length ${needs}`);
}
