/**
 * Brackets coloured by their depth, as a `Decorate` over that of syntax. What the parser said is moved along with each edit
 * here, in one list of numbers, so that a typed key asks the tree nothing.
 */
import type { Offset } from "../base/mod.ts";
import {
  bracketPairs,
  type Decorate,
  type Decoration,
  lastChangeOf,
  type State,
  type Structure,
  syntaxOf,
  type Text,
} from "../editor/mod.ts";
import { STYLE } from "./theme.ts";

const STYLES = [STYLE.bracket1, STYLE.bracket2, STYLE.bracket3];

/** Brackets of one answer of the parser, as they lie in `text`. */
interface Brackets {
  text: Text;
  /** Stride 2, sorted: where one is, and its depth. */
  readonly places: number[];
}
/** A memo: what it says follows from the state alone. */
const known = new WeakMap<Structure, Brackets>();

/** The `Decorate` of bracket pairs. Each call overwrites the decorations of the call before. */
export function bracketDecorate(): Decorate {
  const pool: { -readonly [K in keyof Decoration]: Decoration[K] }[] = [];
  const decorate: Decorate = (state, _view, from, to, out) => {
    const structure = syntaxOf(state)?.structure ?? null;
    if (structure === null) return;
    const { places } = bracketsOf(state, structure);
    let used = 0;
    for (let i = firstFrom(places, from); i < places.length && places[i] < to; i += 2) {
      if (used === pool.length) pool.push({ kind: "style", from, to, side: 1, style: 0 });
      const mark = pool[used++];
      mark.from = places[i] as Offset;
      mark.to = (places[i] + 1) as Offset;
      mark.style = STYLES[places[i + 1] % STYLES.length];
      out.push(mark);
    }
  };
  return Object.assign(decorate, { source: (state: State) => syntaxOf(state)?.structure ?? null });
}

function bracketsOf(state: State, structure: Structure): Brackets {
  const last = known.get(structure);
  if (last !== undefined && (last.text === state.text || follow(last, state))) return last;
  const pairs = bracketPairs(state);
  const marks: { readonly at: number; readonly depth: number }[] = [];
  for (const { open, close, depth } of pairs) marks.push({ at: open, depth }, { at: close, depth });
  marks.sort((a, b) => a.at - b.at);
  const made: Brackets = { text: state.text, places: marks.flatMap(({ at, depth }) => [at, depth]) };
  known.set(structure, made);
  return made;
}

/** Moves the brackets over the newest edit, if it is one that leads from their text. */
function follow(brackets: Brackets, state: State): boolean {
  const change = lastChangeOf(state);
  if (change === null || change.before !== brackets.text || change.after !== state.text) return false;
  const { edits, lengthBefore, lengthAfter } = change.changes;
  if (edits.length !== 1) return false;
  const { from, to } = edits[0];
  const { places } = brackets;
  const grown = lengthAfter - lengthBefore;
  let write = firstFrom(places, from);
  for (let i = write; i < places.length; i += 2) {
    if (places[i] < to) continue;
    places[write] = places[i] + grown;
    places[write + 1] = places[i + 1];
    write += 2;
  }
  places.length = write;
  brackets.text = state.text;
  return true;
}

/** Index of the first bracket at or behind `at`. */
function firstFrom(places: readonly number[], at: number): number {
  let low = 0;
  let high = places.length / 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle * 2] < at) low = middle + 1;
    else high = middle;
  }
  return low * 2;
}
