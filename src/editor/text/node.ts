/**
 * The tree under a `Text`: an immutable B+tree whose leaves are strings and whose nodes know their
 * UTF-16 length and their newlines. Owns splitting, joining and the path-copying patch; offsets are plain
 * numbers here and already checked (rope.ts is the door).
 * A leaf's string is read in one way only, `leaf.text`: leaves that lie in an open file (file_leaf.ts) offer a getter
 * under that name. They may be longer than others; what is cut from them stays in the file where it is long.
 */
import { FileLeaf } from "./file_leaf.ts";

/** Node sizes. Leaves hold leafMin..leafMax units, branches fanMin..fanMax children; only the root may be smaller. */
export interface Shape {
  readonly leafMin: number;
  readonly leafMax: number;
  /** What building aims at: below the maximum, so that the first keypress in a leaf does not split it. */
  readonly leafFill: number;
  readonly fanMin: number;
  readonly fanMax: number;
  readonly fanFill: number;
  /** From this many edits at once on, they may be carried out in one walk. */
  readonly manyEdits: number;
}
/**
 * About 110 bytes of node and string header per leaf: 8 % of a built text, and a leaf still copies in 0.1 µs.
 * 512..2048 and 256..1024 type equally fast within the noise; smaller ones cost memory.
 */
export const defaultShape: Shape = {
  leafMin: 512,
  leafMax: 2048,
  leafFill: 1400,
  fanMin: 6,
  fanMax: 16,
  fanFill: 12,
  manyEdits: 16,
};

export interface Leaf {
  readonly height: 0;
  readonly length: number;
  readonly breaks: number;
  readonly children: null;
  readonly text: string;
}
export interface Branch {
  readonly height: number;
  readonly length: number;
  readonly breaks: number;
  readonly children: readonly Node[];
  /** Always "": leaves and branches share one hidden class, which keeps the descent monomorphic. */
  readonly text: "";
}
export type Node = Leaf | Branch;

/** One replacement inside a leaf: `remove` units give way to `insert`. */
export interface Patch {
  readonly remove: number;
  readonly insert: string;
  readonly shape: Shape;
}

/**
 * What every node is made by, and never by an object literal: where objects of one literal live long, V8 makes the next of them
 * old from the start, and a dead old leaf keeps its young string. With 1,000 carets scavenges took 4 ms that way instead of 1.
 */
class TreeNode {
  readonly height: number;
  readonly length: number;
  readonly breaks: number;
  readonly children: readonly Node[] | null;
  readonly text: string;

  constructor(children: readonly Node[] | null, text: string, length: number, breaks: number) {
    this.height = children === null ? 0 : children[0].height + 1;
    this.length = length;
    this.breaks = breaks;
    this.children = children;
    this.text = text;
  }
}

export const emptyLeaf: Leaf = leafOf("", 0);

export function leafOf(text: string, breaks = countBreaks(text)): Leaf {
  return new TreeNode(null, text, text.length, breaks) as Leaf;
}

export function branchOf(children: readonly Node[]): Branch {
  let length = 0;
  let breaks = 0;
  for (let i = 0; i < children.length; i++) {
    length += children[i].length;
    breaks += children[i].breaks;
  }
  return new TreeNode(children, "", length, breaks) as Branch;
}

export function countBreaks(text: string): number {
  let breaks = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) breaks++;
  return breaks;
}

function countBreaksWithin(text: string, { from, to }: { from: number; to: number }): number {
  let breaks = 0;
  for (let at = text.indexOf("\n", from); at >= 0 && at < to; at = text.indexOf("\n", at + 1)) breaks++;
  return breaks;
}

/**
 * The node with a short replacement at `at`, when that stays within one leaf and keeps its size legal; else null.
 * An insertion at a leaf's border goes to the left leaf; a root leaf may be as small as it likes.
 */
export function patch(node: Node, at: number, what: Patch): Node | null {
  if (node.children === null) {
    const length = node.length - what.remove + what.insert.length;
    return length > what.shape.leafMax ? null : patchLeaf(node, at, what);
  }
  return patchBranch(node, at, what);
}

