/**
 * One terminal without its program: bytes in, packed rows and answers out. Owns xterm's state, the selection, the search and
 * where the view stands. Knows neither process nor thread; terminal_worker.ts gives it both.
 */
import type { ITerminalInitOnlyOptions, ITerminalOptions, Terminal } from "@xterm/headless";
import { encodeKey, encodePaste } from "./keys.ts";
import { findLink } from "./link_at_io.ts";
import type {
  CopyMove,
  CursorShape,
  Question,
  ScreenText,
  ScrollWish,
  SearchWish,
  TermFrame,
  TermKey,
  TermMouse,
  TermOptions,
  TermRow,
  TermState,
} from "./messages.ts";
import { boundCounts, cursorStyleOf, isCursorHidden, rawBuffer, reportMouse } from "./quirks_io.ts";
import { installReports, type Told } from "./reports_io.ts";
import { packRow, sameRow } from "./rows_io.ts";
import { type Cell, TermSelection } from "./selection_io.ts";
import { attrSpans, rowText } from "./sgr.ts";
import { StringGuard } from "./string_guard.ts";
import { findAll, type FoundAll, patternOf } from "./term_search_io.ts";
import { widthProvider, type Widths } from "./widths_io.ts";

/** What the emulator is made with. `Terminal`: xterm's class, which only worker files may load. */
export interface EmulatorParts {
  readonly Terminal: new (options?: ITerminalOptions & ITerminalInitOnlyOptions) => Terminal;
  readonly widths: Widths;
  readonly version: string;
  readonly cols: number;
  readonly rows: number;
  readonly options: TermOptions;
  /** To the program: keys, answers. `origin` "report": an answer, which may be dropped when nobody reads. */
  readonly send: (text: string, origin: "user" | "report" | "mouse") => void;
  readonly copy: (text: string, to: "primary" | "clipboard") => void;
}
const SHIFT = 2, CTRL = 1, ALT = 4;
/** A title in a tab. */
const MOST_TITLE = 1000;
const LEFT = 0, NONE = 3, WHEEL = 4;

export class Emulator {
  readonly term: Terminal;
  readonly selection: TermSelection;
  readonly #parts: EmulatorParts;
  readonly #told: Told;
  /** The rows as they went out last. */
  #sent: TermRow[] = [];
  #lastState: TermState | null = null;
  readonly #guard = new StringGuard();
  #title = "";
  #bells = 0;
  #search: { readonly wish: SearchWish; found: FoundAll; index: number; isStale: boolean } | null = null;
  /** The button that is held over a program which wants to know. */
  #reported = -1;
  #isSelecting = false;
  /** Grows with everything that may change what is seen. */
  #changes = 0;
  #sentChanges = -1;

