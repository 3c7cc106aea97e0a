/**
 * What the app remembers of terminals: their screens as the worker told them, who stands beside whom, the search. Shapes and
 * the small steps between them. What programs do is the worker's business.
 */
import type { TermFrame, TermKey, TermRow, TermState } from "../terminal/mod.ts";
import type { InputState } from "./input_state.ts";

export interface TermBox {
  readonly id: number;
  /** Of the program: "bash". */
  readonly program: string;
  /** What a person called it. */
  readonly name: string | null;
  /** Empty until the first frame. Rows keep their object while they stay as they are. */
  readonly rows: readonly TermRow[];
  readonly state: TermState | null;
  /** How its program ended, in words; null while it runs. */
  readonly ended: string | null;
  /** It is still there when its program has ended well: automation reads it then. */
  readonly stays: boolean;
  /** It rang while nobody was looking. */
  readonly rang: boolean;
}
/** Terminals side by side. */
export interface TermGroup {
  readonly id: number;
  readonly terms: readonly number[];
}
export interface Terminals {
  readonly terms: ReadonlyMap<number, TermBox>;
  readonly groups: readonly TermGroup[];
  /** The terminal with the keyboard; null: there is none. */
  readonly active: number | null;
  /** The search widget, over the active terminal. */
  readonly find:
    | { readonly input: InputState; readonly hasFocus: boolean; readonly caseSensitive: boolean }
    | null;
  /** A program could not be started: why. */
  readonly problem: string | null;
  /** Programs that are being started. */
  readonly starting: number;
  /** What was typed before the first of them ran. */
  readonly ahead: readonly ({ readonly text: string } | { readonly key: TermKey })[];
}
export const NO_TERMINALS: Terminals = {
  terms: new Map(),
  groups: [],
  active: null,
  find: null,
  problem: null,
  starting: 0,
  ahead: [],
};

/** The group that is shown. */
export function shownGroup({ groups, active }: Terminals): TermGroup | null {
  for (const group of groups) if (active !== null && group.terms.includes(active)) return group;
  return null;
}
/** What a terminal is called: by its person, by its program's title, by its program. */
export function termName({ name, program, state }: TermBox): string {
  return name ?? (state !== null && state.title !== "" ? state.title : program);
}
export function withTerm(all: Terminals, term: TermBox): Terminals {
  return { ...all, terms: new Map(all.terms).set(term.id, term) };
}
/** A new terminal, in a group of its own or beside another. */
export function addedTerm(all: Terminals, term: TermBox, beside: number | null): Terminals {
  const next = { ...withTerm(all, term), problem: null };
  const at = beside === null ? undefined : all.groups.find(({ terms }) => terms.includes(beside));
  if (at === undefined) return { ...next, groups: [...all.groups, { id: term.id, terms: [term.id] }] };
  const place = at.terms.indexOf(beside!) + 1;
  const terms = [...at.terms.slice(0, place), term.id, ...at.terms.slice(place)];
  return { ...next, groups: all.groups.map((group) => (group === at ? { ...group, terms } : group)) };
}
/** Without a terminal; the one beside it, or the group before, gets the keyboard. */
export function withoutTerm(all: Terminals, id: number): Terminals {
  const terms = new Map(all.terms);
  if (!terms.delete(id)) return all;
  const at = all.groups.findIndex((group) => group.terms.includes(id));
  const group = all.groups[at];
  const rest = group.terms.filter((one) => one !== id);
  const groups = rest.length === 0
    ? all.groups.filter((one) => one !== group)
    : all.groups.map((one) => (one === group ? { ...one, terms: rest } : one));
  if (all.active !== id) return { ...all, terms, groups };
  const near = rest[Math.min(group.terms.indexOf(id), rest.length - 1)] ??
    groups[Math.max(0, at - 1)]?.terms[0] ?? null;
  return { ...all, terms, groups, active: near, find: null };
}
/** A frame put on the rows before. */
export function framed(term: TermBox, { state, at, rows }: TermFrame, isSeen: boolean): TermBox {
  const isNew = term.state === null || term.state.rows !== state.rows;
  const next: TermRow[] = isNew ? term.rows.slice(0, state.rows) : term.rows.slice();
  for (let i = 0; i < at.length; i++) next[at[i]] = rows[i];
  const rang = term.rang || !isSeen && state.bells > (term.state?.bells ?? 0);
  return { ...term, rows: at.length === 0 && !isNew ? term.rows : next, state, rang };
}
