import assert from "node:assert/strict";
import { type Millis, type Offset, type Random, seededRandom, type ViewId } from "../../base/mod.ts";
import { caretAt, rangeOf, selectionOf } from "../state/selection.ts";
import { apply, createState, resolve, withView } from "../state/state.ts";
import { textOf, toStringAll } from "../text/rope.ts";
import type { Edit, Field, Layout, Origin, Spec, State } from "../types.ts";
import {
  currentNode,
  historyField,
  historyNodes,
  historyPoint,
  historyWith,
  redo,
  redoSpec,
  stepToSpec,
  undo,
  undoSpec,
  undoStop,
} from "./history.ts";
import type { History } from "./tree.ts";

const view = 1 as ViewId;
const other = 2 as ViewId;
const edit = (from: number, to: number, insert: string): Edit => ({
  from: from as Offset,
  to: to as Offset,
  insert,
});
const textIn = (state: State) => toStringAll(state.text);
const headIn = (state: State, of = view) => state.selections.get(of)!.ranges[0].head as number;

/** A document being edited; the clock moves only when told. */
function session(text: string, field: Field<History> = historyField) {
  let state = createState({ text: textOf(text), fields: [field as Field<unknown>] });
  const end = selectionOf([caretAt(text.length as Offset)]);
  state = withView(withView(state, view, end), other, end);
  let clock = 0;
  const step = (spec: Spec | null) =>
    spec !== null && (state = apply(resolve(state, spec, clock as Millis)), true);
  const caret = (at: number) => selectionOf([caretAt(at as Offset)]);
  return {
    step,
    state: () => state,
    text: () => textIn(state),
    wait: (ms: number) => (clock += ms),
    /** Each character as the keyboard would send it, 50 ms apart. */
    type(characters: string, more: Partial<Spec> = {}) {
      for (const character of characters) {
        clock += 50;
        const { anchor, head } = state.selections.get(more.view ?? view)!.ranges[0];
        const from = Math.min(anchor, head);
        const edits = [edit(from, Math.max(anchor, head), character)];
        step({ edits, selection: caret(from + character.length), view, origin: "type", ...more });
      }
    },
    backspace(times: number) {
      for (; times > 0; times--) {
        clock += 50;
        const at = headIn(state);
        step({ edits: [edit(at - 1, at, "")], selection: caret(at - 1), view, origin: "delete" });
      }
    },
    deleteRight(times: number) {
      for (; times > 0; times--) {
        const at = headIn(state);
        step({ edits: [edit(at, at + 1, "")], selection: caret(at), view, origin: "delete" });
      }
    },
    move: (at: number) => step({ selection: caret(at), view, origin: "move" }),
    edit: (edits: Edit[], origin: Origin, more: Partial<Spec> = {}) => step({ edits, origin, ...more }),
    undo: () => step(undoSpec(state, { view, field })),
    redo: () => step(redoSpec(state, { view, field })),
    go: (node: number) => step(stepToSpec(state, node, { view, field })),
  };
}

/** The texts met while undoing everything. */
function undone(doc: ReturnType<typeof session>): string[] {
  const texts: string[] = [];
  while (doc.undo()) texts.push(doc.text());
  return texts;
}

Deno.test("undo() takes back words with the blank before them, as VS Code does", () => {
  const doc = session("");
  doc.type("one two  three");
  assert.deepEqual(undone(doc), ["one two  ", "one two", "one", ""]);
});

Deno.test("undo() keeps what a command wrote elsewhere apart from the typing before and after it", () => {
  const doc = session("");
  doc.type("one");
  doc.step({ edits: [edit(0, 0, "// ")], view, origin: "type" });
  doc.type("two");
  assert.deepEqual(undone(doc), ["// one", "one", ""]);
});

Deno.test("undo() starts a step at each newline", () => {
  const doc = session("");
  doc.type("a\nb\n\nc");
  assert.deepEqual(undone(doc), ["a\nb\n", "a\nb", "a", ""]);
});

Deno.test("undo() starts a step after a pause, a caret move, another kind of edit or a stop", () => {
  const doc = session("");
  doc.type("ab");
  doc.wait(1000);
  doc.type("cd");
  doc.move(0);
  doc.move(4);
  doc.type("ef");
  doc.backspace(2);
  doc.type("gh");
  doc.step({ origin: "tool", notes: [undoStop()] });
  doc.type("ij");
  assert.deepEqual(undone(doc), ["abcdgh", "abcd", "abcdef", "abcd", "ab", ""]);
});

Deno.test("undo() keeps what was typed in different views apart", () => {
  const doc = session("");
  doc.type("ab");
  doc.type("cd", { view: other, selection: undefined });
  assert.deepEqual(undone(doc), ["ab", ""]);
});

