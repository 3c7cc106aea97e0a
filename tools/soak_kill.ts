/**
 * `deno task soak:kill [ROUNDS]`: the kill test, 300 rounds unless told otherwise. Each starts the editor twice and takes some
 * seconds; the first failure ends it with the seed that repeats it.
 */
import { killRound } from "../src/app/testing_kill.ts";

const rounds = Number(Deno.args[0] ?? 300);
if (!Number.isInteger(rounds) || rounds < 1) {
  console.error("soak:kill: say how many rounds, as in: deno task soak:kill 300");
  Deno.exit(2);
}
for (let seed = 1; seed <= rounds; seed++) {
  const failure = await killRound(seed);
  if (failure !== null) {
    console.error(failure);
    Deno.exit(1);
  }
  if (seed % 10 === 0) console.log(`${seed} of ${rounds} rounds: every file whole`);
}
