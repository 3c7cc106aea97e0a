/**
 * One key at work: a draft of Vim's state and a state of the document that specs are tried on at once, so that a macro of
 * many changes is one pure step. Owns editing, registers, marks and what the selection shows; commands use it.
 */
import type { Offset } from "../../base/mod.ts";
import { caretAt, sameSelection, selectionOf } from "../state/selection.ts";
import { apply, resolve } from "../state/state.ts";
import type { Edit, Origin, Range, Selection, Spec, State, Text } from "../types.ts";
import { graphemeBefore } from "../unicode/graphemes.ts";
import { Lines, type Pos } from "./lines.ts";
import { type Places, placesNote, vimPlacesField, withJump, withMark } from "./places.ts";
import { VIM_WORDS } from "./strings.ts";
import type { Register, Repeat, VimAct, VimContext, VimState, VisualMode } from "./types.ts";

/** A command that cannot be done: what is pending and the macro around it end. */
export class Refusal extends Error {}
/** A command needs the clipboard; the whole key is tried again when it is here. */
export class NeedsClipboard extends Error {}

export const isVisual = (mode: VimState["mode"]): mode is VisualMode =>
  mode === "visual" || mode === "line" || mode === "block";

/** Keys one press may lead to by macros. */
const mostKeys = 50_000;

export class Run {
  readonly ctx: VimContext;
  readonly vim: { -readonly [K in keyof VimState]: VimState[K] };
  readonly acts: VimAct[] = [];
  state: State;
  lines: Lines;
  /** Where the command works; with several carets, the one whose turn it is. */
  cursor: Pos;
  /** Line, block and visual mode: the other end. */
  anchor: Pos;
  /** Carets whose turn it is not. */
  others: Offset[] = [];
  keysLeft = mostKeys;
  /** What "." does; lent by the machine, which knows every mode. */
  again: (repeat: Repeat) => void = () => this.refuse();
  /** Runs keys as a macro would; lent by the machine too. */
  type: (keys: string) => void = () => this.refuse();
  /** Macros at work, the innermost last, and how deep `:normal` is in itself. */
  macros: { readonly keys: string; at: number }[] = [];
  nested = 0;
  /** A `:g` is at work: it does not nest. */
  inGlobal = false;

  constructor(vim: VimState, ctx: VimContext) {
    this.ctx = ctx;
    this.vim = { ...vim };
    this.state = ctx.state;
    this.lines = new Lines(ctx.state.text, ctx.state.settings.tabSize);
    this.cursor = this.anchor = { line: 0, col: 0 };
  }

  get selection(): Selection {
    return this.state.selections.get(this.ctx.view)!;
  }
  get places(): Places {
    return this.state.get(vimPlacesField);
  }

  refuse(message?: string): never {
    if (message !== undefined) this.vim.message = message;
    throw new Refusal();
  }

  /** Carries a wish out here, and asks the app to do the same. */
  spec(spec: Spec): void {
    if (this.ctx.readOnly === true && (spec.edits?.length ?? 0) > 0) this.refuse(VIM_WORDS.readOnly);
    const tr = resolve(this.state, spec, this.ctx.at);
    const state = apply(tr);
    if (state === this.state) return;
    if (tr.changes.edits.length > 0) {
      this.others = this.others.map((at) => tr.changes.mapOffset(at, 1));
      this.vim.wantAt = null;
    }
    this.adopt(state);
    this.acts.push({ kind: "spec", spec });
  }
  adopt(state: State): void {
    if (state.text !== this.state.text) this.lines = new Lines(state.text, state.settings.tabSize);
    this.state = state;
  }

  /** One change of the text. `after`: where the cursor is then, counted in the text after it. */
  edit(edits: readonly Edit[], { after, origin, notes }: {
    after: number;
    origin: Origin;
    notes?: Spec["notes"];
  }): void {
    const changed = edits.filter(({ from, to, insert }) => from !== to || insert.length > 0);
    if (changed.length === 0) {
      this.cursor = this.lines.pos(after);
      return;
    }
    const alone = this.others.length === 0;
    // Undo comes back to where the command began to change, as in Vim.
    if (alone) this.show({ ranges: [caretAt(this.lines.offset(this.cursor))], main: 0 });
    this.spec({
      edits: changed,
      view: this.ctx.view,
      group: this.vim.group,
      origin,
      notes,
      selection: alone ? { ranges: [caretAt(after as Offset)], main: 0 } : undefined,
    });
    this.cursor = this.lines.pos(after);
  }
  replace({ from, to, insert, after, origin = "delete" }: {
    from: number;
    to: number;
    insert: string;
    after: number;
    origin?: Origin;
  }): void {
    this.edit([{ from: from as Offset, to: to as Offset, insert }], { after, origin });
    this.markChange(from, from + insert.length);
  }
  /** `'[` and `']`, and `'.`. `to` is exclusive. */
  markChange(from: number, to: number): void {
    this.note((places) => {
      const last = Math.max(from, to - 1) as Offset;
      return withMark(withMark(withMark(places, "[", from as Offset), "]", last), ".", from as Offset);
    });
  }
  note(change: (places: Places) => Places): void {
    this.spec({ origin: "move", notes: [placesNote(change)] });
  }
  setMark(name: string, at: Pos): void {
    const offset = this.lines.offset(at);
    this.note((places) => withMark(places, name, offset));
  }
  jump(from: Pos): void {
    const offset = this.lines.offset(from);
    this.note((places) => withJump(places, offset));
  }

