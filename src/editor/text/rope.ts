/**
 * `Text` as a rope: an immutable value of O(1) to keep, O(log n) to read and to change, sharing all that
 * two versions have in common. Owns making, reading and editing texts; the tree itself is node.ts,
 * what an edit means to places is changes.ts.
 */
import type { LineIndex, Offset } from "../../base/mod.ts";
import type { Edit, Line, Text } from "../types.ts";
import { editInPlace, editMany } from "./edit_many.ts";
import { type FileBlock, FileLeaf, fileLeafOf } from "./file_leaf.ts";
import {
  besidePair,
  build,
  concat,
  defaultShape,
  drop,
  emptyLeaf,
  type Leaf,
  leavesOf,
  type Node,
  patch,
  type Shape,
  take,
} from "./node.ts";

/** One edit alone costs about as much as taking over this many leaves (3 µs against 60 ns). */
const leavesPerEdit = 50;

/** The one kind of `Text` there is; `root` and `shape` are for this folder. */
export class Rope implements Text {
  readonly length: number;
  readonly lineCount: number;
  readonly root: Node;
  readonly shape: Shape;

  constructor(root: Node, shape: Shape) {
    this.length = root.length;
    this.lineCount = root.breaks + 1;
    this.root = root;
    this.shape = shape;
  }

  lineAt(at: Offset): Line {
    if (!(at >= 0 && at <= this.length)) throw outside("read the line at offset", at, this.length);
    let node = this.root;
    let from = 0;
    let index = 0;
    while (node.children !== null) {
      const children = node.children;
      const last = children.length - 1;
      let i = 0;
      while (i < last && at >= from + children[i].length) {
        from += children[i].length;
        index += children[i++].breaks;
      }
      node = children[i];
    }
    const inside = at - from;
    let start = -1;
    let found = -1;
    if (node instanceof FileLeaf) {
      const before = node.breaksUpTo(inside);
      index += before;
      if (before > 0) start = node.breakAt(before - 1);
      if (before < node.breaks) found = node.breakAt(before);
    } else {
      const text = node.text;
      found = text.indexOf("\n");
      while (found >= 0 && found < inside) {
        index++;
        start = found;
        found = text.indexOf("\n", found + 1);
      }
    }
    return {
      index: index as LineIndex,
      from: (start >= 0 || from === 0 ? from + start + 1 : this.#startOf(index)) as Offset,
      to: (found >= 0 ? from + found : this.#endOf(index)) as Offset,
    };
  }

  line(index: LineIndex): Line {
    if (!(index >= 0 && index < this.lineCount)) throw outside("read line", index, this.lineCount - 1);
    const from = this.#startOf(index);
    // Most lines end in the leaf they start in, and the second descent is then over cached nodes.
    return { index, from: from as Offset, to: this.#endOf(index) as Offset };
  }

  slice(from: Offset, to: Offset): string {
    checkSpan({ from, to }, this.length);
    if (from === to) return "";
    return sliceNode(this.root, from, to);
  }

  sub(from: Offset, to: Offset): Text {
    checkSpan({ from, to }, this.length);
    if (from === 0 && to === this.length) return this;
    const head = take(this.root, to, this.shape);
    return new Rope(drop(head, from, this.shape), this.shape);
  }

  chunkAt(at: Offset): { readonly from: Offset; readonly text: string } {
    if (!(at >= 0 && at <= this.length)) throw outside("read the chunk at offset", at, this.length);
    let node = this.root;
    let from = 0;
    while (node.children !== null) {
      const children = node.children;
      const last = children.length - 1;
      let i = 0;
      while (i < last && at >= from + children[i].length) from += children[i++].length;
      node = children[i];
    }
    return { from: from as Offset, text: node.text };
  }

  #startOf(index: number): number {
    return index === 0 ? 0 : breakAt(this.root, index - 1) + 1;
  }

  #endOf(index: number): number {
    return index === this.lineCount - 1 ? this.length : breakAt(this.root, index);
  }
}

/** The text of no characters: one empty line. */
export const emptyText: Text = new Rope(emptyLeaf, defaultShape);

/** A text with the content of `text`, which it does not keep alive. Line ends other than "\n" are left alone. O(n). */
export function textOf(text: string, shape: Shape = defaultShape): Text {
  if (text.length === 0) return shape === defaultShape ? emptyText : new Rope(emptyLeaf, shape);
  return new Rope(build(leavesOf(text, { size: shape.leafFill }), shape), shape);
}

/** A text from pieces of any size, in order; a character may lie across two of them. O(n), one piece in memory at a time. */
export function textOfChunks(chunks: Iterable<string>, shape: Shape = defaultShape): Text {
  const leaves: Leaf[] = [];
  let rest = "";
  for (const chunk of chunks) {
    rest += chunk;
    if (rest.length < 2 * shape.leafFill) continue;
    const to = besidePair(rest, rest.length - shape.leafFill);
    for (const leaf of leavesOf(rest.slice(0, to), { size: shape.leafFill })) leaves.push(leaf);
    rest = rest.slice(to);
  }
  if (rest.length > 0) { for (const leaf of leavesOf(rest, { size: shape.leafMax })) leaves.push(leaf); }
  return new Rope(build(leaves, shape), shape);
}

/** A text whose leaves lie in a file, in order. O(blocks); nothing is read. */
export function textOfBlocks(blocks: readonly FileBlock[], shape: Shape = defaultShape): Text {
  const leaves: FileLeaf[] = [];
  for (let i = 0; i < blocks.length; i++) if (blocks[i].length > 0) leaves.push(fileLeafOf(blocks[i]));
  return new Rope(build(leaves, shape), shape);
}

/** The leaves of a text in order: a whole block of a file as that block, everything else as its string. */
export function* storedChunksOf(text: Text): Generator<string | FileBlock> {
  const stack: Node[] = [ropeOf(text).root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.children !== null) {
      for (let i = node.children.length - 1; i >= 0; i--) stack.push(node.children[i]);
    } else if (node instanceof FileLeaf && node.isWhole) yield node.block;
    else if (node.length > 0) yield node.text;
  }
}

