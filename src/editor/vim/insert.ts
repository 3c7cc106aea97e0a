/**
 * Insert and replace mode: beginning, the keys that are Vim's own, and the end with its counts. What types goes the
 * editor's usual way while a person types; only "." and macros type through here.
 */
import type { Offset } from "../../base/mod.ts";
import { deleteLeft, deleteRight } from "../commands/delete.ts";
import { tab } from "../commands/indent.ts";
import { type as typeCommand } from "../commands/type.ts";
import { caretAt, mapRanges, selectionOf } from "../state/selection.ts";
import type { Command, CommandContext, Edit } from "../types.ts";
import { classOf } from "./lines.ts";
import { withMark } from "./places.ts";
import type { Run } from "./run.ts";
import { VIM_WORDS } from "./strings.ts";
import { named, type Parsed, type Repeat } from "./types.ts";

export interface Beginning {
  readonly command: Parsed;
  readonly count?: number;
  readonly opens?: "below" | "above";
  readonly visual?: Repeat["visual"];
  /** Carets of a block, top first. */
  readonly carets?: readonly Offset[];
  readonly mode?: "insert" | "replace";
}

/** From here on keys type. */
export function beginInsert(
  run: Run,
  { command, count = 1, opens, visual, carets, mode = "insert" }: Beginning,
): void {
  const { vim } = run;
  if (run.ctx.readOnly === true) run.refuse(VIM_WORDS.readOnly);
  vim.mode = mode;
  // Ctrl+O and then a command that begins an insert: that insert is the one to go on with.
  vim.once = null;
  vim.visual = null;
  const from = run.lines.offset(run.cursor);
  const fromBlock = command.name === "I" || command.name === "A";
  const block = carets === undefined || (carets.length < 2 && !fromBlock) ? null : run.cursor;
  vim.insertion = {
    keys: "",
    count,
    command,
    visual,
    opens: opens ?? null,
    replaced: [],
    from,
    waits: null,
    block: block === null ? null : { line: block.line, column: block.col },
  };
  const all = carets ?? [from, ...run.others];
  run.show(selectionOf(all.map((at) => caretAt(at))), true);
}

function contextOf(run: Run, arg?: unknown): CommandContext {
  return { state: run.state, view: run.ctx.view, selection: run.selection, layout: run.ctx.layout, arg };
}
function perform(run: Run, command: Command, arg?: unknown): void {
  const spec = command(contextOf(run, arg))?.spec;
  if (spec !== undefined) run.spec({ ...spec, group: run.vim.group });
}

/** What a key types, or does to the text; `false`: nothing of insert mode. */
export function insertText(run: Run, key: string): boolean {
  const isReplace = run.vim.mode === "replace";
  switch (key) {
    case named.enter:
    case "\n":
      if (isReplace) noteReplaced(run, "");
      perform(run, typeCommand, { text: "\n" });
      return true;
    case named.backspace:
      if (isReplace) unreplace(run);
      else perform(run, deleteLeft);
      return true;
    case named.delete:
      perform(run, deleteRight);
      return true;
    case named.tab:
      if (isReplace) return overtype(run, "\t");
      perform(run, tab);
      return true;
    default:
      if (key < " " || (key >= "\ue000" && key <= "\ue0ff")) return false;
      if (isReplace) return overtype(run, key);
      perform(run, typeCommand, { text: key });
      return true;
  }
}

