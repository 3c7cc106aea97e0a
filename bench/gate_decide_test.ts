/** Recorded samples lie in fixtures/gate/: real sessions, times in µs; see gate.ts --record. */
import { deepEqual, equal, ok, throws } from "node:assert/strict";
import { seededRandom } from "../src/base/mod.ts";
import { decide, type GateRules, measureRatios, median, type SessionSamples } from "./gate_decide.ts";

const rules: GateRules = { threshold: 1.06, accepted: [] };

function recorded(name: string): SessionSamples[][] {
  return JSON.parse(Deno.readTextFileSync(new URL(`../fixtures/gate/${name}.json`, import.meta.url)));
}

/** Sessions as they would be if the head took `factor` times as long: a core that drifts by half, and stray pauses. */
function made(
  factor: number,
  { sessions, seed }: { readonly sessions: number; readonly seed: number },
): SessionSamples[] {
  const random = seededRandom(seed);
  return Array.from({ length: sessions }, () => {
    const base: number[] = [], head: number[] = [];
    let core = 1;
    for (let round = 0; round < 30; round++) {
      if (random.next() < 0.1) core = 1 + random.next() / 2;
      const batch = () => core * (1 + random.next() * 0.05 + (random.next() < 0.05 ? 0.4 : 0));
      base.push(1.5 * batch());
      head.push(1.5 * factor * batch());
    }
    return [{ name: "stage", base, head }];
  });
}

Deno.test("decide() lets recorded runs of identical trees pass", () => {
  const decision = decide(recorded("identical").slice(0, 1), rules);
  ok(decision.ratios.length >= 12);
  deepEqual([decision.verdict, decision.bad], ["pass", []]);
});

Deno.test("decide() fails the recorded run with one stage slowed by a fifth, after three measures and for that stage", () => {
  const measures = recorded("slowed");
  equal(measures.length, 3);
  equal(decide(measures.slice(0, 1), rules).verdict, "again");
  equal(decide(measures.slice(0, 2), rules).verdict, "again");
  const decision = decide(measures, rules);
  deepEqual([decision.verdict, decision.bad], ["fail", ["rope line lookup"]]);
  const { med, mn } = decision.ratios.find(({ name }) => name === "rope line lookup")!;
  // A little under a fifth: waking up with cold caches is in every batch, and was not slowed.
  for (const ratio of [Math.exp(med), Math.exp(mn)]) ok(ratio > 1.1 && ratio < 1.25, `${ratio}`);
});

Deno.test("decide() passes the recorded slowdown that was accepted, and not a larger one", () => {
  const measures = recorded("slowed");
  const accepted = [{ stage: "rope line lookup", ratio: 1.15, reason: "tells lines apart by more than \\n" }];
  equal(decide(measures, { ...rules, accepted }).verdict, "pass");
  equal(decide(measures, { ...rules, accepted: [{ ...accepted[0], ratio: 1.05 }] }).verdict, "fail");
});

Deno.test("decide() takes a stage off the list when one measure clears it", () => {
  const slow = made(1.2, { sessions: 5, seed: 1 });
  const same = made(1, { sessions: 10, seed: 2 });
  equal(decide([slow], rules).verdict, "again");
  equal(decide([slow, same], rules).verdict, "pass");
  equal(decide([slow, same, slow], rules).verdict, "pass");
});

Deno.test("decide() sees a tenth, and not a twentieth, through a drifting core", () => {
  for (let seed = 0; seed < 50; seed++) {
    equal(decide([made(1.12, { sessions: 5, seed })], rules).verdict, "again", `seed ${seed}`);
    equal(decide([made(1.02, { sessions: 5, seed })], rules).verdict, "pass", `seed ${seed}`);
  }
});

Deno.test("decide() needs both statistics: one slow half of the batches is not enough", () => {
  const sessions = made(1, { sessions: 5, seed: 3 }).map((session) =>
    session.map((stage) => ({ ...stage, head: stage.head.map((ms, i) => (i % 10 === 0 ? ms : ms * 1.3)) }))
  );
  const [{ med, mn }] = measureRatios(sessions);
  ok(med > Math.log(1.06) && mn < Math.log(1.06), `${med} ${mn}`);
  equal(decide([sessions], rules).verdict, "pass");
});

Deno.test("decide() finds a faster head no worse", () => {
  equal(decide([made(0.7, { sessions: 5, seed: 4 })], rules).verdict, "pass");
});

Deno.test("measureRatios() refuses sessions of different stages", () => {
  const [one] = made(1, { sessions: 1, seed: 5 });
  throws(() => measureRatios([one, one.map((stage) => ({ ...stage, name: "other" }))]), RangeError);
  throws(() => measureRatios([one.map((stage) => ({ ...stage, base: [1] }))]), RangeError);
});

Deno.test("median() of even and odd counts", () => {
  equal(median([3, 1, 2]), 2);
  equal(median([10, 9, 1, 2]), 5.5);
});
