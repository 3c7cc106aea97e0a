/**
 * From what `deno bench --json` and photon.ts wrote to the rows of the report, and the rows as Markdown. Pure.
 * A missed budget is marked and nothing more: what fails a change is the gate.
 */

/** In milliseconds unless the row says otherwise. Deno's bench gives no median: `p50` is then its p75, never smaller. */
export interface Row {
  readonly group: string;
  readonly name: string;
  readonly unit: "ms" | "MB" | "%" | "frames";
  readonly p50: number | null;
  readonly p99: number | null;
  readonly max: number | null;
}
/** Limits of one row, in its unit, by "group: name". */
export interface Budget {
  readonly p50?: number;
  readonly p99?: number;
  readonly max?: number;
}
export type Budgets = Readonly<Record<string, Budget>>;

/** The parts of `deno bench --json` we read; times are nanoseconds. */
export interface BenchJson {
  readonly runtime: string;
  readonly cpu: string;
  readonly benches: readonly {
    readonly origin: string;
    readonly group: string | null;
    readonly name: string;
    readonly results: readonly {
      readonly ok?: { readonly p75: number; readonly p99: number; readonly max: number };
      readonly failed?: unknown;
    }[];
  }[];
}

export function benchRows(json: BenchJson): Row[] {
  const rows: Row[] = [];
  for (const { origin, group, name, results } of json.benches) {
    const ok = results[0]?.ok;
    const file = origin.split("/").at(-1)!.replace(/_bench\.ts$/, "");
    const ms = (ns: number | undefined) => (ns === undefined ? null : ns / 1e6);
    rows.push({
      group: group ?? file,
      name,
      unit: "ms",
      p50: ms(ok?.p75),
      p99: ms(ok?.p99),
      max: ms(ok?.max),
    });
  }
  return rows;
}

interface Times {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}
/** What photon.ts writes with `--json`. */
export interface PhotonJson {
  readonly command: string;
  readonly floor?: Times;
  readonly keys?: Times & { readonly lost: number };
  readonly start?: { readonly median: number; readonly max: number; readonly rssMb: number };
  readonly page?: { readonly gaps: Times; readonly latency: Times };
  readonly wheel?: { readonly gaps: Times; readonly latency: Times };
  readonly idle?: { readonly frames: number; readonly cpuShare: number };
}

export function photonRows(json: PhotonJson): Row[] {
  const rows: Row[] = [];
  const group = `photon, ${json.command}`;
  const times = (name: string, t: Times | undefined) => {
    if (t !== undefined) rows.push({ group, name, unit: "ms", p50: t.p50, p99: t.p99, max: t.max });
  };
  const one = (name: string, unit: Row["unit"], value: number | undefined) => {
    if (value !== undefined) rows.push({ group, name, unit, p50: null, p99: null, max: value });
  };
  times("floor (null client)", json.floor);
  times("key to changed pixel", json.keys);
  one("lost keys", "frames", json.keys?.lost);
  times("page: gap between frames", json.page?.gaps);
  times("page: input to pixel", json.page?.latency);
  times("wheel: gap between frames", json.wheel?.gaps);
  times("wheel: input to pixel", json.wheel?.latency);
  if (json.start !== undefined) {
    rows.push({
      group,
      name: "start to first text",
      unit: "ms",
      p50: json.start.median,
      p99: null,
      max: json.start.max,
    });
  }
  one("memory after opening", "MB", json.start?.rssMb);
  one("idle: frames in 10 s", "frames", json.idle?.frames);
  one("idle: CPU", "%", json.idle === undefined ? undefined : json.idle.cpuShare * 100);
  return rows;
}

/** The largest share of a limit that a row uses up; above 1 is missed. Null without a limit. */
export function shareOfBudget(row: Row, budgets: Budgets): number | null {
  const budget = budgets[`${row.group}: ${row.name}`];
  if (budget === undefined) return null;
  let share: number | null = null;
  for (const key of ["p50", "p99", "max"] as const) {
    const limit = budget[key];
    const value = row[key];
    if (limit === undefined || value === null) continue;
    // A limit of nothing ("0 frames") is met by nothing only.
    const used = limit === 0 ? (value === 0 ? 0 : 2) : value / limit;
    share = Math.max(share ?? 0, used);
  }
  return share;
}

/** Budgets that no row answers to: a bench was renamed, or not run. */
export function unusedBudgets(rows: readonly Row[], budgets: Budgets): string[] {
  const names = new Set(rows.map(({ group, name }) => `${group}: ${name}`));
  return Object.keys(budgets).filter((name) => !names.has(name));
}

/** Three significant digits, in the unit of the row; times below a hundredth of a ms in µs or ns. */
export function format(value: number | null, unit: Row["unit"]): string {
  if (value === null || Number.isNaN(value)) return "";
  if (unit === "%") return `${value.toFixed(2)} %`;
  if (unit === "MB") return `${value.toFixed(0)} MB`;
  if (unit === "frames") return String(value);
  if (value >= 100) return `${value.toFixed(0)} ms`;
  if (value >= 0.1) return `${digits(value)} ms`;
  if (value >= 0.0001) return `${digits(value * 1e3)} µs`;
  return `${digits(value * 1e6)} ns`;
}

function digits(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

function limits(row: Row, budgets: Budgets): string {
  const budget = budgets[`${row.group}: ${row.name}`];
  if (budget === undefined) return "";
  const parts = (["p50", "p99", "max"] as const).filter((key) => budget[key] !== undefined);
  return parts.map((key) => `${key} ${format(budget[key]!, row.unit)}`).join(", ");
}

/** One table per group, in the order the groups come. */
export function markdown(
  rows: readonly Row[],
  { budgets, about }: { readonly budgets: Budgets; readonly about: string },
): string {
  let out =
    `# Bench report\n\n${about}\n\nA suite's p50 column is Deno's 75th percentile, for it gives no median. `;
  out += "Budgets are `bench/budgets.json`; a ✗ marks a missed one, the gate is what fails a change.\n";
  for (const group of new Set(rows.map((row) => row.group))) {
    out += `\n## ${group}\n\n| | p50 | p99 | max | budget | |\n|---|--:|--:|--:|---|---|\n`;
    for (const row of rows.filter((one) => one.group === group)) {
      const share = shareOfBudget(row, budgets);
      const mark = share === null ? "" : share <= 1 ? "✓" : "✗";
      const cells = [row.p50, row.p99, row.max].map((value) => format(value, row.unit));
      out += `| ${row.name.replaceAll("|", "\\|")} | ${cells.join(" | ")} | ${
        limits(row, budgets)
      } | ${mark} |\n`;
    }
  }
  return out;
}
