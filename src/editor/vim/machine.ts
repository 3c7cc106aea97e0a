/**
 * Vim's state machine: a key in, the next state and what it asks for out. Pure. Owns which mode a key goes to, macros,
 * several carets and the rule that a command which cannot be done ends what was typed with it.
 */
import { caretAt, selectionOf } from "../state/selection.ts";
import type { Offset } from "../../base/mod.ts";
import { lineKey, openCommandLine } from "./command_line.ts";
import { deleteBack, endInsert, insertRegister, insertText, shiftLine } from "./insert.ts";
import { runNormal } from "./normal.ts";
import { parse } from "./parse.ts";
import { isVisual, NeedsClipboard, Refusal, Run } from "./run.ts";
import { VIM_WORDS } from "./strings.ts";
import { named, type Parsed, type VimContext, type VimState, type VimStep } from "./types.ts";
import { againVisual, endVisual, runVisual } from "./visual.ts";

/**
 * One key, or several. `handled` false: an insert mode types it, or the keymap may have it; call it again with what is
 * typed then. `null` acts never change a text by themselves: the app carries them out in order.
 */
export function vimKey(vim: VimState, keys: string, ctx: VimContext): VimStep {
  // In insert mode nearly every key types: nothing is set up for it.
  if ((vim.mode === "insert") && vim.insertion !== null && vim.insertion.waits === null && passes(keys)) {
    return { vim: noted(vim, keys), acts: [], handled: false };
  }
  const run = new Run(vim, ctx);
  run.again = (repeat) => againVisual(run, repeat);
  run.type = (typed) => typeNow(run, typed);
  run.vim.message = null;
  try {
    run.enter();
    const handled = feed(run, keys);
    settle(run);
    return { vim: run.vim, acts: run.acts, handled };
  } catch (error) {
    if (error instanceof NeedsClipboard) {
      return { vim, acts: [{ kind: "clipboard.read", keys }], handled: true };
    }
    throw error;
  }
}

/** Keys that an insert leaves to the editor: what types, moves or is bound. */
function passes(key: string): boolean {
  const code = key.charCodeAt(0);
  if (code >= 0xe000 && code < 0xe100) return true;
  return code >= 32 && code !== 127 || key === named.enter || key === named.backspace || key === named.tab;
}
/** An insert that a person types remembers its keys; moving begins another. */
function noted(vim: VimState, keys: string): VimState {
  const insertion = vim.insertion!;
  const code = keys.charCodeAt(0);
  if (code > 0xe000 && code < 0xe100) {
    return {
      ...vim,
      group: vim.group + 1,
      insertion: { ...insertion, keys: "", count: 1, opens: null, block: null },
    };
  }
  const recording = vim.recording === null ? null : { ...vim.recording, keys: vim.recording.keys + keys };
  return { ...vim, recording, insertion: { ...insertion, keys: insertion.keys + keys } };
}

/** A person's keys one after the other; each with all that a macro behind it leads to. */
function feed(run: Run, keys: string): boolean {
  let handled = true;
  for (let i = 0; i < keys.length;) {
    const key = String.fromCodePoint(keys.codePointAt(i)!);
    i += key.length;
    try {
      handled = one(run, key, "person") && handled;
      drain(run);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      run.macros.length = 0;
      drop(run);
      return true;
    }
  }
  return handled;
}
/** Runs the macros that wait, the innermost first. A refused command ends them all. */
function drain(run: Run): void {
  const { macros } = run;
  while (macros.length > 0) {
    const macro = macros[macros.length - 1];
    if (macro.at >= macro.keys.length) {
      macros.pop();
      // The next command reads where this one left the carets.
      settle(run);
      continue;
    }
    const key = String.fromCodePoint(macro.keys.codePointAt(macro.at)!);
    macro.at += key.length;
    if (--run.keysLeft < 0) return run.refuse(VIM_WORDS.runaway);
    // The last key's own macro takes the place of this one, so that one which calls itself needs no room.
    if (macro.at >= macro.keys.length) macros.pop();
    one(run, key, "macro");
  }
}
/** Deepest `:normal` in a `:normal`. */
const mostNested = 20;
/** Keys of `:normal`: what is not finished at their end is given up, what is refused ends only them. */
function typeNow(run: Run, keys: string): void {
  const outer = run.macros;
  if (++run.nested > mostNested) return run.refuse(VIM_WORDS.runaway);
  run.macros = [{ keys, at: 0 }];
  try {
    drain(run);
    if (run.vim.mode !== "normal" || run.vim.pending !== "") one(run, named.escape, "macro");
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    drop(run);
    if (run.keysLeft < 0) throw error;
  } finally {
    run.macros = outer;
    run.nested--;
  }
}

