/**
 * The terminal as a view of the panel: which keys go to the program and which to the workbench (VS Code's
 * `terminal.integrated.commandsToSkipShell`), text, pasting, and the mouse. Pure: all of it ends as messages to the worker.
 */
import type { TermMouse } from "../terminal/mod.ts";
import {
  type BarPartView,
  cellAt,
  inputKey,
  inputType,
  isInside,
  layoutTerminal,
  matchKey,
  paintTerminal,
  STRINGS,
  type TerminalView,
  type TermPane,
} from "../ui/mod.ts";
import { type KeyEvent, Mod } from "../window/mod.ts";
import { type App, type AppBarPart, type BarMouse, idle, type Step, type StepContext } from "./app.ts";
import { openQuickPick } from "./quick_pick_open.ts";
import { runCommand } from "./registry.ts";
import { whenOf } from "./context_keys.ts";
import { closeTerminal, send, TERMINAL_VIEW, withTerminals } from "./terminals.ts";

/** Commands whose keys the shell does not get. Besides these, all of the terminal's own. */
const SKIP_SHELL: ReadonlySet<string> = new Set([
  "editor.action.toggleTabFocusMode",
  "notifications.clearAll",
  "workbench.action.closePanel",
  "workbench.action.firstEditorInGroup",
  "workbench.action.focusActiveEditorGroup",
  "workbench.action.focusFirstEditorGroup",
  "workbench.action.focusLeftGroup",
  "workbench.action.focusNextPart",
  "workbench.action.focusPreviousPart",
  "workbench.action.focusRightGroup",
  "workbench.action.focusPanel",
  "workbench.action.focusSideBar",
  "workbench.action.lastEditorInGroup",
  "workbench.action.nextEditor",
  "workbench.action.nextPanelView",
  "workbench.action.openSettings",
  "workbench.action.previousEditor",
  "workbench.action.previousPanelView",
  "workbench.action.quickOpen",
  "workbench.action.quickOpenLeastRecentlyUsedEditorInGroup",
  "workbench.action.quickOpenPreviousRecentlyUsedEditorInGroup",
  "workbench.action.quit",
  "workbench.action.showCommands",
  "workbench.action.tasks.runTask",
  "workbench.action.tasks.build",
  "workbench.action.toggleFullScreen",
  "workbench.action.toggleMaximizedPanel",
  "workbench.action.togglePanel",
  "workbench.action.zoomIn",
  "workbench.action.zoomOut",
  "workbench.action.zoomReset",
]);
const heading = {
  title: STRINGS.terminal.view,
  actions: [
    { label: "+", title: STRINGS.terminal.newTerminal, id: "workbench.action.terminal.new" },
    { label: "◫", title: STRINGS.terminal.splitTerminal, id: "workbench.action.terminal.split" },
  ],
};

export const terminalPart: AppBarPart = {
  id: TERMINAL_VIEW,
  place: "panel",
  order: 10,
  heading: () => heading,
  // Before the first one there is nothing of it, and it costs nothing.
  isThere: ({ terminals }) =>
    terminals !== undefined &&
    (terminals.terms.size > 0 || terminals.starting > 0 || terminals.problem !== null),
  layout: layoutTerminal,
  paint: paintTerminal,
  cursor: (view, at) => (overCells(view, at) ? "text" : "arrow"),
  caret: (view) => caretBox(view as TerminalView),
  key,
  text: (app, text) => (findHas(app) ? findType(app, text) : input(app, text)),
  paste: (app, text) => (findHas(app) ? findType(app, text.split("\n", 1)[0]) : paste(app, text)),
  mouse,
  when,
};

function overCells(view: BarPartView, at: { x: number; y: number }): boolean {
  return (view as TerminalView).panes.some(({ grid }) => isInside(grid, at as never));
}
function caretBox({ panes, cell, find }: TerminalView) {
  if (find?.input.caret) return find.input.caret;
  const pane = panes.find(({ isActive }) => isActive);
  const cursor = pane?.term.state?.cursor;
  if (pane === undefined || cursor === undefined || !cursor.isVisible) return null;
  const x = pane.grid.x + cursor.x * cell.width, y = pane.grid.y + cursor.y * cell.height;
  return { x, y, width: 2, height: cell.height } as TermPane["box"];
}

const findHas = ({ terminals }: App): boolean => terminals.find?.hasFocus ?? false;
const activeTerm = ({ terminals }: App) =>
  terminals.active === null ? null : terminals.terms.get(terminals.active) ?? null;

