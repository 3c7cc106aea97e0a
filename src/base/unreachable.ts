/** Ends a `switch` over a union: compiles only when every case is handled. Throws if it is reached all the same. */
export function unreachable(never: never): never {
  throw new TypeError(`Cannot be: ${JSON.stringify(never)}`);
}
