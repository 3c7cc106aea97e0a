// `deno task test [PART OF A PATH]… [--filter NAME]`: every test there is, with its whole output. Unit tests
// run beside one another; each file that needs a window or a GPU gets a process of its own, one after the
// other, because one process keeps one GPU device and two windows disturb each other's focus. The last
// line is `N passed, N failed`; exit 1 when any failed.
import { sourceFiles, type TestKind, testKind } from "./files.ts";
import { runDeno, seconds } from "./run_io.ts";
import { addTotals, type Totals, totalsOf } from "./test_totals.ts";

const root = new URL("..", import.meta.url);
/** A test that hangs costs one failure, not the whole run. */
const LIMIT_MS = 10 * 60 * 1000;
const encoder = new TextEncoder();
const print = (text: string) => Deno.stdout.writeSync(encoder.encode(text));

interface Wish {
  readonly parts: readonly string[];
  readonly flags: readonly string[];
}

function wishOf(args: readonly string[]): Wish {
  const parts: string[] = [];
  const flags: string[] = [];
  for (let i = 0; i < args.length; i++) {
    if (args[i] === "--filter" && i + 1 < args.length) flags.push("--filter", args[++i]);
    else if (args[i].startsWith("--filter=")) flags.push(args[i]);
    else if (args[i].startsWith("-")) {
      console.error(`Unknown option of the tests: ${args[i]}; they take parts of paths and --filter NAME`);
      Deno.exit(2);
    } else parts.push(args[i].replace(/^\.\//, ""));
  }
  return { parts, flags };
}

async function runGroup(title: string, files: readonly string[], flags: readonly string[]): Promise<Totals> {
  print(`\n== ${title}\n`);
  const ran = await runDeno(["test", "-A", "--no-check", ...flags, ...files], {
    cwd: root,
    limitMs: LIMIT_MS,
    onText: print,
  });
  const totals = totalsOf(ran.output, ran.code);
  if (ran.code !== 0) print(`\n== ${title}: FAILED (exit ${ran.code})\n`);
  return totals;
}

const wish = wishOf(Deno.args);
const begun = performance.now();
const wanted = (path: string) => wish.parts.length === 0 || wish.parts.some((part) => path.includes(part));
const files = (await sourceFiles(root)).filter((path) => testKind(path) !== null && wanted(path));
const ofKind = (kind: TestKind) => files.filter((path) => testKind(path) === kind);

let totals: Totals = { passed: 0, failed: 0, ignored: 0 };
const failing: string[] = [];
const add = (title: string, more: Totals) => {
  totals = addTotals(totals, more);
  if (more.failed > 0) failing.push(`${title}: ${more.failed} failed`);
};

const unit = ofKind("unit");
if (unit.length > 0) {
  add("unit", await runGroup(`unit: ${unit.length} files`, unit, ["--parallel", ...wish.flags]));
}
for (const kind of ["gpu", "window", "e2e"] as const) {
  for (const file of ofKind(kind)) add(file, await runGroup(`${kind}: ${file}`, [file], wish.flags));
}

print(`\n== ${files.length} files in ${seconds(performance.now() - begun)}`);
print(totals.ignored > 0 ? `, ${totals.ignored} tests ignored on this system\n` : "\n");
for (const line of failing) print(`   ${line}\n`);
if (files.length === 0) print("No test file matches\n");
print(`${totals.passed} passed, ${totals.failed} failed\n`);
Deno.exit(totals.failed > 0 || files.length === 0 ? 1 : 0);
