/**
 * `deno task bench:report`: runs the bench suites, adds what bench:photon measured last, holds both against
 * budgets.json, and writes bench/report.md and bench/report.svg. Budgets mark, they do not fail: the exit code
 * speaks of suites that could not run.
 */
import { parseArgs } from "node:util";
import {
  type BenchJson,
  benchRows,
  type Budgets,
  markdown,
  type PhotonJson,
  photonRows,
  type Row,
  shareOfBudget,
  unusedBudgets,
} from "./report_rows.ts";
import { photonFolder } from "./photon.ts";
import { svg } from "./report_svg.ts";

const help = `Usage: deno task bench:report [options]

  --json         prints the rows as JSON instead of a summary
  --photon       measures with bench:photon first (a few minutes); else its last figures are taken, if any
  --filter TEXT  only suites whose file name contains TEXT
`;

const here = new URL(".", import.meta.url).pathname;

async function deno(args: readonly string[]): Promise<{ readonly ok: boolean; readonly out: string }> {
  const { success, stdout } = await new Deno.Command(Deno.execPath(), {
    args: [...args],
    cwd: new URL("..", import.meta.url).pathname,
    stdin: "null",
    stdout: "piped",
    stderr: "inherit",
  }).output();
  return { ok: success, out: new TextDecoder().decode(stdout) };
}

/** One file at a time: a suite that does not load must not take the others along. */
async function runSuites(
  filter: string,
): Promise<{ readonly suites: BenchJson[]; readonly failed: string[] }> {
  const files = [...Deno.readDirSync(here)].map(({ name }) => name);
  const suites: BenchJson[] = [];
  const failed: string[] = [];
  for (const file of files.filter((name) => name.endsWith("_bench.ts") && name.includes(filter)).sort()) {
    console.error(`bench:report: ${file}`);
    const { ok, out } = await deno(["bench", "-A", "--no-check", "--json", here + file]);
    // A suite may print before it measures: the report begins at the first line that is a lone brace.
    const start = out.startsWith("{") ? 0 : out.indexOf("\n{\n") + 1;
    try {
      suites.push(JSON.parse(out.slice(start)));
      if (!ok) failed.push(file);
    } catch {
      failed.push(file);
    }
  }
  return { suites, failed };
}

function lastPhoton(): Row[] {
  try {
    return [...Deno.readDirSync(photonFolder)]
      .map(({ name }) => name)
      .filter((name) => name.endsWith(".json"))
      .sort()
      .flatMap((name) => photonRows(JSON.parse(Deno.readTextFileSync(photonFolder + name)) as PhotonJson));
  } catch {
    return [];
  }
}

async function run(): Promise<number> {
  const { values } = parseArgs({
    args: Deno.args,
    options: {
      json: { type: "boolean", default: false },
      photon: { type: "boolean", default: false },
      filter: { type: "string", default: "" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const { suites, failed } = await runSuites(values.filter);
  if (values.photon) {
    const { ok } = await deno(["run", "-A", `${here}photon.ts`, "--all"]);
    if (!ok) failed.push("photon.ts");
  }
  const budgets = JSON.parse(Deno.readTextFileSync(`${here}budgets.json`)) as Budgets;
  const rows = [...lastPhoton(), ...suites.flatMap(benchRows)];
  const machine = suites[0] === undefined ? "" : `${suites[0].cpu}, ${suites[0].runtime}, `;
  // A busy machine reads high: whoever looks at the figures has to know.
  const load = `load average ${Deno.loadavg()[0].toFixed(1)}`;
  const date = new Date().toISOString().slice(0, 10);
  const about = `${machine}${navigator.hardwareConcurrency} cores, ${load}, ${date}.`;
  Deno.writeTextFileSync(`${here}report.md`, markdown(rows, { budgets, about }));
  Deno.writeTextFileSync(`${here}report.svg`, svg(rows, budgets));
  if (values.json) console.log(JSON.stringify(rows, null, 2));
  else {
    const shares = rows.map((row) => ({ row, share: shareOfBudget(row, budgets) }));
    const missed = shares.filter(({ share }) => share !== null && share > 1);
    const held = shares.filter(({ share }) => share !== null).length;
    console.log(
      `${rows.length} figures, ${held} with a budget, ${missed.length} missed; bench/report.md, report.svg`,
    );
    for (const { row, share } of missed) {
      console.log(`  missed: ${row.group}: ${row.name} (${(share! * 100).toFixed(0)} % of its budget)`);
    }
    for (const name of unusedBudgets(rows, budgets)) console.log(`  not measured: ${name}`);
  }
  for (const file of failed) console.error(`bench:report: ${file} did not run through`);
  return failed.length > 0 ? 1 : 0;
}

if (import.meta.main) {
  try {
    Deno.exit(await run());
  } catch (error) {
    console.error(`bench:report: ${(error as Error).message}`);
    Deno.exit(2);
  }
}
