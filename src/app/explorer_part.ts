/** The explorer's view with what keys, text and the mouse mean in it. Letters filter; everything else that is no row's goes on to bindings. */
import { isFolderKind, isWithin, kindOf, parentOf } from "../project/mod.ts";
import {
  type ExplorerDrag,
  explorerLineAt,
  explorerPart as view,
  type ExplorerRow,
  type ExplorerView,
  inputKey,
  inputSelect,
  inputSelectWord,
  inputType,
  inputUnitAt,
  isInside,
  rowAt,
  rowCount,
  rowOnLine,
} from "../ui/mod.ts";
import { type KeyEvent, Mod } from "../window/mod.ts";
import { type App, type AppBarPart, type BarMouse, idle, type Step, type StepContext } from "./app.ts";
import type { AppEffect } from "./effects.ts";
import {
  filtered,
  focusRow,
  moveFocus,
  openFolderRow,
  pageRows,
  shutFolderRow,
  toggleFolderRow,
  withExplorer,
} from "./explorer.ts";
import { endName, moveInto, typedName } from "./explorer_acts.ts";
import type { Explorer } from "./explorer_state.ts";
import { folderMenu, rowMenu } from "./explorer_menu.ts";
import { openMenuAt } from "./menus.ts";
import { hasCommand, runCommand } from "./registry.ts";

const rowsPerNotch = 3;
/** The pointer moves this far before what it holds is dragged. */
const dragReach = 4;
const handled = (app: App, effects: readonly AppEffect[] = []): Step => ({ app, effects, handled: true });
const done = (step: Step): Step => ({ ...step, handled: true });

function key(app: App, event: KeyEvent, ctx: StepContext): Step | null {
  const { explorer } = app;
  if (explorer === null) return null;
  if (explorer.edit !== null) return editKey(app, event);
  const isPlain = (event.mods & (Mod.ctrl | Mod.alt | Mod.meta | Mod.shift)) === 0;
  const isShift = event.mods === Mod.shift;
  const how = isShift ? "range" : "alone";
  if (isPlain || isShift) {
    switch (event.key) {
      case "up":
        return handled(moveFocus(app, -1, how));
      case "down":
        return handled(moveFocus(app, 1, how));
      case "pageup":
        return handled(moveFocus(app, -pageRows(app), how));
      case "pagedown":
        return handled(moveFocus(app, pageRows(app), how));
      case "home":
        return handled(moveFocus(app, -rowCount(explorer), how));
      case "end":
        return handled(moveFocus(app, rowCount(explorer), how));
    }
  }
  if (event.mods === Mod.ctrl && event.key === "a") return handled(selectAll(app));
  if (!isPlain) return null;
  switch (event.key) {
    case "right":
      return done(rightKey(app, explorer));
    case "left":
      return done(leftKey(app, explorer));
    case "enter":
    case "numpad_enter":
      return runCommand(app, { id: "explorer.openAndPassFocus" }, ctx) ?? handled(app);
    case "space":
      // Within a filter it is a letter.
      if (explorer.filter !== null) return null;
      return swallowing(runCommand(app, { id: "filesExplorer.openFilePreserveFocus" }, ctx) ?? handled(app));
    case "backspace":
      return explorer.filter === null
        ? null
        : done(filtered(app, [...explorer.filter.text].slice(0, -1).join("")));
    case "escape":
      return escaped(app, explorer);
  }
  return null;
}
const swallowing = (step: Step): Step => ({
  ...step,
  app: { ...step.app, swallowText: true },
  handled: true,
});

function rightKey(app: App, { focus, tree, filter }: Explorer): Step {
  const kind = focus === null ? null : kindOf(tree, focus);
  if (focus === null || kind === null || !isFolderKind(kind)) return idle(app);
  return filter === null && !tree.open.has(focus) ? openFolderRow(app, focus) : idle(moveFocus(app, 1));
}
function leftKey(app: App, { focus, tree, filter }: Explorer): Step {
  if (focus === null) return idle(app);
  if (filter === null && tree.open.has(focus)) return shutFolderRow(app, focus);
  const parent = parentOf(focus);
  return idle(parent === "" ? app : focusRow(app, parent));
}
/** The filter ends first, then what was cut, then several rows; then the editor has the keyboard again. */
function escaped(app: App, explorer: Explorer): Step | null {
  if (explorer.drag !== null) return handled({ ...app, explorer: { ...explorer, drag: null } });
  if (explorer.filter !== null) return done(filtered(app, ""));
  if (explorer.cut.size > 0) {
    return handled({ ...app, explorer: { ...explorer, cut: new Set(), clipboard: null } });
  }
  if (explorer.selected.size > 1 && explorer.focus !== null) return handled(focusRow(app, explorer.focus));
  return null;
}
function selectAll(app: App): App {
  const explorer = app.explorer!;
  const selected = new Set<string>();
  const count = rowCount(explorer);
  for (let i = 0; i < count; i++) {
    const { path, kind } = rowAt(explorer, i);
    if (kind !== "problem") selected.add(path);
  }
  return withExplorer(app, { ...explorer, selected });
}