/** About where a line begins, to the size of a leaf: reads nothing of a file. For marks along a scrollbar. */
export function offsetNear(text: Text, line: LineIndex): Offset {
  if (text.length < 1_000_000 || line === 0) return text.line(line).from;
  let node = ropeOf(text).root;
  let from = 0;
  let left = line - 1;
  while (node.children !== null) {
    const children = node.children;
    let i = 0;
    while (left >= children[i].breaks) {
      from += children[i].length;
      left -= children[i++].breaks;
    }
    node = children[i];
  }
  if (!(node instanceof FileLeaf)) return text.line(line).from;
  return Math.floor(from + (left + 1) * node.length / (node.breaks + 1)) as Offset;
}

/** Units of a text that are in memory and not in a file: what it costs to keep. O(leaves) once for texts past a megabyte. */
export function heldUnits(text: Text): number {
  if (text.length < 1_000_000) return text.length;
  let held = heldOf.get(text);
  if (held === undefined) {
    held = 0;
    const stack: Node[] = [ropeOf(text).root];
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      if (node.children !== null) stack.push(...node.children);
      else held += node instanceof FileLeaf ? 0 : node.length;
    }
    heldOf.set(text, held);
  }
  return held;
}
const heldOf = new WeakMap<Text, number>();

/** The whole text as one string. O(n); throws RangeError past V8's longest string (about 512 million units). */
export function toStringAll(text: Text): string {
  const parts: string[] = [];
  for (const part of chunksOf(text)) parts.push(part);
  return parts.join("");
}

/** The leaves of a text in order, from `from` on. */
export function* chunksOf(text: Text, from: Offset = 0 as Offset): Generator<string> {
  let at = from as number;
  while (at < text.length) {
    const chunk = text.chunkAt(at as Offset);
    yield chunk.from === at ? chunk.text : chunk.text.slice(at - chunk.from);
    at = chunk.from + chunk.text.length;
  }
}

