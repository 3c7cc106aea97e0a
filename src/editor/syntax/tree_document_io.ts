/**
 * One document in the worker with a tree-sitter tree: follows its edits, parses in slices, answers colours for what is
 * looked at, then structure. A parse that runs away is cut off and tried again after later edits; the old
 * tree, moved along, stays. Owns its parser, its trees and its copy of the text.
 */
import { Edit, Parser, type Point, type Tree } from "web-tree-sitter";
import type { Offset } from "../../base/mod.ts";
import type { Changes, Text } from "../types.ts";
import type { LoadedTree } from "./grammars_io.ts";
import { fillStyles, spansIn } from "./highlight_io.ts";
import { Injections, type Layer, type LayerWindow } from "./layers_io.ts";
import { PaintedWindow } from "./painted_window.ts";
import type { Paint, Structure } from "./types.ts";
import { structureOf } from "./structure_io.ts";

/** What a document tells the worker. */
export interface Answers {
  readonly paint: (paint: Paint) => void;
  readonly structure: (structure: Structure) => void;
  /** The parse takes longer than a person would not notice. */
  readonly slow: () => void;
  /** The parse was cut off. */
  readonly stopped: () => void;
  /** Something came that the document waited for: call `advance` again. */
  readonly wake: () => void;
}
/** A document of either kind, as the worker drives it. */
export interface SyntaxDocument {
  edit(changes: Changes, version: number): void;
  look(windows: Int32Array): void;
  /** Works until `until` at most. "later": nothing to do before `wakeAt`. */
  advance(until: number): "more" | "idle" | "later";
  readonly wakeAt: number;
  close(): void;
}

/** How long parses may take. */
export interface Limits {
  /** Cut off after this, and so much more for each unit of text; a healthy parse needs a tenth of it. */
  readonly budgetMs: number;
  readonly budgetMsPerUnit: number;
  /** Told after this. */
  readonly slowMs: number;
}
const usualLimits: Limits = { budgetMs: 500, budgetMsPerUnit: 0.003, slowMs: 200 };
/** A running parse of an older text is given up for a newer one after this. */
const PATIENCE_MS = 20;
/** After a runaway parse, wait for a pause in typing. */
const RETRY_MS = 400;
/** Structure is for people who look up from the keys. */
const STRUCTURE_MS = 80;
/** A second parse in a pause may hold the thread for this long. */
const SURE_MS = 150;
/** An inner text that takes longer stays plain. */
const INNER_MS = 25;
/** How much of the text is handed out at once: to the parser, and for a name. */
const PARSED_UNITS = 4096, TOKEN_UNITS = 32;

export class TreeDocument implements SyntaxDocument {
  readonly #loaded: LoadedTree;
  readonly #answers: Answers;
  readonly #parser = new Parser();
  readonly #injections: Injections;
  #text: Text;
  #version: number;
  #tree: Tree | null = null;
  #treeVersion = -1;
  /** The text of the tree. */
  #treeText: Text;
  /** The text and version being parsed; null between parses. */
  #job: { readonly text: Text; readonly version: number } | null = null;
  /** Edits that the tree has still to be told, made while a parse runs. */
  readonly #untold: Edit[] = [];
  readonly #limits: Limits;
  #spentMs = 0;
  #isSlow = false;
  /** The parse was put aside and taken up again. */
  #wasPaused = false;
  /** A tree with errors that came in pieces: the parser recovers a little differently then. */
  #isDoubtful = false;
  #isStopped = false;
  #stoppedVersion = -1;
  #editedAt = 0;
  #lookedAt = 0;
  #windows: PaintedWindow[] = [];
  #isPainted = true;
  #paintedVersion = -1;
  /** What was sent last, while it may have missed something; a whole look in the next pause will tell. */
  #unsure: Int32Array | null = null;
  #structure: Generator<void, Structure> | null = null;
  #known: Structure | null = null;
  #isStructureSeen = true;
  wakeAt = 0;

