/**
 * Seeded random numbers for tests, fixtures and benches: the same seed gives the same run everywhere.
 * Not for secrets. Algorithm: mulberry32 (Tommy Ettinger, public domain).
 */

/** A generator of numbers in [0, 1). */
export interface Random {
  next(): number;
  /** An integer in from..to, `to` exclusive. */
  int(from: number, to: number): number;
  pick<T>(from: readonly T[]): T;
}

/** Every call makes an independent generator; `seed` is taken modulo 2³². */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const int = (from: number, to: number) => from + Math.floor(next() * (to - from));
  return { next, int, pick: (from) => from[int(0, from.length)] };
}
