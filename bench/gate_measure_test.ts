/** The gate live: real processes, workers and turns, on two tiny trees. Ratios are looked at, never times. */
import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import { decide } from "./gate_decide.ts";
import { measure, session } from "./gate_measure.ts";

const common = `
const numbers = Float64Array.from({ length: 1000 }, (_, i) => Math.sin(i));
let sink = 0;
const sum = () => { let s = 0; for (let i = 0; i < numbers.length; i++) s += numbers[i]; sink += s; };
const search = () => { sink += "x".repeat(100).concat(String(sink & 7)).indexOf("y"); };
`;

const root = Deno.makeTempDirSync({ prefix: "gate-" });
let trees = 0;

function tree(stages: string): string {
  const folder = `${root}/${trees++}`;
  Deno.mkdirSync(folder);
  Deno.mkdirSync(`${folder}/bench`);
  Deno.writeTextFileSync(`${folder}/bench/stages.ts`, `${common}\nexport const stages = [${stages}];\n`);
  return folder;
}

const two = `{ name: "sum", make: () => sum }, { name: "search", make: () => search }`;

Deno.test("measure() of a stage slowed by a fifth makes decide() suspect that stage", async () => {
  const sessions = await measure({ base: tree(two), head: tree(two), slow: "sum" }, { count: 5, offset: 0 });
  const decision = decide([sessions.map(({ samples }) => samples)], { threshold: 1.06, accepted: [] });
  equal(decision.verdict, "again");
  ok(decision.bad.includes("sum"));
  const ratio = Math.exp(decision.ratios.find(({ name }) => name === "sum")!.med);
  ok(ratio > 1.1 && ratio < 1.35, `${ratio}`);
});

Deno.test("session() measures only what it is asked for", async () => {
  const { samples, calls } = await session({ base: tree(two), head: tree(two) }, 0, ["search"]);
  deepEqual(samples.map(({ name }) => name), ["search"]);
  equal(calls.length, 1);
});

Deno.test("session() compares what both trees have and names the rest", async () => {
  const base = tree(`${two}, { name: "gone", make: () => sum }`);
  const head = tree(`{ name: "new", make: () => sum }, ${two}`);
  const { samples, added, gone } = await session({ base, head }, 1);
  deepEqual(samples.map(({ name }) => name), ["sum", "search"]);
  equal(samples[0].base.length, samples[0].head.length);
  deepEqual([added, gone], [["new"], ["gone"]]);
});

Deno.test("session() says which tree cannot run and why", async () => {
  const broken = tree(`{ name: "sum", make() { throw new Error("No such rope"); } }`);
  await rejects(
    session({ base: tree(two), head: broken }, 0),
    {
      message: /The head tree cannot run its stages: .*No such rope/,
      cause: "head",
    },
  );
});

Deno.test.afterAll(() => Deno.removeSync(root, { recursive: true }));