/** The character at each caret gives way. */
function overtype(run: Run, text: string): true {
  const { lines } = run;
  const edits: Edit[] = [];
  const { ranges, main } = run.selection;
  for (let i = 0; i < ranges.length; i++) {
    const at = ranges[i].head;
    const pos = lines.pos(at);
    // Behind the last line there is nothing to give way.
    const to = Math.max(at, lines.from(pos.line) + lines.right(pos));
    if (i === main) noteReplaced(run, lines.text.slice(at, to as Offset));
    edits.push({ from: at, to: to as Offset, insert: text });
  }
  let shift = 0;
  const after = edits.map(({ from, to, insert }) => {
    const at = from + shift + insert.length;
    shift += insert.length - (to - from);
    return caretAt(at as Offset);
  });
  run.spec({
    edits,
    view: run.ctx.view,
    selection: selectionOf(after, main),
    origin: "type",
    group: run.vim.group,
    reveal: true,
  });
  return true;
}
function noteReplaced(run: Run, old: string): void {
  const { insertion } = run.vim;
  if (insertion !== null) run.vim.insertion = { ...insertion, replaced: [...insertion.replaced, old] };
}
/** Backspace in replace mode: what was there comes back. */
function unreplace(run: Run): void {
  const { insertion } = run.vim;
  const at = run.selection.ranges[run.selection.main].head;
  const pos = run.lines.pos(at);
  const start = pos.col === 0 ? Math.max(0, at - 1) : run.lines.from(pos.line) + run.lines.left(pos);
  const old = insertion?.replaced.at(-1);
  if (insertion === null || old === undefined) {
    run.show(selectionOf([caretAt(start as Offset)]), true);
    return;
  }
  run.vim.insertion = { ...insertion, replaced: insertion.replaced.slice(0, -1) };
  run.spec({
    edits: [{ from: start as Offset, to: at, insert: old }],
    view: run.ctx.view,
    selection: selectionOf([caretAt(start as Offset)]),
    origin: "delete",
    group: run.vim.group,
    reveal: true,
  });
}

/** Ctrl+W and Ctrl+U: to the start of the word, or of the line. */
export function deleteBack(run: Run, what: "word" | "line"): void {
  const { lines } = run;
  const edits: Edit[] = [];
  for (const { head } of run.selection.ranges) {
    const { line, col } = lines.pos(head);
    let to = col;
    const text = lines.line(line);
    if (col === 0) {
      if (line > 0) edits.push({ from: head - 1 as Offset, to: head, insert: "" });
      continue;
    }
    if (what === "line") {
      const typed = run.vim.insertion === null
        ? 0
        : lines.pos(Math.min(run.vim.insertion.from, lines.text.length)).col;
      const sameLine = run.vim.insertion !== null &&
        lines.pos(Math.min(run.vim.insertion.from, lines.text.length)).line === line;
      // First what was typed here, then the rest up to the indent.
      to = sameLine && typed < col ? typed : 0;
    } else {
      while (to > 0 && classOf(text[to - 1], "word") === 0) to--;
      const kind = to > 0 ? classOf(text[to - 1], "word") : 0;
      while (to > 0 && classOf(text[to - 1], "word") === kind) to--;
    }
    edits.push({ from: head - (col - to) as Offset, to: head, insert: "" });
  }
  if (edits.length === 0) return;
  run.spec({ edits, view: run.ctx.view, origin: "delete", group: run.vim.group, reveal: true });
}

/** Ctrl+R: a register as if it were typed. */
export function insertRegister(run: Run, name: string): void {
  const register = run.register(name);
  if (register === null) return;
  const text = register.kind === "line" ? register.text + "\n" : register.text;
  const edits = run.selection.ranges.map(({ head }): Edit => ({ from: head, to: head, insert: text }));
  run.spec({ edits, view: run.ctx.view, origin: "paste", group: run.vim.group, reveal: true });
}

/** Ctrl+T and Ctrl+D: the line's indent by a step, the caret stays on its character. */
export function shiftLine(run: Run, by: 1 | -1): void {
  const { lines, state } = run;
  const { insertSpaces, tabSize, indentSize } = state.settings;
  const { line } = lines.pos(run.selection.ranges[run.selection.main].head);
  const indent = /^[ \t]*/.exec(lines.line(line))![0];
  const old = lines.cells(line, indent.length);
  const cells = Math.max(
    0,
    by > 0 ? old + indentSize - old % indentSize : Math.ceil(old / indentSize - 1) * indentSize,
  );
  const blank = insertSpaces
    ? " ".repeat(cells)
    : "\t".repeat(Math.floor(cells / tabSize)) + " ".repeat(cells % tabSize);
  const from = lines.from(line) as Offset;
  run.spec({
    edits: [{ from, to: from + indent.length as Offset, insert: blank }],
    view: run.ctx.view,
    origin: "type",
    group: run.vim.group,
  });
}