  constructor(parts: EmulatorParts) {
    this.#parts = parts;
    const { cols, rows, options } = parts;
    this.term = new parts.Terminal({
      cols,
      rows,
      scrollback: options.scrollback,
      allowProposedApi: true,
      // Whether xterm asks our handler at all; it answers none but these.
      windowOptions: {
        pushTitle: true,
        popTitle: true,
        getWinSizePixels: true,
        getCellSizePixels: true,
        getWinSizeChars: true,
      },
      logLevel: "off",
      ...({ scrollOnUserInput: false } as object),
    });
    const { term } = this;
    term.unicode.register(widthProvider(parts.widths));
    term.unicode.activeVersion = "nexus";
    this.selection = new TermSelection(term);
    this.selection.separators = options.wordSeparators;
    this.#told = { options, prompts: [], folder: null, colors: new Map(), version: parts.version };
    const report = (text: string) => parts.send(text, "report");
    installReports(term, this.#told, { send: report, copy: (text) => parts.copy(text, "clipboard") });
    boundCounts(term);
    // The empty string is our own sign to `feed`.
    term.onData((text) => text !== "" && parts.send(text, this.#isMouse ? "mouse" : "report"));
    term.onBinary((text) => parts.send(text, "mouse"));
    term.onTitleChange((title) => this.#title = title.slice(0, MOST_TITLE));
    term.onBell(() => this.#bells++);
  }
  #isMouse = false;

  /** The folder that the shell told last. */
  get folder(): string | null {
    return this.#told.folder;
  }
  /** The program draws a frame of its own and has not finished. */
  get isDrawing(): boolean {
    return this.term.modes.synchronizedOutputMode;
  }
  get hasChanged(): boolean {
    return this.#changes !== this.#sentChanges;
  }
  /** The next frame is whole: whoever has the last ones is new. */
  forgetSent(): void {
    this.#sent = [];
    this.#lastState = null;
    this.#changes++;
  }

  /** Takes output and carries it out before it returns. Up to 64 KB keep a call under some 4 ms. */
  feed(bytes: Uint8Array): void {
    // After input xterm parses what comes next at once; it would wait for a timer (2 ms a piece) otherwise.
    this.term.input("", true);
    this.term.write(this.#guard.pass(bytes));
    if (this.#search !== null) this.#search.isStale = true;
    this.#changes++;
  }

  resize(cols: number, rows: number): void {
    if (cols === this.term.cols && rows === this.term.rows) return;
    this.term.resize(cols, rows);
    this.#sent = [];
    if (this.#search !== null) this.#search.isStale = true;
    this.#changes++;
  }
  configure(options: TermOptions): void {
    this.#told.options = options;
    this.selection.separators = options.wordSeparators;
    if (this.term.options.scrollback !== options.scrollback) {
      this.term.options.scrollback = options.scrollback;
    }
    this.#changes++;
  }

  /** A key, or typed text: shows the prompt again and ends a selection. */
  key(key: TermKey): void {
    const text = encodeKey(key, { applicationCursor: this.term.modes.applicationCursorKeysMode });
    if (text !== null) this.type(text);
  }
  type(text: string): void {
    this.#toBottom();
    this.selection.clear();
    this.#changes++;
    this.#parts.send(text, "user");
  }
  paste(text: string): void {
    this.type(encodePaste(text, this.term.modes.bracketedPasteMode));
  }
  focus(isOn: boolean): void {
    if (this.term.modes.sendFocusMode) this.#parts.send(isOn ? "\x1b[I" : "\x1b[O", "report");
  }

  /** The pointer: the program's if it asked for it, else it selects. Shift keeps it from the program. */
  mouse(mouse: TermMouse): void {
    const { what, button, mods } = mouse;
    const wants = this.term.modes.mouseTrackingMode !== "none" && (mods & SHIFT) === 0 && !this.#isSelecting;
    if (wants || this.#reported >= 0) return this.#report(mouse);
    if (what === "wheel") return this.#wheel(mouse);
    const buffer = this.term.buffer.active;
    // From the middle of a cell on the selection stands behind it.
    const clamped = {
      line: Math.max(0, buffer.viewportY + mouse.row),
      col: Math.max(0, Math.min(this.term.cols, mouse.col)),
    };
    if (what === "down" && button === LEFT) {
      this.#isSelecting = true;
      if (mods & SHIFT && this.selection.span() !== null) this.selection.extend(clamped);
      else this.selection.start(clamped, Math.min(3, mouse.clicks));
    } else if (what === "move" && this.#isSelecting) {
      if (mouse.row < 0) this.term.scrollLines(-1);
      else if (mouse.row >= this.term.rows) this.term.scrollLines(1);
      this.selection.extend(clamped);
    } else if (what === "up" && this.#isSelecting) {
      this.#isSelecting = false;
      const text = this.selection.text();
      if (text !== "") this.#parts.copy(text, "primary");
    } else return;
    this.#changes++;
  }
  #wheel({ lines }: TermMouse): void {
    if (this.term.buffer.active.type === "alternate") {
      // Programs without mouse scroll by the cursor keys.
      const key = encodeKey({ key: lines < 0 ? "up" : "down", mods: 0 }, {
        applicationCursor: this.term.modes.applicationCursorKeysMode,
      })!;
      return this.#parts.send(key.repeat(Math.min(50, Math.abs(lines))), "mouse");
    }
    this.scroll({ by: lines });
  }
  #report({ what, col, row, x, y, button, mods, lines }: TermMouse): void {
    const { cols, rows } = this.term;
    const at = { col: Math.max(0, Math.min(cols - 1, col)), row: Math.max(0, Math.min(rows - 1, row)), x, y };
    const held = { ctrl: (mods & CTRL) !== 0, alt: (mods & ALT) !== 0, shift: (mods & SHIFT) !== 0 };
    const tell = (button: number, action: number) => {
      this.#isMouse = true;
      reportMouse(this.term, { ...at, ...held, button, action });
      this.#isMouse = false;
    };
    if (what === "wheel") {
      for (let i = 0; i < Math.min(20, Math.abs(lines)); i++) tell(WHEEL, lines < 0 ? 0 : 1);
      return;
    }
    if (what === "down") this.#reported = button;
    tell(
      button < 0 ? this.#reported < 0 ? NONE : this.#reported : button,
      { up: 0, down: 1, move: 32 }[what],
    );
    if (what === "up") this.#reported = -1;
  }

  scroll(wish: ScrollWish): void {
    const { term } = this;
    const before = term.buffer.active.viewportY;
    if ("by" in wish) term.scrollLines(Math.trunc(wish.by));
    else if (typeof wish.to === "number") term.scrollToLine(Math.max(0, Math.trunc(wish.to)));
    else if (wish.to === "top") term.scrollToTop();
    else if (wish.to === "bottom") term.scrollToBottom();
    else this.#toCommand(wish.to);
    if (term.buffer.active.viewportY !== before) this.#changes++;
  }
  #toBottom(): void {
    const { active } = this.term.buffer;
    if (active.viewportY !== active.baseY) this.term.scrollToBottom();
  }
  #toCommand(which: "previousCommand" | "nextCommand"): void {
    const lines = this.#told.prompts.map(({ marker }) => marker.line).filter((line) => line >= 0);
    const top = this.term.buffer.active.viewportY;
    const to = which === "previousCommand"
      ? lines.findLast((line) => line < top)
      : lines.find((line) => line > top);
    if (to !== undefined) this.term.scrollToLine(to);
    else if (which === "nextCommand") this.term.scrollToBottom();
  }

  select(what: "all" | "none" | "lastCommand" | "lastOutput"): void {
    this.#changes++;
    const last = this.term.buffer.active.length - 1;
    if (what === "none") return this.selection.clear();
    if (what === "all") return this.selection.selectLines(0, last);
    const done = this.#told.prompts.findLast(({ end, marker }) => end !== null && marker.line >= 0);
    if (done === undefined) return;
    const end = Math.max(done.marker.line, (done.end?.line ?? last) - 1);
    const output = done.output?.line ?? done.marker.line + 1;
    if (what === "lastCommand") {
      return this.selection.selectLines(done.marker.line, Math.max(done.marker.line, output - 1));
    }
    if (output <= end) this.selection.selectLines(output, end);
  }
  copyMode(what: "on" | "off" | "mark"): void {
    this.#changes++;
    if (what === "mark") return this.selection.mark();
    this.selection.copyMode(what);
    if (what === "off") {
      this.selection.clear();
      this.#toBottom();
    }
  }
  copyMove(move: CopyMove, extend: boolean): void {
    this.selection.move(move, extend);
    const at = this.selection.cursor;
    if (at !== null) this.#show(at.line);
    this.#changes++;
  }
  #show(line: number): void {
    const { viewportY } = this.term.buffer.active;
    if (line < viewportY) this.term.scrollToLine(line);
    else if (line >= viewportY + this.term.rows) this.term.scrollToLine(line - this.term.rows + 1);
  }

  search(wish: SearchWish | null): void {
    this.#changes++;
    const pattern = wish === null ? null : patternOf(wish);
    if (wish === null || pattern === null) {
      this.#search = null;
      return;
    }
    const last = this.#search;
    const found = findAll(this.term, pattern);
    const isSame = last !== null && last.wish.text === wish.text &&
      last.wish.caseSensitive === wish.caseSensitive && last.wish.wholeWord === wish.wholeWord;
    let index = isSame ? last.index : found.count - 1; // The newest first.
    if (isSame && wish.to === "next") index++;
    if (isSame && wish.to === "previous") index--;
    if (found.count > 0) index = (index + found.count) % found.count;
    this.#search = { wish, found, index, isStale: false };
    const span = found.spans.find(({ match }) => match === index);
    if (span !== undefined && wish.to !== "stay" || span !== undefined && !isSame) this.#reveal(span.line);
  }
  #reveal(line: number): void {
    const { viewportY } = this.term.buffer.active;
    if (line < viewportY || line >= viewportY + this.term.rows) {
      this.term.scrollToLine(Math.max(0, line - (this.term.rows >> 1)));
    }
  }

  /** Forgets all but the prompt's line. */
  clear(): void {
    this.term.clear();
    this.#search = null;
    this.selection.clear();
    this.#changes++;
  }

  /** What changed since the last frame; `null` when nothing did. */
  frame(folder: string | null): TermFrame | null {
    if (!this.hasChanged) return null;
    this.#sentChanges = this.#changes;
    const buffer = rawBuffer(this.term);
    const marks = this.#marks(buffer.ydisp);
    const at: number[] = [];
    const rows: TermRow[] = [];
    for (let y = 0; y < this.term.rows; y++) {
      const line = buffer.lines.get(buffer.ydisp + y);
      if (line === undefined) break;
      const row = packRow(this.term, line, marks?.get(y) ?? null);
      const last = this.#sent[y];
      if (last !== undefined && sameRow(last, row)) continue;
      this.#sent[y] = row;
      at.push(y);
      rows.push(row);
    }
    const state = this.state(folder);
    const isSame = this.#lastState !== null && JSON.stringify(this.#lastState) === JSON.stringify(state);
    if (rows.length === 0 && isSame) return null;
    this.#lastState = state;
    return { state, at, rows };
  }

  #marks(top: number): Map<number, number> | null {
    const { prompts } = this.#told;
    let marks: Map<number, number> | null = null;
    for (let i = prompts.length - 1; i >= 0; i--) {
      const { marker: { line }, exit } = prompts[i];
      if (line < top) break;
      if (line < top + this.term.rows) (marks ??= new Map()).set(line - top, exit);
    }
    return marks;
  }

  state(folder: string | null): TermState {
    const { term } = this;
    const buffer = term.buffer.active;
    const top = buffer.viewportY;
    const y = buffer.baseY + buffer.cursorY - top;
    const { cursorStyle, cursorBlink } = cursorStyleOf(term);
    const copying = this.selection.cursor;
    const span = this.selection.span();
    const selected = span === null ? [] : this.#rowsOf(span.from, span.to);
    return {
      cols: term.cols,
      rows: term.rows,
      cursor: {
        x: Math.min(buffer.cursorX, term.cols - 1),
        y,
        shape: (cursorStyle ?? "block") as CursorShape,
        blinks: cursorBlink ?? false,
        isVisible: !isCursorHidden(term) && y < term.rows,
      },
      top,
      base: buffer.baseY,
      isAlternate: buffer.type === "alternate",
      wantsMouse: term.modes.mouseTrackingMode !== "none",
      takesPastes: term.modes.bracketedPasteMode,
      title: this.#title,
      folder: this.#told.folder ?? folder,
      bells: this.#bells,
      selected,
      ...this.#foundRows(top),
      copyMode: copying === null ? null : { x: Math.min(copying.col, term.cols - 1), y: copying.line - top },
      colors: [...this.#told.colors],
    };
  }
  #rowsOf(from: Cell, to: Cell): number[] {
    const top = this.term.buffer.active.viewportY;
    const out: number[] = [];
    for (let y = Math.max(0, from.line - top); y < this.term.rows && y + top <= to.line; y++) {
      const start = y + top === from.line ? from.col : 0;
      const end = y + top === to.line ? to.col : this.term.cols;
      if (end > start) out.push(y, start, end);
    }
    return out;
  }
  #foundRows(top: number): Pick<TermState, "found" | "matchCount" | "matchIndex"> {
    const search = this.#search;
    if (search === null) return { found: [], matchCount: 0, matchIndex: -1 };
    if (search.isStale) {
      search.isStale = false;
      search.found = findAll(this.term, patternOf(search.wish)!);
      search.index = Math.min(search.index, search.found.count - 1);
    }
    const found: number[] = [];
    for (const { match, line, from, to } of search.found.spans) {
      if (line >= top && line < top + this.term.rows) {
        found.push(line - top, from, to, match === search.index ? 1 : 0);
      }
    }
    return { found, matchCount: search.found.count, matchIndex: search.index };
  }

  /** A question that only this thread can answer. */
  answer(about: Question, folder: string | null): unknown {
    switch (about.what) {
      case "screen":
        return this.#screenText(folder);
      case "selection":
        return this.selection.text();
      case "text": {
        const last = this.term.buffer.active.length - 1;
        const line = Math.max(0, Math.min(about.from, last));
        return this.selection.textOf({
          from: { line, col: 0 },
          to: { line: Math.min(last, about.to), col: this.term.cols },
        });
      }
      case "link":
        return findLink(this.term, about);
    }
  }
  #screenText(folder: string | null): ScreenText {
    const { term } = this;
    const buffer = rawBuffer(term);
    const rows: TermRow[] = [];
    for (let y = 0; y < term.rows; y++) rows.push(packRow(term, buffer.lines.get(buffer.ybase + y)!));
    const { shape } = this.state(folder).cursor;
    return {
      lines: rows.map(rowText),
      cursor: {
        row: buffer.y,
        col: Math.min(buffer.x, term.cols - 1),
        visible: !isCursorHidden(term),
        shape,
      },
      attrs: rows.map(attrSpans),
      cols: term.cols,
      rows: term.rows,
      title: this.#title,
      cwd: this.#told.folder ?? folder,
      alternate: term.buffer.active.type === "alternate",
      scrollback: term.buffer.active.baseY,
    };
  }

  close(): void {
    this.term.dispose();
  }
}
