/** The line at the foot: typing into it, its history, and what Enter does. What a ":" line means is ex.ts. */
import { runEx } from "./ex.ts";
import { isVisual, type Run } from "./run.ts";
import { splitTyped } from "./search.ts";
import { type CommandLine, named, type Parsed } from "./types.ts";
import { endVisual } from "./visual.ts";

export function openCommandLine(run: Run, command: Parsed, keys: string): void {
  const { vim } = run;
  const kind = command.name as CommandLine["kind"];
  let text = "";
  if (kind === ":" && isVisual(vim.mode)) {
    text = "'<,'>";
    endVisual(run);
  } else if (kind === ":" && command.count !== null) {
    text = command.count === 1 ? "." : `.,.+${command.count - 1}`;
  }
  vim.line = {
    kind,
    text,
    caret: text.length,
    before: kind === ":" ? "" : keys,
    from: vim.mode,
    past: -1,
    waits: false,
  };
  vim.mode = kind === ":" ? "command" : "search";
}

/** `null`: the line goes on, or is done; else a search that what waited for it can use. */
export function lineKey(run: Run, key: string): { keys: string; pattern: string } | null {
  const { vim } = run;
  const line = vim.line;
  if (line === null) return run.refuse();
  const put = (text: string, caret: number): null => {
    vim.line = { ...line, text, caret, past: -1, waits: false };
    return null;
  };
  const { text, caret } = line;
  if (line.waits) {
    const found = key === "\x17" ? { text: wordUnder(run) } : run.register(key);
    const insert = (found?.text ?? "").replaceAll("\n", "\r");
    return put(text.slice(0, caret) + insert + text.slice(caret), caret + insert.length);
  }
  const left = caret - (text.charCodeAt(caret - 1) >= 0xdc00 && text.charCodeAt(caret - 1) < 0xe000 ? 2 : 1);
  switch (key) {
    case named.escape:
    case "\x03":
      return close(run);
    case named.enter:
    case "\n":
      return enter(run, line);
    case named.backspace:
      if (text === "") return close(run);
      return caret === 0 ? null : put(text.slice(0, left) + text.slice(caret), left);
    case named.delete:
      return put(text.slice(0, caret) + text.slice(caret + 1), caret);
    case named.left:
      return put(text, Math.max(0, left));
    case named.right:
      return put(text, Math.min(text.length, caret + 1));
    case named.home:
    case "\x02":
      return put(text, 0);
    case named.end:
    case "\x05":
      return put(text, text.length);
    case "\x15":
      return put(text.slice(caret), 0);
    case "\x17": {
      const head = text.slice(0, caret).replace(/(\w+|[^\w\s]+|^)\s*$/, "");
      return put(head + text.slice(caret), head.length);
    }
    case "\x12":
      vim.line = { ...line, waits: true };
      return null;
    case named.up:
    case "\x10":
      return past(run, line, 1);
    case named.down:
    case "\x0e":
      return past(run, line, -1);
  }
  if (key < " " || (key >= "\ue000" && key <= "\ue0ff")) return null;
  return put(text.slice(0, caret) + key + text.slice(caret), caret + key.length);
}

function wordUnder({ lines, cursor }: Run): string {
  const text = lines.line(cursor.line);
  let from = cursor.col;
  while (from > 0 && /[\p{L}\p{N}_]/u.test(text[from - 1])) from--;
  return /^[\p{L}\p{N}_]*/u.exec(text.slice(from))![0];
}
function past(run: Run, line: CommandLine, by: 1 | -1): null {
  const history = line.kind === ":" ? run.vim.commandHistory : run.vim.searchHistory;
  const at = Math.max(-1, Math.min(history.length - 1, line.past + by));
  const text = at < 0 ? "" : history[history.length - 1 - at];
  run.vim.line = { ...line, text, caret: text.length, past: at };
  return null;
}
function close(run: Run): null {
  const { vim } = run;
  vim.mode = vim.line?.from ?? "normal";
  vim.line = null;
  return null;
}

function enter(run: Run, line: CommandLine): { keys: string; pattern: string } | null {
  const { vim } = run;
  const { kind, text } = line;
  close(run);
  if (kind === ":") {
    if (text.trim() !== "") vim.commandHistory = remembered(vim.commandHistory, text);
    vim.mode = "normal";
    run.newGroup();
    runEx(run, text);
    return null;
  }
  if (text !== "") vim.searchHistory = remembered(vim.searchHistory, splitTyped(text, kind).pattern || text);
  return { keys: line.before, pattern: text };
}
const mostPast = 100;
const remembered = (list: readonly string[], text: string): readonly string[] =>
  [...list.filter((old) => old !== text), text].slice(-mostPast);
