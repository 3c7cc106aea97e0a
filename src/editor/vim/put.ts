/** `p` and `P`: what a register holds goes behind or before the cursor, as characters, lines or a block. */
import type { Offset } from "../../base/mod.ts";
import type { Edit } from "../types.ts";
import { cellsOf, type Pos } from "./lines.ts";
import type { Run } from "./run.ts";
import { VIM_WORDS } from "./strings.ts";
import type { Register } from "./types.ts";

export interface Put {
  readonly register: Register;
  readonly count: number;
  readonly where: "behind" | "before";
  /** `gp`: the cursor goes behind the text. */
  readonly cursor: "on" | "behind";
}
/** More than this in one step is a slip of the finger. */
const mostUnits = 50_000_000;

export function contentOf(run: Run, name: string | null): Register {
  const register = run.register(name);
  return register === null ? run.refuse(VIM_WORDS.emptyRegister(name ?? '"')) : register;
}

export function put(run: Run, wish: Put): void {
  if (wish.register.text.length * wish.count > mostUnits) return run.refuse();
  if (wish.register.kind === "line") return putLines(run, wish);
  if (wish.register.kind === "block") return putBlock(run, wish);
  return putText(run, wish);
}

function putText(run: Run, { register, count, where, cursor }: Put): void {
  const { lines } = run;
  const at = where === "behind"
    ? lines.offset({ line: run.cursor.line, col: lines.right(run.cursor) })
    : lines.offset(run.cursor);
  const insert = register.text.repeat(count);
  if (insert === "") return;
  const end = at + insert.length;
  const isLong = register.text.includes("\n");
  run.replace({ from: at, to: at, insert, after: end, origin: "paste" });
  if (cursor === "behind") return;
  run.cursor = isLong ? run.lines.pos(at) : { line: run.cursor.line, col: run.lines.left(run.cursor) };
}

function putLines(run: Run, { register, count, where, cursor }: Put): void {
  const { lines } = run;
  const line = run.cursor.line;
  const text = Array.from({ length: count }, () => register.text).join("\n");
  const added = text.split("\n").length;
  const first = where === "behind" ? line + 1 : line;
  if (where === "behind") {
    const at = lines.to(line);
    run.replace({ from: at, to: at, insert: "\n" + text, after: at + 1, origin: "paste" });
  } else {
    const at = lines.from(line);
    run.replace({ from: at, to: at, insert: text + "\n", after: at, origin: "paste" });
  }
  const target = cursor === "behind" ? Math.min(first + added, run.lines.count - 1) : first;
  run.cursor = { line: target, col: cursor === "behind" ? 0 : run.lines.firstNonBlank(target) };
  if (added > 2) run.vim.message = VIM_WORDS.more(added);
}

function putBlock(run: Run, { register, count, where, cursor }: Put): void {
  const { lines } = run;
  const rows = register.text.split("\n");
  const width = register.width ?? Math.max(...rows.map((row) => cellsOf(row, lines.tabSize)));
  const at: Pos = run.cursor;
  const isEmpty = lines.length(at.line) === 0;
  const onCell = lines.cells(at.line, at.col);
  const cell = where === "behind" && !isEmpty ? onCell + lines.cellsAt(at, onCell) : onCell;
  const edits: Edit[] = [];
  let more = "";
  for (let i = 0; i < rows.length; i++) {
    const line = at.line + i;
    const body = (rest: string): string => {
      const pad = " ".repeat(Math.max(0, width - cellsOf(rows[i], lines.tabSize)));
      const full = (rows[i] + pad).repeat(count - 1) + rows[i];
      return rest === "" ? full : full + pad;
    };
    if (line >= lines.count) {
      more += "\n" + " ".repeat(cell) + body("");
      continue;
    }
    const text = lines.line(line);
    const size = lines.cells(line, text.length);
    if (size <= cell) {
      edits.push({
        from: lines.to(line) as Offset,
        to: lines.to(line) as Offset,
        insert: " ".repeat(cell - size) + body(""),
      });
      continue;
    }
    const col = lines.columnAt(line, cell);
    const start = lines.cells(line, col);
    const from = lines.from(line) + col;
    if (text[col] === "\t" && start < cell) {
      // The block cuts a tab: its cells become spaces.
      const after = start + lines.cellsAt({ line, col }, start) - cell;
      edits.push({
        from: from as Offset,
        to: from + 1 as Offset,
        insert: " ".repeat(cell - start) + body("x") + " ".repeat(after),
      });
    } else edits.push({ from: from as Offset, to: from as Offset, insert: body(text.slice(col)) });
  }
  if (more !== "") {
    const end = lines.to(lines.count - 1) as Offset;
    const last = edits.at(-1);
    if (last !== undefined && last.from === end && last.to === end) {
      edits[edits.length - 1] = { ...last, insert: last.insert + more };
    } else edits.push({ from: end, to: end, insert: more });
  }
  run.edit(edits, { after: edits[0].from, origin: "paste" });
  const col = run.lines.columnAt(at.line, cell);
  if (cursor === "on") run.cursor = { line: at.line, col };
  else {
    const line = at.line + rows.length - 1;
    run.cursor = { line, col: run.lines.columnAt(line, cell + width * count) };
  }
}
