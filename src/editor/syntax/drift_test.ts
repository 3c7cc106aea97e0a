/** Laws of how answers follow the text, against the plain mapping of `Changes` and against strings. */
import assert from "node:assert/strict";
import type { Millis, Offset, ViewId } from "../../base/mod.ts";
import { type Random, seededRandom } from "../../base/mod.ts";
import { apply, createState, resolve } from "../state/state.ts";
import { changesOf } from "../text/changes.ts";
import { textOf } from "../text/rope.ts";
import type { Decoration, Edit, State } from "../types.ts";
import { isFresh, syntaxDecorate } from "./decorate.ts";
import { driftAfter, mapDrift, noDrift, unmapDrift } from "./drift.ts";
import { changesSince, syntaxField, syntaxNote, syntaxOf } from "./field.ts";
import { foldRanges, outline, scopesAt, selectionRanges } from "./read.ts";
import { STYLES } from "./styles.ts";
import type { SyntaxNote } from "./types.ts";

function randomEdits(random: Random, length: number): Edit[] {
  const edits: Edit[] = [];
  for (let at = 0, i = random.int(1, 4); i > 0; i--) {
    const from = at + random.int(0, 8), to = from + random.int(0, 4);
    if (to > length) break;
    edits.push({ from: from as Offset, to: to as Offset, insert: "xyz".slice(0, random.int(0, 4)) });
    at = to + 1;
  }
  return edits;
}

Deno.test("driftAfter() over many changes maps what none of them touched as they do", () => {
  for (let seed = 1; seed <= 300; seed++) {
    const random = seededRandom(seed);
    const start = random.int(0, 60);
    // Each unit of the first text carries its own number; what is inserted carries -1.
    let units = Array.from({ length: start }, (_, i) => i);
    let drift = noDrift;
    for (let round = random.int(1, 12); round > 0; round--) {
      const edits = randomEdits(random, units.length);
      const changes = changesOf(edits, units.length);
      for (const { from, to, insert } of edits.toReversed()) {
        units = [...units.slice(0, from), ...new Array(insert.length).fill(-1), ...units.slice(to)];
      }
      drift = driftAfter(drift, changes);
    }
    let grown = 0;
    for (let i = 0; i < drift.length; i += 3) {
      grown += drift[i + 2] - (drift[i + 1] - drift[i]);
      assert.ok(i === 0 || drift[i] > drift[i - 2], `Seed ${seed}: entries touch`);
    }
    assert.equal(start + grown, units.length, `Seed ${seed}: length`);
    const isInside = (at: number) => {
      for (let i = 0; i < drift.length; i += 3) if (drift[i] <= at && at < drift[i + 1]) return true;
      return false;
    };
    for (let at = 0; at < start; at++) {
      if (isInside(at)) continue;
      assert.equal(units[mapDrift(drift, at, 1)], at, `Seed ${seed}: unit ${at}`);
      const now = units.indexOf(at);
      assert.ok(unmapDrift(drift, now) <= at && mapDrift(drift, unmapDrift(drift, now), -1) <= now);
    }
  }
});

Deno.test("driftAfter() keeps one entry while one place is typed at", () => {
  let drift = noDrift;
  for (let i = 0; i < 500; i++) {
    const at = (10 + i) as Offset;
    drift = driftAfter(drift, changesOf([{ from: at, to: at, insert: "a" }], 20 + i));
  }
  assert.deepEqual([...drift], [10, 10, 500]);
});

const view = 1 as ViewId;
const decorate = syntaxDecorate(
  Object.fromEntries(STYLES.map((name, i) => [name, i])) as Parameters<typeof syntaxDecorate>[0],
);
function start(text: string): State {
  return createState({ text: textOf(text), fields: [syntaxField as never] });
}
function tell(state: State, note: SyntaxNote): State {
  return apply(resolve(state, { origin: "tool", notes: [syntaxNote(note)] }, 0 as Millis));
}
function edit(state: State, from: number, to: number, insert: string): State {
  const edits = [{ from: from as Offset, to: to as Offset, insert }];
  return apply(resolve(state, { edits, origin: "type" }, 0 as Millis));
}
/** The text with each coloured stretch in brackets and the number of its style. */
function shown(state: State, from = 0, to: number = state.text.length): string {
  const out: Decoration[] = [];
  decorate(state, view, from as Offset, to as Offset, out);
  let text = state.text.slice(0 as Offset, state.text.length as Offset);
  for (const one of out.toReversed()) {
    text = `${text.slice(0, one.from)}[${text.slice(one.from, one.to)}]${one.style}${text.slice(one.to)}`;
  }
  return text;
}
/** "let a = 12": a keyword and a number. */
function coloured(): State {
  const waiting = tell(start("let a = 12"), { kind: "status", status: "waiting" });
  const paint = {
    version: 0,
    windows: Int32Array.of(0, 10),
    spans: Int32Array.of(0, 3, 1, 8, 10, 4),
    isComplete: true,
  };
  return tell(waiting, { kind: "paint", paint });
}

