/** Answers of the explorer's thread: folders that were read, git's marks, and what came of acts on files; open documents follow them. */
import {
  languageOf,
  movedPath,
  nameOf,
  type Passage,
  unlisted,
  withListings,
  withOpen,
} from "../project/mod.ts";
import { filterTree, STRINGS } from "../ui/mod.ts";
import { type App, documentOf, idle, type Step, withDocument } from "./app.ts";
import { closeDocument, firstLineOf, withLanguage } from "./documents.ts";
import type { AppEffect } from "./effects.ts";
import type { AppEvent } from "./events.ts";
import {
  asking,
  headingOf,
  listMissing,
  pathIn,
  revealPath,
  settleReveal,
  walkMost,
  withExplorer,
} from "./explorer.ts";
import { askToReplace, askWithoutTrash } from "./explorer_acts.ts";
import type { Explorer } from "./explorer_state.ts";
import { withNotice, withoutNotice } from "./notices.ts";

const words = STRINGS.explorer;
type Answer = (AppEvent & { kind: "explorer.answer" })["answer"];

export function stepExplorer(app: App, answer: Answer): Step {
  const { explorer } = app;
  if (explorer === null || "root" in answer && answer.root !== explorer.root) return idle(app);
  switch (answer.kind) {
    case "listed":
      return listed(app, explorer, answer);
    case "git": {
      const heading = answer.status?.branch === explorer.git?.branch
        ? explorer.heading
        : headingOf(explorer.root, answer.status?.branch ?? null);
      return idle({ ...app, explorer: { ...explorer, git: answer.status, heading } });
    }
    case "walked": {
      const done: App = { ...app, explorer: { ...explorer, expanding: null } };
      if (explorer.expanding === null || answer.isWhole) return idle(done);
      return withNotice(done, { level: "info", text: words.notWhole(walkMost) });
    }
    case "acting":
      return progress(app, explorer, answer);
    case "acted":
      return acted(app, explorer, answer);
  }
}

function listed(app: App, explorer: Explorer, { listings }: Answer & { kind: "listed" }): Step {
  let tree = explorer.tree;
  if (explorer.expanding !== null) {
    const open = new Set(tree.open);
    for (const { path } of listings) if (path !== "") open.add(path);
    tree = withListings({ ...tree, open }, listings);
  } else tree = withListings(tree, listings);
  if (tree === explorer.tree) return idle(settleReveal(app));
  const filter = explorer.filter === null ? null : filterTree(tree, explorer.filter.text);
  const next = settleReveal(withExplorer(app, { ...explorer, tree, filter }));
  return unlisted(tree).some((path) => !explorer.tree.open.has(path)) ? listMissing(next) : idle(next);
}

function progress(app: App, explorer: Explorer, { id, done, total }: Answer & { kind: "acting" }): Step {
  const part = total === 0 ? 0 : done / total;
  if (explorer.busy?.act === id) {
    const notices = app.notices.map((one) =>
      one.id === explorer.busy!.notice ? { ...one, progress: part } : one
    );
    return idle({ ...app, notices });
  }
  const notice = app.nextId;
  const step = withNotice(app, {
    level: "info",
    text: words.busy,
    progress: part,
    actions: [{ label: words.stop, id: "nexus.explorer.stop", arg: { act: id } }],
  });
  return { ...step, app: { ...step.app, explorer: { ...explorer, busy: { act: id, notice } } } };
}