  constructor(
    loaded: LoadedTree,
    text: Text,
    { version, answers, limits = usualLimits }: { version: number; answers: Answers; limits?: Limits },
  ) {
    this.#loaded = loaded;
    this.#limits = limits;
    this.#answers = answers;
    this.#text = this.#treeText = text;
    this.#version = version;
    this.#parser.setLanguage(loaded.language);
    this.#injections = new Injections(() => {
      for (const window of this.#windows) window.spoil(window.from, window.to);
      this.#isPainted = false;
      answers.wake();
    }, INNER_MS);
  }

  edit(changes: Changes, version: number): void {
    const before = this.#text;
    const after = changes.apply(before);
    // From the last to the first, so that each is counted in a text where those before it have not happened yet.
    for (let i = changes.edits.length - 1; i >= 0; i--) {
      const { from, to, insert } = changes.edits[i];
      const start = pointOf(before, from);
      const edit = new Edit({
        startIndex: from,
        oldEndIndex: to,
        newEndIndex: from + insert.length,
        startPosition: start,
        oldEndPosition: pointOf(before, to),
        newEndPosition: pointAfter(start, insert),
      });
      if (this.#job === null) this.#tree?.edit(edit);
      else this.#untold.push(edit);
    }
    this.#text = after;
    this.#version = version;
    for (const window of this.#windows) window.edit(changes);
    this.#editedAt = performance.now();
    this.#dropStructure();
    if (this.#job !== null && this.#tree !== null && this.#spentMs > PATIENCE_MS) this.#giveUp();
  }

  look(windows: Int32Array): void {
    const before = this.#windows;
    this.#windows = [];
    // A frame may still show the text before edits that were told already: what lies behind the end is not there.
    const end = this.#text.length;
    for (let i = 0; i < windows.length; i += 2) {
      this.#windows.push(new PaintedWindow(Math.min(windows[i], end), Math.min(windows[i + 1], end), before));
    }
    this.#isPainted = false;
    // Somebody scrolls: brackets of pages that only fly by would cost as much again as their colours.
    if (this.#known !== null && before.length > 0) this.#lookedAt = performance.now();
    this.#isStructureSeen = false;
    this.#dropStructure();
  }

  advance(until: number): "more" | "idle" | "later" {
    if (this.#isStopped) {
      // Only a text that differs from the one that ran away is worth another try, and only in a pause.
      if (this.#version === this.#stoppedVersion) return "idle";
      this.wakeAt = this.#editedAt + RETRY_MS;
      if (performance.now() < this.wakeAt) return "later";
      this.#isStopped = false;
      this.#spentMs = 0;
    }
    if (this.#treeVersion !== this.#version || this.#tree === null) {
      if (!this.#parse(until)) return this.#isStopped ? "idle" : "more";
      if (this.#treeVersion !== this.#version) return "more";
    }
    if (!this.#isPainted || this.#paintedVersion !== this.#version) this.#paint();
    return this.#advanceStructure(until);
  }

  /** Whether a tree came out; else the slice is over or the parse was cut off. */
  #parse(until: number): boolean {
    const job = this.#job ??= { text: this.#text, version: this.#version };
    const start = performance.now();
    const { text } = job;
    const reader = readerOf(text);
    const tree = this.#parser.parse(
      reader.read,
      this.#tree,
      { progressCallback: () => performance.now() > until },
    );
    reader.piece = TOKEN_UNITS;
    this.#spentMs += performance.now() - start;
    if (tree === null) {
      this.#wasPaused = true;
      const { budgetMs, budgetMsPerUnit, slowMs } = this.#limits;
      if (this.#spentMs > budgetMs + text.length * budgetMsPerUnit) this.#stop();
      else if (!this.#isSlow && this.#spentMs > slowMs) {
        this.#isSlow = true;
        this.#answers.slow();
      }
      return false;
    }
    if (this.#tree !== null) {
      this.#spoilChanged(this.#tree, tree);
      this.#tree.delete();
    }
    this.#tree = tree;
    this.#isDoubtful = this.#wasPaused && tree.rootNode.hasError;
    this.#wasPaused = false;
    this.#treeVersion = job.version;
    this.#treeText = text;
    this.#job = null;
    this.#tell();
    this.#spentMs = 0;
    this.#isSlow = false;
    return true;
  }

  /** What means something else in the new tree is coloured anew. Offsets are of the job's text, mapped by later edits. */
  #spoilChanged(before: Tree, after: Tree): void {
    if (this.#windows.length === 0) return;
    const isOld = this.#untold.length > 0;
    for (const { startIndex, endIndex } of isOld ? [] : before.getChangedRanges(after)) {
      for (const window of this.#windows) window.spoil(startIndex, endIndex);
    }
    // Edits have come in between: too rare to map for.
    if (isOld) { for (const window of this.#windows) window.spoil(window.from, window.to); }
  }

  /** Parses from nothing in one go, so that the same text always has the same tree; not if that takes too long. */
  #parseSurely(): void {
    this.#isDoubtful = false;
    const end = performance.now() + SURE_MS;
    const reader = readerOf(this.#treeText);
    const tree = this.#parser.parse(reader.read, null, {
      progressCallback: () => performance.now() > end,
    });
    reader.piece = TOKEN_UNITS;
    if (tree === null) return this.#parser.reset();
    this.#tree?.delete();
    this.#tree = tree;
    for (const window of this.#windows) window.spoil(window.from, window.to);
    this.#isPainted = false;
  }

  #giveUp(): void {
    this.#parser.reset();
    this.#wasPaused = false;
    this.#job = null;
    this.#tell();
  }
  #stop(): void {
    this.#giveUp();
    this.#isStopped = true;
    this.#isSlow = false;
    this.#stoppedVersion = this.#version;
    this.#answers.stopped();
  }
  /** Tells the tree what happened while it was being made. */
  #tell(): void {
    for (const edit of this.#untold) this.#tree?.edit(edit);
    this.#untold.length = 0;
  }

  #layer(): Layer {
    const text = this.#treeText;
    return {
      loaded: this.#loaded,
      tree: this.#tree!,
      offset: 0,
      slice: (from, to) => text.slice(from as Offset, to as Offset),
    };
  }

  #paint(): void {
    const text = this.#treeText;
    const lines = (from: number, to: number) => ({
      from: text.lineAt(from as Offset).from,
      to: text.lineAt(to as Offset).to,
    });
    let isPartial = false;
    this.#injections.begin();
    for (const window of this.#windows) {
      const places = window.takeStale(lines);
      for (let i = 0; i < places.length; i += 2) {
        const from = places[i], to = places[i + 1];
        isPartial ||= from > window.from || to < window.to;
        this.#colour(window.styles.subarray(from - window.from, to - window.from), { from, to });
      }
    }
    const spans = this.#spans();
    this.#unsure = isPartial ? spans : null;
    this.#answer(spans);
  }

  /** Colours everything anew; says so only if it makes a difference. */
  #paintSurely(): void {
    const before = this.#unsure!;
    this.#unsure = null;
    for (const window of this.#windows) this.#colour(window.styles, window);
    const spans = this.#spans();
    if (!sameNumbers(spans, before)) this.#answer(spans);
  }

  #colour(styles: Uint8Array, window: LayerWindow): void {
    const layers: Layer[] = [this.#layer()];
    this.#injections.add(layers[0], window, layers);
    styles.fill(0);
    fillStyles(styles, layers, window);
  }

  #spans(): Int32Array {
    const spans: number[] = [];
    for (const { styles, from } of this.#windows) spansIn(styles, from, spans);
    return Int32Array.from(spans);
  }

  #answer(spans: Int32Array): void {
    this.#isPainted = true;
    this.#paintedVersion = this.#version;
    this.#answers.paint({
      version: this.#version,
      windows: this.#places(),
      spans: this.#unsure === null ? spans : spans.slice(),
      isComplete: !this.#injections.isLoading,
    });
  }
  #places(): Int32Array {
    return Int32Array.from(this.#windows.flatMap(({ from, to }) => [from, to]));
  }

  #advanceStructure(until: number): "more" | "idle" | "later" {
    if (this.#known?.version === this.#version && this.#isStructureSeen) return "idle";
    this.wakeAt = Math.max(this.#editedAt, this.#lookedAt) + STRUCTURE_MS;
    if (performance.now() < this.wakeAt) return "later";
    if (this.#isDoubtful) {
      this.#parseSurely();
      return "more";
    }
    if (this.#unsure !== null) {
      this.#paintSurely();
      return "more";
    }
    this.#isStructureSeen = true;
    this.#structure ??= structureOf({
      tree: this.#tree!,
      language: this.#loaded.grammar.name,
      text: this.#treeText,
      version: this.#version,
      windows: this.#places(),
      known: this.#known,
    });
    for (;;) {
      const { done, value } = this.#structure.next();
      if (done) {
        this.#structure = null;
        this.#known = value;
        this.#answers.structure(value);
        return "idle";
      }
      if (performance.now() > until) {
        this.#isStructureSeen = false;
        return "more";
      }
    }
  }
  #dropStructure(): void {
    this.#structure?.return(undefined as never);
    this.#structure = null;
  }

  close(): void {
    this.#dropStructure();
    this.#injections.close();
    this.#tree?.delete();
    this.#parser.delete();
  }
}

