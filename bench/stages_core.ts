/**
 * Gate stages of the document side of a keypress: events, text, changes, state, graphemes. See stages.ts.
 * Each starts from the same state in every call, so that the tenth thousand costs what the first did.
 */
import { type Millis, type Offset, seededRandom, type ViewId } from "../src/base/mod.ts";
import {
  apply,
  caretAt,
  changesOf,
  createState,
  historyField,
  resolve,
  selectionOfOne,
  type State,
  textOf,
  undoSpec,
  withView,
} from "../src/editor/mod.ts";
import { editText } from "../src/editor/text/rope.ts";
import { graphemeAfter, graphemeBefore } from "../src/editor/unicode/graphemes.ts";
import { decodeEvent, eventBytes, newDecodeState } from "../src/window/decode.ts";
import { fixtureText, typescriptText } from "./fixtures.ts";
import type { Stage } from "./stage.ts";

const view = 1 as ViewId;
const source = typescriptText();
const middle = (source.length >> 1) as Offset;

/** Offsets all over a text, the same ones each time; a power of two, so that `& (count - 1)` walks them. */
function offsets(length: number, count = 256): Offset[] {
  const random = seededRandom(11);
  return Array.from({ length: count }, () => random.int(0, length) as Offset);
}

function openState(): State {
  const state = createState({ text: textOf(source), fields: [historyField] });
  return withView(state, view, selectionOfOne(caretAt(middle)));
}

const ropeInsert: Stage = {
  name: "rope insert",
  make() {
    const text = textOf(source);
    const places = offsets(text.length);
    let turn = 0;
    return () => {
      const at = places[turn++ & 255];
      editText(text, [{ from: at, to: at, insert: "x" }]);
    };
  },
};

const ropeLineLookup: Stage = {
  name: "rope line lookup",
  make() {
    const text = textOf(source);
    const places = offsets(text.length);
    let turn = 0;
    let sum = 0;
    return () => {
      const line = text.lineAt(places[turn++ & 255]);
      sum += text.line(line.index).to;
      if (sum < 0) throw new Error("A line ends before the text");
    };
  },
};

const ropeSlice: Stage = {
  name: "rope slice of a line",
  make() {
    const text = textOf(source);
    const places = offsets(text.length);
    let turn = 0;
    return () => {
      const line = text.lineAt(places[turn++ & 255]);
      if (text.slice(line.from, line.to).length > 1000) throw new Error("The fixture has no such line");
    };
  },
};

const changesCompose: Stage = {
  name: "changes compose and map",
  make() {
    const random = seededRandom(5);
    const length = 10_000;
    const some = (before: number, count: number) => {
      const starts = Array.from({ length: count }, () => random.int(0, before - 4)).sort((a, b) => a - b);
      const apart = starts.filter((at, i) => i === 0 || at - starts[i - 1] > 4);
      return changesOf(
        apart.map((at) => ({ from: at as Offset, to: (at + random.int(0, 3)) as Offset, insert: "ab" })),
        before,
      );
    };
    const first = some(length, 10);
    const second = some(first.lengthAfter, 10);
    return () => {
      const both = first.compose(second);
      for (let at = 0; at < length; at += 1000) both.mapOffset(at as Offset, 1);
    };
  },
};

const typedCharacter: Stage = {
  name: "resolve and apply a typed character",
  make() {
    const state = openState();
    const after = (middle + 1) as Offset;
    const spec = {
      edits: [{ from: middle, to: middle, insert: "x" }],
      selection: selectionOfOne(caretAt(after)),
      view,
      origin: "type" as const,
      reveal: true,
    };
    return () => {
      apply(resolve(state, spec, 1 as Millis));
    };
  },
};

const caretMove: Stage = {
  name: "resolve and apply a caret move",
  make() {
    const state = openState();
    const spec = {
      selection: selectionOfOne(caretAt((middle + 1) as Offset)),
      view,
      origin: "move" as const,
    };
    return () => {
      apply(resolve(state, spec, 1 as Millis));
    };
  },
};

const undoStage: Stage = {
  name: "type a character and undo it",
  make() {
    const state = openState();
    const spec = { edits: [{ from: middle, to: middle, insert: "x" }], view, origin: "type" as const };
    return () => {
      const typed = apply(resolve(state, spec, 1 as Millis));
      const undone = undoSpec(typed, { view });
      if (undone === null) throw new Error("A typed character cannot be undone");
      apply(resolve(typed, undone, 2 as Millis));
    };
  },
};

function graphemeSteps(name: string, text: string): Stage {
  return {
    name,
    make() {
      const rope = textOf(text);
      let at = 0 as Offset;
      return () => {
        at = at >= rope.length ? (0 as Offset) : graphemeAfter(rope, at);
        if (at > 0) graphemeBefore(rope, at);
      };
    },
  };
}

const decode: Stage = {
  name: "decode a key, a text and a motion event",
  make() {
    const view = new DataView(new ArrayBuffer(3 * eventBytes));
    const key = 0, text = eventBytes, motion = 2 * eventBytes;
    view.setUint32(key, 0x300, true);
    view.setInt32(key + 16, 4, true);
    view.setInt32(key + 20, 97, true);
    view.setUint32(text, 0x303, true);
    view.setUint8(text + 12, 97);
    view.setUint32(motion, 0x400, true);
    view.setInt32(motion + 20, 300, true);
    const context = { state: newDecodeState(), at: 1 as Millis, takeText: () => "" };
    return () => {
      for (let start = 0; start < 3 * eventBytes; start += eventBytes) {
        if (decodeEvent(view, start, context) === null) throw new Error("A gate event is not understood");
      }
    };
  },
};

const openText: Stage = {
  name: "utf-8 bytes to a rope, 100 KB",
  make() {
    const bytes = new TextEncoder().encode(fixtureText("mixed", 1000).slice(0, 60_000));
    const decoder = new TextDecoder();
    return () => {
      textOf(decoder.decode(bytes));
    };
  },
};

export const coreStages: readonly Stage[] = [
  decode,
  ropeInsert,
  ropeLineLookup,
  ropeSlice,
  changesCompose,
  typedCharacter,
  caretMove,
  undoStage,
  graphemeSteps("grapheme step, ASCII", source.slice(0, 20_000)),
  graphemeSteps("grapheme step, emoji", fixtureText("emoji", 200)),
  openText,
];
