import assert from "node:assert/strict";
import { runSession, sessionOf, shrunk, tellSession, textsOf } from "./testing_fuzz.ts";
import { SyntaxFuzz } from "./testing_fuzz_syntax.ts";

/** A twentieth of what `deno task soak` runs. */
const sessions = 500;

Deno.test("the app keeps its promises through random sessions", () => {
  for (let seed = 1; seed <= sessions; seed++) {
    const session = sessionOf(seed);
    const deep = seed % 10 === 0;
    const failure = runSession(session, { deep });
    if (failure !== null) assert.fail(`${failure.claim}\n${tellSession(shrunk(session, failure, { deep }))}`);
  }
});

Deno.test("syntax that followed a random session equals syntax from nothing", async () => {
  const syntax = new SyntaxFuzz();
  try {
    for (let seed = 1; seed <= sessions; seed += 5) {
      const session = sessionOf(seed);
      const claim = await syntax.differs(textsOf(session), session.language);
      if (claim !== null) assert.fail(`${claim}\n${tellSession(session)}`);
    }
  } finally {
    syntax.close();
  }
});
