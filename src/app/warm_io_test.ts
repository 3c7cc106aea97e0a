import assert from "node:assert/strict";
import type { Decorate } from "../editor/mod.ts";
import { createAtlas, type Fonts } from "../render/mod.ts";
import { FakeMonoFonts } from "../ui/fake_fonts.ts";
import { Meter } from "./meter.ts";
import { TestApp } from "./testing.ts";
import { createRehearsal } from "./warm_io.ts";
import { windowlessSession } from "./windowless_io.ts";

Deno.test("createRehearsal() rehearses while nothing moves, and leaves the core to pages that fly by", () => {
  let looks = 0;
  const decorate: Decorate = () => void looks++;
  const session = windowlessSession({
    app: { ...new TestApp("line\n".repeat(500)).app, decorate: [decorate] },
    fonts: new FakeMonoFonts() as unknown as Fonts,
    atlas: createAtlas({ source: { generation: 1, rasterise: () => null } }),
  });
  let now = 0;
  Object.defineProperty(session, "meter", { value: new Meter(() => now++) });
  session.turn();
  const rehearse = createRehearsal(session);
  const looksWhile = (act: () => void): number => {
    const before = looks;
    act();
    return looks - before;
  };
  assert.ok(looksWhile(rehearse) > 0);
  for (let page = 0; page < 3; page++) {
    session.dispatch({ kind: "command", id: "scrollPageDown" });
    session.turn();
    assert.equal(looksWhile(rehearse), 0);
  }
  now += 1000;
  assert.ok(looksWhile(rehearse) > 0);
  session.close();
});
