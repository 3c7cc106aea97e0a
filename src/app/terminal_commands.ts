/** Commands about terminals: opening, splitting, moving between them, copying, scrolling, searching. Ids and keys are VS Code's. */
import type { ScrollWish, SearchWish } from "../terminal/mod.ts";
import { inputOf, isBarShown, shownGroup, STRINGS, termName } from "../ui/mod.ts";
import { activeDocument, activeView, type App, idle, selectionOf, type Step } from "./app.ts";
import type { AppCommand, AppCommandInfo } from "./app_commands.ts";
import { closeBar, focusBar, showBarPart } from "./bars.ts";
import { openQuickPick } from "./quick_pick_open.ts";
import { closeTerminal, openTerminal, send, TERMINAL_VIEW, withTerminals } from "./terminals.ts";

const words = STRINGS.terminal;
const isShown = (app: App): boolean =>
  isBarShown(app.panes, "panel") && app.panes.panel.active === TERMINAL_VIEW;
const shown = (app: App): App => showBarPart(app, TERMINAL_VIEW, "focus");

const toggle: AppCommand = (app) => {
  if (isShown(app)) return idle(closeBar(app, "panel"));
  return app.terminals.terms.size === 0 ? openTerminal(app) : idle(shown(app));
};
const focus: AppCommand = (app) => app.terminals.terms.size === 0 ? openTerminal(app) : idle(shown(app));

/** `{ argv?, cwd?, env?, text? }`: a program instead of the shell, where, with what besides, and what is typed into it. */
const create: AppCommand = (app, { arg }) => {
  const { argv, cwd, env, text } = (arg ?? {}) as Record<string, unknown>;
  const isWords = Array.isArray(argv) && argv.length > 0 && argv.every((one) => typeof one === "string");
  return openTerminal(app, {
    argv: isWords ? argv as string[] : undefined,
    cwd: typeof cwd === "string" ? cwd : undefined,
    env: typeof env === "object" && env !== null ? env as Record<string, string> : undefined,
    text: typeof text === "string" ? text : undefined,
  });
};
const split: AppCommand = (app) => openTerminal(app, { beside: app.terminals.active });
const kill: AppCommand = (
  app,
) => (app.terminals.active === null ? null : closeTerminal(app, app.terminals.active));

const rename: AppCommand = (app, { arg }) => {
  const { active, terms } = app.terminals;
  const term = active === null ? undefined : terms.get(active);
  if (term === undefined) return null;
  const given = typeof arg === "string" ? arg : (arg as { text?: unknown } | undefined)?.text;
  if (typeof given !== "string") {
    return idle(openQuickPick(app, {
      title: words.rename,
      value: termName(term),
      items: [],
      takesText: true,
      message: words.rename,
      accept: { id: "workbench.action.terminal.rename" },
    }));
  }
  const name = given.trim() === "" ? null : given.trim().slice(0, 100);
  return idle(
    withTerminals(app, { ...app.terminals, terms: new Map(terms).set(term.id, { ...term, name }) }),
  );
};

/** All terminals in the order of the list, around the ends. */
function beside(by: 1 | -1, scope: "all" | "split"): AppCommand {
  return (app) => {
    const { groups, active } = app.terminals;
    const ids = scope === "split"
      ? shownGroup(app.terminals)?.terms ?? []
      : groups.flatMap(({ terms }) => terms);
    if (active === null || ids.length < 2) return null;
    const next = ids[(ids.indexOf(active) + by + ids.length) % ids.length];
    return idle(shown(withTerminals(app, { ...app.terminals, active: next, find: null })));
  };
}
/** To the terminal that is shown. */
const toActive = (make: (term: number, app: App) => Step): AppCommand => (app) =>
  app.terminals.active === null ? null : make(app.terminals.active, app);
const scroll = (wish: ScrollWish | ((app: App) => ScrollWish)): AppCommand =>
  toActive((term, app) =>
    send(app, { kind: "scroll", term, wish: typeof wish === "function" ? wish(app) : wish })
  );
function page(by: 1 | -1): (app: App) => ScrollWish {
  return (app) => ({
    by: by * Math.max(1, (app.terminals.terms.get(app.terminals.active!)?.state?.rows ?? 2) - 1),
  });
}

const copy = toActive((term, app) => ({ app, effects: [{ kind: "terminal.copy", term }], handled: true }));
/** `{ text }`: that, without asking; else what is on the clipboard. */
const paste: AppCommand = (app, { arg }) => {
  const { active } = app.terminals;
  if (active === null) return null;
  const { text, term } = (arg ?? {}) as { text?: unknown; term?: unknown };
  if (typeof text !== "string") {
    return { app: focusBar(app, "panel"), effects: [{ kind: "clipboard.read" }], handled: true };
  }
  return send(app, { kind: "paste", term: typeof term === "number" ? term : active, text });
};
const select = (what: "all" | "none"): AppCommand =>
  toActive((term, app) => send(app, { kind: "select", term, what }));
const copyPart = (what: "lastCommand" | "lastOutput"): AppCommand =>
  toActive((term, app) => ({
    app,
    effects: [{ kind: "terminal.send", message: { kind: "select", term, what } }, {
      kind: "terminal.copy",
      term,
    }],
    handled: true,
  }));

