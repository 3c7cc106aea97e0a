/** Jumping to, selecting to and taking away the brackets at the carets. Which ones those are is match.ts. */
import type { Offset } from "../../base/mod.ts";
import { bracketPairAt } from "../syntax/index.ts";
import { caretAt, mapRanges, rangeOf } from "../state/selection.ts";
import type { Command, CommandContext, Edit, State } from "../types.ts";
import { editLines } from "../commands/change.ts";
import { select } from "../commands/move.ts";
import {
  type BracketPlaces,
  enclosingBrackets,
  matchBracket,
  type MatchOptions,
  nextBracket,
} from "./match.ts";

/** The brackets of the document's language, as match.ts wants them. */
export function bracketOptions({ settings }: State): MatchOptions {
  return { brackets: settings.languageConfig.brackets ?? [] };
}
/** The pair a caret touches: as the parser saw it, else by the brackets of the language alone. */
export function bracketsAt(state: State, at: Offset): BracketPlaces | null {
  return bracketPairAt(state, at) ?? matchBracket(state.text, at, bracketOptions(state));
}

/** To the other bracket; from between brackets to the closing one, else to the next bracket there is. */
export const jumpToBracket: Command = (ctx) => {
  const { state: { text } } = ctx;
  const options = bracketOptions(ctx.state);
  return select(
    ctx,
    mapRanges(ctx.selection, (range) => {
      const at = Math.min(range.anchor, range.head) as Offset;
      const touched = bracketsAt(ctx.state, at);
      if (touched !== null) {
        const isAtOpen = at === touched.open || at === touched.open + 1;
        const isAtClose = at === touched.close || at === touched.close + 1;
        return caretAt(isAtOpen && !(isAtClose && at === touched.close) ? touched.close : touched.open);
      }
      const around = enclosingBrackets(text, at, options);
      if (around !== null) return caretAt(around.close);
      const next = nextBracket(text, at, options);
      return next === null ? range : caretAt(next);
    }),
  );
};

/** From bracket to bracket, with both unless `{ selectBrackets: false }`; backwards from a closing one. */
export const selectToBracket: Command = (ctx) => {
  const isOuter = (ctx.arg as { selectBrackets?: unknown } | null | undefined)?.selectBrackets !== false;
  return select(
    ctx,
    mapRanges(ctx.selection, (range) => {
      const at = range.head;
      const pair = pairAt(ctx, at);
      if (pair === null) return range;
      const from = (isOuter ? pair.open : pair.open + 1) as Offset;
      const to = (isOuter ? pair.close + 1 : pair.close) as Offset;
      const isAtClose = at === pair.close || at === pair.close + 1;
      return isAtClose ? rangeOf(to, from) : rangeOf(from, to);
    }),
  );
};

/** Takes both brackets away, at or around each caret. */
export const removeBrackets: Command = (ctx) => {
  const places = new Set<number>();
  for (const range of ctx.selection.ranges) {
    const pair = pairAt(ctx, range.head);
    if (pair !== null) places.add(pair.open).add(pair.close);
  }
  const edits = [...places].sort((a, b) => a - b)
    .map((at): Edit => ({ from: at as Offset, to: at + 1 as Offset, insert: "" }));
  return editLines(ctx, { edits, origin: "delete", sides: [-1, -1] });
};

function pairAt({ state }: CommandContext, at: Offset): BracketPlaces | null {
  const options = bracketOptions(state);
  return bracketsAt(state, at) ?? enclosingBrackets(state.text, at, options);
}
