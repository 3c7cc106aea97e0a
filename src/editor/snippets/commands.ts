/**
 * Inserting a snippet at every caret and going from tab stop to tab stop. Marks of one index are edited together because they
 * are selected together; transforms are carried out when their stop is left.
 */
import type { Offset } from "../../base/mod.ts";
import { replaceEach } from "../commands/change.ts";
import { leadingBlank } from "../commands/columns.ts";
import { fromOf, selectionOf, toOf } from "../state/selection.ts";
import { fieldValue } from "../state/state.ts";
import { changesOf } from "../text/changes.ts";
import type { Command, CommandContext, Edit, Outcome, Range } from "../types.ts";
import { expand, type Expanded, variablesIn } from "./expand.ts";
import { mapSession, orderOf, snippetField, snippetNote, type SnippetSession, type Stop } from "./field.ts";
import { parseSnippet } from "./parse.ts";
import { transformed } from "./transform.ts";
import { type Values, variablesAt, worldVariables } from "./variables.ts";

type Wish = Outcome<never> | null;
/** Snippets within snippets. */
const mostNested = 10;

/** What `editor.action.insertSnippet` is called with. */
export function snippetArgument(
  arg: unknown,
): { readonly snippet: string; readonly values: Values | null; readonly before: number } | null {
  const given = typeof arg === "string" ? { snippet: arg } : arg;
  if (typeof given !== "object" || given === null || !("snippet" in given)) return null;
  if (typeof given.snippet !== "string") return null;
  const values = "values" in given && typeof given.values === "object" ? given.values as Values | null : null;
  const before = "before" in given && typeof given.before === "number" ? Math.max(0, given.before) : 0;
  return { snippet: given.snippet.replace(/\r\n?/g, "\n"), values, before };
}

/** The variables of a snippet that only the world can tell. */
export function worldVariablesIn(snippet: string): string[] {
  const parsed = parseSnippet(snippet);
  return parsed.ok ? [...variablesIn(parsed.value)].filter((name) => worldVariables.has(name)) : [];
}

/** Why a snippet cannot be inserted, in words; null if it can. */
export function snippetProblem(snippet: string): string | null {
  const parsed = parseSnippet(snippet);
  if (!parsed.ok) return parsed.reason;
  const made = expand(parsed.value, { variable: () => "", indent: "", tab: "\t" });
  return made.ok ? null : made.reason;
}

/** With `{ snippet, values?, before? }`; `before` units before each caret go, as a typed prefix does. Declines without a snippet and for one that `snippetProblem` names. */
export const insertSnippet: Command = (ctx) => {
  const given = snippetArgument(ctx.arg);
  if (given === null || given.snippet === "") return null;
  const parsed = parseSnippet(given.snippet);
  if (!parsed.ok) return null;
  const { text, settings } = ctx.state;
  const at = given.before === 0 ? ctx : withPrefixes(ctx, given.before);
  const made: (Expanded & { ok: true })[] = [];
  for (let i = 0; i < at.selection.ranges.length; i++) {
    const from = fromOf(at.selection.ranges[i]);
    const line = text.lineAt(from);
    const start = text.slice(line.from, Math.min(from, line.from + 10_000) as Offset);
    const expanded = expand(parsed.value, {
      variable: variablesAt(ctx, { index: i, given: given.values ?? {} }),
      indent: leadingBlank(start),
      tab: settings.insertSpaces ? " ".repeat(settings.indentSize) : "\t",
    });
    if (!expanded.ok) return null;
    made.push(expanded);
  }
  return inserted(at, made);
};

/** As if what stands before each caret were selected. */
function withPrefixes(ctx: CommandContext, before: number): CommandContext {
  const ranges = ctx.selection.ranges.map((range): Range => {
    const from = fromOf(range);
    const least = ctx.state.text.lineAt(from).from;
    return { anchor: Math.max(least, from - before) as Offset, head: toOf(range) };
  });
  const { state, view, arg } = ctx;
  return {
    state,
    view,
    arg,
    selection: selectionOf(ranges, ctx.selection.main),
    get layout() {
      return ctx.layout;
    },
  };
}