  /** A selection other than the one shown becomes the view's. */
  show(selection: Selection, reveal?: true): void {
    if (sameSelection(selection, this.selection)) return;
    this.spec({ view: this.ctx.view, selection, origin: "move", reveal });
  }

  /** The next undo step. */
  newGroup(): void {
    this.vim.group++;
  }

  // --- registers ---

  register(name: string | null): Register | null {
    const wanted = name ?? '"';
    if (wanted === "+" || wanted === "*") {
      if (this.ctx.clipboard === undefined) throw new NeedsClipboard();
      const text = this.ctx.clipboard;
      if (text === "") return null;
      const own = this.vim.registers.get("+");
      if (own !== undefined && own.text + (own.kind === "line" ? "\n" : "") === text) return own;
      return text.endsWith("\n") ? { kind: "line", text: text.slice(0, -1) } : { kind: "char", text };
    }
    if (wanted === "/") {
      return this.vim.search === null ? null : { kind: "char", text: this.vim.search.pattern };
    }
    if (wanted === ":") {
      const last = this.vim.commandHistory.at(-1);
      return last === undefined ? null : { kind: "char", text: last };
    }
    if (wanted === "%") return this.ctx.name === undefined ? null : { kind: "char", text: this.ctx.name };
    return this.vim.registers.get(wanted.toLowerCase()) ?? null;
  }
  /** Puts a text where a yank or delete of it goes, besides the numbered registers. */
  fill(name: string | null, value: Register): void {
    const registers = new Map(this.vim.registers);
    if (name !== null && /^[A-Z]$/.test(name)) {
      const key = name.toLowerCase();
      const old = registers.get(key);
      const joined = old === undefined ? value : appended(old, value);
      registers.set(key, joined).set('"', joined);
    } else if (name === "+" || name === "*") {
      registers.set("+", value).set('"', value);
      const text = value.kind === "line" ? value.text + "\n" : value.text;
      this.acts.push({ kind: "clipboard.write", text, wholeLine: value.kind === "line" });
    } else if (name !== null && name !== '"') registers.set(name, value).set('"', value);
    else registers.set('"', value);
    this.vim.registers = registers;
  }
  yanked(name: string | null, value: Register): void {
    if (name === "_") return;
    this.fill(name, value);
    if (name === null || name === '"') this.vim.registers = new Map(this.vim.registers).set("0", value);
  }
  /** `size`: whether it goes to "1 (and moves the others on), to "- or both. */
  deleted(name: string | null, value: Register, { big, small }: { big: boolean; small: boolean }): void {
    if (name === "_") return;
    const registers = new Map(this.vim.registers);
    if (big) {
      for (let i = 9; i > 1; i--) {
        const above = registers.get(String(i - 1));
        if (above !== undefined) registers.set(String(i), above);
      }
      registers.set("1", value);
    }
    if (small && (name === null || name === '"')) registers.set("-", value);
    this.vim.registers = registers.set('"', value);
    if (name !== null && name !== '"') this.fill(name, value);
  }

  // --- what is shown ---

  /** Reads cursor and anchor from the selection, and notices what others did to it. */
  enter(): void {
    const { vim, lines } = this;
    const { ranges, main } = this.selection;
    const range = ranges[main];
    const isOurs = vim.shown !== null && sameSelection(vim.shown, this.selection);
    const under = vim.line === null ? vim.mode : vim.line.from;
    if (isVisual(under) && vim.visual !== null && isOurs) {
      this.cursor = lines.pos(vim.visual.head);
      this.anchor = lines.pos(vim.visual.anchor);
      return;
    }
    if (!isOurs && (vim.mode === "normal" || isVisual(vim.mode))) {
      vim.visual = null;
      // A selection made by mouse or by a command of the editor is visual mode.
      vim.mode = range.anchor === range.head ? "normal" : "visual";
      if (vim.mode === "visual") {
        const [anchor, head] = endsOf(range, lines.text);
        this.cursor = lines.pos(head);
        this.anchor = lines.pos(anchor);
        vim.visual = { anchor: anchor as Offset, head: head as Offset, toEnd: false };
        return;
      }
    }
    this.cursor = lines.pos(range.head);
    if (vim.mode === "normal" && vim.once === null) this.cursor = lines.onCharacter(this.cursor);
    this.anchor = this.cursor;
    if (ranges.length > 1) this.others = ranges.filter((_, i) => i !== main).map(({ head }) => head);
  }