const openFind = toActive((_term, app) => {
  const find = app.terminals.find ?? { input: inputOf(), hasFocus: true, caseSensitive: false };
  const input = inputOf(find.input.text, "all");
  return {
    ...idle(withTerminals(shown(app), { ...app.terminals, find: { ...find, input, hasFocus: true } })),
    handled: true,
  };
});
const hideFind: AppCommand = (app) => {
  const { find, active } = app.terminals;
  if (find === null) return null;
  const next = withTerminals(app, { ...app.terminals, find: null });
  return active === null ? idle(next) : send(next, { kind: "search", term: active, wish: null });
};
const findBeside = (to: SearchWish["to"]): AppCommand =>
  toActive((term, app) => {
    const { find } = app.terminals;
    if (find === null || find.input.text === "") return idle(app);
    const wish = { text: find.input.text, caseSensitive: find.caseSensitive, wholeWord: false, to };
    return send(app, { kind: "search", term, wish });
  });

const copyMode = toActive((term, app) => {
  const isOn = app.terminals.terms.get(term)?.state?.copyMode != null;
  return send(isOn ? app : shown(app), { kind: "copyMode", term, what: isOn ? "off" : "on" });
});

/** The selection of the editor, or its line, as if it had been typed. */
const runSelected: AppCommand = (app) => {
  const view = activeView(app), doc = activeDocument(app);
  if (view === null || doc === null) return null;
  const { text } = doc.state;
  const { ranges, main } = selectionOf(doc.state, view.id);
  const { anchor, head } = ranges[main];
  const line = text.lineAt(head);
  const [from, to] = anchor === head
    ? [line.from, line.to]
    : [Math.min(anchor, head), Math.max(anchor, head)];
  const picked = text.slice(from as typeof anchor, to as typeof anchor);
  return typed(app, picked.endsWith("\n") ? picked : `${picked}\n`);
};
const runFile: AppCommand = (app) => {
  const path = activeDocument(app)?.path ?? null;
  return path === null ? null : typed(app, `'${path.replaceAll("'", "'\\''")}'\n`);
};
function typed(app: App, text: string): Step {
  const { active } = app.terminals;
  if (active === null) return openTerminal(app, { text: text.replaceAll("\n", "\r") });
  const open = showBarPart(app, TERMINAL_VIEW, "keep");
  return send(open, { kind: "input", term: active, text: text.replaceAll("\n", "\r") });
}
/** `{ text }`: sent as it is. */
const sendSequence: AppCommand = (app, { arg }) => {
  const { text } = (arg ?? {}) as { text?: unknown };
  const { active } = app.terminals;
  return active === null || typeof text !== "string"
    ? null
    : send(app, { kind: "input", term: active, text });
};

const titles = words.titles;
const named: readonly (readonly [string, string, AppCommand])[] = [
  ["toggleTerminal", titles.toggle, toggle],
  ["focus", titles.focus, focus],
  ["new", titles.create, create],
  ["split", titles.split, split],
  ["kill", titles.kill, kill],
  ["rename", titles.rename, rename],
  ["focusNext", titles.focusNext, beside(1, "all")],
  ["focusPrevious", titles.focusPrevious, beside(-1, "all")],
  ["focusNextPane", titles.focusNextPane, beside(1, "split")],
  ["focusPreviousPane", titles.focusPreviousPane, beside(-1, "split")],
  ["copySelection", titles.copy, copy],
  ["paste", titles.paste, paste],
  [
    "pasteSelection",
    titles.pasteSelection,
    (app) => ({ app: focusBar(app, "panel"), effects: [{ kind: "terminal.primary" }], handled: true }),
  ],
  ["selectAll", titles.selectAll, select("all")],
  ["clearSelection", titles.clearSelection, select("none")],
  ["clear", titles.clear, toActive((term, app) => send(app, { kind: "clear", term }))],
  ["scrollUp", titles.scrollUp, scroll({ by: -1 })],
  ["scrollDown", titles.scrollDown, scroll({ by: 1 })],
  ["scrollUpPage", titles.pageUp, scroll(page(-1))],
  ["scrollDownPage", titles.pageDown, scroll(page(1))],
  ["scrollToTop", titles.toTop, scroll({ to: "top" })],
  ["scrollToBottom", titles.toBottom, scroll({ to: "bottom" })],
  ["scrollToPreviousCommand", titles.previousCommand, scroll({ to: "previousCommand" })],
  ["scrollToNextCommand", titles.nextCommand, scroll({ to: "nextCommand" })],
  ["copyLastCommand", titles.selectCommand, copyPart("lastCommand")],
  ["copyLastCommandOutput", titles.selectOutput, copyPart("lastOutput")],
  ["focusFind", titles.find, openFind],
  ["findNext", titles.findNext, findBeside("next")],
  ["findPrevious", titles.findPrevious, findBeside("previous")],
  ["hideFind", titles.hideFind, hideFind],
  ["runSelectedText", titles.runSelected, runSelected],
  ["runActiveFile", titles.runFile, runFile],
  ["sendSequence", titles.send, sendSequence],
  ["toggleCopyMode", titles.copyMode, copyMode],
];
export const terminalCommands: readonly AppCommandInfo[] = named.map(([name, title, run]) => ({
  id: `workbench.action.terminal.${name}`,
  title,
  run,
}));
