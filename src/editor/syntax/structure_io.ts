/**
 * Folds and outline of a whole tree, brackets and nodes of its visible parts, in one generator that can be put aside
 * at any yield. Looks only into nodes of several lines (and a few wrappers), so that a long file costs a few visits a
 * line. What node types mean is node_kinds.ts.
 */
import type { Language, Node, Tree, TreeCursor } from "web-tree-sitter";
import type { LineIndex, Offset } from "../../base/mod.ts";
import type { Text } from "../types.ts";
import {
  bitsOf,
  BRACKETS,
  IS_BODY,
  IS_CLOSE,
  IS_COMMENT,
  IS_END,
  IS_IMPORT,
  IS_OPEN,
  IS_WRAPPER,
  symbolKindOf,
} from "./node_kinds.ts";
import { FOLD_KINDS, type Structure, SYMBOL_KINDS } from "./types.ts";

export interface StructureSource {
  readonly tree: Tree;
  readonly language: string;
  readonly text: Text;
  readonly version: number;
  readonly windows: Int32Array;
  /** An older answer: of the same version its folds and symbols are taken over. */
  readonly known: Structure | null;
}
/** Visits between two looks at the clock. */
const VISITS = 128;
/** Enough of anything; a file with more is data. */
const MOST = 50_000;
const MOST_NAME = 120;
/** A parent with more children than this is not searched for the bracket that closes it. */
const MOST_SIBLINGS = 2000;

export function* structureOf(source: StructureSource): Generator<void, Structure> {
  const { known, version, windows } = source;
  const tables = tablesOf(source.tree.language, source.language);
  const cursor = source.tree.walk();
  try {
    const whole = known !== null && known.version === version
      ? known
      : yield* wholeOf(source, { tables, cursor });
    const brackets: number[] = [], nodes: number[] = [];
    for (let i = 0; i < windows.length; i += 2) {
      cursor.reset(source.tree.rootNode);
      yield* visibleOf({ tables, cursor, from: windows[i], to: windows[i + 1] }, { brackets, nodes });
    }
    return {
      version,
      folds: whole.folds,
      symbols: whole.symbols,
      names: whole.names,
      brackets: sorted(brackets, 3),
      nodes: Int32Array.from(nodes),
    };
  } finally {
    cursor.delete();
  }
}

/** By node type id. */
interface Tables {
  readonly kinds: Int8Array;
  readonly bits: Uint8Array;
  readonly types: readonly string[];
}
function tablesOf(language: Language, name: string): Tables {
  const count = language.nodeTypeCount;
  const kinds = new Int8Array(count).fill(-1), bits = new Uint8Array(count);
  for (let id = 0; id < count; id++) {
    const type = language.nodeTypeForId(id);
    if (type === null) continue;
    const isNamed = language.nodeTypeIsNamed(id);
    kinds[id] = symbolKindOf(type, isNamed);
    bits[id] = bitsOf(type, isNamed, name);
  }
  return { kinds, bits, types: language.types };
}

type Whole = Pick<Structure, "folds" | "symbols" | "names">;
/** A stretch of neighbours that fold together: comments of one line each, or imports. */
interface Run {
  bit: number;
  from: number;
  to: number;
  firstRow: number;
  lastRow: number;
}

