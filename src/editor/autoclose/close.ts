/**
 * What typing one sign does besides putting it there: over a half that the editor typed, with its other half, around what is
 * selected, or back to the indent of its opening bracket. Null: nothing of all that, it is plain typing. VS Code's rules and order.
 */
import type { Offset } from "../../base/mod.ts";
import { replaceEach, type Replacement, type Wish } from "../commands/change.ts";
import { fromOf, isCaret, toOf } from "../state/selection.ts";
import { fieldValue } from "../state/state.ts";
import type { ClosingPair, CommandContext, Field, Outcome, Range } from "../types.ts";
import { type AutoClosed, autoClosedField } from "./field.ts";
import { closingPairs, isQuote, placeIn, surroundingClose } from "./pairs.ts";

/** Looked at left and right of a caret; nobody pairs over more. */
const reach = 10_000;

/** Whether a sign may pair at all: ASCII that is neither letter, digit nor blank. */
export function mayPair(unit: number): boolean {
  return unit < 127 && unit > 32 && !(unit >= 97 && unit <= 122) && !(unit >= 48 && unit <= 57) &&
    !(unit >= 65 && unit <= 90);
}

export function typePaired(ctx: CommandContext, sign: string): Wish {
  return typedOver(ctx, sign) ?? closed(ctx, sign) ?? surrounded(ctx, sign) ?? outdented(ctx, sign);
}

function typedOver(ctx: CommandContext, sign: string): Wish {
  const { state, view, selection } = ctx;
  const { settings } = state;
  if (settings.autoClosingOvertype === "never") return null;
  const pairs = closingPairs(settings);
  if (!pairs.some(({ close }) => close === sign)) return null;
  if (settings.autoClosingBrackets === "never" && settings.autoClosingQuotes === "never") return null;
  const ours = settings.autoClosingOvertype === "auto" ? fieldValue(state, autoClosedField) ?? [] : null;
  if (ours !== null && ours.length === 0) return null;
  const places = ours === null
    ? null
    : new Set(ours.filter((pair) => pair.view === view).map(({ close }) => close));
  for (const range of selection.ranges) {
    if (!isCaret(range) || range.head >= state.text.length) return null;
    if (places !== null && !places.has(range.head)) return null;
    const around = state.text.slice(Math.max(0, range.head - 1) as Offset, range.head + 1 as Offset);
    if (!around.endsWith(sign) || around === sign && range.head > 0) return null;
    if (isQuote(sign) && around[0] === "\\" && around.length > 1) return null;
  }
  // The sign takes the place of itself: undo then treats it as typed, which it was.
  return replaceEach(ctx, {
    origin: "type",
    replace: ({ head }) => ({ from: head, to: head + 1, insert: sign }),
  });
}

function closed(ctx: CommandContext, sign: string): Wish {
  const { state, view } = ctx;
  const { ranges } = ctx.selection;
  const candidates = closingPairs(state.settings).filter(({ open }) => open.endsWith(sign));
  if (candidates.length === 0) return null;
  let pair: ClosingPair | null = null;
  for (const range of ranges) {
    if (!isCaret(range)) return null;
    const here = pairAt(ctx, range.head, { candidates, sign });
    if (here === null || pair !== null && here !== pair) return null;
    pair = here;
  }
  if (pair === null) return null;
  const { close } = pair;
  const insert = sign + close;
  const outcome = replaceEach(ctx, {
    origin: "type",
    replace: ({ head }) => ({ from: head, to: head, insert, anchor: 1, head: 1 }),
  });
  if (outcome?.spec === undefined) return outcome;
  // Carets come in order, each grown by what the ones before it got.
  const made = ranges.map(({ head }, i): AutoClosed => {
    const at = (head + i * insert.length + 1) as Offset;
    return { view, open: at, close: at, length: close.length };
  });
  return withNote(outcome, { field: autoClosedField as Field<unknown>, value: made });
}

/** The longest pair that the sign completes at a caret and that the settings let close there. */
function pairAt(
  { state: { text, settings } }: CommandContext,
  at: Offset,
  { candidates, sign }: { candidates: readonly ClosingPair[]; sign: string },
): ClosingPair | null {
  const line = text.lineAt(at);
  const before = text.slice(Math.max(line.from, at - reach) as Offset, at);
  const after = text.slice(at, Math.min(line.to, at + 100) as Offset);
  let pair: ClosingPair | null = null;
  for (const one of candidates) {
    if ((before + sign).endsWith(one.open) && one.open.length > (pair?.open.length ?? 0)) pair = one;
  }
  if (pair === null) return null;
  const how = isQuote(pair.open) ? settings.autoClosingQuotes : settings.autoClosingBrackets;
  if (how === "never") return null;
  if (after !== "" && how !== "always" && !isBeforeClose(after, closingPairs(settings))) {
    const allowed = how === "beforeWhitespace"
      ? " \t"
      : isQuote(pair.open)
      ? ";:.,=}])> \t"
      : "'\"`;:.,=}])> \t";
    if (!allowed.includes(after[0])) return null;
  }
  if ((sign === "'" || sign === '"') && how !== "always" && before !== "") {
    const last = before[before.length - 1];
    if (last !== " " && last !== "\t" && !settings.wordSeparators.includes(last)) return null;
  }
  if (pair.notIn !== undefined && pair.notIn.length > 0) {
    const place = placeIn(before, settings);
    if (place !== "code" && pair.notIn.includes(place)) return null;
  }
  return pair;
}

