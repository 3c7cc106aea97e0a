import assert from "node:assert/strict";
import type { Px } from "../base/mod.ts";
import { createAtlas, type Fonts } from "../render/mod.ts";
import { FakeMonoFonts } from "../ui/fake_fonts.ts";
import { headlessWindow } from "../window/mod.ts";
import { ManualClock } from "./clock.ts";
import { Session } from "./session_io.ts";
import { TestApp } from "./testing.ts";

Deno.test("run() ends when the session is closed without quitting", async () => {
  const fonts = new FakeMonoFonts() as unknown as Fonts;
  const session = new Session({
    app: new TestApp("text").app,
    window: headlessWindow({ title: "", width: 400 as Px, height: 300 as Px, scale: 1 }),
    fonts,
    atlas: createAtlas({ source: { generation: 1, rasterise: () => null } }),
    painter: null,
    renewPainter: () => Promise.resolve(null),
    frameMs: 0,
    setScale: () => {},
    clock: new ManualClock(),
    log: () => {},
  });
  const running = session.run();
  session.close();
  assert.equal(await running, 0);
});