/** A refused command leaves nothing pending. */
function drop(run: Run): void {
  const { vim } = run;
  vim.pending = "";
  if (vim.mode === "command" || vim.mode === "search") {
    vim.line = null;
    vim.mode = "normal";
  }
  backToInsert(run);
}

function one(run: Run, key: string, by: "person" | "macro"): boolean {
  const { vim } = run;
  if (by === "person" && vim.recording !== null) {
    vim.recording = { ...vim.recording, keys: vim.recording.keys + key };
  }
  switch (vim.mode) {
    case "insert":
    case "replace":
      return inserting(run, key, by);
    case "command":
    case "search": {
      const typed = lineKey(run, key);
      if (typed !== null) finish(run, typed);
      return true;
    }
    default:
      return commanding(run, key);
  }
}

function inserting(run: Run, key: string, by: "person" | "macro"): boolean {
  const { vim } = run;
  const insertion = vim.insertion;
  if (insertion === null) return run.refuse();
  const note = (keys: string): void => {
    vim.insertion = vim.insertion === null
      ? null
      : { ...vim.insertion, keys: vim.insertion.keys + keys, waits: null };
  };
  if (insertion.waits === "register") {
    note("\x12" + key);
    insertRegister(run, key);
    return true;
  }
  if (insertion.waits === "literal") {
    note(key);
    insertText(run, key);
    return true;
  }
  switch (key) {
    case named.escape:
    case "\x03":
      endInsert(run);
      run.vim.wantAt = null;
      run.show(
        selectionOf(
          [run.cursor, ...run.others].map((at) =>
            caretAt(typeof at === "number" ? at : run.lines.offset(at))
          ),
        ),
      );
      return true;
    case "\x17":
    case "\x15":
      note(key);
      deleteBack(run, key === "\x17" ? "word" : "line");
      return true;
    case "\x14":
    case "\x04":
      note(key);
      shiftLine(run, key === "\x14" ? 1 : -1);
      return true;
    case "\x12":
      vim.insertion = { ...insertion, waits: "register" };
      return true;
    case "\x16":
      vim.insertion = { ...insertion, waits: "literal" };
      return true;
    case "\x0f": {
      const { head } = run.selection.ranges[run.selection.main];
      vim.once = vim.mode === "replace" ? "replace" : "insert";
      vim.mode = "normal";
      run.cursor = run.lines.pos(head);
      return true;
    }
    case named.insert:
      vim.mode = vim.mode === "replace" ? "insert" : "replace";
      return true;
  }
  if (vim.mode === "insert" && by === "person") {
    if (!passes(key)) return false;
    run.vim.insertion = noted(vim, key).insertion;
    return false;
  }
  if (!insertText(run, key)) return false;
  note(key);
  return true;
}

function commanding(run: Run, key: string): boolean {
  const { vim } = run;
  const visual = isVisual(vim.mode);
  if (key === named.escape || key === "\x03") {
    const wasPending = vim.pending !== "" || vim.once !== null;
    vim.pending = "";
    if (visual) endVisual(run);
    else if (vim.once !== null) {
      vim.once = null;
      vim.insertion = null;
    } else if (!wasPending && run.others.length > 0) run.others = [];
    return true;
  }
  vim.pending += key;
  const parsed = parse(vim.pending, {
    mode: visual ? "visual" : "normal",
    recording: vim.recording !== null,
  });
  if (parsed.kind === "more") return true;
  if (parsed.kind === "bad") {
    const alone = vim.pending === key;
    drop(run);
    // A chord that Vim has no use for may be the keymap's.
    return !(alone && (key < " " || key >= "\ue000"));
  }
  const { command } = parsed;
  const keys = vim.pending;
  vim.pending = "";
  execute(run, command, keys);
  return true;
}

function execute(run: Run, command: Parsed, keys: string): void {
  const { vim } = run;
  if (
    command.name === ":" || ((command.name === "/" || command.name === "?") && command.char === undefined)
  ) {
    openCommandLine(run, command, keys);
    return;
  }
  if (command.name === "q") return record(run, command);
  if (command.name === "@") return replay(run, command);
  if (isVisual(vim.mode)) runVisual(run, command);
  else overCarets(run, command);
  if (vim.mode === "normal" && vim.once === null) run.cursor = run.lines.onCharacter(run.cursor);
  backToInsert(run);
}

/** After Ctrl+O's one command. */
function backToInsert(run: Run): void {
  const { vim } = run;
  if (vim.once === null || vim.mode !== "normal" || vim.pending !== "") return;
  vim.mode = vim.once;
  vim.once = null;
  vim.group++;
  if (vim.insertion !== null) vim.insertion = { ...vim.insertion, keys: "", count: 1, opens: null };
  run.show(
    selectionOf([caretAt(run.lines.offset(run.cursor)), ...run.others.map((at) => caretAt(at))]),
    true,
  );
}

