import assert from "node:assert/strict";
import { createAtlas, type Fonts } from "../render/mod.ts";
import { FakeMonoFonts } from "../ui/fake_fonts.ts";
import { TestApp } from "./testing.ts";
import { windowlessSession } from "./windowless_io.ts";

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