/** Whether a closing half follows that could not as well be an opening one. */
function isBeforeClose(after: string, pairs: readonly ClosingPair[]): boolean {
  return !pairs.some(({ open }) => after.startsWith(open)) &&
    pairs.some(({ close }) => after.startsWith(close));
}

function surrounded(ctx: CommandContext, sign: string): Wish {
  const { state: { text, settings }, selection: { ranges } } = ctx;
  const { autoSurround } = settings;
  if (autoSurround === "never" || ranges.some(isCaret)) return null;
  if (autoSurround === "brackets" && isQuote(sign) || autoSurround === "quotes" && !isQuote(sign)) {
    return null;
  }
  const close = surroundingClose(settings, sign);
  if (close === null) return null;
  for (const range of ranges) {
    const from = fromOf(range), to = toOf(range);
    const inside = text.slice(from, Math.min(to, from + reach) as Offset);
    if (inside.trim() === "" && to - from <= reach) return null;
    // A quote typed over a quote changes it.
    if (isQuote(sign) && to - from === 1 && isQuote(inside)) return null;
  }
  return replaceEach(ctx, {
    origin: "type",
    replace: (range): Replacement => {
      const from = fromOf(range), to = toOf(range);
      const inside = text.slice(from, to);
      const start = sign.length, end = start + inside.length;
      const isForward = range.anchor < range.head;
      return {
        from,
        to,
        insert: sign + inside + close,
        anchor: isForward ? start : end,
        head: isForward ? end : start,
      };
    },
  });
}

/** A closing bracket that is the first sign of its line goes below the line of its opening one. */
function outdented(ctx: CommandContext, sign: string): Wish {
  const { state: { text, settings } } = ctx;
  if (settings.autoIndent === "none" || settings.autoIndent === "keep") return null;
  const pair = settings.languageConfig.brackets?.find(([, close]) => close === sign);
  if (pair === undefined) return null;
  let isAny = false;
  const indents = ctx.selection.ranges.map((range): string | null => {
    const indent = indentFor(ctx, range, pair);
    if (indent !== null) isAny = true;
    return indent;
  });
  if (!isAny) return null;
  return replaceEach(ctx, {
    origin: "type",
    replace: (range, i) => {
      const indent = indents[i];
      if (indent === null) return { from: fromOf(range), to: toOf(range), insert: sign };
      return { from: text.lineAt(fromOf(range)).from, to: toOf(range), insert: indent + sign };
    },
  });
}

function indentFor(
  { state: { text } }: CommandContext,
  range: Range,
  pair: readonly [string, string],
): string | null {
  const at = fromOf(range);
  const line = text.lineAt(at);
  if (at === line.from || at - line.from > 1000) return null;
  const before = text.slice(line.from, at);
  if (!/^[ \t]+$/.test(before)) return null;
  const found = openAround(text, at, pair);
  if (found === null) return null;
  const opener = text.lineAt(found);
  if (opener.index === line.index) return null;
  const start = text.slice(opener.from, Math.min(opener.to, opener.from + 1000) as Offset);
  const indent = /^[ \t]*/.exec(start)![0];
  return indent === before ? null : indent;
}

/** The opening bracket that a closing one at `at` would belong to. */
function openAround(
  text: CommandContext["state"]["text"],
  at: Offset,
  pair: readonly [string, string],
): Offset | null {
  let depth = 0;
  const end = Math.max(0, at - 200_000);
  const open = pair[0].charCodeAt(0), close = pair[1].charCodeAt(0);
  for (let from: number = at; from > end;) {
    const chunk = text.chunkAt(from - 1 as Offset);
    for (let i = from - 1 - chunk.from; i >= 0; i--) {
      const unit = chunk.text.charCodeAt(i);
      if (unit === close) depth++;
      else if (unit === open && depth-- === 0) return chunk.from + i as Offset;
    }
    from = chunk.from;
  }
  return null;
}

/** Backspace between two halves of which the editor typed the second takes both. Null: not so at every caret. */
export function deletePairs(ctx: CommandContext): Wish {
  const { state, view, selection } = ctx;
  const { autoClosingDelete, autoClosingBrackets, autoClosingQuotes } = state.settings;
  if (autoClosingDelete === "never" || autoClosingBrackets === "never" && autoClosingQuotes === "never") {
    return null;
  }
  const ours = autoClosingDelete === "auto" ? fieldValue(state, autoClosedField) ?? [] : null;
  if (ours !== null && ours.length === 0) return null;
  const pairs = closingPairs(state.settings);
  for (const range of selection.ranges) {
    const at = range.head;
    if (!isCaret(range) || at === 0 || at >= state.text.length) return null;
    if (ours !== null && !ours.some((pair) => pair.view === view && pair.close === at && pair.length === 1)) {
      return null;
    }
    const around = state.text.slice(at - 1 as Offset, at + 1 as Offset);
    if (!pairs.some(({ open, close }) => open + close === around)) return null;
  }
  return replaceEach(ctx, {
    origin: "delete",
    replace: ({ head }) => ({ from: head - 1, to: head + 1, insert: "", anchor: 0, head: 0 }),
  });
}

function withNote(
  outcome: Outcome<never>,
  note: { readonly field: Field<unknown>; readonly value: unknown },
): Wish {
  return { ...outcome, spec: { ...outcome.spec!, notes: [...outcome.spec!.notes ?? [], note] } };
}