/** Types the keys of an insert again. */
export function typeAgain(run: Run, keys: string): void {
  for (let i = 0; i < keys.length;) {
    const key = String.fromCodePoint(keys.codePointAt(i)!);
    i += key.length;
    if (key === "\x17") deleteBack(run, "word");
    else if (key === "\x15") deleteBack(run, "line");
    else if (key === "\x14" || key === "\x04") shiftLine(run, key === "\x14" ? 1 : -1);
    else if (key === "\x12") insertRegister(run, keys[i++]);
    else insertText(run, key);
  }
}

/** Escape: counts are made good, and the cursor steps back onto a character. */
export function endInsert(run: Run): void {
  const { vim } = run;
  const insertion = vim.insertion;
  const wasOpened = insertion !== null && insertion.keys === "" && insertion.opens !== null;
  if (insertion !== null && run.selection.ranges.length === 1) {
    for (let i = 1; i < Math.min(insertion.count, 10_000); i++) {
      if (insertion.opens !== null) openLine(run, run.lines.pos(run.selection.ranges[0].head).line, "below");
      typeAgain(run, insertion.keys);
    }
  }
  if (insertion !== null && (insertion.opens !== null || insertion.keys.endsWith("\r"))) {
    dropBlankIndent(run, wasOpened || insertion.keys.endsWith("\r"));
  }
  const at = run.selection.ranges[run.selection.main].head;
  run.note((places) => withMark(withMark(places, "^", at), "]", at));
  if (insertion !== null && insertion.command !== null) {
    vim.repeat = { command: insertion.command, keys: insertion.keys, visual: insertion.visual };
    vim.registers = new Map(vim.registers).set(".", {
      kind: "char",
      text: insertion.keys.replaceAll("\r", "\n"),
    });
  }
  vim.mode = "normal";
  vim.insertion = null;
  const { lines } = run;
  const back = (at: number): Offset => {
    const pos = lines.pos(at);
    return lines.offset({ line: pos.line, col: lines.left(pos) });
  };
  if (insertion?.block !== null && insertion?.block !== undefined) {
    const { line, column } = insertion.block;
    run.cursor = lines.onCharacter({ line: lines.clampLine(line), col: column });
    run.others = [];
    return;
  }
  const selection = mapRanges(run.selection, (range) => caretAt(back(range.head)));
  const { main } = selection;
  run.cursor = lines.pos(selection.ranges[main].head);
  run.others = selection.ranges.filter((_, i) => i !== main).map(({ head }) => head);
}
/** An indent that nothing was typed behind goes away. */
function dropBlankIndent(run: Run, isNew: boolean): void {
  const { head } = run.selection.ranges[run.selection.main];
  const { line } = run.lines.pos(head);
  const text = run.lines.line(line);
  if (!isNew || text === "" || /[^ \t]/.test(text)) return;
  const from = run.lines.from(line) as Offset;
  run.spec({
    edits: [{ from, to: from + text.length as Offset, insert: "" }],
    view: run.ctx.view,
    selection: selectionOf([caretAt(from)]),
    origin: "delete",
    group: run.vim.group,
  });
}

/** A line of its own above or below, indented as the one beside it; the caret is in it. */
export function openLine(run: Run, line: number, where: "below" | "above"): void {
  const { lines } = run;
  const indent = run.state.settings.autoIndent === "none" ? "" : /^[ \t]*/.exec(lines.line(line))![0];
  const from = (where === "below" ? lines.to(line) : lines.from(line)) as Offset;
  const insert = where === "below" ? "\n" + indent : indent + "\n";
  const at = (from + (where === "below" ? insert.length : indent.length)) as Offset;
  if (run.vim.mode === "normal") {
    run.replace({ from, to: from, insert, after: at, origin: "type" });
    return;
  }
  run.spec({
    edits: [{ from, to: from, insert }],
    view: run.ctx.view,
    selection: selectionOf([caretAt(at)]),
    origin: "type",
    group: run.vim.group,
  });
}
