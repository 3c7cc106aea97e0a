/**
 * Parsed texts on top of each other: a document's own tree, and trees of what is written inside of it in other
 * languages (scripts in HTML, fences in Markdown, tagged templates). Owns finding and parsing the inner ones, and keeps
 * their trees while their text stays, so that a key inside a script costs one small parse.
 */
import { Edit, type Node, Parser, type Point, type Range, type Tree } from "web-tree-sitter";
import { type LoadedTree, loadTree } from "./grammars_io.ts";
import { grammarOf } from "./languages.ts";
import { queryRange } from "./quirks.ts";

/** One tree over a part of the text; `offset` is where its own text begins. */
export interface Layer {
  readonly loaded: LoadedTree;
  readonly tree: Tree;
  readonly offset: number;
  readonly slice: (from: number, to: number) => string;
}
/** Where to look, in offsets of the document. */
export interface LayerWindow {
  readonly from: number;
  readonly to: number;
}
interface Found {
  readonly language: string;
  /** Stride 2, in the outer layer's own text. */
  readonly ranges: number[];
}
interface Kept {
  readonly language: string;
  content: string;
  ranges: string;
  tree: Tree;
  usedAt: number;
}

/** Larger inner texts stay as the outer language shows them. */
const MOST_UNITS = 400_000;
const MOST_KEPT = 48;
const MOST_DEPTH = 3;

/** The inner trees of one document. `close` frees them. */
export class Injections {
  readonly #kept: Kept[] = [];
  readonly #parsers = new Map<string, Parser>();
  /** Null: not there, or not yet. */
  readonly #ready = new Map<string, LoadedTree | null>();
  readonly #pending = new Set<string>();
  readonly #onLoaded: () => void;
  readonly #limitMs: number;
  #round = 0;

  /** `onLoaded`: a grammar has come that was missing in the last look. `limitMs`: for each inner parse. */
  constructor(onLoaded: () => void, limitMs: number) {
    this.#onLoaded = onLoaded;
    this.#limitMs = limitMs;
  }

  /** Whether a grammar is still on its way. */
  get isLoading(): boolean {
    return this.#pending.size > 0;
  }

  /** Begins a new look: trees unused for some looks are freed. */
  begin(): void {
    this.#round++;
    for (let i = this.#kept.length - 1; i >= 0 && this.#kept.length > MOST_KEPT; i--) {
      if (this.#kept[i].usedAt < this.#round - 4) this.#kept.splice(i, 1)[0].tree.delete();
    }
  }

  /** Adds the layers inside of `outer` that meet the window to `out`, outer before inner. */
  add(outer: Layer, window: LayerWindow, out: Layer[], depth = 0): void {
    if (depth >= MOST_DEPTH || outer.loaded.injections === null) return;
    for (const found of findIn(outer, window)) {
      const from = found.ranges[0], to = found.ranges[found.ranges.length - 1];
      if (to - from > MOST_UNITS || to <= from) continue;
      const layer = this.layer(found.language, {
        content: outer.slice(from, to),
        offset: outer.offset + from,
        ranges: found.ranges.map((at) => at - from),
      });
      if (layer === null) continue;
      out.push(layer);
      this.add(layer, window, out, depth + 1);
    }
  }

  /** The layer of one inner text; null while its grammar loads, when nobody knows it, or when it takes too long. */
  layer(
    language: string,
    { content, offset, ranges }: { content: string; offset: number; ranges: readonly number[] },
  ): Layer | null {
    const loaded = this.#loadedOf(language);
    if (loaded === null) return null;
    const tree = this.#treeOf(loaded, { content, ranges });
    return tree === null ? null : { loaded, tree, offset, slice: (from, to) => content.slice(from, to) };
  }

  #loadedOf(language: string): LoadedTree | null {
    const grammar = grammarOf(language);
    if (grammar === null || grammar.kind !== "tree") return null;
    const known = this.#ready.get(grammar.name);
    if (known !== undefined) return known;
    this.#ready.set(grammar.name, null);
    this.#pending.add(grammar.name);
    loadTree(grammar).then((loaded) => {
      this.#pending.delete(grammar.name);
      if (loaded.ok) this.#ready.set(grammar.name, loaded.value);
      this.#onLoaded();
    });
    return null;
  }

