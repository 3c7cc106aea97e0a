/**
 * One document in the worker with a TextMate grammar: tokens line by line, each from the state its predecessor ended
 * in, redone from an edited line until the states agree again. What is fenced inside (Markdown) is parsed
 * by the trees of its languages. Owns its copy of the text and the states.
 */
import type { LineIndex, Offset } from "../../base/mod.ts";
import type { Changes, Text } from "../types.ts";
import { fillStyles, spansIn } from "./highlight_io.ts";
import { Injections, type Layer } from "./layers_io.ts";
import { firstState, innerOf, type LoadedLines, type StateStack, styleOfToken } from "./textmate_io.ts";
import type { Answers, SyntaxDocument } from "./tree_document_io.ts";
import { FOLD_KINDS, SYMBOL_KINDS } from "./types.ts";

/** Longer lines stay plain. */
const MOST_UNITS = 20_000;
/** For one line; the engine looks at the clock between two tokens. The first line also waits for the rules to be compiled. */
const LINE_MS = 2000;
const STRUCTURE_MS = 120;
const INNER_MS = 25;

export class LineDocument implements SyntaxDocument {
  readonly #loaded: LoadedLines;
  readonly #answers: Answers;
  readonly #injections: Injections;
  #text: Text;
  #version: number;
  /** By line: the state behind it; null where nobody has been. */
  #ends: (StateStack | null)[];
  /** By line, where it was looked at: stride 3, from, to, style, counted in the line. */
  #tokens: (Int32Array | null)[];
  /** By line: whose text it holds, such as a fence's. */
  #embedded: (string | null)[];
  /** By line: the code fence that is open behind it. */
  #fences: (string | null)[];
  /** Lines from the top whose states are right. */
  #valid = 0;
  /** How far they would be right if the state behind line `#dirtyTo` came out as it was. */
  #trusted = 0;
  #dirtyTo = 0;
  #windows: Int32Array = new Int32Array(0);
  #isPainted = true;
  #paintedVersion = -1;
  #structureVersion = -1;
  #editedAt = 0;
  wakeAt = 0;