function key(app: App, event: KeyEvent, ctx: StepContext): Step | null {
  if (findHas(app)) return findKey(app, event, ctx);
  const term = activeTerm(app);
  if (term === null && app.terminals.starting === 0) return null;
  if (term !== null && term.ended !== null) return event.key === "enter" ? closeTerminal(app, term.id) : null;
  if (term?.state?.copyMode) return copyKey(app, event, ctx);
  const match = matchKey(app.keys, [], { chord: event, when: whenOf(app) });
  if (match.kind === "more") return null;
  const isOurs = match.kind === "commands" &&
    match.bindings.some(({ command }) =>
      SKIP_SHELL.has(command) || command.startsWith("workbench.action.terminal.")
    );
  if (isOurs) return null;
  const isTyped = [...event.key].length === 1 || event.key === "space" || event.key.startsWith("numpad");
  const held = event.mods & (Mod.ctrl | Mod.alt | Mod.meta);
  // What types a character comes as text, after the layout and dead keys.
  if (isTyped && (held === 0 || event.mods & Mod.altgr)) return match.kind === "commands" ? idle(app) : null;
  if (event.mods & Mod.meta) return null;
  const pressed = { key: event.key, mods: event.mods };
  if (term === null) return ahead(app, { key: pressed });
  const message = { kind: "key", term: term.id, key: pressed } as const;
  // A letter with Alt may still send its text, which went with the key.
  return send(isTyped ? { ...app, swallowText: true } : app, message);
}

function input(app: App, text: string): Step | null {
  const term = activeTerm(app);
  if (term === null && app.terminals.starting > 0) return ahead(app, { text });
  if (term === null || term.ended !== null || term.state?.copyMode) return idle(app);
  return send(app, { kind: "input", term: term.id, text });
}

/** Typed before the shell is there: it gets it then. */
function ahead(app: App, typed: App["terminals"]["ahead"][number]): Step {
  const { terminals } = app;
  return { ...idle(withTerminals(app, { ...terminals, ahead: [...terminals.ahead, typed] })), handled: true };
}

/** Many lines are asked about, where the shell would run each as it comes. */
function paste(app: App, text: string): Step | null {
  const term = activeTerm(app);
  if (term === null || term.ended !== null || text === "") return idle(app);
  const lines = text.replace(/\r?\n$/, "").split("\n").length;
  const isSafe = term.state?.takesPastes ?? false;
  if (lines === 1 || isSafe) return send(app, { kind: "paste", term: term.id, text });
  const words = STRINGS.terminal;
  const run = (value: string) => ({
    id: "workbench.action.terminal.paste",
    arg: { text: value, term: term.id },
  });
  return idle(openQuickPick(app, {
    title: words.pasteLines(lines),
    keepsOrder: true,
    items: [
      { label: words.pasteAll, description: text.slice(0, 80).replaceAll("\n", "⏎"), run: run(text) },
      { label: words.pasteOne, run: run(text.replace(/\s*\r?\n\s*/g, " ").trim()) },
    ],
  }));
}

const copyMoves = {
  left: "left",
  right: "right",
  up: "up",
  down: "down",
  pageup: "pageUp",
  pagedown: "pageDown",
  home: "lineStart",
  end: "lineEnd",
} as const;
/** Copy mode: the arrows, and Vim's letters for them. */
const copyLetters: Readonly<Record<string, string>> = {
  h: "left",
  j: "down",
  k: "up",
  l: "right",
  "0": "home",
  g: "home",
  b: "left",
  w: "right",
};
function copyKey(app: App, event: KeyEvent, ctx: StepContext): Step | null {
  const term = activeTerm(app)!.id;
  const shift = (event.mods & Mod.shift) !== 0, ctrl = (event.mods & Mod.ctrl) !== 0;
  const swallowing = [...event.key].length === 1 || event.key === "space"
    ? { ...app, swallowText: true }
    : app;
  const move = (
    move: (typeof copyMoves)[keyof typeof copyMoves] | "top" | "bottom" | "wordLeft" | "wordRight",
  ) => send(swallowing, { kind: "copyMove", term, move, extend: shift && event.key !== "g" });
  switch (event.key) {
    case "escape":
    case "q":
      return send(swallowing, { kind: "copyMode", term, what: "off" });
    case "space":
    case "v":
      return send(swallowing, { kind: "copyMode", term, what: "mark" });
    case "enter":
    case "y":
      return {
        app: swallowing,
        effects: [
          { kind: "terminal.copy", term },
          { kind: "terminal.send", message: { kind: "copyMode", term, what: "off" } },
        ],
        handled: true,
      };
    case "g":
      return move(shift ? "bottom" : "top");
    case "b":
      if (!ctrl) return move("wordLeft");
      return move("pageUp");
    case "w":
      return move("wordRight");
  }
  const named = copyMoves[(copyLetters[event.key] ?? event.key) as keyof typeof copyMoves];
  if (named === undefined) return runnable(app, event, ctx) ? null : idle(swallowing);
  if (ctrl && named === "left") return move("wordLeft");
  if (ctrl && named === "right") return move("wordRight");
  if (ctrl && event.key === "home") return move("top");
  if (ctrl && event.key === "end") return move("bottom");
  return move(named);
}
function runnable(app: App, event: KeyEvent, _ctx: StepContext): boolean {
  return matchKey(app.keys, [], { chord: event, when: whenOf(app) }).kind !== "none";
}

