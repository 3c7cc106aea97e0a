/**
 * Many edits at once: one walk over the leaves, those without an edit taken over as they are, the tree built anew above them.
 * Owns only this batched way; a few edits go through node.ts one by one, and rope.ts decides which it is.
 */
import type { Offset } from "../../base/mod.ts";
import type { Edit } from "../types.ts";
import { besidePair, build, type Leaf, leavesOf, type Node, type Shape } from "./node.ts";

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