function* wholeOf(
  { text, language }: StructureSource,
  { tables, cursor }: { tables: Tables; cursor: TreeCursor },
): Generator<void, Whole> {
  const folds: number[] = [], symbols: number[] = [], names: string[] = [];
  /** Ends of the definitions around. */
  const around: number[] = [];
  /** Of the nodes around: where each begins. */
  const parents: number[] = [];
  /** Brackets open among the children of the nodes around: index in BRACKETS, offset, row. */
  const opens: number[][] = [[]];
  const runs: Run[] = [{ bit: 0, from: 0, to: 0, firstRow: 0, lastRow: -9 }];
  const fold = (from: number, to: number, kind: number): void => {
    if (folds.length < MOST * 3 && text.lineAt(from as Offset).index < text.lineAt(to as Offset).index) {
      folds.push(from, to, kind);
    }
  };
  const flush = (run: Run): void => {
    if (run.bit !== 0 && run.lastRow > run.firstRow) {
      fold(run.from, run.to, FOLD_KINDS.indexOf(run.bit === IS_COMMENT ? "comment" : "imports"));
    }
    run.bit = 0;
  };
  let visits = 0, depth = 0;
  for (;;) {
    if (++visits % VISITS === 0) yield;
    const id = cursor.nodeTypeId;
    const bits = id < tables.bits.length ? tables.bits[id] : 0;
    const kind = id < tables.kinds.length ? tables.kinds[id] : -1;
    const from = cursor.startIndex;
    const isOpenOrClose = (bits & (IS_OPEN | IS_CLOSE)) !== 0;
    let isTall = false;
    if (isOpenOrClose) {
      const open = opens[depth];
      const bracket = BRACKETS.indexOf(tables.types[id] as typeof BRACKETS[number]);
      if (bits & IS_OPEN) open.push(bracket, from, cursor.startPosition.row);
      else if (open.length > 0 && open[open.length - 3] === bracket - 3) {
        const row = cursor.startPosition.row, openRow = open[open.length - 1], openAt = open[open.length - 2];
        open.length -= 3;
        if (row > openRow) fold(openAt, lastBefore(text, { at: from, row }), 0);
      }
    } else if (bits & IS_END) {
      const row = cursor.startPosition.row;
      if (parents.length > 0) fold(parents[parents.length - 1], lastBefore(text, { at: from, row }), 0);
    } else {
      const { row } = cursor.startPosition;
      const end = cursor.endPosition;
      const to = cursor.endIndex;
      const lastRow = end.column === 0 && end.row > row ? end.row - 1 : end.row;
      isTall = lastRow > row;
      const run = runs[depth];
      const runBit = bits & (IS_COMMENT | IS_IMPORT);
      if (runBit !== 0) {
        if (run.bit === runBit && row <= run.lastRow + 1) {
          run.to = endOfRow(text, { to, end });
          run.lastRow = lastRow;
        } else {
          flush(run);
          Object.assign(run, { bit: runBit, from, to: endOfRow(text, { to, end }), firstRow: row, lastRow });
        }
      } else if (run.bit !== 0) flush(run);
      if (bits & IS_BODY && (isTall || language === "python")) {
        const isPython = language === "python";
        const start = isPython && parents.length > 0 ? parents[parents.length - 1] : from;
        const closes = language !== "python" && language !== "yaml" && language !== "toml";
        fold(start, closes ? lastBefore(text, { at: to - 1, row: lastRow }) : endOfRow(text, { to, end }), 0);
      }
      if (kind >= 0 && depth > 0 && names.length < MOST) {
        while (around.length > 0 && around[around.length - 1] <= from) around.pop();
        const named = nameOf(cursor.currentNode, { kind, depth: around.length, isTall });
        if (named !== null) {
          const { node } = named;
          const length = Math.min(node.endIndex - node.startIndex, MOST_NAME);
          const name = text.slice(node.startIndex as Offset, (node.startIndex + length) as Offset);
          symbols.push(from, to, node.startIndex, node.endIndex, named.kind, around.length);
          names.push(name.replace(/\s+/g, " ").trim());
          around.push(to);
        }
      }
    }
    if ((isTall || bits & IS_WRAPPER) && depth < 500 && cursor.gotoFirstChild()) {
      parents.push(from);
      depth++;
      if (opens.length <= depth) opens.push([]);
      else opens[depth].length = 0;
      if (runs.length <= depth) runs.push({ bit: 0, from: 0, to: 0, firstRow: 0, lastRow: -9 });
      continue;
    }
    while (!cursor.gotoNextSibling()) {
      flush(runs[depth]);
      if (depth === 0 || !cursor.gotoParent()) {
        return { folds: sortedFolds(folds), symbols: Int32Array.from(symbols), names };
      }
      depth--;
      parents.pop();
    }
  }
}

/** The last offset that folds away in front of a closing word: its line stays when it begins with it. */
function lastBefore(text: Text, { at, row }: { at: number; row: number }): number {
  const line = text.line(row as LineIndex);
  const lead = text.slice(line.from, at as Offset);
  const isFirst = lead.trim() === "" || lead.trim().startsWith("</");
  return isFirst && row > 0 ? text.line((row - 1) as LineIndex).to : at;
}
/** Some nodes reach over the line break behind them. */
function endOfRow(
  text: Text,
  { to, end }: { to: number; end: { readonly row: number; readonly column: number } },
): number {
  return end.column === 0 && end.row > 0 ? text.line((end.row - 1) as LineIndex).to : to;
}

