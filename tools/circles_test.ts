import assert from "node:assert/strict";
import { circlesOf, specifiersOf, wayAround } from "./circles.ts";
import { testKind } from "./files.ts";

const graphOf = (edges: Record<string, string[]>) => new Map(Object.entries(edges));

Deno.test("specifiersOf() reads every form and no comment", () => {
  const source = [
    `// import { no } from "./comment.ts";`,
    `/* import "./block.ts"; */`,
    `import { a } from "./a.ts";`,
    `import type { B } from './b.ts';`,
    `import {\n  c,\n  d,\n} from "./c.ts";`,
    `export { e } from "./e.ts";`,
    `export type { F } from "./f.ts";`,
    `import "./g.ts";`,
    `export const h = () => import("./h.ts");`,
    `export const text = "from here";`,
  ].join("\n");
  assert.deepEqual(specifiersOf(source).map((s) => s[2]).join(""), "abcefgh");
});

Deno.test("circlesOf() finds knots and only knots", () => {
  assert.deepEqual(circlesOf(graphOf({ a: ["b", "c"], b: ["c"], c: [] })), []);
  const graph = graphOf({ a: ["b"], b: ["c"], c: ["a", "d"], d: ["e"], e: ["d"], f: ["f"], g: ["a"] });
  const knots = circlesOf(graph).map((knot) => knot.toSorted().join("")).toSorted();
  assert.deepEqual(knots, ["abc", "de", "f"]);
});

Deno.test("wayAround() ends where it begins", () => {
  const graph = graphOf({ a: ["x", "b"], b: ["c"], c: ["a"], x: [] });
  assert.deepEqual(wayAround(["a", "b", "c"], graph), ["a", "b", "c", "a"]);
  assert.deepEqual(wayAround(["f"], graphOf({ f: ["f"] })), ["f", "f"]);
});

Deno.test("testKind() goes by the name", () => {
  assert.equal(testKind("src/editor/rope_test.ts"), "unit");
  assert.equal(testKind("src/window/sdl_window_test.ts"), "window");
  assert.equal(testKind("src/window/headless_window_test.ts"), "unit");
  assert.equal(testKind("src/render/gpu/painter_gpu_test.ts"), "gpu");
  assert.equal(testKind("src/app/typing_e2e_test.ts"), "e2e");
  assert.equal(testKind("src/window/window.ts"), null);
});
