/**
 * Commands tested as people see them: text in, text out. "|" is a caret, "<…>" a selection with "|" at the head's side:
 * `<abc|>` or `<|abc>`; several may be in one text, the first is the main one. `FakeLayout` draws every character
 * 10 px wide and every line as one row, or wraps at `columns`.
 */
import assert from "node:assert/strict";
import type { Millis, Offset, Px, Side, ViewId } from "../../base/mod.ts";
import { fromOf, isCaret, selectionOf, toOf } from "../state/selection.ts";
import { defaultSettings } from "../state/settings.ts";
import { apply, createState, resolve, withView } from "../state/state.ts";
import { textOf, toStringAll } from "../text/rope.ts";
import type {
  Caret,
  Command,
  CommandContext,
  Effect,
  Layout,
  Place,
  Range,
  Selection,
  Settings,
  Text,
} from "../types.ts";
import { graphemeAfter, graphemeBorderAt } from "../unicode/graphemes.ts";
import type { EditorEffect } from "./effects.ts";
import { editingFields } from "./fields.ts";
import { type } from "./type.ts";

const VIEW = 1 as ViewId;
const CELL = 10;

export interface CheckOptions {
  readonly settings?: Partial<Settings>;
  readonly arg?: unknown;
  /** Columns a row has; absent: no wrapping. */
  readonly columns?: number;
  readonly pageRows?: number;
  /** What the command must ask of the world. */
  readonly effects?: readonly EditorEffect[];
}

/** Runs `command` on `before` and compares with `after`; `null` says that it must decline. */
export function check<E extends Effect = never>(
  before: string,
  command: Command<E>,
  after: string | null,
  options: CheckOptions = {},
): void {
  const ctx = contextOf(before, options);
  const outcome = command(ctx);
  if (after === null) {
    assert.equal(outcome, null);
    return;
  }
  assert.notEqual(outcome, null, "The command declined");
  assert.deepEqual(outcome!.effects ?? [], options.effects ?? []);
  const spec = outcome!.spec;
  if (spec === undefined) {
    assert.equal(before, after);
    return;
  }
  assert.equal(spec.view, VIEW);
  assert.equal(spec.reveal, true);
  const state = apply(resolve(ctx.state, spec, 0 as Millis));
  assert.equal(mark(toStringAll(state.text), state.selections.get(VIEW)!), after);
}

/** Runs the command as often as asked and returns every marked text it led to. */
export function trail(
  before: string,
  command: Command,
  options: CheckOptions & { readonly times: number },
): string[] {
  let ctx = contextOf(before, options);
  const out: string[] = [];
  for (let i = 0; i < options.times; i++) {
    const spec = command(ctx)?.spec;
    if (spec === undefined) break;
    const state = apply(resolve(ctx.state, spec, 0 as Millis));
    const selection = state.selections.get(VIEW)!;
    ctx = { ...ctx, state, selection, layout: fakeLayout(state.text, options) };
    out.push(mark(toStringAll(state.text), selection));
  }
  return out;
}

/** Runs commands one after the other and answers what they led to; a string types its characters one by one. */
export function run(
  before: string,
  steps: readonly (Command | readonly [Command, unknown] | string)[],
  options: CheckOptions = {},
): CommandContext & { readonly marked: string } {
  let ctx = contextOf(before, options);
  const one = (command: Command, arg: unknown) => {
    const spec = command({ ...ctx, arg })?.spec;
    if (spec === undefined) return;
    const state = apply(resolve(ctx.state, spec, 0 as Millis));
    ctx = { ...ctx, state, selection: state.selections.get(VIEW)!, layout: fakeLayout(state.text, options) };
  };
  for (const step of steps) {
    if (typeof step === "function") one(step, undefined);
    else if (typeof step !== "string") one(step[0], step[1]);
    else for (const text of step) one(type, { text });
  }
  return { ...ctx, marked: mark(toStringAll(ctx.state.text), ctx.selection) };
}

/** A state, selection and layout from a marked text. */
export function contextOf(marked: string, options: CheckOptions = {}): CommandContext {
  const { text, selection } = unmark(marked);
  const settings = { ...defaultSettings, ...options.settings };
  const state = withView(
    createState({ text: textOf(text), settings, fields: editingFields }),
    VIEW,
    selection,
  );
  return { state, view: VIEW, selection, layout: fakeLayout(state.text, options), arg: options.arg };
}

export function unmark(marked: string): { text: string; selection: Selection } {
  const ranges: Range[] = [];
  let text = "";
  let open = -1;
  let head = -1;
  for (const character of marked) {
    const at = text.length as Offset;
    if (character === "<") open = at;
    else if (character === "|" && open < 0) ranges.push({ anchor: at, head: at });
    else if (character === "|") head = at;
    else if (character === ">" && open >= 0) {
      ranges.push(
        head === open ? { anchor: at, head: open as Offset } : { anchor: open as Offset, head: at },
      );
      open = -1;
    } else text += character;
  }
  if (ranges.length === 0) ranges.push({ anchor: 0 as Offset, head: 0 as Offset });
  return { text, selection: selectionOf(ranges, 0) };
}

export function mark(text: string, { ranges }: Selection): string {
  let out = "";
  let at = 0;
  for (const range of ranges) {
    out += text.slice(at, fromOf(range));
    at = toOf(range);
    const inside = text.slice(fromOf(range), at);
    out += isCaret(range) ? "|" : range.head === at ? `<${inside}|>` : `<|${inside}>`;
  }
  return out + text.slice(at);
}

/** The dumbest layout: one cell a unit, rows known beforehand. Like the real one it never splits a grapheme. */
export class FakeLayout implements Layout {
  readonly pageRows: number;
  readonly #text: Text;
  readonly #rows: readonly { readonly from: number; readonly to: number; readonly isLast: boolean }[];

  constructor(
    text: string,
    { columns = Infinity, pageRows = 10 }: { columns?: number; pageRows?: number } = {},
  ) {
    this.pageRows = pageRows;
    this.#text = textOf(text);
    const rows: { from: number; to: number; isLast: boolean }[] = [];
    let from = 0;
    for (const line of text.split("\n")) {
      for (let start = 0, end = -1; end < line.length; start = end) {
        const wanted = from + Math.min(line.length, start + columns) as Offset;
        end = graphemeBorderAt(this.#text, wanted) - from;
        if (end <= start) end = graphemeAfter(this.#text, from + start as Offset) - from;
        end = Math.min(line.length, end);
        rows.push({ from: from + start, to: from + end, isLast: end === line.length });
      }
      from += line.length + 1;
    }
    this.#rows = rows;
  }
  get rowCount(): number {
    return this.#rows.length;
  }
  placeOf({ at, side }: Caret): Place {
    let row = this.#rows.findIndex((row) => at >= row.from && at <= row.to);
    if (side === 1 && at === this.#rows[row].to && !this.#rows[row].isLast) row++;
    return { row, x: (at - this.#rows[row].from) * CELL as Px };
  }
  caretAt({ row, x }: Place): Caret {
    const { from, to, isLast } = this.#rows[row];
    const near = Math.max(from, Math.min(to, from + Math.round(x / CELL))) as Offset;
    const at = graphemeBorderAt(this.#text, near);
    return { at, side: at === to && !isLast ? -1 : 1 };
  }
  beside({ at, side }: Caret, to: Side): Caret {
    return { at: Math.max(0, at + to) as Offset, side };
  }
}
function fakeLayout(text: Text, options: CheckOptions): FakeLayout {
  return new FakeLayout(toStringAll(text), options);
}
