/**
 * From keys to commands: rules (defaults below the user's), looked up by chord, the last match first, as
 * VS Code does. Answers candidates in order, because a command may decline. Keeps no state: the chords
 * held so far come in as an argument.
 */
import { type Chord, chordName, isModifierKey, parseKeys } from "./chords.ts";
import { holds, parseWhen, type When, type WhenClause } from "./when.ts";

/** A rule as people write it in a keymap file. `command` with a leading "-" takes a rule away. */
export interface KeyRule {
  readonly key: string;
  readonly command: string;
  readonly when?: string;
  readonly args?: unknown;
}
/** A rule ready to be matched. */
export interface Binding {
  readonly chords: readonly Chord[];
  readonly command: string;
  readonly when: WhenClause | null;
  /** The clause as it was written. */
  readonly whenText: string;
  readonly args: unknown;
}
/** All bindings, in order of growing precedence. */
export interface Keymap {
  readonly bindings: readonly Binding[];
  /** By the name of the first chord, the strongest first. */
  readonly byFirst: ReadonlyMap<string, readonly Binding[]>;
  /** Rules that could not be read, with the reason, for a notice. */
  readonly problems: readonly string[];
}
/** "commands": try them in order until one is not declined. "more": wait for the rest of a chord. "none": the key is not ours. */
export type Match =
  | { readonly kind: "commands"; readonly bindings: readonly Binding[] }
  | { readonly kind: "more"; readonly held: readonly Chord[] }
  | { readonly kind: "none" };

const NONE: Match = { kind: "none" };
const EMPTY: readonly Binding[] = [];

/** A keymap of rules, later ones stronger. A rule that cannot be read is left out and named in `problems`. */
export function makeKeymap(rules: readonly KeyRule[]): Keymap {
  const bindings: Binding[] = [];
  const problems: string[] = [];
  for (const rule of rules) {
    if (rule.command.startsWith("-")) {
      remove(bindings, rule, problems);
      continue;
    }
    const keys = parseKeys(rule.key);
    const when = rule.when === undefined || rule.when.trim() === "" ? null : parseWhen(rule.when);
    if (!keys.ok) problems.push(keys.reason);
    else if (when !== null && !when.ok) problems.push(`${when.reason} (${rule.key}, ${rule.command})`);
    else if (rule.command !== "") {
      bindings.push({
        chords: keys.value,
        command: rule.command,
        when: when === null ? null : when.value,
        whenText: rule.when?.trim() ?? "",
        args: rule.args,
      });
    }
  }
  const byFirst = new Map<string, Binding[]>();
  for (let i = bindings.length - 1; i >= 0; i--) {
    const name = chordName(bindings[i].chords[0]);
    const list = byFirst.get(name);
    if (list === undefined) byFirst.set(name, [bindings[i]]);
    else list.push(bindings[i]);
  }
  return { bindings, byFirst, problems };
}

/** "-command" takes away that command's rules: only those with the same keys and clause, where these are given. */
function remove(bindings: Binding[], rule: KeyRule, problems: string[]): void {
  const command = rule.command.slice(1);
  const keys = rule.key.trim() === "" ? null : parseKeys(rule.key);
  if (keys !== null && !keys.ok) {
    problems.push(keys.reason);
    return;
  }
  const name = keys === null ? null : keysName(keys.value);
  for (let i = bindings.length - 1; i >= 0; i--) {
    const one = bindings[i];
    if (one.command !== command || (name !== null && keysName(one.chords) !== name)) continue;
    if (rule.when !== undefined && rule.when.trim() !== one.whenText) continue;
    bindings.splice(i, 1);
  }
}

/** The canonical name of several chords: "ctrl+k ctrl+c". */
export function keysName(chords: readonly Chord[]): string {
  return chords.map(chordName).join(" ");
}

/** What `chord` means after the chords in `held`. A lone modifier changes nothing. */
export function matchKey(
  keys: Keymap,
  held: readonly Chord[],
  { chord, when }: { chord: Chord; when: When },
): Match {
  if (isModifierKey(chord.key)) return held.length > 0 ? { kind: "more", held } : NONE;
  const list = keys.byFirst.get(chordName(held.length > 0 ? held[0] : chord)) ?? EMPTY;
  const count = held.length + 1;
  let found: Binding[] | null = null;
  for (let i = 0; i < list.length; i++) {
    const binding = list[i];
    if (!startsWith(binding.chords, held, chord)) continue;
    if (binding.when !== null && !holds(binding.when, when)) continue;
    if (binding.chords.length > count) {
      // A longer rule waits only when nothing stronger ends here.
      if (found === null) return { kind: "more", held: [...held, chord] };
      continue;
    }
    found ??= [];
    found.push(binding);
  }
  return found === null ? NONE : { kind: "commands", bindings: found };
}

function startsWith(chords: readonly Chord[], held: readonly Chord[], chord: Chord): boolean {
  const last = held.length;
  if (chords.length <= last || !sameChord(chords[last], chord)) return false;
  for (let i = 0; i < last; i++) if (!sameChord(chords[i], held[i])) return false;
  return true;
}
function sameChord(a: Chord, b: Chord): boolean {
  return a.key === b.key && a.mods === b.mods;
}

/** The keys to show for a command: its strongest rule; null when it has none. */
export function keysFor(keys: Keymap, command: string): readonly Chord[] | null {
  for (let i = keys.bindings.length - 1; i >= 0; i--) {
    if (keys.bindings[i].command === command) return keys.bindings[i].chords;
  }
  return null;
}

/** All keys of a command as VS Code writes them ("ctrl+k ctrl+c"), the strongest first. */
export function keyLabels(keys: Keymap, command: string): string[] {
  const labels: string[] = [];
  for (let i = keys.bindings.length - 1; i >= 0; i--) {
    if (keys.bindings[i].command !== command) continue;
    const name = keysName(keys.bindings[i].chords);
    if (!labels.includes(name)) labels.push(name);
  }
  return labels;
}