function editKey(app: App, event: KeyEvent): Step | null {
  const explorer = app.explorer!;
  const isPlain = (event.mods & (Mod.ctrl | Mod.alt | Mod.meta | Mod.shift)) === 0;
  if (isPlain && event.key === "escape") return done(endName(app, "cancel"));
  if (isPlain && (event.key === "enter" || event.key === "numpad_enter")) return done(endName(app, "enter"));
  if (event.key === "up" || event.key === "down" || event.key === "tab") return handled(app);
  const outcome = inputKey(explorer.edit!.input, event, { platform: app.platform, lines: "one" });
  if (outcome === null) return null;
  const effects: AppEffect[] = [];
  if (outcome.wish?.kind === "copy") {
    effects.push({ kind: "clipboard.write", text: outcome.wish.text, wholeLine: false });
  } else if (outcome.wish?.kind === "paste") effects.push({ kind: "clipboard.read" });
  const next = typedName(app, outcome.input);
  return handled([...event.key].length === 1 ? { ...next, swallowText: true } : next, effects);
}

function text(app: App, typed: string): Step | null {
  const { explorer } = app;
  if (explorer === null) return null;
  const line = typed.replaceAll(/[\r\n]+/g, "");
  if (explorer.edit !== null) return handled(typedName(app, inputType(explorer.edit.input, line)));
  if (explorer.filter === null && line.trim() === "") return null;
  return done(filtered(app, (explorer.filter?.text ?? "") + line));
}
function paste(app: App, pasted: string): Step | null {
  return app.explorer?.edit ? text(app, pasted) : null;
}

function mouse(app: App, event: BarMouse, ctx: StepContext): Step | null {
  const { explorer } = app;
  if (explorer === null) return null;
  switch (event.kind) {
    case "down":
      return down(app, event, ctx);
    case "drag":
      return dragged(app, event);
    case "up":
      return up(app, event, ctx);
    case "wheel": {
      const top = (explorer.top + (event.dy ?? 0) * rowsPerNotch * 24) as Explorer["top"];
      return idle(withExplorer(app, { ...explorer, top }));
    }
    case "move":
      return null;
  }
}

function rowUnder(explorer: Explorer, event: BarMouse): ExplorerRow | null {
  const line = explorerLineAt(explorer, event.area, event);
  const row = line < 0 ? -1 : rowOnLine(explorer, line);
  return row < 0 || row >= rowCount(explorer) ? null : rowAt(explorer, row);
}

function down(app: App, event: BarMouse, ctx: StepContext): Step {
  const explorer = app.explorer!;
  const { input } = event.view as ExplorerView;
  if (explorer.edit !== null && input !== null && isInside(input.field, event)) {
    const unit = inputUnitAt(input, event.x);
    const old = explorer.edit.input;
    const next = event.clicks === 2 ? inputSelectWord(old, unit) : inputSelect(old, unit);
    return idle(typedName(app, next));
  }
  if (explorer.edit !== null) {
    const left = endName(app, "leave");
    return left;
  }
  const row = rowUnder(explorer, event);
  if (row === null || row.kind === "problem") {
    const none: App = { ...app, explorer: { ...explorer, selected: new Set(), focus: null, anchor: null } };
    return idle(event.button === 2 ? openMenuAt(none, folderMenu, menuPlace(event)) : none);
  }
  const { path } = row;
  if (event.button === 2) {
    const chosen = explorer.selected.has(path) ? focusRow(app, path, "focus") : focusRow(app, path);
    return idle(openMenuAt(chosen, rowMenu, menuPlace(event)));
  }
  if (event.button === 1) {
    return runCommand(focusRow(app, path), { id: "explorer.openAndPassFocus" }, ctx) ?? idle(app);
  }
  if ((event.mods & Mod.shift) !== 0) return idle(focusRow(app, path, "range"));
  if ((event.mods & Mod.ctrl) !== 0) return idle(focusRow(app, path, "toggle"));
  if (event.clicks === 2) {
    // The first click has opened the folder or shown the file.
    if (isFolderKind(row.kind as Parameters<typeof isFolderKind>[0])) return idle(app);
    return runCommand(focusRow(app, path), { id: "explorer.openAndPassFocus" }, ctx) ?? idle(app);
  }
  const chosen = explorer.selected.has(path) ? focusRow(app, path, "focus") : focusRow(app, path);
  const next = chosen.explorer!;
  const drag: ExplorerDrag = {
    paths: next.selected.size > 0 ? [...next.selected] : [path],
    start: { x: event.x, y: event.y },
    isMoving: false,
    onto: null,
  };
  return idle({ ...chosen, explorer: { ...next, drag } });
}

