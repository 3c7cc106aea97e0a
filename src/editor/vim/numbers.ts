/** Ctrl+A and Ctrl+X: the number under or behind the cursor, decimal, hexadecimal (0x) or binary (0b). */
import type { Pos } from "./lines.ts";
import type { Run } from "./run.ts";

interface Changed {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}
const pattern = /0[xX][0-9a-fA-F]+|0[bB][01]+|-?\d+/g;

/** The first number that ends behind `col`, `by` more. */
export function numberChanged(text: string, col: number, by: number): Changed | null {
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const to = match.index + match[0].length;
    if (to <= col) continue;
    return { from: match.index, to, insert: added(match[0], by) };
  }
  return null;
}
function added(digits: string, by: number): string {
  const prefix = /^0[xXbB]/.exec(digits)?.[0];
  if (prefix === undefined) {
    const negative = digits.startsWith("-");
    const body = negative ? digits.slice(1) : digits;
    const sum = BigInt(digits) + BigInt(by);
    const plain = (sum < 0n ? -sum : sum).toString();
    // Leading zeros keep their width.
    const padded = body.length > 1 && body.startsWith("0") ? plain.padStart(body.length, "0") : plain;
    return (sum < 0n ? "-" : "") + padded;
  }
  const base = prefix[1].toLowerCase() === "x" ? 16 : 2;
  const body = digits.slice(2);
  const sum = BigInt.asUintN(64, BigInt(digits.toLowerCase()) + BigInt(by));
  const next = sum.toString(base).padStart(body.length, "0");
  return prefix +
    (/[A-F]/.test(body.replace(/[^a-fA-F]+(?=[a-fA-F])/g, "").slice(-1)) ? next.toUpperCase() : next);
}

export function addToNumber(run: Run, by: number): void {
  const { line, col }: Pos = run.cursor;
  const text = run.lines.line(line);
  const changed = numberChanged(text, col, by);
  if (changed === null) return run.refuse();
  const from = run.lines.from(line);
  run.replace({
    from: from + changed.from,
    to: from + changed.to,
    insert: changed.insert,
    after: from + changed.from + changed.insert.length - 1,
    origin: "tool",
  });
}
