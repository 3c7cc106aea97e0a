import assert from "node:assert/strict";
import type { Millis, Offset, ViewId } from "../../base/mod.ts";
import { textOf, toStringAll } from "../text/rope.ts";
import type { Edit, Field, Spec, State } from "../types.ts";
import { caretAt, rangeOf, selectionOf } from "./selection.ts";
import { defaultSettings } from "./settings.ts";
import { apply, createState, resolve, withoutView, withSettings, withView } from "./state.ts";

const left = 1 as ViewId;
const right = 2 as ViewId;
const at = (n: number) => n as Offset;
const edit = (from: number, to: number, insert: string): Edit => ({ from: at(from), to: at(to), insert });
const step = (state: State, spec: Spec) => apply(resolve(state, spec, 0 as Millis));
const heads = (state: State, view: ViewId) =>
  state.selections.get(view)!.ranges.map((r) => [r.anchor, r.head]);

function twoViews(text: string): State {
  const state = withView(createState({ text: textOf(text) }), left, selectionOf([caretAt(at(3))]));
  return withView(state, right, selectionOf([rangeOf(at(5), at(3))]));
}

Deno.test("apply() changes the text, the version by one, and leaves the old state alone", () => {
  const before = twoViews("one two");
  const after = step(before, { edits: [edit(0, 3, "three")], origin: "tool" });
  assert.equal(toStringAll(after.text), "three two");
  assert.equal(after.version, 1);
  assert.equal(toStringAll(before.text), "one two");
  assert.equal(before.version, 0);
});

Deno.test("apply() keeps the version for a caret move and the object for nothing", () => {
  const before = twoViews("one two");
  const moved = step(before, { view: left, selection: selectionOf([caretAt(at(1))]), origin: "move" });
  assert.deepEqual(heads(moved, left), [[1, 1]]);
  assert.equal(moved.version, 0);
  assert.equal(moved.selections.get(right), before.selections.get(right));
  assert.equal(step(moved, { view: left, selection: selectionOf([caretAt(at(1))]), origin: "move" }), moved);
  assert.equal(step(moved, { origin: "tool" }), moved);
  assert.equal(step(moved, { edits: [edit(2, 2, "")], origin: "tool" }), moved);
});

Deno.test("resolve() takes the acting view's selection after the edits and maps the others", () => {
  const after = step(twoViews("one two"), {
    edits: [edit(3, 3, "XY")],
    view: left,
    selection: selectionOf([caretAt(at(9))]),
    origin: "type",
  });
  assert.deepEqual(heads(after, left), [[9, 9]]);
  assert.deepEqual(heads(after, right), [[7, 3]]);
});

Deno.test("resolve() maps every selection where none is given, and remote text pushes no caret", () => {
  const spec = { edits: [edit(3, 3, "XY")] };
  assert.deepEqual(heads(step(twoViews("one two"), { ...spec, origin: "tool" }), left), [[5, 5]]);
  assert.deepEqual(heads(step(twoViews("one two"), { ...spec, origin: "remote" }), left), [[3, 3]]);
  assert.deepEqual(heads(step(twoViews("one two"), { ...spec, origin: "remote" }), right), [[7, 5]]);
});

Deno.test("resolve() refuses what does not fit, with the numbers", () => {
  const state = twoViews("one two");
  const refuse = (spec: Spec, message: string) =>
    assert.throws(() => resolve(state, spec, 0 as Millis), { name: "RangeError", message });
  refuse({ edits: [edit(5, 8, "")], origin: "tool" }, "Cannot edit 5..8: the text has length 7");
  refuse(
    { edits: [edit(0, 2, "")], view: left, selection: selectionOf([caretAt(at(6))]), origin: "delete" },
    "Cannot select 6..6 in view 1: the text has length 5",
  );
  refuse(
    { view: 9 as ViewId, selection: selectionOf([caretAt(at(0))]), origin: "move" },
    "Cannot select in view 9: it does not show this document",
  );
});

Deno.test("fields are updated in order with the new text, and kept by identity", () => {
  const seen: string[] = [];
  const lengths: Field<readonly number[]> = {
    name: "lengths",
    init: (text) => [text.length],
    update: (value, tr, text) => tr.changes.edits.length === 0 ? value : [...value, text.length],
  };
  const watcher: Field<number> = {
    name: "watcher",
    init: (_, settings) => settings.tabSize,
    update: (value, tr, text) => (seen.push(`${tr.before.get(lengths).length} ${text.length}`), value),
  };
  const start = createState({
    text: textOf("ab"),
    fields: [lengths, watcher],
    version: 7,
    settings: { ...defaultSettings, tabSize: 3 },
  });
  assert.equal(start.get(watcher), 3);
  const after = step(start, { edits: [edit(0, 0, "x")], origin: "tool" });
  assert.deepEqual(after.get(lengths), [2, 3]);
  assert.deepEqual(start.get(lengths), [2]);
  assert.equal(after.version, 8);
  assert.deepEqual(seen, ["1 3"]);
  assert.throws(() => createState({ text: textOf("") }).get(lengths), {
    name: "TypeError",
    message: "Cannot read field lengths: this state was made without it",
  });
  assert.throws(() => createState({ text: textOf(""), fields: [watcher, watcher] }), TypeError);
});

Deno.test("views and settings come and go without a new version", () => {
  const state = twoViews("one two");
  const alone = withoutView(state, left);
  assert.deepEqual([...alone.selections.keys()], [right]);
  assert.equal(withoutView(alone, left), alone);
  assert.equal(withView(state, left, state.selections.get(left)), state);
  assert.throws(() => withView(state, left, selectionOf([caretAt(at(8))])), RangeError);
  const wide = withSettings(state, { ...state.settings, tabSize: 8 });
  assert.equal(wide.settings.tabSize, 8);
  assert.equal(wide.version, state.version);
  assert.equal(withSettings(wide, wide.settings), wide);
});