/** The same command at each caret, the last one first; registers and the rest are the main caret's. */
function overCarets(run: Run, command: Parsed): void {
  const { ranges, main } = run.selection;
  if (ranges.length === 1 || command.name === "u" || command.name === "\x12") {
    run.others = [];
    return runNormal(run, command);
  }
  const carets = ranges.map(({ head }) => head);
  const order = carets.map((_, i) => i).filter((i) => i !== main).reverse();
  order.push(main);
  const { vim } = run;
  const group = vim.group;
  const done: Offset[] = [];
  for (const i of order) {
    const isMain = i === main;
    const kept = { ...vim };
    run.others = [...done, ...carets.filter((_, j) => j !== i && order.indexOf(j) > order.indexOf(i))];
    run.cursor = run.lines.onCharacter(run.lines.pos(carets[i]));
    vim.group = group;
    try {
      runNormal(run, command);
    } catch (error) {
      if (!(error instanceof Refusal) || isMain && done.length === 0) throw error;
    }
    // Carets after this one moved with the text.
    for (let d = 0; d < done.length; d++) done[d] = run.others[d];
    let next = done.length;
    for (let j = 0; j < carets.length; j++) {
      if (j !== i && order.indexOf(j) > order.indexOf(i)) carets[j] = run.others[next++];
    }
    done.push(run.lines.offset(vim.mode === "normal" ? run.lines.onCharacter(run.cursor) : run.cursor));
    if (!isMain) Object.assign(vim, { ...kept, group: vim.group });
  }
  run.others = done.slice(0, -1);
  if (vim.mode === "insert" || vim.mode === "replace") {
    run.show(selectionOf([caretAt(done[done.length - 1]), ...run.others.map((at) => caretAt(at))]), true);
  }
}

function record(run: Run, { char }: Parsed): void {
  const { vim } = run;
  if (vim.recording === null) {
    if (char === undefined || !/^[a-zA-Z0-9"]$/.test(char)) return run.refuse();
    vim.recording = { name: char, keys: "" };
    return;
  }
  const { name, keys } = vim.recording;
  vim.recording = null;
  const text = keys.slice(0, -1);
  const key = name.toLowerCase();
  const old = name === key ? "" : vim.registers.get(key)?.text ?? "";
  vim.registers = new Map(vim.registers).set(key, { kind: "char", text: old + text });
}

function replay(run: Run, { char, count }: Parsed): void {
  const { vim } = run;
  const name = char === "@" ? vim.lastMacro : char!;
  if (name === null || !/^[a-zA-Z0-9":*+.]$/.test(name)) return run.refuse();
  const register = run.register(name);
  if (register === null) return run.refuse(VIM_WORDS.emptyRegister(name));
  vim.lastMacro = name;
  const text = register.kind === "line" ? register.text.replaceAll("\n", "\r") + "\r" : register.text;
  const keys = name === ":" ? `:${text}\r` : text;
  // Counted one by one, so that a macro of a thousand turns need not be written out.
  for (let i = 0; i < Math.min(count ?? 1, Math.max(1, run.keysLeft)); i++) run.macros.push({ keys, at: 0 });
}

/** A line was finished by Enter: a search goes on with what waited for it, a command has run already. */
function finish(run: Run, typed: { readonly keys: string; readonly pattern: string }): void {
  const { vim } = run;
  const parsed = parse(typed.keys, { mode: isVisual(vim.mode) ? "visual" : "normal", recording: false });
  if (parsed.kind !== "done") return;
  const command: Parsed = { ...parsed.command, char: typed.pattern };
  if (isVisual(vim.mode)) runVisual(run, command);
  else overCarets(run, command);
  backToInsert(run);
}

/** What is shown follows what was done. */
function settle(run: Run): void {
  const { mode, once } = run.vim;
  if (mode === "insert" || mode === "replace") {
    run.vim.shown = run.selection;
    return;
  }
  if (mode === "command" || mode === "search") {
    if (run.vim.visual !== null) {
      const { lines, anchor, cursor } = run;
      run.vim.visual = { ...run.vim.visual, anchor: lines.offset(anchor), head: lines.offset(cursor) };
    }
    run.vim.shown = run.selection;
    return;
  }
  if (once !== null) {
    run.show(
      selectionOf([caretAt(run.lines.offset(run.cursor)), ...run.others.map((at) => caretAt(at))]),
      true,
    );
    run.vim.shown = run.selection;
    return;
  }
  run.leave();
}