Deno.test("undo() keeps deletions to the left and to the right apart", () => {
  const doc = session("abcdefgh");
  doc.move(4);
  doc.backspace(2);
  doc.deleteRight(2);
  assert.equal(doc.text(), "abgh");
  assert.deepEqual(undone(doc), ["abefgh", "abcdefgh"]);
});

Deno.test("undo() takes a group back at once, whatever lies between", () => {
  const doc = session("x");
  doc.edit([edit(0, 0, "a")], "tool", { group: 4 });
  doc.move(0);
  doc.wait(9000);
  doc.edit([edit(2, 2, "b")], "paste", { group: 4 });
  doc.edit([edit(0, 0, "c")], "paste", { group: 5 });
  assert.equal(currentNode(doc.state()).group, 5);
  assert.deepEqual(undone(doc), ["axb", "x"]);
});

Deno.test("undo() and redo() restore the selection of the acting view and map the others", () => {
  const doc = session("one two");
  doc.step({ selection: selectionOf([rangeOf(3 as Offset, 0 as Offset)]), view, origin: "move" });
  doc.type("three");
  doc.move(0);
  doc.undo();
  assert.deepEqual(doc.state().selections.get(view)!.ranges, [{ anchor: 3, head: 0 }]);
  assert.equal(headIn(doc.state(), other), 7);
  doc.redo();
  assert.equal(headIn(doc.state()), 5);
  assert.equal(headIn(doc.state(), other), 9);
});

Deno.test("undo() and redo() are commands, and decline where there is nothing", () => {
  const doc = session("");
  const run = (command: typeof undo) => {
    const state = doc.state();
    return command({ state, view, selection: state.selections.get(view)!, layout: {} as Layout });
  };
  assert.equal(run(undo), null);
  assert.equal(run(redo), null);
  doc.type("a");
  const outcome = run(undo)!;
  assert.equal(outcome.spec!.origin, "undo");
  doc.step(outcome.spec!);
  assert.equal(doc.text(), "");
  doc.step(run(redo)!.spec!);
  assert.equal(doc.text(), "a");
  assert.equal(run(redo), null);
});

Deno.test("a branch left by undo is still there, and redo follows the one last used", () => {
  const doc = session("");
  doc.type("a");
  doc.undo();
  doc.type("b");
  doc.undo();
  const nodes = historyNodes(doc.state());
  assert.deepEqual(nodes.map((n) => [n.id, n.parent, n.isCurrent]), [[0, -1, true], [1, 0, false], [
    2,
    0,
    false,
  ]]);
  doc.redo();
  assert.equal(doc.text(), "b");
  doc.go(1);
  assert.equal(doc.text(), "a");
  doc.undo();
  doc.redo();
  assert.equal(doc.text(), "a");
  assert.throws(() => stepToSpec(doc.state(), 9), { name: "RangeError" });
});

Deno.test("undo() leaves what others wrote, and never undoes a load", () => {
  const doc = session("hello");
  doc.type(" world");
  doc.edit([edit(0, 0, ">> "), edit(8, 8, "XX")], "remote");
  doc.type("!");
  doc.edit([edit(0, 3, "")], "load");
  assert.equal(doc.text(), "hello woXXrld!");
  assert.deepEqual(undone(doc), ["helloXX"]);
  doc.redo();
  assert.equal(doc.text(), "hello woXXrld!");
});

Deno.test("historyPoint() is equal again when the text is back, and only then", () => {
  const doc = session("x");
  doc.type("ab");
  doc.step({ origin: "tool", notes: [undoStop()] });
  const saved = historyPoint(doc.state());
  doc.move(0);
  assert.equal(historyPoint(doc.state()), saved);
  doc.type("c");
  const grownFrom = historyPoint(doc.state());
  doc.type("d");
  assert.notEqual(historyPoint(doc.state()), grownFrom);
  assert.notEqual(historyPoint(doc.state()), saved);
  doc.undo();
  assert.equal(historyPoint(doc.state()), saved);
  doc.undo();
  assert.notEqual(historyPoint(doc.state()), saved);
  doc.redo();
  assert.equal(historyPoint(doc.state()), saved);
  doc.edit([edit(0, 0, "R")], "remote");
  assert.notEqual(historyPoint(doc.state()), saved);
});

Deno.test("undo() passes over a step whose edits cancelled out", () => {
  const doc = session("x");
  doc.type("a");
  doc.edit([edit(0, 0, "b")], "tool", { group: 1 });
  doc.edit([edit(0, 1, "")], "tool", { group: 1 });
  assert.ok(doc.undo());
  assert.equal(doc.text(), "x");
  assert.ok(doc.redo());
  assert.equal(doc.text(), "xa");
});

Deno.test("an undo wish that comes too late is an edit like any other", () => {
  const doc = session("x");
  doc.type("a");
  const late = undoSpec(doc.state(), { view })!;
  doc.move(0);
  doc.type("b");
  doc.step(late);
  doc.undo();
  assert.equal(doc.text(), "bxa");
});