function acted(app: App, explorer: Explorer, { act, tag, answer, id }: Answer & { kind: "acted" }): Step {
  const { undo, problem } = answer;
  let next: App = explorer.busy?.act === id ? withoutNotice(app, explorer.busy.notice) : app;
  const effects: AppEffect[] = [];
  next = followed(next, answer.moved);
  next = closedGone(next, answer.gone);
  const shown = [...answer.made, ...answer.moved.map(({ to }) => to)]
    .map((path) => pathIn(explorer, path)).filter((path) => path !== null);
  let kept: Explorer = { ...explorer, busy: explorer.busy?.act === id ? null : explorer.busy };
  kept = { ...kept, tree: openMoved(kept, answer.moved) };
  if (undo !== null) {
    kept = tag.how === "undo" ? { ...kept, future: [...kept.future, undo] } : {
      ...kept,
      past: [...kept.past, undo].slice(-undoMost),
      future: tag.how === "redo" ? kept.future : [],
    };
  }
  next = { ...next, explorer: kept };
  if (shown.length > 0) {
    const step = revealPath(next, shown[0]);
    const selected = new Set(shown);
    next = { ...step.app, explorer: { ...step.app.explorer!, selected, focus: shown[0], anchor: shown[0] } };
    effects.push(...step.effects);
  } else next = withoutGone(next, answer.gone);
  if (tag.opens && act.kind === "create" && act.what === "file" && problem === null) {
    effects.push({ kind: "file.read", path: act.path, line: null, column: null, as: "auto" });
  }
  if (problem === null) return { app: next, effects, result: { made: answer.made, moved: answer.moved } };
  if (answer.hasNoTrash && act.kind === "trash" && next.prompt === null) {
    const left = act.paths.filter((path) => !answer.gone.includes(path));
    const step = askWithoutTrash(next, left);
    return { ...step, effects: [...effects, ...step.effects], problem };
  }
  if (answer.taken !== undefined && act.kind === "move" && tag.how === "do" && next.prompt === null) {
    const step = askToReplace(next, act, answer.taken);
    return { ...step, effects: [...effects, ...step.effects], problem };
  }
  const step = withNotice(next, { level: answer.isStopped ? "info" : "error", text: problem });
  return { ...step, effects: [...effects, ...step.effects], problem };
}
const undoMost = 100;

/** Open folders stay open under their new names. */
function openMoved({ tree, root }: Explorer, moved: readonly Passage[]): Explorer["tree"] {
  if (moved.length === 0) return tree;
  const inside = (path: string) => path.slice(root === "/" ? 1 : root.length + 1);
  let isOther = false;
  const open = new Set([...tree.open].map((path) => {
    const to = moved.reduce(
      (at, { from, to }) => movedPath(at, { from: inside(from), to: inside(to) }),
      path,
    );
    isOther ||= to !== path;
    return to;
  }));
  return isOther ? withOpen(tree, open) : tree;
}

/** Documents whose files lie elsewhere now. */
function followed(app: App, moved: readonly Passage[]): App {
  let next = app;
  for (const { id } of moved.length === 0 ? [] : app.docs.values()) {
    const doc = documentOf(next, id);
    if (doc.path === null) continue;
    const path = moved.reduce(movedPath, doc.path);
    const real = doc.real === null ? null : moved.reduce(movedPath, doc.real);
    if (path === doc.path && real === doc.real) continue;
    const isRenamed = nameOf(path) !== nameOf(doc.path);
    const named = { ...doc, path, real, name: isRenamed ? nameOf(path) : doc.name };
    next = withDocument(
      next,
      isRenamed ? withLanguage(named, languageOf(path, firstLineOf(doc.state.text)), app.settings) : named,
    );
  }
  return next;
}
/** Tabs of files that were deleted go, unless they hold what is nowhere else. */
function closedGone(app: App, gone: readonly string[]): App {
  let next = app;
  for (const doc of gone.length === 0 ? [] : app.docs.values()) {
    const isGone = doc.path !== null &&
      gone.some((path) => doc.path === path || doc.path!.startsWith(`${path}/`));
    const isUntouched = !doc.dirty || doc.isGone === true && doc.base === doc.state.text;
    if (isGone && isUntouched) next = closeDocument(next, doc.id);
  }
  return next;
}
/** The focus goes to a row that is there. */
function withoutGone(app: App, gone: readonly string[]): App {
  const explorer = app.explorer!;
  if (gone.length === 0) return app;
  const lost = new Set(gone.map((path) => pathIn(explorer, path)));
  const selected = new Set([...explorer.selected].filter((path) => !lost.has(path)));
  const isLost = explorer.focus !== null && lost.has(explorer.focus);
  const next = isLost ? neighbour(explorer) : explorer.focus;
  return { ...app, explorer: { ...explorer, selected, focus: next, anchor: next } };
}
/** The folder that the focus lay in. */
function neighbour({ focus }: Explorer): string | null {
  const slash = focus!.lastIndexOf("/");
  return slash < 0 ? null : focus!.slice(0, slash);
}

/** Git is asked again after a save and when the window comes back: its folders need not be watched. */
export const askGitAgain = (app: App): readonly AppEffect[] =>
  app.explorer === null ? [] : [asking({ kind: "refresh", what: "git" })];
