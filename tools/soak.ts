// `deno task soak [COUNT] [FIRST SEED]`: random sessions against the whole app, 10,000 by default; prints each kind of
// failure once, cut down, and exits 1 if there was any. Every tenth session compares each frame, every twentieth its syntax.
import type { AppEvent } from "../src/app/events.ts";
import { runSession, sessionOf, shrunk, tellSession, textsOf } from "../src/app/testing_fuzz.ts";
import { SyntaxFuzz } from "../src/app/testing_fuzz_syntax.ts";

const count = Number(Deno.args[0] ?? 10_000);
const first = Number(Deno.args[1] ?? 1);
const start = performance.now();
const seen = new Map<string, number>();
const syntax = new SyntaxFuzz();
for (let seed = first; seed < first + count; seed++) {
  const session = sessionOf(seed);
  const deep = seed % 10 === 0;
  const failure = runSession(session, { deep });
  if (failure !== null) {
    const kind = kindOf(failure.claim, session.events[failure.at]);
    seen.set(kind, (seen.get(kind) ?? 0) + 1);
    if (seen.get(kind) === 1) {
      const shorter = shrunk(session, failure, { deep });
      console.log(`\n${runSession(shorter, { deep })?.claim ?? failure.claim}\n${tellSession(shorter)}`);
    }
  }
  const differs = seed % 20 === 0 ? await syntax.differs(textsOf(session), session.language) : null;
  if (differs !== null) {
    const kind = kindOf(differs, undefined);
    seen.set(kind, (seen.get(kind) ?? 0) + 1);
    if (seen.get(kind) === 1) console.log(`\n${differs}\n${tellSession(session)}`);
  }
  if ((seed - first + 1) % 1000 === 0) {
    console.log(`${seed - first + 1} sessions, ${((performance.now() - start) / 1000).toFixed(0)} s`);
  }
}
/** Failures alike after events alike are told once. */
function kindOf(claim: string, event: AppEvent | undefined): string {
  const cause = event === undefined ? "the end" : event.kind === "command" ? event.id : event.kind;
  return `${claim.split("\n", 2).join(" ").replace(/\d+/g, "#").slice(0, 50)} after ${cause}`;
}

syntax.close();
for (const [kind, times] of seen) console.log(`${times} times: ${kind}`);
console.log(`${count} sessions, ${[...seen.values()].reduce((a, b) => a + b, 0)} failed`);
if (seen.size > 0) Deno.exit(1);
