/**
 * Colours for the visible text, from the newest answer moved along with every edit since. A character typed
 * inside or right behind a token takes its colour at once. Looks at the spans of the visible part only.
 */
import type { Side } from "../../base/mod.ts";
import type { Decorate, Decoration, State } from "../types.ts";
import { DriftReader, noDrift, unmapDrift } from "./drift.ts";
import { syntaxOf } from "./field.ts";
import { type StyleIds, STYLES } from "./styles.ts";
import type { Syntax } from "./types.ts";

/**
 * The `Decorate` of syntax, with the numbers that styles have on screen. It keeps the decorations it hands out: each call
 * overwrites those of the call before.
 */
export function syntaxDecorate(ids: StyleIds): Decorate {
  const numbers = STYLES.map((name) => ids[name]);
  const pool: { -readonly [K in keyof Decoration]: Decoration[K] }[] = [];
  const starts = new DriftReader(), ends = new DriftReader();
  const decorate: Decorate = (state, _view, from, to, out) => {
    const syntax = syntaxOf(state);
    if (syntax === null || syntax.paint === null) return;
    const { spans } = syntax.paint;
    const drift = syntax.paintDrift;
    starts.reset(drift);
    ends.reset(drift);
    const first = drift === noDrift ? from : unmapDrift(drift, from);
    let used = 0;
    for (let i = firstEndingFrom(spans, first); i < spans.length; i += 3) {
      const start = starts.map(spans[i], 1);
      if (start >= to) return;
      const end = ends.map(spans[i + 1], 1);
      if (end <= from || end <= start) continue;
      if (used === pool.length) pool.push(blank());
      const mark = pool[used++];
      mark.from = start as typeof from;
      mark.to = end as typeof from;
      mark.style = numbers[spans[i + 2]];
      out.push(mark);
    }
  };
  return Object.assign(decorate, { source: (state: State) => syntaxOf(state)?.paint ?? null });
}

const blank = () => ({ kind: "style", from: 0, to: 0, side: 1 as Side, style: 0 } as Decoration);

/** The first span whose end is at `at` or behind it. */
function firstEndingFrom(spans: Int32Array, at: number): number {
  let low = 0, high = spans.length / 3;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle * 3 + 1] < at) low = middle + 1;
    else high = middle;
  }
  return low * 3;
}

/** Whether `from..to` has the colours of this very text, or will never have any. */
export function isFresh(state: State, from: number, to: number): boolean {
  const syntax = syntaxOf(state);
  if (syntax === null) return true;
  if (syntax.status === "waiting" || syntax.status === "slow") return false;
  if (syntax.status !== "on") return true;
  return syntax.paint !== null && syntax.paint.isComplete &&
    syntax.paint.version === state.version && covers(syntax, from, to);
}

function covers({ paint }: Syntax, from: number, to: number): boolean {
  const { windows } = paint!;
  for (let i = 0; i < windows.length; i += 2) if (windows[i] <= from && to <= windows[i + 1]) return true;
  return false;
}
