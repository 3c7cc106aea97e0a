/**
 * What the app remembers for editing across documents: the clipboard's ring and the macros. Owns the shapes and their small
 * changes; the commands are ring_commands.ts and macros.ts.
 */
import type { DocId, ViewId } from "../base/mod.ts";
import type { EditorEffect, SnippetEntry, SnippetValues } from "../editor/mod.ts";

export type Copied = EditorEffect & { readonly kind: "clipboard.write" };
/** One command as it was run. */
export interface MacroStep {
  readonly id: string;
  readonly arg?: unknown;
}
export type Macro = readonly MacroStep[];

export interface Editing {
  /** What was cut and copied, newest first. */
  readonly ring: readonly Copied[];
  /** What was pasted from the ring last, and the text's version after it: only then another entry may take its place. */
  readonly pasted: {
    readonly doc: DocId;
    readonly view: ViewId;
    readonly version: number;
    readonly at: number;
  } | null;
  /** The steps so far; null while nothing is recorded. */
  readonly recording: Macro | null;
  /** What was recorded last. */
  readonly macro: Macro | null;
  readonly macros: ReadonlyMap<string, Macro>;
  /** Names of the macros being played, the outer first; "" is the one recorded last. */
  readonly playing: readonly string[];
  /** The primary selection will be written soon. */
  readonly primaryDue: boolean;
}
export const noEditing: Editing = {
  ring: [],
  pasted: null,
  recording: null,
  macro: null,
  macros: new Map(),
  playing: [],
  primaryDue: false,
};

/** Enough to find something back, little enough to hold. */
const mostEntries = 50;
const mostUnits = 20_000_000;

/** The ring with one entry more in front; the same text is not kept twice. */
export function ringWith(ring: readonly Copied[], entry: Copied): readonly Copied[] {
  if (entry.text === "") return ring;
  const next = [entry];
  let units = entry.text.length;
  for (const old of ring) {
    units += old.text.length;
    if (next.length >= mostEntries || units > mostUnits) break;
    if (old.text !== entry.text) next.push(old);
  }
  return next;
}

/** Macros by name as the file in the home folder holds them. What is no macro is left out; null for no JSON. */
export function readMacros(text: string): ReadonlyMap<string, Macro> | null {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    return null;
  }
  const macros = new Map<string, Macro>();
  if (typeof found !== "object" || found === null) return macros;
  for (const [name, steps] of Object.entries(found)) {
    if (name === "" || !Array.isArray(steps)) continue;
    const isStep = (step: unknown): step is MacroStep =>
      typeof step === "object" && step !== null && "id" in step && typeof step.id === "string";
    if (steps.every(isStep)) {
      macros.set(name, steps.map(({ id, arg }) => (arg === undefined ? { id } : { id, arg })));
    }
  }
  return macros;
}
export function writeMacros(macros: ReadonlyMap<string, Macro>): string {
  return JSON.stringify(Object.fromEntries(macros), null, 2) + "\n";
}

/** A wish about the world that editing has besides those of the commands. */
export type EditingEffect =
  /** Run `editor.action.insertSnippet` again with what only the world knows. */
  | {
    readonly kind: "snippet.values";
    readonly view: ViewId;
    readonly snippet: string;
    readonly values: SnippetValues;
    readonly before: number;
  }
  /** Read a person's snippet files; answered by "snippets.found". */
  | { readonly kind: "snippets.read" }
  /** Post that event later. */
  | { readonly kind: "editing.timer"; readonly what: "primary.due" | "drag.tick"; readonly afterMs: number };
export type EditingEvent =
  /** Time for what an "editing.timer" asked for. */
  | { readonly kind: "primary.due" | "drag.tick" }
  /** What a person's snippet files hold, and what is wrong with them. */
  | {
    readonly kind: "snippets.found";
    readonly folder: string;
    readonly entries: readonly SnippetEntry[];
    readonly problems: readonly string[];
  };
