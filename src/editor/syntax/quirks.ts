/** Workarounds for other people's bugs, each with where it comes from. */

/**
 * web-tree-sitter 0.27 hands the `startIndex` and `endIndex` of a query on as bytes, two for each UTF-16 unit, while all its
 * other indices are units; and an end of 0 means "no end". https://github.com/tree-sitter/tree-sitter/tree/master/lib/binding_web
 */
export function queryRange(
  from: number,
  to: number,
): { readonly startIndex: number; readonly endIndex: number } {
  const start = Math.max(0, from);
  return { startIndex: start * 2, endIndex: Math.max(start, to, 1) * 2 };
}
