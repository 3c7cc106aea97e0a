/**
 * Which closing halves were typed by the editor and not by a person: only those are typed over and deleted along. They are
 * forgotten when no caret is between the halves any more, as in VS Code.
 */
import type { Offset, ViewId } from "../../base/mod.ts";
import type { Field, Transaction } from "../types.ts";

/** `open` is where the opening half ends, `close` where the closing half begins. */
export interface AutoClosed {
  readonly view: ViewId;
  readonly open: Offset;
  readonly close: Offset;
  readonly length: number;
}
const none: readonly AutoClosed[] = [];

export const autoClosedField: Field<readonly AutoClosed[]> = {
  name: "autoClosed",
  init: () => none,
  update(value, tr) {
    if (value.length === 0 && tr.notes === undefined) return value;
    let next = value.length === 0 ? value : kept(value, tr);
    for (const { field, value: more } of tr.notes ?? []) {
      if (field === autoClosedField as Field<unknown>) next = [...next, ...more as readonly AutoClosed[]];
    }
    return next;
  },
};

function kept(value: readonly AutoClosed[], tr: Transaction): readonly AutoClosed[] {
  const { changes, selections } = tr;
  const next: AutoClosed[] = [];
  let isSame = true;
  let e = 0;
  for (const pair of value) {
    let now = pair;
    if (changes.edits.length > 0) {
      // Pairs come in the order they were typed in, mostly left to right.
      while (e > 0 && changes.edits[e - 1].to > pair.close) e--;
      while (e < changes.edits.length && changes.edits[e].to <= pair.close) e++;
      const edit = changes.edits[e];
      if (edit !== undefined && edit.from < pair.close + pair.length && edit.to > pair.close) {
        isSame = false;
        continue;
      }
      const close = changes.mapOffset(pair.close, 1);
      const open = changes.mapOffset(pair.open, -1);
      if (close !== pair.close || open !== pair.open) now = { ...pair, open, close };
    }
    const ranges = selections.get(pair.view)?.ranges;
    const isInside = ranges?.some(({ head }) => head >= now.open && head < now.close + now.length) ?? false;
    if (isInside) next.push(now);
    if (!isInside || now !== pair) isSame = false;
  }
  return isSame ? value : next.length === 0 ? none : next;
}
