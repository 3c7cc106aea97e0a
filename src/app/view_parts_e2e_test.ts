/** Wrapping, folds, the minimap and sticky lines from outside: by settings' commands, keys and the mouse. */
import assert from "node:assert/strict";
import { startClient } from "./testing_rpc.ts";

interface Row {
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly top: number;
  readonly folded: boolean;
}
const words =
  "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau ";

Deno.test("Alt+Z and setOptions wrap lines; keys and the mouse go by rows", async () => {
  await using app = await startClient({ initialize: { width: 700, height: 400 } });
  const { doc } = await app.call("document/new", { text: `${words}${words}\nend` });
  const rows = async (): Promise<Row[]> => (await app.call("window/view")).editors[0].rows;
  assert.deepEqual((await rows()).map(({ line }) => line), [0, 1]);
  await app.call("editor/keys", { keys: ["alt+z"] });
  const wrapped = await rows();
  assert.ok(wrapped.length > 3 && wrapped.every(({ from, to }) => to > from));
  assert.equal((await app.call("window/view")).editors[0].rowCount, wrapped.length);
  await app.call("editor/keys", { keys: ["down", "end"] });
  const [{ head }] = (await app.call("editor/selections")).selections;
  assert.equal(head, wrapped[1].to);
  const [caret] = (await app.call("window/view")).carets;
  assert.ok(
    caret.y > wrapped[1].top && caret.y < wrapped[2].top,
    "the caret stays in the row whose end it is",
  );
  const { text } = (await app.call("window/view")).editors[0];
  await app.call("window/mouse", { kind: "down", x: text.x + 1, y: wrapped[2].top + 5 });
  await app.call("window/mouse", { kind: "up", x: text.x + 1, y: wrapped[2].top + 5 });
  assert.equal((await app.call("editor/selections")).selections[0].head, wrapped[2].from);
  await app.call("editor/setOptions", { doc, options: { wrap: "wordWrapColumn" } });
  assert.ok((await rows()).every(({ from, to }) => to - from <= 81));
  await app.call("editor/setOptions", { doc, options: { wrap: "off" } });
  assert.equal((await rows()).length, 2);
});

Deno.test("a click on a fold's mark folds and unfolds, the chip unfolds too", async () => {
  await using app = await startClient({ initialize: { width: 700, height: 400 } });
  await app.call("document/new", { text: "if (a) {\n  b\n  c\n}\nd" });
  const editor = async () => (await app.call("window/view")).editors[0];
  const { text, lineHeight, cell } = await editor();
  const at = { x: text.x - 8, y: text.y + lineHeight / 2 };
  await app.call("window/mouse", { kind: "move", ...at });
  assert.deepEqual(
    (await editor()).parts.folds.map(({ line, folded }: { line: number; folded: boolean }) => [line, folded]),
    [[0, false]],
  );
  await app.call("window/mouse", { kind: "down", ...at });
  await app.call("window/mouse", { kind: "up", ...at });
  const folded = await editor();
  assert.deepEqual(folded.rows.map(({ line }: Row) => line), [0, 3, 4]);
  assert.deepEqual(folded.rows.map(({ folded }: Row) => folded), [true, false, false]);
  assert.equal(folded.parts.folds[0].folded, true);
  const chip = { x: text.x + 9.5 * cell, y: at.y };
  await app.call("window/mouse", { kind: "down", ...chip });
  await app.call("window/mouse", { kind: "up", ...chip });
  assert.equal((await editor()).rows.length, 5);
});

Deno.test("the minimap scrolls by click and drag, sticky lines lead to their scope", async () => {
  await using app = await startClient({ initialize: { width: 900, height: 400 } });
  const body = Array.from({ length: 300 }, (_, i) => `    line(${i});`).join("\n");
  await app.call("document/new", {
    text: `class A {\n  method() {\n${body}\n  }\n}`,
    language: "typescript",
  });
  const editor = async () => (await app.call("window/view")).editors[0];
  const { parts: { minimap } } = await editor();
  const middle = { x: minimap.box.x + 20, y: minimap.box.y + minimap.box.height * 0.75 };
  await app.call("window/mouse", { kind: "down", ...middle });
  await app.call("window/mouse", { kind: "up", ...middle });
  const scrolled = await editor();
  assert.ok(scrolled.scroll.line > 30);
  const { slider } = scrolled.parts.minimap;
  await app.call("window/mouse", { kind: "down", x: slider.x + 20, y: slider.y + 3 });
  await app.call("window/mouse", { kind: "move", x: slider.x + 20, y: slider.y + 5000 });
  await app.call("window/mouse", { kind: "up", x: slider.x + 20, y: slider.y + 5000 });
  assert.equal((await editor()).scroll.line, 303);
  await app.call("window/mouse", { kind: "wheel", x: 300, y: 300, dy: -20 });
  const shown = await editor();
  assert.deepEqual(shown.parts.sticky.map(({ text }: { text: string }) => text.trim()), [
    "class A {",
    "method() {",
  ]);
  await app.call("window/mouse", { kind: "down", x: shown.text.x + 30, y: shown.parts.sticky[1].top + 5 });
  await app.call("window/mouse", { kind: "up", x: shown.text.x + 30, y: shown.parts.sticky[1].top + 5 });
  assert.equal((await app.call("editor/selections")).selections[0].head, 10);
});

Deno.test("brackets at the caret are boxed, guides stand at each step, toggles switch parts off", async () => {
  await using app = await startClient({ initialize: { width: 900, height: 400 } });
  await app.call("document/new", { text: "a {\n  b {\n    c\n  }\n}" });
  await app.call("editor/setSelections", { selections: [{ anchor: 3, head: 3 }] });
  const parts = async () => (await app.call("window/view")).editors[0].parts;
  assert.equal((await parts()).brackets.length, 2);
  assert.deepEqual((await parts()).guides.map(({ active }: { active: boolean }) => active), [true, false]);
  assert.notEqual((await parts()).minimap, null);
  await app.call("editor/command", { id: "editor.action.toggleMinimap" });
  assert.equal((await parts()).minimap, null);
});

Deno.test("carets step over what is folded away", async () => {
  await using app = await startClient({ initialize: { width: 700, height: 400 } });
  await app.call("document/new", { text: "if (a) {\n  b\n}\nd" });
  await app.call("editor/command", { id: "editor.foldAll" });
  await app.call("editor/setSelections", { selections: [{ anchor: 8, head: 8 }] });
  await app.call("editor/keys", { keys: ["right"] });
  assert.equal((await app.call("editor/selections")).selections[0].head, 13);
  await app.call("editor/keys", { keys: ["left"] });
  assert.equal((await app.call("editor/selections")).selections[0].head, 8);
  await app.call("editor/keys", { keys: ["down"] });
  assert.equal((await app.call("editor/selections")).selections[0].head, 14);
  assert.equal((await app.call("window/view")).editors[0].rows.length, 3);
});
