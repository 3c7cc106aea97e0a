import assert from "node:assert/strict";
import { startClient } from "./testing_rpc.ts";

Deno.test("window/view tells the tree, the lines and the carets; the mouse hits what it shows", async () => {
  await using app = await startClient({ initialize: { width: 800, height: 600 } });
  await app.call("document/new", { text: "one two\nthree" });
  const view = await app.call("window/view");
  assert.deepEqual(view.lines.map((line: { index: number; text: string }) => [line.index, line.text]), [[
    0,
    "one two",
  ], [1, "three"]]);
  assert.equal(view.carets.length, 1);
  assert.ok(view.status.some(({ text }: { text: string }) => text === "UTF-8"));
  const [caret] = view.carets;
  const { cell, lineHeight } = view.editors[0];
  await app.call("window/mouse", { kind: "down", x: caret.x + 2.2 * cell, y: caret.y + lineHeight + 3 });
  await app.call("window/mouse", { kind: "move", x: caret.x + 4.1 * cell, y: caret.y + lineHeight + 3 });
  await app.call("window/mouse", { kind: "up", x: caret.x + 4.1 * cell, y: caret.y + lineHeight + 3 });
  assert.deepEqual((await app.call("editor/selections")).selections, [{ anchor: 10, head: 12 }]);
  assert.equal((await app.call("window/clipboard", { primary: true })).text, "re");
  await app.call("window/mouse", { kind: "down", x: caret.x + cell, y: caret.y + 3, clicks: 2 });
  await app.call("window/mouse", { kind: "up", x: caret.x + cell, y: caret.y + 3, clicks: 2 });
  assert.deepEqual((await app.call("editor/selections")).selections, [{ anchor: 0, head: 3 }]);
  await app.call("window/mouse", {
    kind: "down",
    x: caret.x + cell,
    y: caret.y + lineHeight + 3,
    mods: ["alt"],
  });
  await app.call("window/mouse", {
    kind: "up",
    x: caret.x + cell,
    y: caret.y + lineHeight + 3,
    mods: ["alt"],
  });
  assert.equal((await app.call("editor/selections")).selections.length, 2);
});

Deno.test("the wheel scrolls, and the view comes back to the caret when one types", async () => {
  await using app = await startClient({ initialize: { width: 800, height: 600 } });
  await app.call("document/new", { text: Array.from({ length: 500 }, (_, i) => `line ${i}`).join("\n") });
  await app.call("window/mouse", { kind: "wheel", x: 300, y: 300, dy: 10 });
  const scrolled = await app.call("window/view");
  assert.equal(scrolled.lines[0].index, 30);
  assert.equal(scrolled.carets.length, 0);
  await app.call("editor/type", { text: "x" });
  const back = await app.call("window/view");
  assert.ok(back.lines[0].index < 5 && back.carets.length === 1);
  await app.call("editor/keys", { keys: ["ctrl+end"] });
  assert.equal((await app.call("window/view")).lines.at(-1).index, 499);
});

Deno.test("window/ime shows the composition in place and commits it as typing", async () => {
  await using app = await startClient();
  const { doc } = await app.call("document/new", { text: "ab" });
  await app.call("editor/keys", { keys: ["right"] });
  await app.call("window/ime", { preedit: "にほ" });
  assert.equal((await app.call("document/text", { doc })).text, "ab");
  assert.match((await app.call("window/view")).lines[0].text, /aにほb/);
  await app.call("window/ime", { commit: "日本" });
  assert.equal((await app.call("document/text", { doc })).text, "a日本b");
});

Deno.test("window/screenshot, resize, drop and a lost device", async () => {
  await using app = await startClient({
    initialize: { width: 640, height: 400, scale: 1.25, clock: "manual" },
  });
  await Deno.writeTextFile(`${app.dir}/d.txt`, "dropped");
  await app.call("window/drop", { paths: [`${app.dir}/d.txt`], x: 10, y: 10 });
  assert.equal((await app.call("document/list"))[0].name, "d.txt");
  assert.deepEqual(await app.call("window/screenshot", { path: `${app.dir}/a.png` }), {
    width: 800,
    height: 500,
  });
  await app.call("window/resize", { width: 500, height: 300, scale: 2 });
  assert.deepEqual(await app.call("window/screenshot", { path: `${app.dir}/b.png` }), {
    width: 1000,
    height: 600,
  });
  const before = await Deno.readFile(`${app.dir}/b.png`);
  await app.call("window/loseDevice");
  await app.call("window/screenshot", { path: `${app.dir}/c.png` });
  assert.deepEqual(await Deno.readFile(`${app.dir}/c.png`), before);
  assert.equal((await app.fail("window/resize", { width: -1, height: 5 })).code, -32602);
});

Deno.test("nothing is drawn when nothing changed, and the manual clock decides when a caret blinks", async () => {
  await using app = await startClient({ initialize: { clock: "manual" } });
  await app.call("document/new", { text: "x" });
  await app.call("app/waitFor", { what: "idle", timeoutMs: 5000 });
  const frames = async () => (await app.call("app/stats")).frames;
  const start = await frames();
  await app.call("app/waitFor", { what: "frame", timeoutMs: 5000 });
  assert.equal(await frames(), start);
  await app.call("app/advance", { ms: 600 });
  assert.equal(await frames(), start + 1);
  await app.call("app/advance", { ms: 60_000 });
  const later = await frames();
  await app.call("app/advance", { ms: 600_000 });
  assert.equal(await frames(), later, "the caret stops blinking when idle");
});

Deno.test("app/ methods: stats, waiting in vain, bad lines, shutdown", async () => {
  const app = await startClient();
  await using _ = app;
  const stats = await app.call("app/stats");
  for (
    const key of [
      "rss",
      "heap",
      "frames",
      "skipped",
      "frameMs",
      "stagesMs",
      "atlas",
      "openDocs",
      "openHandles",
    ]
  ) assert.ok(key in stats, key);
  assert.equal((await app.raw("{nonsense")).error.code, -32700);
  assert.equal((await app.fail("app/nothing")).code, -32601);
  assert.equal((await app.fail("app/waitFor", { what: "rain" })).code, -32602);
  assert.equal((await app.fail("app/initialize", { width: 300 })).data?.reason, "running");
  await app.call("app/shutdown");
  assert.equal(await app.end(), 0);
  assert.equal(await app.stderr, "");
});

Deno.test("painter none paints nothing and still lays out", async () => {
  await using app = await startClient({ initialize: { painter: "none" } });
  await app.call("document/new", { text: "x" });
  assert.equal((await app.call("window/view")).lines[0].text, "x");
  assert.equal((await app.fail("window/screenshot", { path: `${app.dir}/a.png` })).data?.reason, "noPainter");
});