/** The leaves of a text from last to first, starting with what lies before `before`; each reads forwards. */
export function* chunksBackFrom(text: Text, before: Offset): Generator<string> {
  let at = before as number;
  while (at > 0) {
    const chunk = text.chunkAt((at - 1) as Offset);
    const inside = at - chunk.from;
    yield inside === chunk.text.length ? chunk.text : chunk.text.slice(0, inside);
    at = chunk.from;
  }
}

/** The text after sorted edits that do not overlap; what `Changes` stands on. O(edits × log n), at most O(leaves + edits). */
export function editText(text: Text, edits: readonly Edit[]): Text {
  const { root, shape } = ropeOf(text);
  if (edits.length >= shape.manyEdits) {
    const placed = editInPlace(root, edits, shape);
    if (placed !== null) return new Rope(placed, shape);
    if (edits.length * leavesPerEdit * shape.leafFill > text.length) {
      return new Rope(editMany(root, edits, shape), shape);
    }
  }
  let node = root;
  // From the right, so that the offsets to the left stay true.
  for (let i = edits.length - 1; i >= 0; i--) node = editNode(node, edits[i], shape);
  return node === root ? text : new Rope(node, shape);
}

/** Both texts after one another, sharing the leaves of both. O(log n). */
export function concatText(a: Text, b: Text): Text {
  const { root, shape } = ropeOf(a);
  return new Rope(concat(root, nodeOf(b, shape), shape), shape);
}

function editNode(root: Node, edit: Edit, shape: Shape): Node {
  const insert = edit.insert;
  if (typeof insert === "string" && insert.length <= shape.leafMax) {
    const next = patch(root, edit.from, { remove: edit.to - edit.from, insert, shape });
    if (next !== null) return next;
  }
  const left = take(root, edit.from, shape);
  const right = drop(root, edit.to, shape);
  if (insert.length === 0) return concat(left, right, shape);
  return concat(concat(left, nodeOf(insert, shape), shape), right, shape);
}

function nodeOf(insert: string | Text, shape: Shape): Node {
  if (typeof insert === "string") return build(leavesOf(insert, { size: shape.leafFill }), shape);
  const rope = ropeOf(insert);
  if (rope.shape === shape) return rope.root;
  return ropeOf(textOfChunks(chunksOf(insert), shape)).root;
}

function ropeOf(text: Text): Rope {
  return text instanceof Rope ? text : textOfChunks(chunksOf(text)) as Rope;
}

/** The offset of the newline number `nth`, counted from 0, which the node is known to have. */
function breakAt(root: Node, nth: number): number {
  let node = root;
  let from = 0;
  let left = nth;
  while (node.children !== null) {
    const children = node.children;
    let i = 0;
    while (left >= children[i].breaks) {
      from += children[i].length;
      left -= children[i++].breaks;
    }
    node = children[i];
  }
  if (node instanceof FileLeaf) return from + node.breakAt(left);
  const text = node.text;
  let at = text.indexOf("\n");
  for (; left > 0; left--) at = text.indexOf("\n", at + 1);
  return from + at;
}

function sliceNode(node: Node, from: number, to: number): string {
  if (node.children === null) return node.text.slice(from, to);
  const children = node.children;
  let out = "";
  let start = 0;
  for (let i = 0; i < children.length && start < to; i++) {
    const child = children[i];
    const end = start + child.length;
    if (end > from) out += sliceNode(child, Math.max(0, from - start), Math.min(child.length, to - start));
    start = end;
  }
  return out;
}

function checkSpan({ from, to }: { from: number; to: number }, length: number): void {
  if (from >= 0 && from <= to && to <= length) return;
  throw new RangeError(`Cannot read ${from}..${to}: the text has length ${length}`);
}

function outside(act: string, at: number, most: number): RangeError {
  return new RangeError(`Cannot ${act} ${at}: it must lie in 0..${most}`);
}