/**
 * How the parser reads a text: piece by piece. The tree keeps the reader, and queries read every name through it that
 * they compare with something: then in small pieces, for putting 4 KB together for each name took half of their time.
 */
function readerOf(text: Text): { piece: number; readonly read: (at: number) => string | undefined } {
  const reader = {
    piece: PARSED_UNITS,
    read: (at: number) =>
      at >= text.length
        ? undefined
        : text.slice(at as Offset, Math.min(text.length, at + reader.piece) as Offset),
  };
  return reader;
}
function sameNumbers(a: Int32Array, b: Int32Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
function pointOf(text: Text, at: Offset): Point {
  const line = text.lineAt(at);
  return { row: line.index, column: at - line.from };
}
function pointAfter(start: Point, insert: string | Text): Point {
  if (typeof insert === "string") {
    const last = insert.lastIndexOf("\n");
    if (last < 0) return { row: start.row, column: start.column + insert.length };
    let rows = 0;
    for (let at = insert.indexOf("\n"); at >= 0; at = insert.indexOf("\n", at + 1)) rows++;
    return { row: start.row + rows, column: insert.length - last - 1 };
  }
  const end = pointOf(insert, insert.length as Offset);
  return {
    row: start.row + end.row,
    column: end.row === 0 ? start.column + end.column : end.column,
  };
}
