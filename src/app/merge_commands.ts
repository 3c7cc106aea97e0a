/**
 * Choosing at the places a merge has marked: mine, theirs or both, one by one or all, and going from one to the next. Ids are VS
 * Code's. Each choice is one undo step. Pure.
 */
import type { LineIndex, Offset } from "../base/mod.ts";
import type { Edit, Text } from "../editor/mod.ts";
import { type Conflict, conflictsIn } from "../project/mod.ts";
import { STRINGS } from "../ui/mod.ts";
import {
  activeDocument,
  activeView,
  type App,
  type AppDocument,
  idle,
  selectionOf,
  type Step,
} from "./app.ts";
import type { AppCommand, AppCommandContext, AppCommandInfo } from "./app_commands.ts";
import { editDocument, goTo } from "./documents.ts";
import { withNotice, withoutNoticesOf } from "./notices.ts";

type Choice = "current" | "incoming" | "both";

/** O(lines): asked for by commands only. */
function conflictsOf(text: Text): Conflict[] {
  return conflictsIn(text.lineCount, (index) => {
    const { from, to } = text.line(index as LineIndex);
    return text.slice(from, Math.min(to, from + 8) as Offset);
  });
}

const startOf = (text: Text, line: number): Offset =>
  line >= text.lineCount ? text.length as Offset : text.line(line as LineIndex).from;

function chosen(text: Text, { from, to, ours, theirs }: Conflict, choice: Choice): Edit {
  const part = ([a, b]: readonly [number, number]) => text.slice(startOf(text, a), startOf(text, b));
  const insert = choice === "both" ? part(ours) + part(theirs) : part(choice === "current" ? ours : theirs);
  return { from: startOf(text, from), to: startOf(text, to), insert };
}

const lineOfCaret = (app: App, doc: AppDocument): number => {
  const { ranges, main } = selectionOf(doc.state, activeView(app)!.id);
  return doc.state.text.lineAt(ranges[main].head).index;
};

function accept(choice: Choice, which: "here" | "all"): AppCommand {
  return (app, ctx) => {
    const doc = activeDocument(app);
    if (doc === null || doc.readOnly) return null;
    const { text } = doc.state;
    const all = conflictsOf(text);
    const line = lineOfCaret(app, doc);
    const wanted = which === "all" ? all : all.filter(({ from, to }) => from <= line && line < to);
    if (wanted.length === 0) return none(app);
    const edits = wanted.map((one) => chosen(text, one, choice));
    const next = editDocument(app, { edits, origin: "tool" }, { doc: doc.id, ctx });
    const left = all.length - wanted.length;
    if (left > 0) return moved(next, 1, ctx) ?? idle(next);
    return withNotice(withoutNoticesOf(next, doc.id), {
      level: "info",
      text: STRINGS.files.conflicts.done(doc.name),
    });
  };
}
const none = (app: App): Step => withNotice(app, { level: "info", text: STRINGS.files.conflicts.none });

/** The caret on the next or previous place, around the ends. */
function moved(app: App, by: 1 | -1, ctx: AppCommandContext): Step | null {
  const doc = activeDocument(app);
  if (doc === null) return null;
  const all = conflictsOf(doc.state.text);
  if (all.length === 0) return none(app);
  const line = lineOfCaret(app, doc);
  const found = by > 0
    ? all.find(({ from }) => from > line) ?? all[0]
    : all.findLast(({ to }) => to <= line) ?? all[all.length - 1];
  return idle(goTo(app, activeView(app)!.id, { line: found.ours[0], column: 0, ctx }));
}

const { titles } = STRINGS.files.conflicts;
export const mergeCommands: readonly AppCommandInfo[] = [
  { id: "merge-conflict.accept.current", title: titles.current, run: accept("current", "here") },
  { id: "merge-conflict.accept.incoming", title: titles.incoming, run: accept("incoming", "here") },
  { id: "merge-conflict.accept.both", title: titles.both, run: accept("both", "here") },
  { id: "merge-conflict.accept.all-current", title: titles.allCurrent, run: accept("current", "all") },
  { id: "merge-conflict.accept.all-incoming", title: titles.allIncoming, run: accept("incoming", "all") },
  { id: "merge-conflict.accept.all-both", title: titles.allBoth, run: accept("both", "all") },
  { id: "merge-conflict.next", title: titles.next, run: (app, ctx) => moved(app, 1, ctx) },
  { id: "merge-conflict.previous", title: titles.previous, run: (app, ctx) => moved(app, -1, ctx) },
];