const VARIABLE = SYMBOL_KINDS.indexOf("variable"), FUNCTION = SYMBOL_KINDS.indexOf("function");
const ELEMENT = SYMBOL_KINDS.indexOf("element"), PROPERTY = SYMBOL_KINDS.indexOf("property");
const METHOD = SYMBOL_KINDS.indexOf("method");
/** The node that names a definition, and what the definition is; null for what does not belong in an outline. */
function nameOf(
  node: Node,
  { kind, depth, isTall }: { kind: number; depth: number; isTall: boolean },
): { readonly node: Node; readonly kind: number } | null {
  const { type } = node;
  if (kind === ELEMENT) {
    const tag = isTall ? node.firstNamedChild?.firstNamedChild ?? null : null;
    return tag === null ? null : { node: tag, kind };
  }
  if (
    type === "rule_set" || type === "table" || type === "table_array_element" || type === "media_statement"
  ) {
    const first = node.firstNamedChild;
    return first === null ? null : { node: first, kind };
  }
  if (type === "pair" || type === "block_mapping_pair") {
    const key = node.childForFieldName("key") ?? node.firstNamedChild;
    return key === null || depth > 3 ? null : { node: key, kind };
  }
  let name = node.childForFieldName("name") ?? node.childForFieldName("type");
  for (let declarator = node.childForFieldName("declarator"); declarator !== null;) {
    name = declarator;
    declarator = declarator.childForFieldName("declarator");
  }
  if (name === null) return null;
  if (kind === VARIABLE || kind === PROPERTY) {
    const value = node.childForFieldName("value");
    const isFunction = value !== null && /function|arrow|lambda/.test(value.type);
    if (isFunction) return { node: name, kind: kind === VARIABLE ? FUNCTION : METHOD };
    // Variables inside of functions are no part of an outline.
    return kind === VARIABLE && depth > 0 ? null : { node: name, kind };
  }
  // A type that is only mentioned, such as `struct point p`, defines nothing.
  if (/_specifier$/.test(type) && node.childForFieldName("body") === null) return null;
  return { node: name, kind };
}

interface Visible {
  readonly tables: Tables;
  readonly cursor: TreeCursor;
  readonly from: number;
  readonly to: number;
}
function* visibleOf(
  { tables, cursor, from, to }: Visible,
  { brackets, nodes }: { brackets: number[]; nodes: number[] },
): Generator<void, void> {
  /** Index in BRACKETS and offset; a close takes the nearest open of its kind. */
  const open: number[] = [];
  let visits = 0, siblings = 0;
  for (;;) {
    if (++visits % VISITS === 0) yield;
    const id = cursor.nodeTypeId;
    const bits = id < tables.bits.length ? tables.bits[id] : 0;
    const start = cursor.startIndex, end = cursor.endIndex;
    const isIn = start < to && end > from;
    if (bits & (IS_OPEN | IS_CLOSE)) {
      const bracket = BRACKETS.indexOf(tables.types[id] as typeof BRACKETS[number]);
      if (bits & IS_OPEN) open.push(bracket, start);
      else {
        let top = open.length - 2;
        while (top >= 0 && open[top] !== bracket - 3) top -= 2;
        if (top >= 0) {
          const at = open[top + 1];
          open.length = top;
          if (start >= from && at < to && brackets.length < MOST * 3) brackets.push(at, start, top / 2);
        }
      }
    } else if (isIn && cursor.nodeIsNamed && nodes.length < MOST * 2) nodes.push(start, end);
    if (isIn && cursor.gotoFirstChild()) {
      siblings = 0;
      continue;
    }
    // Behind the window only the bracket that closes its parent matters.
    if (start >= to && (open.length === 0 || ++siblings > MOST_SIBLINGS)) {
      if (!cursor.gotoParent()) return;
      siblings = 0;
    }
    while (!cursor.gotoNextSibling()) {
      siblings = 0;
      if (!cursor.gotoParent()) return;
    }
  }
}

function sorted(packed: readonly number[], stride: number): Int32Array {
  const order = Array.from({ length: packed.length / stride }, (_, i) => i * stride)
    .sort((a, b) => packed[a] - packed[b]);
  return Int32Array.from(order.flatMap((i) => packed.slice(i, i + stride)));
}
/** By where they begin, the longer first. */
function sortedFolds(packed: readonly number[]): Int32Array {
  const order = Array.from({ length: packed.length / 3 }, (_, i) => i * 3)
    .sort((a, b) => packed[a] - packed[b] || packed[b + 1] - packed[a + 1]);
  const out = new Int32Array(packed.length);
  for (let i = 0; i < order.length; i++) {
    out[i * 3] = packed[order[i]];
    out[i * 3 + 1] = packed[order[i] + 1];
    out[i * 3 + 2] = packed[order[i] + 2];
  }
  return out;
}
