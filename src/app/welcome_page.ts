/**
 * What the welcome page offers, and input on it: rows are commands; keys and files are read from the app, so that nothing there is not so. It is
 * made anew only when one of those changes, and costs a look at one field while something is open.
 */
import { keysFor, keysLabel, STRINGS, type WelcomePage, type WelcomeRow } from "../ui/mod.ts";
import type { KeyEvent } from "../window/mod.ts";
import { Mod } from "../window/mod.ts";
import { type App, idle, type Step, type StepContext } from "./app.ts";
import { hasCommand, runCommand } from "./registry.ts";

const words = STRINGS.chrome.welcome;
const mostFiles = 8;

/** The page while nothing is open, none otherwise. */
export function settleWelcome(app: App): App {
  if (app.docs.size > 0 || app.groups.length !== 1) {
    return app.welcome === null ? app : { ...app, welcome: null };
  }
  const { keys, recentFiles, folder } = app;
  const made = app.welcome?.made;
  if (made?.keys === keys && made.recentFiles === recentFiles && made.folder === folder) return app;
  return { ...app, welcome: pageOf(app) };
}

function pageOf(app: App): WelcomePage {
  const { keys, platform, recentFiles, folder } = app;
  const row = (label: string, id: string, arg?: unknown): WelcomeRow => {
    const chords = arg === undefined ? keysFor(keys, id) : null;
    return { id, label, run: { id, arg }, keys: chords === null ? undefined : keysLabel(chords, platform) };
  };
  const start = [
    row(words.newFile, "workbench.action.files.newUntitledFile"),
    ...(folder === null && recentFiles.length === 0
      ? []
      : [row(words.openFile, "workbench.action.quickOpen")]),
    row(words.commands, "workbench.action.showCommands"),
    row(words.tour, "nexus.tour"),
  ];
  const learn = words.keys
    .map(([label, id]) => row(label, id))
    .filter(({ keys, run }) => keys !== undefined && hasCommand(run.id));
  const files = recentFiles.slice(0, mostFiles).map((path): WelcomeRow => {
    const cut = path.lastIndexOf("/") + 1;
    const inFolder = folder !== null && path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path;
    return {
      id: path,
      label: path.slice(cut),
      detail: inFolder.slice(0, inFolder.lastIndexOf("/")),
      run: { id: "workbench.action.files.openFile", arg: { path } },
    };
  });
  const recent = files.length === 0 ? [] : [{ title: words.recent, rows: files }];
  const sections = [{ title: words.start, rows: start }, ...recent, { title: words.learn, rows: learn }];
  return { sections, focused: -1, made: { keys, recentFiles, folder } };
}

/** A row of the page. */
export function welcomeClick(
  app: App,
  { section, index }: { section: number; index: number },
  ctx: StepContext,
): Step {
  const row = app.welcome?.sections[section]?.rows[index];
  return row === undefined ? idle(app) : runCommand(app, row.run, ctx) ?? idle(app);
}

/** Up, Down and Enter on the page; `null`: bindings get it. */
export function welcomeKey(app: App, event: KeyEvent, ctx: StepContext): Step | null {
  const page = app.welcome!;
  const rows = page.sections.flatMap((section) => section.rows);
  const isBack = event.key === "up" || event.key === "tab" && event.mods === Mod.shift;
  if (event.mods !== 0 && !isBack) return null;
  switch (event.key) {
    case "up":
    case "down":
    case "tab": {
      const from = page.focused < 0 && isBack ? 0 : page.focused;
      const focused = (from + (isBack ? -1 : 1) + rows.length) % rows.length;
      return { ...idle({ ...app, welcome: { ...page, focused } }), handled: true };
    }
    case "enter":
      if (page.focused < 0) return null;
      return { ...runCommand(app, rows[page.focused].run, ctx) ?? idle(app), handled: true };
    default:
      return null;
  }
}