  #treeOf(
    loaded: LoadedTree,
    { content, ranges }: { content: string; ranges: readonly number[] },
  ): Tree | null {
    const language = loaded.grammar.name;
    const key = ranges.join();
    const mine = this.#kept.filter((kept) => kept.language === language);
    const same = mine.find((kept) => kept.content === content && kept.ranges === key);
    if (same !== undefined) {
      same.usedAt = this.#round;
      return same.tree;
    }
    const near = mine.find((kept) => kept.usedAt < this.#round && isNear(kept.content, content));
    if (near !== undefined) near.tree.edit(editBetween(near.content, content));
    const tree = this.#parse(loaded, { content, ranges, old: near?.tree ?? null });
    if (tree === null) {
      if (near !== undefined) this.#forget(near);
      return null;
    }
    if (near === undefined) {
      this.#kept.push({ language, content, ranges: key, tree, usedAt: this.#round });
      return tree;
    }
    near.tree.delete();
    Object.assign(near, { content, ranges: key, tree, usedAt: this.#round });
    return tree;
  }

  #forget(kept: Kept): void {
    kept.tree.delete();
    this.#kept.splice(this.#kept.indexOf(kept), 1);
  }

  #parse(
    loaded: LoadedTree,
    { content, ranges, old }: { content: string; ranges: readonly number[]; old: Tree | null },
  ): Tree | null {
    let parser = this.#parsers.get(loaded.grammar.name);
    if (parser === undefined) {
      parser = new Parser();
      parser.setLanguage(loaded.language);
      this.#parsers.set(loaded.grammar.name, parser);
    }
    const end = performance.now() + this.#limitMs;
    const isWhole = ranges.length === 2;
    const tree = parser.parse((at) => content.slice(at, at + 4096), old, {
      includedRanges: isWhole ? [] : rangesOf(content, ranges),
      progressCallback: () => performance.now() > end,
    });
    if (tree === null) parser.reset();
    return tree;
  }

  close(): void {
    for (const kept of this.#kept) kept.tree.delete();
    for (const parser of this.#parsers.values()) parser.delete();
    this.#kept.length = 0;
    this.#parsers.clear();
  }
}

/** What the outer layer's injection query names, in the order of the text; parts that belong together are one. */
function findIn(outer: Layer, window: LayerWindow): Found[] {
  const found: Found[] = [];
  const combined = new Map<string, Found>();
  const matches = outer.loaded.injections!.matches(outer.tree.rootNode, {
    ...queryRange(window.from - outer.offset, window.to - outer.offset),
    matchLimit: 4096,
  });
  for (const match of matches) {
    const properties = match.setProperties ?? {};
    let language = properties["injection.language"] ?? null;
    const contents: Node[] = [];
    for (const { name, node } of match.captures) {
      if (name === "injection.content") contents.push(node);
      else if (name === "injection.language") language = outer.slice(node.startIndex, node.endIndex);
    }
    if (language === null || contents.length === 0) continue;
    language = languageIn(outer, { language, content: contents[0] });
    const ranges = contents.flatMap((node) => rangesIn(node, "injection.include-children" in properties));
    if (!("injection.combined" in properties)) {
      found.push({ language, ranges });
      continue;
    }
    const key = `${match.patternIndex}:${language}`;
    const group = combined.get(key);
    if (group === undefined) {
      const made = { language, ranges };
      combined.set(key, made);
      found.push(made);
    } else if (ranges[0] >= group.ranges[group.ranges.length - 1]) group.ranges.push(...ranges);
  }
  return found;
}

/** HTML names the language of a script or style beside it. */
function languageIn(outer: Layer, { language, content }: { language: string; content: Node }): string {
  if (outer.loaded.grammar.name !== "html") return language;
  const tag = content.previousSibling;
  if (tag === null || tag.type !== "start_tag") return language;
  const words = outer.slice(tag.startIndex, tag.endIndex);
  const named = /\b(?:lang|type)\s*=\s*["']?(?:[\w-]+\/)?(?:x-)?(?:ld\+)?([\w+-]+)/i.exec(words)?.[1];
  if (named === undefined || named === "module") return language;
  return named;
}

/** Stride 2: the node, or what of it lies between its children. */
function rangesIn(node: Node, withChildren: boolean): number[] {
  if (withChildren || node.namedChildCount === 0) return [node.startIndex, node.endIndex];
  const ranges: number[] = [];
  let at = node.startIndex;
  for (const child of node.namedChildren) {
    if (child === null) continue;
    if (child.startIndex > at) ranges.push(at, child.startIndex);
    at = child.endIndex;
  }
  if (node.endIndex > at) ranges.push(at, node.endIndex);
  return ranges.length === 0 ? [node.startIndex, node.startIndex] : ranges;
}

/** Row and column of an offset; columns in units. */
export function pointIn(text: string, at: number): Point {
  let row = 0, from = 0;
  for (let next = text.indexOf("\n"); next >= 0 && next < at; next = text.indexOf("\n", next + 1)) {
    row++;
    from = next + 1;
  }
  return { row, column: at - from };
}
function rangesOf(content: string, ranges: readonly number[]): Range[] {
  const out: Range[] = [];
  for (let i = 0; i < ranges.length; i += 2) {
    out.push({
      startIndex: ranges[i],
      endIndex: ranges[i + 1],
      startPosition: pointIn(content, ranges[i]),
      endPosition: pointIn(content, ranges[i + 1]),
    });
  }
  return out;
}

function commonEnds(a: string, b: string): { readonly prefix: number; readonly suffix: number } {
  const most = Math.min(a.length, b.length);
  let prefix = 0;
  while (prefix < most && a.charCodeAt(prefix) === b.charCodeAt(prefix)) prefix++;
  let suffix = 0;
  while (
    suffix < most - prefix && a.charCodeAt(a.length - 1 - suffix) === b.charCodeAt(b.length - 1 - suffix)
  ) suffix++;
  return { prefix, suffix };
}
function isNear(a: string, b: string): boolean {
  const { prefix, suffix } = commonEnds(a, b);
  return prefix + suffix > Math.max(a.length, b.length) / 2;
}
function editBetween(before: string, after: string): Edit {
  const { prefix, suffix } = commonEnds(before, after);
  return new Edit({
    startIndex: prefix,
    oldEndIndex: before.length - suffix,
    newEndIndex: after.length - suffix,
    startPosition: pointIn(before, prefix),
    oldEndPosition: pointIn(before, before.length - suffix),
    newEndPosition: pointIn(after, after.length - suffix),
  });
}
