/** The dumbest Text there is, for tests: one string, in leaves of two units, so that pairs are cut apart on purpose. */
import type { LineIndex, Offset } from "../../base/mod.ts";
import type { Text } from "../types.ts";

export function flatText(string: string): Text {
  const lineAt = (at: Offset) => {
    const from = at === 0 ? 0 : string.lastIndexOf("\n", at - 1) + 1;
    const end = string.indexOf("\n", at);
    const index = string.slice(0, from).split("\n").length - 1;
    return {
      index: index as LineIndex,
      from: from as Offset,
      to: (end < 0 ? string.length : end) as Offset,
    };
  };
  const lines = string.split("\n");
  return {
    length: string.length,
    lineCount: lines.length,
    lineAt,
    line: (index) => lineAt(lines.slice(0, index).reduce((sum, line) => sum + line.length + 1, 0) as Offset),
    slice: (from, to) => string.slice(from, to),
    sub: (from, to) => flatText(string.slice(from, to)),
    chunkAt: (at) => {
      const from = at - at % 2;
      return { from: from as Offset, text: string.slice(from, from + 2) };
    },
  };
}