function inserted(ctx: CommandContext, made: readonly (Expanded & { ok: true })[]): Wish {
  const outcome = replaceEach(ctx, {
    origin: "paste",
    replace: (range, i) => ({ from: fromOf(range), to: toOf(range), insert: made[i].text }),
  });
  const stops: Stop[] = [];
  let grown = 0;
  ctx.selection.ranges.forEach((range, i) => {
    const start = fromOf(range) + grown;
    const first = stops.length;
    for (const stop of made[i].stops) {
      stops.push({
        ...stop,
        from: (start + stop.from) as Offset,
        to: (start + stop.to) as Offset,
        parent: stop.parent < 0 ? -1 : stop.parent + first,
      });
    }
    grown += made[i].text.length - (toOf(range) - fromOf(range));
  });
  const order = orderOf(stops);
  const selection = placesOf(stops, order[0]);
  const old = fieldValue(ctx.state, snippetField);
  const spec = outcome?.spec ?? { view: ctx.view, origin: "paste", reveal: true };
  const session = order.length === 1
    ? undefined
    : { view: ctx.view, stops, active: order[0], outer: outerOf(ctx, old, spec.edits ?? []) };
  if (session === undefined) return outcome?.spec === undefined ? null : { spec: { ...spec, selection } };
  return { spec: { ...spec, selection, notes: [snippetNote(session)] } };
}

function outerOf(
  { state, view }: CommandContext,
  old: SnippetSession | null,
  edits: readonly Edit[],
): SnippetSession | null {
  if (old === null || old.view !== view) return null;
  let depth = 0;
  for (let one: SnippetSession | null = old; one !== null; one = one.outer) depth++;
  return depth >= mostNested ? null : mapSession(old, changesOf(edits, state.text.length));
}

/** All places of an index as ranges, but those that are transforms of it. */
function placesOf(stops: readonly Stop[], index: number) {
  const of = stops.filter((stop) => stop.index === index);
  const plain = of.filter(({ transform }) => transform === undefined);
  const ranges = (plain.length > 0 ? plain : of).map(({ from, to }): Range => ({ anchor: from, head: to }));
  return selectionOf(ranges, 0);
}

export const nextPlaceholder: Command = (ctx) => goTo(ctx, 1);
export const previousPlaceholder: Command = (ctx) => goTo(ctx, -1);

function goTo(ctx: CommandContext, by: 1 | -1): Wish {
  const session = fieldValue(ctx.state, snippetField);
  if (session === null || session.view !== ctx.view) return null;
  const order = orderOf(session.stops);
  const next = order[order.indexOf(session.active) + by];
  if (next === undefined) {
    return by < 0 ? null : {
      spec: {
        view: ctx.view,
        selection: ctx.selection,
        origin: "move",
        reveal: true,
        notes: [snippetNote(session.outer)],
      },
    };
  }
  const edits = transformEdits(ctx, session);
  const changes = changesOf(edits, ctx.state.text.length);
  const moved = edits.length === 0 ? session : mapSession(session, changes) ?? session;
  const selection = placesOf(moved.stops, next);
  // The last stop is where the carets are to stay: nothing is left to fill in, but for the snippet around it.
  const after = next === 0 ? moved.outer : { ...moved, active: next, choice: undefined };
  const spec = { view: ctx.view, selection, reveal: true, notes: [snippetNote(after)] };
  return {
    spec: edits.length === 0
      ? { ...spec, origin: "move" }
      : { ...spec, edits: changes.edits, origin: "type" },
  };
}

/** What the transforms of the stop that is left make of its words. */
function transformEdits({ state: { text } }: CommandContext, { stops, active }: SnippetSession): Edit[] {
  const source = stops.find((stop) => stop.index === active && stop.transform === undefined);
  if (source === undefined) return [];
  const edits: Edit[] = [];
  const value = text.slice(source.from, Math.min(source.to, source.from + 100_000) as Offset);
  for (const { index, transform, from, to } of stops) {
    if (index !== active || transform === undefined) continue;
    const insert = transformed(value, transform);
    if (insert !== text.slice(from, to)) edits.push({ from, to, insert });
  }
  return edits;
}

/** The snippet stays as it is; Tab is Tab again. */
export const leaveSnippet: Command = (ctx) => {
  const session = fieldValue(ctx.state, snippetField);
  if (session === null || session.view !== ctx.view) return null;
  return {
    spec: {
      view: ctx.view,
      selection: ctx.selection,
      origin: "move",
      reveal: true,
      notes: [snippetNote(null)],
    },
  };
};
