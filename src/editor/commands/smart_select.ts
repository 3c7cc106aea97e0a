/**
 * Growing and shrinking selections: by syntax where a parser answered, and always by word, quotes, brackets, line and file.
 * Owns the field that remembers what was selected before each step, so that shrinking goes back exactly.
 */
import type { Offset, ViewId } from "../../base/mod.ts";
import { enclosingBrackets } from "../brackets/match.ts";
import { fromOf, mapRanges, rangeOf, sameSelection, toOf } from "../state/selection.ts";
import { fieldValue } from "../state/state.ts";
import { selectionRanges } from "../syntax/index.ts";
import type { Command, CommandContext, Field, Range, Selection } from "../types.ts";
import { lineText } from "./change.ts";
import { select } from "./move.ts";
import { wordSource } from "./move_words.ts";
import { wordAt, wordPartLeft, wordPartRight } from "./word_borders.ts";

interface Grown {
  readonly view: ViewId;
  readonly selection: Selection;
  readonly before: Selection;
  readonly next: Grown | null;
}
/** Idle it is null; any other move of the carets or any edit makes it so. */
export const grownField: Field<Grown | null> = {
  name: "grownSelection",
  init: () => null,
  update(value, tr) {
    if (value === null && tr.notes === undefined) return value;
    const note = tr.notes?.find(({ field }) => field === grownField as Field<unknown>);
    if (note !== undefined) return note.value as Grown | null;
    if (value === null || tr.changes.edits.length > 0) return null;
    return tr.selections.get(value.view) === value.selection ? value : null;
  },
};

/** Each selection grows to the next larger thing around it. */
export const expand: Command = (ctx) => {
  const selection = mapRanges(ctx.selection, (range) => larger(ctx, range));
  const outcome = select(ctx, selection);
  if (outcome?.spec === undefined || sameSelection(selection, ctx.selection)) return null;
  const next = fieldValue(ctx.state, grownField);
  const value: Grown = { view: ctx.view, selection, before: ctx.selection, next };
  return { spec: { ...outcome.spec, notes: [{ field: grownField as Field<unknown>, value }] } };
};

/** Back to what was selected before the last growing. Declines when the selection did not grow. */
export const shrink: Command = ({ state, view }) => {
  const grown = fieldValue(state, grownField);
  if (grown === null || grown.view !== view) return null;
  const notes = [{
    field: grownField as Field<unknown>,
    value: grown.next && { ...grown.next, selection: grown.before },
  }];
  return { spec: { view, selection: grown.before, origin: "move", reveal: true, notes } };
};

/** The smallest thing that holds a range and is larger; the range itself where it is the whole text. */
function larger(ctx: CommandContext, range: Range): Range {
  const from = fromOf(range), to = toOf(range);
  let best: readonly [number, number] | null = null;
  const offer = (a: number, b: number) => {
    if (a > from || b < to || a === from && b === to || a >= b) return;
    if (best === null || b - a < best[1] - best[0]) best = [a, b];
  };
  offerWords(ctx, from, offer);
  offerLines(ctx, range, offer);
  const brackets = ctx.state.settings.languageConfig.brackets ?? [];
  const pair = enclosingBrackets(ctx.state.text, from, { brackets });
  for (let around = pair, i = 0; around !== null && i < 50; i++) {
    offer(around.open + 1, around.close);
    offer(around.open, around.close + 1);
    // Only the pairs that do not hold all of the range yet are looked past.
    if (around.open < from && around.close >= to) break;
    around = enclosingBrackets(ctx.state.text, around.open, { brackets });
  }
  for (const span of selectionRanges(ctx.state, from, to)) offer(span.from, span.to);
  offer(0, ctx.state.text.length);
  return best === null ? range : rangeOf(best[0] as Offset, best[1] as Offset);
}

type Offer = (from: number, to: number) => void;

function offerWords(ctx: CommandContext, at: Offset, offer: Offer): void {
  const source = wordSource(ctx);
  const word = wordAt(source, at);
  if (word === null) return;
  offer(word.from, word.to);
  const inside = Math.max(word.from, Math.min(at, word.to - 1)) as Offset;
  const right = wordPartRight(source, inside);
  const left = wordPartLeft(source, right);
  if (left >= word.from && right <= word.to) offer(left, right);
}

function offerLines({ state: { text } }: CommandContext, range: Range, offer: Offer): void {
  const first = text.lineAt(fromOf(range)), last = text.lineAt(toOf(range));
  if (first.index === last.index && first.to - first.from < 10_000) {
    const line = lineText(text, first);
    offerQuotes(line, first.from, { at: fromOf(range) - first.from, offer });
    const indent = line.length - line.trimStart().length;
    offer(first.from + indent, first.from + line.trimEnd().length);
  }
  offer(first.from, last.to);
  offer(first.from, Math.min(text.length, last.to + 1));
}

function offerQuotes(line: string, start: number, { at, offer }: { at: number; offer: Offer }): void {
  let quote = "";
  let open = 0;
  for (let i = 0; i < line.length; i++) {
    if (quote !== "" && line[i] === "\\") i++;
    else if (quote === "" && (line[i] === '"' || line[i] === "'" || line[i] === "`")) {
      [quote, open] = [line[i], i];
    } else if (quote !== "" && line[i] === quote) {
      if (open <= at && at <= i + 1) {
        offer(start + open + 1, start + i);
        offer(start + open, start + i + 1);
      }
      quote = "";
    }
  }
}
