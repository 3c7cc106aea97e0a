/**
 * Turns the runs of tables.ts into something that answers by code point in constant time.
 * The first two planes, where nearly all text lies, become one byte per code point (128 KB a table, 0.2 ms);
 * what lies above is a short list of runs, searched by halving. The rules live in the files that import it.
 */

const DIRECT = 0x20000;

/** One small number for every code point. */
export interface CodePointTable {
  /** Indexed by code point, for those below `direct.length`. */
  readonly direct: Uint8Array;
  /** Where runs above start, ascending, and the value of each. */
  readonly starts: Uint32Array;
  readonly values: Uint8Array;
}

export function decodeTable(runs: string): CodePointTable {
  const direct = new Uint8Array(DIRECT);
  const starts: number[] = [];
  const values: number[] = [];
  let at = 0;
  const read = () => {
    let value = 0;
    for (let shift = 0;; shift += 5) {
      const digit = digitOf(runs.charCodeAt(at++));
      value |= (digit & 31) << shift;
      if (digit < 32) return value;
    }
  };
  for (let from = 0; at < runs.length;) {
    const value = read();
    const to = from + read() + 1;
    if (from < DIRECT) direct.fill(value, from, Math.min(to, DIRECT));
    if (to > DIRECT) {
      starts.push(Math.max(from, DIRECT));
      values.push(value);
    }
    from = to;
  }
  return { direct, starts: Uint32Array.from(starts), values: Uint8Array.from(values) };
}

/** The value of `point`, which must be a code point (0..0x10ffff). */
export function lookUp(table: CodePointTable, point: number): number {
  if (point < DIRECT) return table.direct[point];
  let low = 0;
  let high = table.starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (table.starts[middle] <= point) low = middle;
    else high = middle - 1;
  }
  return table.values[low];
}

function digitOf(code: number): number {
  if (code >= 97) return code - 71; // a-z
  if (code >= 65) return code - 65; // A-Z
  if (code >= 48) return code + 4; // 0-9
  return code === 43 ? 62 : 63; // + and /
}
