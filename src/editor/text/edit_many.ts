/**
 * Many edits at once. `editInPlace` walks down to the leaves that have edits and shares all others; `editMany` walks over all
 * leaves and builds the tree above them anew, which is for edits that cross leaves or leave them too small.
 * A few edits go through node.ts one by one, and rope.ts decides which it is.
 */
import type { Offset } from "../../base/mod.ts";
import type { Edit } from "../types.ts";
import { FileLeaf } from "./file_leaf.ts";
import {
  besidePair,
  branchOf,
  build,
  flat,
  grouped,
  type Leaf,
  leafOf,
  leavesOf,
  type Node,
  patchLeaf,
  type Shape,
} from "./node.ts";

/**
 * The tree after sorted edits that do not overlap, when each lies within one leaf and no leaf gets too small; else null.
 * O(edits × height).
 */
export function editInPlace(root: Node, edits: readonly Edit[], shape: Shape): Node | null {
  const walk: PlaceWalk = { edits, shape, isOnlyLeaf: root.children === null, next: 0, at: 0 };
  let level = placed(root, walk);
  if (level === null || walk.next < edits.length) return null;
  while (level.length > 1) {
    level = level.length <= shape.fanMax ? [branchOf(level)] : grouped(level, shape.fanMax);
  }
  return level[0];
}
interface PlaceWalk {
  readonly edits: readonly Edit[];
  readonly shape: Shape;
  readonly isOnlyLeaf: boolean;
  /** The first edit that is not carried out. */
  next: number;
  /** Where the node at hand starts, in the text before. */
  at: number;
}

/** What a node becomes: nodes of its height. */
function placed(node: Node, walk: PlaceWalk): readonly Node[] | null {
  if (node.children === null) return placedInLeaf(node, walk);
  const { children } = node;
  const out: Node[] = [];
  for (let i = 0; i < children.length; i++) {
    const child = children[i];
    if (!isMet(walk, walk.at + child.length)) {
      walk.at += child.length;
      out.push(child);
      continue;
    }
    const made = placed(child, walk);
    if (made === null) return null;
    for (let k = 0; k < made.length; k++) out.push(made[k]);
  }
  return out.length <= walk.shape.fanMax ? [branchOf(out)] : grouped(out, walk.shape.fanMax);
}

/** Whether the next edit begins in a node that ends there. At a border an insertion goes left and a deletion right. */
function isMet({ edits, next }: PlaceWalk, end: number): boolean {
  if (next >= edits.length) return false;
  const { from, to } = edits[next];
  return from < end || (from === end && from === to);
}

function placedInLeaf(leaf: Leaf, walk: PlaceWalk): readonly Leaf[] | null {
  const { edits, shape, next: first } = walk;
  const start = walk.at;
  const end = walk.at = start + leaf.length;
  let length = leaf.length;
  for (; isMet(walk, end); walk.next++) {
    const { from, to, insert } = edits[walk.next];
    if (to > end || typeof insert !== "string") return null;
    length += insert.length - (to - from);
  }
  // A block of a file is cut, not taken into memory whole: that is for node.ts.
  if (length < shape.leafMin && !walk.isOnlyLeaf || leaf instanceof FileLeaf) return null;
  if (walk.next === first + 1 && length <= shape.leafMax) {
    const { from, to, insert } = edits[first];
    return [patchLeaf(leaf, from - start, { remove: to - from, insert: insert as string, shape })];
  }
  let text = "";
  let kept = 0;
  for (let i = first; i < walk.next; i++) {
    const { from, to, insert } = edits[i];
    text += leaf.text.slice(kept, from - start) + (insert as string);
    kept = to - start;
  }
  text = flat(text + leaf.text.slice(kept));
  return length <= shape.leafMax ? [leafOf(text)] : leavesOf(text, { size: shape.leafFill });
}

/** The tree after sorted edits that do not overlap. O(leaves + edits). */
export function editMany(root: Node, edits: readonly Edit[], shape: Shape): Node {
  const out = new LeafWriter(shape);
  const walk = new EditWalk(edits, out);
  visit(root, walk);
  return build(out.finish(), shape);
}

function visit(node: Node, walk: EditWalk): void {
  if (node.children === null) return walk.leaf(node);
  for (let i = 0; i < node.children.length; i++) visit(node.children[i], walk);
}

class EditWalk {
  readonly #edits: readonly Edit[];
  readonly #out: LeafWriter;
  #next = 0;
  /** Where the leaf at hand starts. */
  #at = 0;

  constructor(edits: readonly Edit[], out: LeafWriter) {
    this.#edits = edits;
    this.#out = out;
  }

  leaf(leaf: Leaf): void {
    const start = this.#at;
    const end = this.#at = start + leaf.length;
    let edit = this.#edits[this.#next];
    if (edit === undefined || edit.from > end || (edit.from === end && edit.from < edit.to)) {
      return this.#out.leaf(leaf);
    }
    let kept = start;
    for (; edit !== undefined && edit.from <= end; edit = this.#edits[this.#next]) {
      // A deletion at the border belongs to the next leaf.
      if (edit.from === end && edit.from < edit.to) break;
      if (edit.from >= start) {
        if (edit.from > kept) this.#out.text(leaf.text.slice(kept - start, edit.from - start));
        this.#out.insert(edit.insert);
      }
      kept = Math.min(edit.to, end);
      // A deletion may go on in the next leaves; its insert has been written.
      if (edit.to > end) return;
      this.#next++;
    }
    if (kept < end) this.#out.text(leaf.text.slice(kept - start));
  }
}

/** Gathers leaves of legal size. */
class LeafWriter {
  readonly #shape: Shape;
  readonly #leaves: Leaf[] = [];
  #rest = "";

  constructor(shape: Shape) {
    this.#shape = shape;
  }
  leaf(leaf: Leaf): void {
    const { leafMin } = this.#shape;
    // A leaf without siblings may be smaller than those that have some.
    if (leaf.length < leafMin) this.text(leaf.text);
    else if (this.#rest === "") this.#leaves.push(leaf);
    else if (this.#rest.length >= leafMin) {
      this.#write(this.#rest);
      this.#rest = "";
      this.#leaves.push(leaf);
    } else this.text(leaf.text);
  }
  insert(insert: Edit["insert"]): void {
    if (typeof insert === "string") return this.text(insert);
    for (let at = 0; at < insert.length;) {
      const { from, text } = insert.chunkAt(at as Offset);
      this.text(text);
      at = from + text.length;
    }
  }
  text(text: string): void {
    const { leafFill } = this.#shape;
    this.#rest += text;
    if (this.#rest.length < 2 * leafFill) return;
    const to = besidePair(this.#rest, this.#rest.length - leafFill);
    this.#write(this.#rest.slice(0, to));
    this.#rest = this.#rest.slice(to);
  }
  finish(): readonly Leaf[] {
    const { leafMin } = this.#shape;
    if (this.#rest.length > 0 && this.#rest.length < leafMin && this.#leaves.length > 0) {
      this.#rest = this.#leaves.pop()!.text + this.#rest;
    }
    if (this.#rest !== "") this.#write(this.#rest);
    this.#rest = "";
    return this.#leaves;
  }

  #write(text: string): void {
    const { leafMax, leafFill } = this.#shape;
    if (text.length <= leafMax && text.length < 2 * leafFill) {
      for (const leaf of leavesOf(text, { size: leafMax })) this.#leaves.push(leaf);
      return;
    }
    for (const leaf of leavesOf(text, { size: leafFill })) this.#leaves.push(leaf);
  }
}