  /** The selection that shows mode, cursor and anchor. */
  leave(): void {
    const { vim, lines } = this;
    if (vim.mode === "normal") this.cursor = lines.onCharacter(this.cursor);
    if (isVisual(vim.mode)) {
      const toEnd = vim.mode === "block" ? (vim.visual?.toEnd ?? false) : false;
      vim.visual = { anchor: lines.offset(this.anchor), head: lines.offset(this.cursor), toEnd };
      this.show(this.visualSelection(vim.mode), true);
    } else {
      vim.visual = null;
      const head = lines.offset(this.cursor);
      // Behind the last "\n" one may type, and nowhere else may a caret be that Vim does not know.
      const own = this.selection.ranges[this.selection.main];
      const stays = vim.mode !== "normal" && own.head === own.anchor &&
        lines.offset(lines.pos(own.head)) === head;
      if (this.others.length === 0) {
        if (!stays || this.selection.ranges.length > 1 && vim.mode === "normal") {
          this.show(selectionOf([caretAt(head)]), true);
        }
      } else this.show(selectionOf([caretAt(head), ...this.others.map((at) => caretAt(at))]), true);
    }
    vim.shown = this.selection;
  }

  visualSelection(mode: VisualMode): Selection {
    const { lines, anchor, cursor } = this;
    if (mode === "visual") return selectionOf([inclusive(lines, anchor, cursor)]);
    if (mode === "line") {
      const from = Math.min(anchor.line, cursor.line), to = Math.max(anchor.line, cursor.line);
      const start = lines.from(from) as Offset, end = lines.to(to) as Offset;
      return selectionOf([
        cursor.line < anchor.line ? { anchor: end, head: start } : { anchor: start, head: end },
      ]);
    }
    const block = this.block();
    const ranges: Range[] = [];
    let main = 0;
    for (let line = block.top; line <= block.bottom; line++) {
      const { from, to } = blockSpan(lines, line, block);
      if (line === cursor.line) main = ranges.length;
      const start = lines.from(line) + from as Offset, end = lines.from(line) + to as Offset;
      ranges.push(cursor.col < anchor.col ? { anchor: end, head: start } : { anchor: start, head: end });
    }
    return selectionOf(ranges, main);
  }
  /** The block between anchor and cursor, in cells; `right` is inclusive. */
  block(): Block {
    const { lines, anchor, cursor } = this;
    const a = lines.cells(anchor.line, anchor.col), b = lines.cells(cursor.line, cursor.col);
    const aEnd = a + lines.cellsAt(anchor, a) - 1, bEnd = b + lines.cellsAt(cursor, b) - 1;
    const toEnd = this.vim.visual?.toEnd ?? false;
    return {
      top: Math.min(anchor.line, cursor.line),
      bottom: Math.max(anchor.line, cursor.line),
      left: Math.min(a, b),
      right: toEnd ? Infinity : Math.max(aEnd, bEnd),
    };
  }
}

export interface Block {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}
/** The columns of a line that a block covers; empty past the line's end. */
export function blockSpan(lines: Lines, line: number, { left, right }: Block): { from: number; to: number } {
  const from = lines.columnAt(line, left);
  const last = right === Infinity ? Infinity : lines.columnAt(line, right);
  const length = lines.length(line);
  const to = last >= length ? length : lines.right({ line, col: last });
  return { from, to: Math.max(from, to) };
}
/** Both ends and what lies between, the characters at both ends included. */
export function inclusive(lines: Lines, anchor: Pos, head: Pos): Range {
  const a = lines.offset(anchor), h = lines.offset(head);
  const end = (pos: Pos): Offset => {
    const at = lines.offset(pos);
    if (pos.col < lines.length(pos.line)) return lines.from(pos.line) + lines.right(pos) as Offset;
    return Math.min(at + 1, lines.text.length) as Offset;
  };
  return h < a ? { anchor: end(anchor), head: h } : { anchor: a, head: end(head) };
}
/** Anchor and head as Vim counts them: on characters. */
export function endsOf({ anchor, head }: Range, text: Text): [number, number] {
  return head > anchor ? [anchor, graphemeBefore(text, head)] : [graphemeBefore(text, anchor), head];
}
function appended(old: Register, more: Register): Register {
  if (old.kind === "line" || more.kind === "line") return { kind: "line", text: `${old.text}\n${more.text}` };
  return { kind: old.kind, text: old.text + more.text, width: old.width };
}
