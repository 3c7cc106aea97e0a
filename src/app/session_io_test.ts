import assert from "node:assert/strict";
import type { Millis } from "../base/mod.ts";
import { createAtlas, type Fonts } from "../render/mod.ts";
import { FakeMonoFonts } from "../ui/fake_fonts.ts";
import type { HeadlessWindow } from "../window/mod.ts";
import { TestApp } from "./testing.ts";
import { windowlessSession } from "./windowless_io.ts";

Deno.test("turn() shows a typed key in the text first, and the rest before it ends", () => {
  const fonts = new FakeMonoFonts() as unknown as Fonts;
  const session = windowlessSession({
    app: new TestApp("text").app,
    fonts,
    atlas: createAtlas({ source: { generation: 1, rasterise: () => null } }),
  });
  session.turn();
  const { presented } = session.frames;
  (session.window as HeadlessWindow).post({ kind: "text", text: "x", at: 0 as Millis });
  session.turn();
  assert.equal(session.frames.presented, presented + 2);
  assert.equal(session.frames.owesRest, false);
  assert.ok(session.isIdle);
  session.close();
});

Deno.test("run() ends when the session is closed without quitting", async () => {
  const fonts = new FakeMonoFonts() as unknown as Fonts;
  const session = windowlessSession({
    app: new TestApp("text").app,
    fonts,
    atlas: createAtlas({ source: { generation: 1, rasterise: () => null } }),
    painter: "none",
  });
  const running = session.run();
  session.close();
  assert.equal(await running, 0);
});
