import { deepEqual, equal, ok } from "node:assert/strict";
import {
  benchRows,
  type Budgets,
  format,
  markdown,
  photonRows,
  type Row,
  shareOfBudget,
  unusedBudgets,
} from "./report_rows.ts";
import { svg } from "./report_svg.ts";

const row: Row = { group: "rope", name: "insert", unit: "ms", p50: 0.006, p99: 0.04, max: 1 };

Deno.test("benchRows() reads nanoseconds and names a group after its file when it has none", () => {
  const rows = benchRows({
    runtime: "",
    cpu: "",
    benches: [
      {
        origin: "file:///x/rope_bench.ts",
        group: null,
        name: "a",
        results: [{ ok: { p75: 2e6, p99: 3e6, max: 4e6 } }],
      },
      { origin: "file:///x/rope_bench.ts", group: "g", name: "b", results: [{ failed: {} }] },
    ],
  });
  deepEqual(rows[0], { group: "rope", name: "a", unit: "ms", p50: 2, p99: 3, max: 4 });
  deepEqual(rows[1], { group: "g", name: "b", unit: "ms", p50: null, p99: null, max: null });
});

Deno.test("shareOfBudget() is of the limit that is nearest to being missed", () => {
  const budgets: Budgets = { "rope: insert": { p50: 0.012, p99: 0.02 } };
  equal(shareOfBudget(row, budgets), 2);
  equal(shareOfBudget(row, {}), null);
  equal(shareOfBudget({ ...row, p50: null, p99: null }, budgets), null);
});

Deno.test("shareOfBudget() of a limit of nothing", () => {
  const idle: Row = { group: "idle", name: "frames", unit: "frames", p50: null, p99: null, max: 0 };
  equal(shareOfBudget(idle, { "idle: frames": { max: 0 } }), 0);
  equal(shareOfBudget({ ...idle, max: 1 }, { "idle: frames": { max: 0 } }), 2);
});

Deno.test("unusedBudgets() tells of a renamed bench", () => {
  deepEqual(unusedBudgets([row], { "rope: insert": {}, "rope: insret": {} }), ["rope: insret"]);
});

Deno.test("format() keeps three digits and picks the unit", () => {
  equal(format(0.0000305, "ms"), "30.5 ns");
  equal(format(0.0056, "ms"), "5.60 µs");
  equal(format(1.234, "ms"), "1.23 ms");
  equal(format(204.4, "ms"), "204 ms");
  equal(format(117.6, "MB"), "118 MB");
  equal(format(null, "ms"), "");
});

Deno.test("markdown() marks what is met and what is missed", () => {
  const about = "Here.";
  ok(markdown([row], { budgets: { "rope: insert": { p50: 1 } }, about }).includes("| p50 1.00 ms | ✓ |"));
  ok(markdown([row], { budgets: { "rope: insert": { p50: 0.001 } }, about }).includes("| ✗ |"));
});

Deno.test("photonRows() leaves out what was not measured", () => {
  const rows = photonRows({ command: "nexus --software", idle: { frames: 0, cpuShare: 0.001 } });
  deepEqual(rows.map(({ name, max }) => [name, max]), [["idle: frames in 10 s", 0], ["idle: CPU", 0.1]]);
});

Deno.test("svg() escapes names and draws a bar per figure", () => {
  const picture = svg([{ ...row, name: "a < b" }, row], { "rope: insert": { p50: 1 } });
  ok(picture.includes("rope: a &lt; b"));
  equal(picture.match(/rx="2"/g)?.length, 3);
});
