// Reads what `deno test` says at its end and adds it up. Pure. A run that dies before it can say
// anything counts as one failed test: silence is not success.

export interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly ignored: number;
}

const NONE: Totals = { passed: 0, failed: 0, ignored: 0 };
// deno-lint-ignore no-control-regex
const COLOURS = /\u001b\[[0-9;]*m/g;

/** The totals of one `deno test` run by its output and exit code. */
export function totalsOf(output: string, code: number): Totals {
  const plain = output.replaceAll(COLOURS, "");
  const lines = [...plain.matchAll(/^(?:ok|FAILED) \| (\d+) passed.*$/gm)];
  const last = lines.at(-1);
  if (last === undefined) return code === 0 ? NONE : { ...NONE, failed: 1 };
  const count = (what: string) => Number(new RegExp(`\\| (\\d+) ${what}`).exec(last[0])?.[1] ?? 0);
  const failed = count("failed");
  return {
    passed: Number(last[1]),
    failed: code !== 0 && failed === 0 ? 1 : failed,
    ignored: count("ignored"),
  };
}

export function addTotals(a: Totals, b: Totals): Totals {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, ignored: a.ignored + b.ignored };
}

/** What went wrong, out of the whole output: from the ERRORS heading to the summary. */
export function failuresOf(output: string): string {
  const plain = output.replaceAll(COLOURS, "");
  const at = plain.search(/^ *(ERRORS|FAILURES) *$/m);
  return at < 0 ? plain.split("\n").slice(-25).join("\n") : plain.slice(at);
}
