import { runSession, sessionOf, shrunk, tellSession } from "./fuzz.ts";

/** A twentieth of what `deno task soak` runs. */
const sessions = 500;

Deno.test("the app keeps its promises through random sessions", () => {
  for (let seed = 1; seed <= sessions; seed++) {
    const session = sessionOf(seed);
    const deep = seed % 10 === 0;
    const failure = runSession(session, { deep });
    if (failure === null) continue;
    throw new Error(`${failure.claim}\n${tellSession(shrunk(session, failure, { deep }))}`);
  }
});
