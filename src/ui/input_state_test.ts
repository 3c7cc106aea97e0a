import assert from "node:assert/strict";
import { Mod } from "../window/mod.ts";
import {
  inputFrom,
  inputKey,
  inputOf,
  inputSelected,
  inputSelectWord,
  type InputState,
  inputTo,
  inputType,
} from "./input_state.ts";

const shown = (input: InputState): string =>
  `${input.text.slice(0, inputFrom(input))}${
    input.anchor === input.head ? "|" : `<${inputSelected(input)}>`
  }${input.text.slice(inputTo(input))}`;
function press(input: InputState, keys: readonly (readonly [string, number?])[]): InputState {
  for (const [key, mods = 0] of keys) {
    input = inputKey(input, { key, mods }, { platform: "linux", lines: "many" })?.input ?? input;
  }
  return input;
}

Deno.test("inputKey() moves by graphemes and words, with selections", () => {
  const start = inputOf("one two.x e\u0301👩‍💻");
  assert.equal(shown(press(start, [["left"]])), "one two.x e\u0301|👩‍💻");
  assert.equal(shown(press(start, [["left"], ["left"]])), "one two.x |e\u0301👩‍💻");
  assert.equal(
    shown(press(start, [["home"], ["right", Mod.ctrl], ["right", Mod.ctrl | Mod.shift]])),
    "one< two>.x e\u0301👩‍💻",
  );
  assert.equal(shown(press(start, [["home"], ["end", Mod.shift], ["left"]])), "|one two.x e\u0301👩‍💻");
});

Deno.test("inputKey() deletes and undoes", () => {
  let input = inputOf();
  for (const one of "hello there") input = inputType(input, one);
  input = press(input, [["backspace", Mod.ctrl]]);
  assert.equal(shown(input), "hello |");
  input = press(input, [["z", Mod.ctrl]]);
  assert.equal(input.text, "hello there");
  input = press(input, [["z", Mod.ctrl]]);
  assert.equal(input.text, "");
  input = press(input, [["y", Mod.ctrl], ["z", Mod.ctrl | Mod.shift]]);
  assert.equal(input.text, "hello ");
});

Deno.test("inputKey() asks for the clipboard and declines what is not its own", () => {
  const input = press(inputOf("abc"), [["a", Mod.ctrl]]);
  const on = { platform: "linux", lines: "one" } as const;
  assert.deepEqual(inputKey(input, { key: "c", mods: Mod.ctrl }, on)?.wish, { kind: "copy", text: "abc" });
  const cut = inputKey(input, { key: "x", mods: Mod.ctrl }, on)!;
  assert.deepEqual([cut.input.text, cut.wish], ["", { kind: "copy", text: "abc" }]);
  assert.deepEqual(inputKey(input, { key: "v", mods: Mod.ctrl }, on)?.wish, { kind: "paste" });
  for (const key of ["f3", "escape", "enter", "s", "up"]) {
    assert.equal(inputKey(input, { key, mods: 0 }, on), null, key);
  }
  assert.equal(inputKey(input, { key: "left", mods: Mod.alt }, on), null);
});

Deno.test("inputSelectWord() selects the word under a click", () => {
  assert.equal(shown(inputSelectWord(inputOf("one two three"), 5)), "one <two> three");
  assert.equal(shown(inputSelectWord(inputOf("one"), 3)), "<one>");
});