  constructor(loaded: LoadedLines, text: Text, { version, answers }: { version: number; answers: Answers }) {
    this.#loaded = loaded;
    this.#answers = answers;
    this.#text = text;
    this.#version = version;
    this.#ends = new Array(text.lineCount).fill(null);
    this.#tokens = new Array(text.lineCount).fill(null);
    this.#embedded = new Array(text.lineCount).fill(null);
    this.#fences = new Array(text.lineCount).fill(null);
    this.#injections = new Injections(() => {
      this.#isPainted = false;
      answers.wake();
    }, INNER_MS);
  }

  edit(changes: Changes, version: number): void {
    const before = this.#text;
    const after = changes.apply(before);
    for (let i = changes.edits.length - 1; i >= 0; i--) {
      const { from, to, insert } = changes.edits[i];
      const first = before.lineAt(from).index, last = before.lineAt(to).index;
      const added = typeof insert === "string" ? countLines(insert) : insert.lineCount - 1;
      const gone = last - first + 1, come = added + 1;
      // States between the two are of an older text: agreeing with a newer one in front of them proves nothing.
      if (this.#trusted > this.#valid) this.#dirtyTo = Math.max(this.#dirtyTo, this.#valid + 1);
      else this.#trusted = this.#valid;
      this.#ends = replaced(this.#ends, { first, gone, come });
      this.#tokens = replaced(this.#tokens, { first, gone, come });
      this.#embedded = replaced(this.#embedded, { first, gone, come });
      this.#fences = replaced(this.#fences, { first, gone, come });
      this.#trusted = this.#trusted > last ? this.#trusted + come - gone : Math.min(this.#trusted, first);
      this.#dirtyTo = Math.max(this.#dirtyTo > last ? this.#dirtyTo + come - gone : 0, first + come);
      this.#valid = Math.min(this.#valid, first);
    }
    this.#text = after;
    this.#version = version;
    this.#windows = this.#windows.map((at, i) => changes.mapOffset(at as Offset, i % 2 === 0 ? -1 : 1));
    this.#editedAt = performance.now();
  }

  look(windows: Int32Array): void {
    this.#windows = windows;
    this.#isPainted = false;
  }

  advance(until: number): "more" | "idle" | "later" {
    const { lineCount } = this.#text;
    const isDue = !this.#isPainted || this.#paintedVersion !== this.#version;
    if (isDue) {
      if (!this.#advanceTo(this.#lastLine() + 1, until)) return "more";
      this.#paint();
    }
    if (!this.#advanceTo(lineCount, until)) return "more";
    if (this.#structureVersion === this.#version) return "idle";
    this.wakeAt = this.#editedAt + STRUCTURE_MS;
    if (performance.now() < this.wakeAt) return "later";
    this.#structureVersion = this.#version;
    this.#answerStructure();
    return "idle";
  }

  #lastLine(): number {
    const { length } = this.#windows;
    return length === 0 ? -1 : this.#text.lineAt(this.#windows[length - 1] as Offset).index;
  }

  #advanceTo(end: number, until: number): boolean {
    while (this.#valid < end) {
      const i = this.#valid;
      const old = this.#ends[i], oldFence = this.#fences[i];
      const next = this.#tokenize(i);
      this.#valid = i + 1;
      if (
        i + 1 >= this.#dirtyTo && this.#trusted > i && old !== null && same(old, next) &&
        this.#fences[i] === oldFence
      ) {
        this.#valid = Math.max(this.#valid, this.#trusted);
      }
      if (performance.now() > until && this.#valid < end) return false;
    }
    return true;
  }

  /** Looks at one line whose predecessor's state is right; remembers its tokens and answers its state. */
  #tokenize(index: number): StateStack {
    const line = this.#text.line(index as LineIndex);
    const start = index === 0 ? firstState : this.#ends[index - 1] ?? firstState;
    let end: StateStack = start;
    let tokens = none;
    this.#embedded[index] = null;
    this.#fences[index] = index === 0 ? null : this.#fences[index - 1];
    if (line.to - line.from <= MOST_UNITS) {
      const content = this.#text.slice(line.from, line.to);
      const found = this.#loaded.engine.tokenizeLine(content, start, LINE_MS);
      end = found.ruleStack;
      const packed: number[] = [];
      for (const { startIndex, endIndex, scopes } of found.tokens) {
        const style = styleOfToken(scopes);
        if (style > 0) packed.push(startIndex, Math.min(endIndex, line.to - line.from), style);
      }
      const inner = innerOf(content, found.tokens, this.#fences[index]);
      this.#embedded[index] = inner.language;
      this.#fences[index] = inner.fence;
      if (packed.length > 0) tokens = Int32Array.from(packed);
    }
    this.#ends[index] = end;
    this.#tokens[index] = tokens;
    return end;
  }

  #paint(): void {
    const windows = this.#windows;
    const spans: number[] = [];
    this.#injections.begin();
    for (let i = 0; i < windows.length; i += 2) {
      const from = windows[i], to = windows[i + 1];
      const styles = new Uint8Array(to - from);
      const first = this.#text.lineAt(from as Offset).index, last = this.#text.lineAt(to as Offset).index;
      for (let index = first; index <= last; index++) {
        const at = this.#text.line(index).from - from;
        const tokens = this.#tokens[index] ?? none;
        for (let t = 0; t < tokens.length; t += 3) {
          styles.fill(tokens[t + 2], Math.max(0, at + tokens[t]), Math.max(0, at + tokens[t + 1]));
        }
      }
      fillStyles(styles, this.#inner(first, last), { from, to });
      spansIn(styles, from, spans);
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

  /** The trees of what is embedded in some lines, whole blocks of it. */
  #inner(first: number, last: number): Layer[] {
    const layers: Layer[] = [];
    for (let index = first; index <= last; index++) {
      const language = this.#embedded[index];
      if (language === null) continue;
      let start = index, end = index;
      while (start > 0 && this.#embedded[start - 1] === language) start--;
      while (end + 1 < this.#valid && this.#embedded[end + 1] === language) end++;
      const from = this.#text.line(start as LineIndex).from, to = this.#text.line(end as LineIndex).to;
      if (to - from < 400_000) {
        const content = this.#text.slice(from, to);
        const layer = this.#injections.layer(language, {
          content,
          offset: from,
          ranges: [0, content.length],
        });
        if (layer !== null) {
          layers.push(layer);
          this.#injections.add(layer, { from, to }, layers, 1);
        }
      }
      index = end;
    }
    return layers;
  }

  /** Headings make the outline of Markdown, sections and fences its folds; files and hunks those of a diff. */
  #answerStructure(): void {
    const folds: number[] = [], symbols: number[] = [], names: string[] = [];
    const text = this.#text;
    const levels: { level: number; symbol: number; line: number }[] = [];
    const close = (level: number, before: number): void => {
      for (let top = levels.at(-1); top !== undefined && top.level >= level; top = levels.at(-1)) {
        levels.pop();
        const to = text.line(before as LineIndex).to;
        symbols[top.symbol * 6 + 1] = to;
        if (before > top.line) folds.push(text.line(top.line as LineIndex).from, to, 0);
      }
    };
    for (let index = 0; index < text.lineCount; index++) {
      if (this.#embedded[index] !== null) {
        let end = index;
        while (end + 1 < text.lineCount && this.#embedded[end + 1] === this.#embedded[index]) end++;
        const head = text.line(Math.max(0, index - 1) as LineIndex);
        folds.push(head.from, text.line(end as LineIndex).to, FOLD_KINDS.indexOf("block"));
        index = end;
        continue;
      }
      const line = text.line(index as LineIndex);
      const start = text.slice(line.from, Math.min(line.to, line.from + 200) as Offset);
      const found = headingIn(start, this.#loaded.grammar.name);
      if (found === null) continue;
      close(found.level, index - 1);
      const at = line.from + start.length - start.trimStart().length;
      symbols.push(line.from, line.to, at, line.to, SYMBOL_KINDS.indexOf("heading"), levels.length);
      levels.push({ level: found.level, symbol: names.length, line: index });
      names.push(found.name);
    }
    close(0, text.lineCount - 1);
    this.#answers.structure({
      version: this.#version,
      folds: byStart(folds),
      symbols: Int32Array.from(symbols),
      names,
      brackets: new Int32Array(0),
      nodes: new Int32Array(0),
    });
  }

  close(): void {
    this.#injections.close();
  }
}

const none = new Int32Array(0);

function headingIn(line: string, language: string): { readonly level: number; readonly name: string } | null {
  if (language === "markdown") {
    const found = /^ {0,3}(#{1,6})[ \t]+(.*?)[ \t#]*$/.exec(line);
    return found === null ? null : { level: found[1].length, name: found[2] };
  }
  if (language !== "diff") return null;
  if (line.startsWith("diff ")) return { level: 1, name: line.slice(5) };
  return line.startsWith("@@") ? { level: 2, name: line } : null;
}

function same(a: StateStack, b: StateStack): boolean {
  return a === b || a.equals(b);
}
function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count++;
  return count;
}
/** The list with `come` nulls in place of `gone` items; itself where the count stays, since most edits keep it. */
function replaced<T>(
  list: (T | null)[],
  { first, gone, come }: { first: number; gone: number; come: number },
): (T | null)[] {
  if (gone === come) {
    // The old state behind the last line stays to be compared with the new one.
    for (let i = first; i < first + come - 1; i++) list[i] = null;
    return list;
  }
  const last = list[first + gone - 1];
  const middle: (T | null)[] = new Array(come).fill(null);
  middle[come - 1] = last;
  return list.slice(0, first).concat(middle, list.slice(first + gone));
}
function byStart(packed: readonly number[]): Int32Array {
  const order = Array.from({ length: packed.length / 3 }, (_, i) => i * 3)
    .sort((a, b) => packed[a] - packed[b] || packed[b + 1] - packed[a + 1]);
  return Int32Array.from(order.flatMap((i) => packed.slice(i, i + 3)));
}
