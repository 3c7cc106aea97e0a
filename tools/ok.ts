// `deno task ok`: format, lint with our plugin, circles, types and unit tests, before each commit; offline,
// no window, no GPU. The short checks run beside the long ones. Prints one line for each and the
// words of those that failed; exit 1 when any failed.
import { sourceFiles, testKind } from "./files.ts";
import { type Ran, runDeno, seconds } from "./run_io.ts";
import { failuresOf, totalsOf } from "./test_totals.ts";

const root = new URL("..", import.meta.url);
const files = await sourceFiles(root);
const unit = files.filter((path) => testKind(path) === "unit");
const LIMIT_MS = 5 * 60 * 1000;
const begun = performance.now();
let failed = 0;

async function step(title: string, args: readonly string[], words: (ran: Ran) => string): Promise<void> {
  const ran = await runDeno(args, { cwd: root, limitMs: LIMIT_MS });
  console.log(`${ran.code === 0 ? "ok    " : "FAILED"} ${title} (${seconds(ran.ms)})`);
  if (ran.code === 0) return;
  failed++;
  console.log(words(ran).trimEnd() + "\n");
}

// The type checker names each file that it looks at; only its findings are of use here.
const whole = (ran: Ran) => ran.output.replaceAll(/^Check .*\n/gm, "");
const unformatted = (ran: Ran) =>
  ran.output.split("\n").filter((line) => /^(from|error|Found)\b/.test(line)).join("\n") +
  "\nMended by: deno fmt";
const tests = (ran: Ran) => {
  const { passed, failed } = totalsOf(ran.output, ran.code);
  return `${failuresOf(ran.output).trimEnd()}\n${passed} passed, ${failed} failed`;
};

// Two lanes for two cores: the type check takes about as long as the tests.
await Promise.all([
  (async () => {
    await step("format", ["fmt", "--check"], unformatted);
    await step("lint", ["lint"], whole);
    await step("circles", ["run", "-A", "tools/circles.ts"], whole);
    await step("types", ["check", ...files], whole);
  })(),
  unit.length === 0 ? null : step(
    `unit tests (${unit.length} files)`,
    ["test", "-A", "--no-check", "--parallel", "--reporter=dot", ...unit],
    tests,
  ),
]);
console.log(failed === 0 ? `All is well (${seconds(performance.now() - begun)})` : `${failed} checks failed`);
Deno.exit(failed === 0 ? 0 : 1);