Deno.test("syntaxDecorate() gives what is typed inside or behind a token its colour", () => {
  const state = coloured();
  assert.equal(shown(state), "[let]1 a = [12]4");
  assert.equal(shown(edit(state, 1, 1, "x")), "[lxet]1 a = [12]4");
  assert.equal(shown(edit(state, 10, 10, "3")), "[let]1 a = [123]4");
  assert.equal(shown(edit(state, 0, 0, "  ")), "  [let]1 a = [12]4");
  assert.equal(shown(edit(edit(state, 4, 5, "name"), 12, 13, "77")), "[let]1 name = [177]4");
});

Deno.test("syntaxDecorate() drops what was deleted and looks at the asked part only", () => {
  const state = coloured();
  assert.equal(shown(edit(state, 0, 4, "")), "a = [12]4");
  assert.equal(shown(edit(state, 0, 10, "")), "");
  assert.equal(shown(state, 0, 5), "[let]1 a = 12");
  assert.equal(shown(state, 5, 10), "let a = [12]4");
});

Deno.test("syntaxField maps a late answer forward and drops one that is too old", () => {
  let state = tell(start("let a = 12"), { kind: "status", status: "waiting" });
  state = edit(state, 0, 0, "/");
  state = edit(state, 1, 1, "/");
  const spans = Int32Array.of(0, 3, 1);
  const paint = { windows: Int32Array.of(0, 10), spans, isComplete: true };
  assert.equal(shown(tell(state, { kind: "paint", paint: { ...paint, version: 0 } })), "//[let]1 a = 12");
  assert.equal(shown(tell(state, { kind: "paint", paint: { ...paint, version: -1 } })), "//let a = 12");
  for (let i = 0; i < 200; i++) state = edit(state, 2, 2, "x");
  assert.equal(changesSince(state, 1), null);
  assert.equal(changesSince(state, state.version - 64)?.length, 64);
  assert.ok(!shown(tell(state, { kind: "paint", paint: { ...paint, version: 1 } })).includes("["));
});

Deno.test("syntaxField costs nothing while nobody colours, and notes change no text", () => {
  const plain = start("abc");
  const edited = edit(plain, 0, 0, "x");
  assert.equal(syntaxOf(edited), syntaxOf(plain));
  const told = tell(edited, { kind: "status", status: "waiting" });
  assert.equal(told.version, edited.version);
  assert.equal(told.text, edited.text);
  assert.equal(isFresh(told, 0, 1), false);
  assert.equal(syntaxOf(createState({ text: textOf("a") })), null);
});

Deno.test("isFresh() asks for this text, all of the part, and whole answers", () => {
  const state = coloured();
  assert.equal(isFresh(state, 0, 10), true);
  assert.equal(isFresh(edit(state, 0, 0, "x"), 0, 10), false);
  assert.equal(isFresh(tell(state, { kind: "status", status: "slow" }), 0, 10), false);
  assert.equal(isFresh(tell(state, { kind: "status", status: "failed" }), 0, 10), true);
});

Deno.test("foldRanges(), outline(), scopesAt() and selectionRanges() follow edits", () => {
  const text = "class A {\n  b() {\n    c;\n  }\n}\n";
  let state = tell(start(text), { kind: "status", status: "waiting" });
  const whole = text.length - 1;
  const structure = {
    version: 0,
    folds: Int32Array.of(8, whole - 2, 0, 16, 24, 0),
    symbols: Int32Array.of(0, whole, 6, 7, 2, 0, 12, 29, 12, 13, 1, 1),
    names: ["A", "b"],
    brackets: Int32Array.of(8, whole - 1, 0),
    nodes: Int32Array.of(0, whole, 12, 28, 22, 23),
  };
  state = tell(state, { kind: "structure", structure });
  state = edit(state, 0, 0, "// one\n");
  const folds = foldRanges(state);
  assert.deepEqual(folds.map(({ first, last }) => [first, last]), [[1, 4], [2, 3]]);
  assert.deepEqual(outline(state).map(({ name, kind, depth }) => [name, kind, depth]), [
    ["A", "class", 0],
    ["b", "method", 1],
  ]);
  assert.deepEqual(scopesAt(state, 30 as Offset).map(({ name }) => name), ["A", "b"]);
  assert.deepEqual(scopesAt(state, 3 as Offset).map(({ name }) => name), ["A"]);
  assert.deepEqual(selectionRanges(state, 29 as Offset, 29 as Offset).length, 3);
});
