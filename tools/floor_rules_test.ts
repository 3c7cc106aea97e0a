import assert from "node:assert/strict";
import { kindOf, refusal, resolveImport } from "./floor_rules.ts";

function allows(from: string, specifier: string) {
  assert.equal(refusal(from, specifier), null, `${from} -> ${specifier}`);
}
function refuses(from: string, specifier: string, why: RegExp) {
  assert.match(refusal(from, specifier) ?? "allowed", why, `${from} -> ${specifier}`);
}

Deno.test("resolveImport() walks up and down", () => {
  assert.equal(resolveImport("src/editor/text/rope.ts", "../../base/mod.ts"), "src/base/mod.ts");
  assert.equal(resolveImport("main.ts", "./src/app/mod.ts"), "src/app/mod.ts");
});

Deno.test("kindOf() knows edges, doors and roles", () => {
  assert.equal(kindOf("src/window/sdl_io.ts").edge, true);
  assert.equal(kindOf("src/render/gpu/pipelines.ts").edge, true);
  assert.equal(kindOf("src/render/damage.ts").edge, false);
  assert.equal(kindOf("src/window/mod_io.ts").door, "mod_io");
  assert.equal(kindOf("src/window/sdl_io_test.ts").role, "test");
  assert.equal(kindOf("bench/rope_bench.ts").role, "bench");
  assert.equal(kindOf("src/ui/mod.ts").area, "ui");
});

Deno.test("refusal() lets imports go down through doors", () => {
  allows("src/ui/layout.ts", "../editor/mod.ts");
  allows("src/editor/text/rope.ts", "../../base/mod.ts");
  allows("src/app/loop_io.ts", "../window/mod_io.ts");
  allows("src/app/painter_io.ts", "../render/gpu/painter.ts");
  allows("src/editor/state/state.ts", "../text/rope.ts");
  allows("src/window/mod_io.ts", "./sdl_io.ts");
  allows("main.ts", "./src/app/mod_io.ts");
});

Deno.test("refusal() stops imports that go up or sideways", () => {
  refuses("src/editor/text/rope.ts", "../../ui/mod.ts", /downwards only/);
  refuses("src/render/damage.ts", "../editor/mod.ts", /do not know each other/);
  refuses("src/lsp/client.ts", "../ai/mod.ts", /do not know each other/);
  refuses("src/editor/a_test.ts", "../app/mod.ts", /downwards only/);
  refuses("src/base/units.ts", "../editor/mod.ts", /downwards only/);
});

Deno.test("refusal() stops whoever walks around a door or through his own", () => {
  refuses("src/ui/layout.ts", "../editor/text/rope.ts", /Go through the door src\/editor\/mod\.ts/);
  refuses("src/editor/text/rope.ts", "../mod.ts", /own files never import its door/);
  refuses("src/editor/types.ts", "./mod.ts", /own files never import its door/);
  refuses("main.ts", "./src/editor/mod.ts", /calls src\/app/);
});

Deno.test("refusal() keeps the world at the edge", () => {
  refuses("src/app/step.ts", "../window/mod_io.ts", /touches the world/);
  refuses("src/ui/paint.ts", "../window/mod_io.ts", /touches the world/);
  refuses("src/project/files_io.ts", "../window/mod_io.ts", /touches the world/);
  refuses("src/window/mod.ts", "./sdl_io.ts", /touches the world/);
  refuses("src/render/damage.ts", "./gpu/painter.ts", /touches the world/);
  allows("src/render/software/painter.ts", "./blit.ts");
});

Deno.test("refusal() knows packages", () => {
  allows("src/render/shaping.ts", "harfbuzzjs");
  allows("src/project/files_io.ts", "node:fs");
  allows("src/editor/x_test.ts", "fast-check");
  allows("src/editor/commands/testing.ts", "node:assert/strict");
  refuses("src/editor/commands/x.ts", "./testing.ts", /imports the test/);
  refuses("src/editor/x.ts", "node:fs", /node:fs may touch the world/);
  refuses("src/editor/x.ts", "@lydell/node-pty/x", /@lydell\/node-pty may touch/);
  refuses("src/editor/x.ts", "npm:left-pad@1.0.0", /left-pad may touch/);
  refuses("src/window/sdl_io.ts", "https://example.com/x.ts", /package\.json/);
});

Deno.test("refusal() leaves benches, tools and fixtures outside", () => {
  allows("bench/rope_bench.ts", "../src/editor/text/rope.ts");
  allows("src/editor/x_test.ts", "../../fixtures/words.ts");
  refuses("src/editor/x.ts", "../../fixtures/words.ts", /Only tests and benches/);
  refuses("src/editor/x.ts", "../../bench/rope_bench.ts", /outside the floors/);
  refuses("src/editor/x.ts", "./x_test.ts", /imports the test/);
  refuses("src/mystery/x.ts", "../base/mod.ts", /stands on no floor/);
});