/** Random life of one document; every text the tree has named is kept beside it. */
function live(random: Random, doc: ReturnType<typeof session>): Map<number, string> {
  const known = new Map([[0, doc.text()]]);
  for (let i = 0; i < 60; i++) {
    const length = doc.state().text.length;
    const from = random.int(0, length + 1);
    const to = Math.min(length, from + random.int(0, 4));
    const dice = random.next();
    if (dice < 0.4) doc.edit([edit(from, to, random.pick(["a", "bc", "", "d\n"]))], "tool", { view });
    else if (dice < 0.55) doc.type(random.pick(["e", "f"]));
    else if (dice < 0.7) doc.undo();
    else if (dice < 0.8) doc.redo();
    else doc.go(random.pick(historyNodes(doc.state())).id);
    const id = currentNode(doc.state()).id;
    if (dice < 0.55) known.set(id, doc.text());
    else assert.equal(doc.text(), known.get(id), `node ${id} at ${i}`);
  }
  return known;
}

for (const foreign of [null, "remote"] as const) {
  const claim = foreign === null
    ? "every text there was"
    : "what is ours of every text, others' inserts kept";
  Deno.test(`stepToSpec() finds ${claim}`, () => {
    for (let seed = 1; seed <= 150; seed++) {
      try {
        const random = seededRandom(seed);
        const doc = session("the quick brown fox");
        const known = foreign === null ? live(random, doc) : liveApart(random, doc);
        for (const { id } of historyNodes(doc.state())) {
          doc.go(id);
          assert.equal(doc.text().replace(/[A-Z]/g, ""), known.get(id), `node ${id}`);
        }
      } catch (error) {
        throw new Error(`seed ${seed}`, { cause: error });
      }
    }
  });
}

/** As `live`, with foreign inserts anywhere; our own edits spare them. */
function liveApart(random: Random, doc: ReturnType<typeof session>): Map<number, string> {
  const known = new Map([[0, doc.text()]]);
  const own = () => doc.text().replace(/[A-Z]/g, "");
  for (let i = 0; i < 80; i++) {
    const text = doc.text();
    const at = random.int(0, text.length + 1);
    const dice = random.next();
    let isOwn = false;
    if (dice < 0.3) isOwn = doc.edit([edit(at, at, random.pick(["a", "bc"]))], "tool", { view });
    else if (dice < 0.45 && /[^A-Z]/.test(text[at] ?? "X")) {
      isOwn = doc.edit([edit(at, at + 1, "")], "delete", { view });
    } else if (dice < 0.6) doc.undo();
    else if (dice < 0.65) doc.redo();
    else if (dice < 0.75) doc.go(random.pick(historyNodes(doc.state())).id);
    else doc.edit([edit(at, at, random.pick(["X", "YZ"]))], "remote");
    const { id } = currentNode(doc.state());
    if (isOwn) known.set(id, own());
    else assert.equal(own(), known.get(id), `node ${id} at ${i}`);
  }
  return known;
}

Deno.test("going away and coming back changes nothing, whatever others delete", () => {
  for (let seed = 1; seed <= 150; seed++) {
    const random = seededRandom(seed);
    const doc = session("the quick brown fox");
    for (let i = 0; i < 40; i++) {
      const length = doc.state().text.length;
      const from = random.int(0, length + 1);
      const to = Math.min(length, from + random.int(0, 5));
      doc.edit(
        [edit(from, to, random.pick(["a", "bc", ""]))],
        random.pick<Origin>(["remote", "tool", "tool"]),
        { view },
      );
      if (random.next() < 0.2) doc.undo();
    }
    const { id } = currentNode(doc.state());
    const text = doc.text();
    for (const node of historyNodes(doc.state())) {
      doc.go(node.id);
      doc.go(id);
      assert.equal(doc.text(), text, `seed ${seed}, node ${node.id}`);
    }
  }
});

Deno.test("historyWith() forgets the oldest steps beyond its limits, and whole branches with them", () => {
  const field = historyWith({ maxSteps: 4 });
  const doc = session("", field);
  const word = (text: string) => (doc.wait(5000), doc.type(text));
  word("a");
  word("b");
  doc.undo();
  word("c");
  word("d");
  assert.equal(historyNodes(doc.state(), field).length, 4);
  word("e");
  word("f");
  assert.equal(doc.text(), "acdef");
  assert.deepEqual(undone(doc), ["acde", "acd", "ac"]);
  const big = historyWith({ maxBytes: 5000 });
  const large = session("", big);
  for (let i = 0; i < 50; i++) {
    large.edit([edit(0, large.state().text.length, "x".repeat(1000))], "paste", { view });
  }
  const value = large.state().get(big);
  assert.ok(value.bytes <= 5000 && value.live >= 2, `${value.bytes} bytes, ${value.live} steps`);
  assert.ok(large.undo());
});