function menuPlace({ x, y }: BarMouse): Parameters<typeof openMenuAt>[2] {
  const none = 0 as typeof x;
  return { anchor: { x, y, width: none, height: none }, has: hasCommand };
}

function dragged(app: App, event: BarMouse): Step {
  const explorer = app.explorer!;
  const { drag } = explorer;
  if (drag === null) return idle(app);
  const { x, y } = drag.start;
  if (!drag.isMoving && Math.abs(event.x - x) < dragReach && Math.abs(event.y - y) < dragReach) {
    return idle(app);
  }
  const onto = isInside(event.area, event) ? folderUnder(explorer, event) : null;
  const isAllowed = onto !== null &&
    drag.paths.some((path) => parentOf(path) !== onto && !isWithin(onto, path));
  return idle({
    ...app,
    explorer: { ...explorer, drag: { ...drag, isMoving: true, onto: isAllowed ? onto : null } },
  });
}
/** The folder at a point: the row's own or the one it lies in; beside the rows the root. */
function folderUnder(explorer: Explorer, event: Pick<BarMouse, "area" | "x" | "y">): string {
  const row = rowUnder(explorer, event as BarMouse);
  if (row === null) return "";
  return row.kind === "folder" || row.kind === "folderLink" || row.kind === "problem"
    ? row.path
    : parentOf(row.path);
}

function up(app: App, event: BarMouse, ctx: StepContext): Step {
  const explorer = app.explorer!;
  const { drag } = explorer;
  if (drag === null) return idle(app);
  const free: App = { ...app, explorer: { ...explorer, drag: null } };
  if (drag.isMoving) {
    if (drag.onto !== null) return moveInto(free, drag.paths, drag.onto);
    if (isInside(event.area, event)) return idle(free);
    // Let go over an editor: opened there.
    const effects: AppEffect[] = drag.paths.filter((path) =>
      !isFolderKind(kindOf(explorer.tree, path) ?? "folder")
    )
      .map((path) => ({
        kind: "file.read",
        path: `${explorer.root}/${path}`,
        line: null,
        column: null,
        as: "auto",
      }));
    return { app: free, effects };
  }
  const { focus } = explorer;
  if (focus === null) return idle(free);
  const alone = focusRow(free, focus);
  const kind = kindOf(explorer.tree, focus);
  if (kind !== null && isFolderKind(kind)) {
    return explorer.filter === null ? toggleFolderRow(alone, focus) : idle(alone);
  }
  return runCommand(alone, { id: "filesExplorer.openFilePreserveFocus" }, ctx) ?? idle(alone);
}

/** Files from outside let go over the tree: where they go; `null`: not over it. */
export function dropFolder(
  app: App,
  at: { x: App["width"]; y: App["height"] },
  { view: last }: StepContext,
): string | null {
  const bar = last?.bars.find(({ part }) => part === view.id);
  if (app.explorer === null || bar === undefined || !isInside(bar.content, at)) return null;
  return folderUnder(app.explorer, { ...at, area: bar.content });
}

export const explorerBarPart: AppBarPart = {
  ...view,
  key,
  text,
  paste,
  mouse,
  when(app, name) {
    switch (name) {
      case "filesExplorerFocus":
        return app.explorer !== null && app.explorer.edit === null;
      case "explorerViewletFocus":
        return true;
      case "explorerHasKept":
        return app.explorer !== null && app.explorer.clipboard !== null;
      case "explorerFocusIsFolder":
        return app.explorer !== null &&
          isFolderKind(kindOf(app.explorer.tree, app.explorer.focus ?? "") ?? "file");
      case "explorerFilterVisible":
        return app.explorer?.filter !== null;
      case "explorerInputFocus":
        return app.explorer?.edit !== null;
      default:
        return undefined;
    }
  },
};