function findKey(app: App, event: KeyEvent, ctx: StepContext): Step | null {
  const find = app.terminals.find!;
  const run = (id: string) => runCommand(app, { id: `workbench.action.terminal.${id}` }, ctx) ?? idle(app);
  if (event.key === "enter") return run(event.mods & Mod.shift ? "findPrevious" : "findNext");
  if (event.key === "escape") return run("hideFind");
  if (event.key === "c" && event.mods === Mod.alt) {
    return searching({ ...app, swallowText: true }, { ...find, caseSensitive: !find.caseSensitive });
  }
  const outcome = inputKey(find.input, event, { platform: app.platform, lines: "one" });
  if (outcome === null) return null;
  const types = [...event.key].length === 1;
  const next = searching(types ? { ...app, swallowText: true } : app, { ...find, input: outcome.input });
  if (outcome.wish?.kind === "copy") {
    const write = { kind: "clipboard.write", text: outcome.wish.text, wholeLine: false } as const;
    return { ...next, effects: [...next.effects, write] };
  }
  return outcome.wish?.kind === "paste"
    ? { ...next, effects: [...next.effects, { kind: "clipboard.read" }] }
    : next;
}
function findType(app: App, text: string): Step {
  const find = app.terminals.find!;
  return searching(app, { ...find, input: inputType(find.input, text) });
}
/** Another search; what it finds comes with the next frame. */
export function searching(app: App, find: NonNullable<App["terminals"]["find"]>): Step {
  const before = app.terminals.find;
  const next = withTerminals(app, { ...app.terminals, find });
  const term = app.terminals.active;
  const isSame = before?.input.text === find.input.text && before?.caseSensitive === find.caseSensitive;
  if (isSame || term === null) return { ...idle(next), handled: true };
  const wish = {
    text: find.input.text,
    caseSensitive: find.caseSensitive,
    wholeWord: false,
    to: "stay",
  } as const;
  return send(next, { kind: "search", term, wish });
}

function mouse(app: App, event: BarMouse, ctx: StepContext): Step | null {
  const view = event.view as TerminalView;
  if (event.kind === "down" && event.button === 0) {
    const own = downOnFrame(app, event, { view, ctx });
    if (own !== null) return own;
  }
  // A held button stays with the terminal it went down on.
  const isHeld = event.kind === "drag" || event.kind === "up";
  const pane = view.panes.find((one) => isHeld ? one.isActive : isInside(one.box, event)) ?? null;
  if (pane === null) return idle(app);
  const term = pane.term.id;
  const focused = event.kind === "down" && app.terminals.active !== term
    ? withTerminals(app, { ...app.terminals, active: term, find: null })
    : event.kind === "down" && app.terminals.find !== null
    ? withTerminals(app, { ...app.terminals, find: { ...app.terminals.find, hasFocus: false } })
    : app;
  const { col, row } = cellAt(view, pane, event);
  const state = pane.term.state;
  const wantsMouse = (state?.wantsMouse ?? false) && (event.mods & Mod.shift) === 0;
  if (event.kind === "down" && !wantsMouse) {
    if (event.button === 1) return { app: focused, effects: [{ kind: "terminal.primary" }], handled: true };
    if (event.button === 2) {
      const hasSelection = (state?.selected.length ?? 0) > 0;
      const effect = hasSelection
        ? { kind: "terminal.copy", term } as const
        : { kind: "clipboard.read" } as const;
      return { app: focused, effects: [effect], handled: true };
    }
    if (event.mods & Mod.ctrl) {
      return {
        app: { ...focused, drag: null },
        effects: [{ kind: "terminal.follow", term, col, row }],
        handled: true,
      };
    }
  }
  if (event.kind === "move" && !(state?.wantsMouse ?? false)) return idle(app);
  const what: TermMouse["what"] = event.kind === "drag" ? "move" : event.kind;
  const lines = event.kind === "wheel" ? wheelLines(event.dy ?? 0) : 0;
  if (event.kind === "wheel" && lines === 0) return idle(app);
  const message = {
    what,
    // From the middle of a cell on a selection stands behind it.
    col: isHeld || event.kind === "down"
      ? Math.max(0, col + (wantsMouse ? 0 : halfBehind(view, pane, event, col)))
      : col,
    row,
    x: Math.max(0, Math.round(event.x - pane.grid.x)),
    y: Math.max(0, Math.round(event.y - pane.grid.y)),
    button: event.kind === "move" || event.kind === "wheel" ? -1 : event.button,
    clicks: event.clicks,
    mods: event.mods,
    lines,
  };
  return send(focused, { kind: "mouse", term, mouse: message });
}
function halfBehind(view: TerminalView, pane: TermPane, event: BarMouse, col: number): number {
  // Words and lines are those under the pointer.
  if (event.kind === "down" && event.clicks > 1) return 0;
  return event.x - pane.grid.x - col * view.cell.width > view.cell.width / 2 ? 1 : 0;
}
/** Three rows a notch, as the editor scrolls; a touch pad's fractions add up to rows by their number. */
function wheelLines(dy: number): number {
  const lines = dy * 3;
  return lines > 0 ? Math.ceil(lines) : Math.floor(lines);
}

