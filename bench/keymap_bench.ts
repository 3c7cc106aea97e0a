/** Keymap: a key that runs a command, a chord, a plain letter, all of VS Code's defaults loaded. */
import {
  defaultKeymap,
  defaultKeys,
  makeKeymap,
  matchKey,
  parseKeys,
  type WhenValue,
} from "../src/ui/mod.ts";

const keys = defaultKeymap("linux");
const context: Record<string, WhenValue> = { editorTextFocus: true, textInputFocus: true, editorFocus: true };
const when = (key: string) => context[key];
const chordsOf = (source: string) => {
  const parsed = parseKeys(source);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.value;
};
const [letter] = chordsOf("j");
const [left] = chordsOf("ctrl+left");
const [escape] = chordsOf("escape");
const [k, c] = chordsOf("ctrl+k ctrl+c");

Deno.bench("matchKey: an unbound letter", { group: "keymap", baseline: true }, () => {
  matchKey(keys, [], { chord: letter, when });
});
Deno.bench("matchKey: ctrl+left", { group: "keymap" }, () => void matchKey(keys, [], { chord: left, when }));
Deno.bench("matchKey: escape, several clauses", { group: "keymap" }, () => {
  matchKey(keys, [], { chord: escape, when });
});
Deno.bench("matchKey: second half of a chord", { group: "keymap" }, () => {
  matchKey(keys, [k], { chord: c, when });
});
const rules = defaultKeys("linux");
Deno.bench("makeKeymap: all defaults", { group: "load" }, () => void makeKeymap(rules));
