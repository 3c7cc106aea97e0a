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
/** Bindings by what was pressed so far, so that a chord with forty continuations costs as much as one with two. */
interface Pressed {
  readonly mods: number;
  /** Those that begin with it or are just that, the strongest first. */
  readonly bindings: readonly Binding[];
  readonly next: ChordMap;
}
/** By key; modifiers are few for each. No name is put together to look one up. */
type ChordMap = ReadonlyMap<string, readonly Pressed[]>;

/** All bindings, in order of growing precedence. */
export interface Keymap {
  readonly bindings: readonly Binding[];
  /** What begins with each chord. */
  readonly byFirst: ChordMap;
  /** Rules that could not be read, with the reason, for a notice. */
  readonly problems: readonly string[];
}
/** "commands": try them in order until one is not declined. "more": wait for the rest of a chord. "none": the key is not ours. */
export type Match =
  | { readonly kind: "commands"; readonly bindings: readonly Binding[] }
  | { readonly kind: "more"; readonly held: readonly Chord[] }
  | { readonly kind: "none" };

const NONE: Match = { kind: "none" };

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
  return { bindings, byFirst: byChord(bindings.toReversed(), 0), problems };
}

/** Bindings, the strongest first, by their chord at `index`. */
function byChord(bindings: readonly Binding[], index: number): ChordMap {
  const groups = new Map<string, { readonly mods: number; readonly bindings: Binding[] }[]>();
  for (const binding of bindings) {
    if (binding.chords.length <= index) continue;
    const { key, mods } = binding.chords[index];
    let list = groups.get(key);
    if (list === undefined) groups.set(key, list = []);
    const known = list.find((one) => one.mods === mods);
    if (known === undefined) list.push({ mods, bindings: [binding] });
    else known.bindings.push(binding);
  }
  const map = new Map<string, Pressed[]>();
  for (const [key, list] of groups) {
    map.set(key, list.map((one) => ({ ...one, next: byChord(one.bindings, index + 1) })));
  }
  return map;
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
  let map = keys.byFirst;
  for (let i = 0; i < held.length; i++) {
    const pressed = pressedIn(map, held[i]);
    if (pressed === null) return NONE;
    map = pressed.next;
  }
  const pressed = pressedIn(map, chord);
  if (pressed === null) return NONE;
  const list = pressed.bindings;
  const count = held.length + 1;
  let found: Binding[] | null = null;
  for (let i = 0; i < list.length; i++) {
    const binding = list[i];
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

function pressedIn(map: ChordMap, { key, mods }: Chord): Pressed | null {
  const list = map.get(key);
  if (list === undefined) return null;
  for (let i = 0; i < list.length; i++) if (list[i].mods === mods) return list[i];
  return null;
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