/** The list, the search and the scrollbars. */
function downOnFrame(
  app: App,
  event: BarMouse,
  { view, ctx }: { view: TerminalView; ctx: StepContext },
): Step | null {
  for (const { term, box, close } of view.list) {
    if (!isInside(box, event)) continue;
    if (term === app.terminals.active && isInside(close, event)) return closeTerminal(app, term);
    return idle(activated(app, term));
  }
  if (view.find !== null && isInside(view.find.box, event)) {
    const button = view.find.buttons.find(({ box }) => isInside(box, event))?.id;
    const find = { ...app.terminals.find!, hasFocus: true };
    const focused = withTerminals(app, { ...app.terminals, find });
    const run = (id: string) =>
      runCommand(focused, { id: `workbench.action.terminal.${id}` }, ctx) ?? idle(focused);
    switch (button) {
      case "case":
        return searching(focused, { ...find, caseSensitive: !find.caseSensitive });
      case "previous":
        return run("findPrevious");
      case "next":
        return run("findNext");
      case "close":
        return run("hideFind");
    }
    return idle(focused);
  }
  for (const { bar, term } of view.panes) {
    const state = term.state;
    if (bar === null || state === null || !isInside(bar.track, event)) continue;
    const share = (event.y - bar.track.y - bar.thumb.height / 2) /
      Math.max(1, bar.track.height - bar.thumb.height);
    const to = Math.round(Math.max(0, Math.min(1, share)) * state.base);
    return send({ ...app, drag: null }, { kind: "scroll", term: term.id, wish: { to } });
  }
  return null;
}
/** Another terminal gets the keyboard; its bell was heard. */
export function activated(app: App, id: number): App {
  const term = app.terminals.terms.get(id);
  if (term === undefined) return app;
  const terms = term.rang
    ? new Map(app.terminals.terms).set(id, { ...term, rang: false })
    : app.terminals.terms;
  return withTerminals(app, {
    ...app.terminals,
    terms,
    active: id,
    find: app.terminals.active === id ? app.terminals.find : null,
  });
}

function when(app: App, name: string) {
  const term = activeTerm(app);
  switch (name) {
    case "terminalFocus":
      return !findHas(app) && app.prompt === null && app.quickPick === null;
    case "terminalFindFocused":
    case "terminalFindInputFocused":
      return findHas(app);
    case "terminalFindVisible":
      return app.terminals.find !== null;
    case "terminalTextSelected":
      return (term?.state?.selected.length ?? 0) > 0;
    case "terminalAltBufferActive":
      return term?.state?.isAlternate ?? false;
    case "terminalCopyMode":
      return term?.state?.copyMode != null;
    case "terminalCount":
      return app.terminals.terms.size;
    case "terminalSplitPaneActive":
      return app.terminals.groups.some(({ terms }) =>
        terms.length > 1 && terms.includes(app.terminals.active ?? -1)
      );
  }
  return undefined;
}