/** A leaf with a replacement inside it, whatever its size then. */
export function patchLeaf(leaf: Leaf, at: number, what: Patch): Leaf {
  const end = at + what.remove;
  const text = flat(leaf.text.slice(0, at) + what.insert + leaf.text.slice(end));
  let breaks = leaf.breaks;
  if (what.remove > 0) breaks -= countBreaksWithin(leaf.text, { from: at, to: end });
  if (what.insert.length === 1) breaks += what.insert.charCodeAt(0) === 10 ? 1 : 0;
  else if (what.insert.length > 0) breaks += countBreaks(what.insert);
  return leafOf(text, breaks);
}

function patchBranch(branch: Branch, at: number, what: Patch): Branch | null {
  const children = branch.children;
  let i = 0;
  let inside = at;
  // A deletion belongs to the child after a border, an insertion to the child before it.
  const slack = what.remove > 0 ? 1 : 0;
  while (inside + slack > children[i].length) inside -= children[i++].length;
  const child = children[i];
  if (inside + what.remove > child.length) return null;
  let next: Node | null;
  if (child.children === null) {
    const length = child.length - what.remove + what.insert.length;
    if (length > what.shape.leafMax || length < what.shape.leafMin) return null;
    next = patchLeaf(child, inside, what);
  } else next = patchBranch(child, inside, what);
  if (next === null) return null;
  const copy = children.slice();
  copy[i] = next;
  const length = branch.length + next.length - child.length;
  return new TreeNode(copy, "", length, branch.breaks + next.breaks - child.breaks) as Branch;
}

/** Both texts after one another: O(difference of the heights). */
export function concat(a: Node, b: Node, shape: Shape): Node {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  return rooted(join(a, b, shape));
}

/** The text before `at`; shares everything but one path. */
export function take(node: Node, at: number, shape: Shape): Node {
  if (at >= node.length) return node;
  if (at <= 0) return emptyLeaf;
  if (node.children === null) return partOf(node, { from: 0, to: at, shape });
  let i = 0;
  let inside = at;
  while (inside > node.children[i].length) inside -= node.children[i++].length;
  const part = take(node.children[i], inside, shape);
  return i === 0 ? part : concat(single(node.children.slice(0, i)), part, shape);
}

/** The text from `at` on; shares everything but one path. */
export function drop(node: Node, at: number, shape: Shape): Node {
  if (at <= 0) return node;
  if (at >= node.length) return emptyLeaf;
  if (node.children === null) return partOf(node, { from: at, to: node.length, shape });
  let i = 0;
  let inside = at;
  while (inside >= node.children[i].length) inside -= node.children[i++].length;
  const part = drop(node.children[i], inside, shape);
  const rest = node.children.slice(i + 1);
  return rest.length === 0 ? part : concat(part, single(rest), shape);
}

/** `from..to` of a leaf. Of one in a file it stays there unless it is short; then it must not keep the whole block alive. */
export function partOf(leaf: Leaf, { from, to, shape }: { from: number; to: number; shape: Shape }): Leaf {
  if (!(leaf instanceof FileLeaf)) return leafOf(leaf.text.slice(from, to));
  if (to - from > shape.leafMax) return leaf.part(from, to);
  const text = leaf.text.slice(from, to);
  return leafOf(beyondLatin1.test(text) ? copied(text) : narrowed(text));
}

function single(children: readonly Node[]): Node {
  return children.length === 1 ? children[0] : branchOf(children);
}

function rooted(nodes: readonly Node[]): Node {
  return nodes.length === 1 ? nodes[0] : branchOf(nodes);
}

/** One or two nodes as high as the higher of both, every border between them of legal size. */
function join(a: Node, b: Node, shape: Shape): readonly Node[] {
  if (a.children === null && b.children === null) return joinLeaves(a, b, shape);
  if (a.height > b.height) {
    const children = a.children!;
    return branches(children.slice(0, -1).concat(join(children[children.length - 1], b, shape)), shape);
  }
  if (a.height < b.height) {
    const children = b.children!;
    return branches(join(a, children[0], shape).concat(children.slice(1)), shape);
  }
  const left = a.children!;
  const right = b.children!;
  if (left.length >= shape.fanMin && right.length >= shape.fanMin) return [a, b];
  return branches(left.concat(right), shape);
}

