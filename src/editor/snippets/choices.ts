/**
 * The choices of a tab stop: which are offered for what stands there, which one is focused, and putting it in. Typing narrows
 * them; what fits none ends the offer. Owns no place on screen.
 */
import type { Offset, ViewId } from "../../base/mod.ts";
import { fieldValue } from "../state/state.ts";
import { changesOf } from "../text/changes.ts";
import type { Command, CommandContext, Edit, Outcome, State } from "../types.ts";
import { nextPlaceholder } from "./commands.ts";
import { mapSession, snippetField, snippetNote, type SnippetSession, type Stop } from "./field.ts";

type Wish = Outcome<never> | null;
/** What is offered now. `at`: where the stop starts, before the main head. */
export interface SnippetChoices {
  readonly items: readonly string[];
  readonly focused: number;
  readonly at: Offset;
}

/** The offer at the active stop of a view; null where there is none. O(1) without a snippet. */
export function snippetChoices(state: State, view: ViewId): SnippetChoices | null {
  const session = fieldValue(state, snippetField);
  if (session === null || session.view !== view || session.choice === "closed") return null;
  const stop = choiceStop(session);
  if (stop === null) return null;
  const choices = stop.choices!;
  const now = state.text.slice(stop.from, Math.min(stop.to, stop.from + 1000) as Offset);
  const items = fitting(choices, now);
  if (items.length === 0) return null;
  const focused = session.choice ?? Math.max(0, items.indexOf(now));
  return { items, focused: Math.min(focused, items.length - 1), at: stop.from };
}

/** All of them while one stands there whole, else those that begin like what does. */
function fitting(choices: readonly string[], now: string): readonly string[] {
  if (choices.includes(now) || now === "") return choices;
  const low = now.toLowerCase();
  return choices.filter((choice) => choice.toLowerCase().startsWith(low));
}

function choiceStop({ stops, active }: SnippetSession): Stop | null {
  for (let i = 0; i < stops.length; i++) {
    if (stops[i].index === active && stops[i].choices !== undefined) return stops[i];
  }
  return null;
}

export const nextChoice: Command = (ctx) => focusChoice(ctx, 1);
export const previousChoice: Command = (ctx) => focusChoice(ctx, -1);

/** Another of the choices, around the ends. */
function focusChoice(ctx: CommandContext, by: 1 | -1): Wish {
  const offer = snippetChoices(ctx.state, ctx.view);
  if (offer === null) return null;
  const choice = (offer.focused + by + offer.items.length) % offer.items.length;
  return noted(ctx, { ...fieldValue(ctx.state, snippetField)!, choice });
}

/** The choices go; the stop stays. */
export const closeChoices: Command = (ctx) => {
  if (snippetChoices(ctx.state, ctx.view) === null) return null;
  return noted(ctx, { ...fieldValue(ctx.state, snippetField)!, choice: "closed" });
};

function noted({ view, selection }: CommandContext, session: SnippetSession): Wish {
  return { spec: { view, selection, origin: "move", notes: [snippetNote(session)] } };
}

/** Puts the focused choice, or that of `{ index }`, into all places of the stop, and goes on to the next one. */
export const acceptChoice: Command = (ctx) => {
  const offer = snippetChoices(ctx.state, ctx.view);
  if (offer === null) return null;
  const { index } = (ctx.arg ?? {}) as { index?: unknown };
  const insert = offer.items[typeof index === "number" ? index : offer.focused];
  if (insert === undefined) return null;
  const session = fieldValue(ctx.state, snippetField)!;
  const { text } = ctx.state;
  const edits: Edit[] = [];
  for (const { index: of, transform, from, to } of session.stops) {
    if (of === session.active && transform === undefined && text.slice(from, to) !== insert) {
      edits.push({ from, to, insert });
    }
  }
  if (edits.length === 0) return nextPlaceholder(ctx);
  const changes = changesOf(edits, text.length);
  const moved = mapSession(session, changes) ?? session;
  const places = moved.stops.filter((stop) => stop.index === session.active && stop.transform === undefined);
  const ranges = places.map(({ from, to }) => ({ anchor: from, head: to }));
  return {
    spec: {
      view: ctx.view,
      edits: changes.edits,
      selection: { ranges, main: 0 },
      origin: "type",
      reveal: true,
      notes: [snippetNote({ ...moved, choice: "closed" })],
    },
  };
};
