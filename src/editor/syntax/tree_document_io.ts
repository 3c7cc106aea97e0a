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
import { Injections, type Layer } from "./layers_io.ts";
import type { Paint, Structure } from "./types.ts";
import { structureOf } from "./structure_io.ts";

/** What a document tells the worker. */
export interface Answers {
  readonly paint: (paint: Paint) => void;
  readonly structure: (structure: Structure) => void;
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

/** A parse may take this long, and more for long texts; a healthy one needs a tenth of it. */
const BUDGET_MS = 400;
const BUDGET_MS_PER_UNIT = 0.003;
/** A running parse of an older text is given up for a newer one after this. */
const PATIENCE_MS = 20;
/** After a runaway parse, wait for a pause in typing. */
const RETRY_MS = 400;
/** Structure is for people who look up from the keys. */
const STRUCTURE_MS = 80;
/** An inner text that takes longer stays plain. */
const INNER_MS = 25;

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
  #spentMs = 0;
  #isStopped = false;
  #stoppedVersion = -1;
  #editedAt = 0;
  #windows: Int32Array = new Int32Array(0);
  #isPainted = true;
  #paintedVersion = -1;
  #structure: Generator<void, Structure> | null = null;
  #known: Structure | null = null;
  #isStructureSeen = true;
  wakeAt = 0;

  constructor(loaded: LoadedTree, text: Text, { version, answers }: { version: number; answers: Answers }) {
    this.#loaded = loaded;
    this.#answers = answers;
    this.#text = this.#treeText = text;
    this.#version = version;
    this.#parser.setLanguage(loaded.language);
    this.#injections = new Injections(() => {
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
    this.#windows = this.#windows.map((at, i) => changes.mapOffset(at as Offset, i % 2 === 0 ? -1 : 1));
    this.#editedAt = performance.now();
    this.#dropStructure();
    if (this.#job !== null && this.#tree !== null && this.#spentMs > PATIENCE_MS) this.#giveUp();
  }

  look(windows: Int32Array): void {
    this.#windows = windows;
    this.#isPainted = false;
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
    const tree = this.#parser.parse(
      (at) =>
        at >= text.length ? undefined : text.slice(at as Offset, Math.min(text.length, at + 4096) as Offset),
      this.#tree,
      { progressCallback: () => performance.now() > until },
    );
    this.#spentMs += performance.now() - start;
    if (tree === null) {
      if (this.#spentMs > BUDGET_MS + text.length * BUDGET_MS_PER_UNIT) this.#stop();
      return false;
    }
    this.#tree?.delete();
    this.#tree = tree;
    this.#treeVersion = job.version;
    this.#treeText = text;
    this.#job = null;
    this.#tell();
    this.#spentMs = 0;
    return true;
  }

  #giveUp(): void {
    this.#parser.reset();
    this.#job = null;
    this.#tell();
  }
  #stop(): void {
    this.#giveUp();
    this.#isStopped = true;
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
    const spans: number[] = [];
    const windows = this.#windows;
    this.#injections.begin();
    for (let i = 0; i < windows.length; i += 2) {
      const window = { from: windows[i], to: windows[i + 1] };
      const layers: Layer[] = [this.#layer()];
      this.#injections.add(layers[0], window, layers);
      const styles = new Uint8Array(window.to - window.from);
      fillStyles(styles, layers, window);
      spansIn(styles, window.from, spans);
    }
    this.#isPainted = true;
    this.#paintedVersion = this.#version;
    this.#answers.paint({
      version: this.#version,
      windows: windows.slice(),
      spans: Int32Array.from(spans),
      isComplete: !this.#injections.isLoading,
    });
  }

  #advanceStructure(until: number): "more" | "idle" | "later" {
    if (this.#known?.version === this.#version && this.#isStructureSeen) return "idle";
    this.wakeAt = this.#editedAt + STRUCTURE_MS;
    if (performance.now() < this.wakeAt) return "later";
    this.#isStructureSeen = true;
    this.#structure ??= structureOf({
      tree: this.#tree!,
      language: this.#loaded.grammar.name,
      text: this.#treeText,
      version: this.#version,
      windows: this.#windows,
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
