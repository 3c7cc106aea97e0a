/**
 * Colours from trees: runs the highlight queries of layers over a window and flattens what they capture, outer before
 * inner, into spans of one style. Always limited to a window: over a whole file such a query takes seconds.
 */
import type { QueryCapture } from "web-tree-sitter";
import type { Layer, LayerWindow } from "./layers_io.ts";
import type { CapturesAnswer } from "./messages.ts";
import { queryRange } from "./quirks.ts";
import { STYLES } from "./styles.ts";

/** Writes the styles of the layers, in order, for the units of the window. */
export function fillStyles(out: Uint8Array, layers: readonly Layer[], window: LayerWindow): void {
  for (const layer of layers) fillLayer(out, layer, window);
}

function fillLayer(out: Uint8Array, layer: Layer, { from, to }: LayerWindow): void {
  const { loaded, offset } = layer;
  if (loaded.highlights === null) return;
  const captures = capturesIn(layer, { from, to });
  const names = new Map(loaded.highlights.captureNames.map((name, i) => [name, loaded.styles[i]]));
  const isFirst = loaded.grammar.wins === "first";
  let last = -1;
  for (const { name, node, patternIndex } of captures) {
    let style = names.get(name) ?? -1;
    if (style < 0 || loaded.vague[patternIndex] === 1) continue;
    if (isFirst && node.id === last) continue;
    last = node.id;
    // "not" and "instanceof" are operators to the query and words to the eye.
    if (style === OPERATOR && !node.isNamed && /^[a-z]/i.test(node.type)) style = KEYWORD;
    out.fill(style, Math.max(0, node.startIndex + offset - from), Math.max(0, node.endIndex + offset - from));
  }
}
const OPERATOR = STYLES.indexOf("operator"), KEYWORD = STYLES.indexOf("keyword");

/** Sorted by start, larger before smaller, then as the query found them. */
function capturesIn({ loaded, tree, offset }: Layer, { from, to }: LayerWindow): QueryCapture[] {
  const found = loaded.highlights!.captures(tree.rootNode, {
    ...queryRange(from - offset, to - offset),
    matchLimit: 8192,
  });
  const starts = found.map(({ node }) => node.startIndex), ends = found.map(({ node }) => node.endIndex);
  return found.map((_, i) => i)
    .sort((a, b) => starts[a] - starts[b] || ends[b] - ends[a] || a - b)
    .map((i) => found[i]);
}

/** Stretches of one style other than text; stride 3: from, to, style. */
export function spansIn(styles: Uint8Array, from: number, out: number[]): void {
  for (let i = 0; i < styles.length;) {
    const style = styles[i];
    let end = i + 1;
    while (end < styles.length && styles[end] === style) end++;
    if (style !== 0) out.push(from + i, from + end, style);
    i = end;
  }
}

/** Every capture of every layer by name, as automation asks for them. */
export function namedCaptures(
  text: string,
  layers: readonly Layer[],
): CapturesAnswer["captures"] {
  const found: { start: number; end: number; name: string }[] = [];
  for (const layer of layers) {
    const { loaded } = layer;
    if (loaded.highlights === null) continue;
    for (const { name, node, patternIndex } of capturesIn(layer, { from: 0, to: text.length })) {
      if (name.startsWith("_") || patternIndex < loaded.ownFrom || patternIndex >= loaded.ownTo) continue;
      found.push({ start: node.startIndex + layer.offset, end: node.endIndex + layer.offset, name });
    }
  }
  return placed(text, found);
}

/** Offsets to lines and columns; sorts by start, larger first. */
export function placed(
  text: string,
  found: readonly { readonly start: number; readonly end: number; readonly name: string }[],
): CapturesAnswer["captures"] {
  const lines = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines.push(at + 1);
  const lineOf = (at: number): number => {
    let low = 0, high = lines.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (lines[middle] <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  return found.toSorted((a, b) => a.start - b.start || b.end - a.end).map(({ start, end, name }) => {
    const startLine = lineOf(start), endLine = lineOf(end);
    return {
      startLine,
      startCol: start - lines[startLine],
      endLine,
      endCol: end - lines[endLine],
      capture: name,
    };
  });
}