function joinLeaves(a: Leaf, b: Leaf, shape: Shape): readonly Node[] {
  if (a.length >= shape.leafMin && b.length >= shape.leafMin) return [a, b];
  const most = shape.leafMax + shape.leafFill;
  // Of a long leaf in a file only its end comes into memory.
  if (a instanceof FileLeaf && a.length > most) {
    const cut = besidePair(a.text, a.length - shape.leafFill);
    return [a.part(0, cut), ...leavesOf(a.text.slice(cut) + b.text, { size: shape.leafMax })];
  }
  if (b instanceof FileLeaf && b.length > most) {
    const cut = besidePair(b.text, shape.leafFill);
    return [...leavesOf(a.text + b.text.slice(0, cut), { size: shape.leafMax }), b.part(cut, b.length)];
  }
  return leavesOf(a.text + b.text, { size: shape.leafMax });
}

/**
 * Cuts a string into leaves of at most about `size` units, as equal as possible, no surrogate pair cut in two.
 * Each leaf owns its string: a slice would keep its whole parent alive, and one letter beyond Latin-1 in a parent
 * doubles the memory of all its slices.
 */
export function leavesOf(text: string, { size }: { size: number }): Leaf[] {
  if (text.length <= size) return [leafOf(copied(text))];
  const count = Math.ceil(text.length / size);
  const own = beyondLatin1.test(text) ? narrowed : copied;
  const leaves: Leaf[] = [];
  let from = 0;
  for (let i = 1; i <= count; i++) {
    const to = i === count ? text.length : besidePair(text, Math.round((text.length * i) / count));
    leaves.push(leafOf(own(text.slice(from, to))));
    from = to;
  }
  return leaves;
}

/** `at`, moved one left if it lies within a surrogate pair. */
export function besidePair(text: string, at: number): number {
  if (at <= 1 || at >= text.length) return at;
  const isLow = (text.charCodeAt(at) & 0xfc00) === 0xdc00;
  return isLow && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800 ? at - 1 : at;
}

/** A tree over leaves in order. */
export function build(leaves: readonly Node[], shape: Shape): Node {
  if (leaves.length === 0) return emptyLeaf;
  let level = leaves;
  while (level.length > 1) level = grouped(level, shape.fanFill);
  return level[0];
}

function branches(children: readonly Node[], shape: Shape): readonly Node[] {
  return children.length <= shape.fanMax ? [branchOf(children)] : grouped(children, shape.fanMax);
}

/** Branches over `children`, as equal as possible, of at most `most` each. */
export function grouped(children: readonly Node[], most: number): Node[] {
  const count = Math.ceil(children.length / most);
  const groups: Node[] = [];
  let from = 0;
  for (let i = 1; i <= count; i++) {
    const to = Math.round((children.length * i) / count);
    groups.push(branchOf(children.slice(from, to)));
    from = to;
  }
  return groups;
}

/**
 * The same string in one piece. V8 keeps a concatenation as a tree until somebody looks inside; a search
 * makes it flat at 80 ns for 1 KB, an array join takes 200.
 */
export function flat(text: string): string {
  text.indexOf("\n");
  return text;
}

/** The same characters in a string that shares nothing with others. */
export function copied(text: string): string {
  // V8 copies slices shorter than 13 units itself.
  return text.length < 13 ? text : flat(text.slice(0, 1) + text.slice(1));
}

function narrowed(text: string): string {
  if (beyondLatin1.test(text)) return copied(text);
  const units: number[] = [];
  for (let i = 0; i < text.length; i++) units.push(text.charCodeAt(i));
  return String.fromCharCode(...units);
}

// deno-lint-ignore no-control-regex
const beyondLatin1 = /[^\x00-\xff]/;
