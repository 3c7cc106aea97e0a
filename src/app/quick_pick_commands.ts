/** Commands of the picker: the palette, files, lines and symbols by quick open. Ids are VS Code's. */
import { STRINGS, THEMES } from "../ui/mod.ts";
import { activeView, idle } from "./app.ts";
import type { AppCommand, AppCommandInfo } from "./app_commands.ts";
import { askFiles } from "./folder.ts";
import { nextInQuickPick, openQuickOpen } from "./quick_pick_open.ts";

const words = STRINGS.quickPick.titles;

const showCommands: AppCommand = (app) => (app.prompt === null ? idle(openQuickOpen(app, ">")) : null);

/** `arg`: what is typed from the start. Pressed again it goes on to the next file. */
const quickOpen: AppCommand = (app, ctx) => {
  if (app.prompt !== null) return null;
  const { quickPick } = app;
  const isOpen = quickPick !== null && quickPick.spec === null && quickPick.prefix === "" &&
    !/^[>@:?]/.test(quickPick.input.text);
  if (isOpen && ctx.arg === undefined) return idle(nextInQuickPick(app, 1));
  const asked = askFiles(app, ctx);
  const text = typeof ctx.arg === "string" ? ctx.arg : "";
  return { ...asked, app: openQuickOpen(asked.app, text) };
};

const place = (prefix: ":" | "@"): AppCommand => (app) =>
  app.prompt !== null || activeView(app) === null ? null : idle(openQuickOpen(app, prefix));

/** Every widget in every state, for eyes; again: away. */
const gallery: AppCommand = (app) => idle({ ...app, gallery: !app.gallery });
const nextTheme: AppCommand = (app) => {
  const themes = Object.values(THEMES);
  return idle({ ...app, theme: themes[(themes.indexOf(app.theme) + 1) % themes.length] });
};

export const quickPickCommands: readonly AppCommandInfo[] = [
  { id: "workbench.action.showCommands", title: words.showCommands, run: showCommands },
  { id: "workbench.action.quickOpen", title: words.quickOpen, run: quickOpen },
  { id: "workbench.action.gotoLine", title: words.gotoLine, run: place(":") },
  { id: "workbench.action.gotoSymbol", title: words.gotoSymbol, run: place("@") },
  { id: "nexus.gallery", title: STRINGS.quickPick.gallery, run: gallery },
  { id: "nexus.gallery.nextTheme", title: STRINGS.quickPick.galleryTheme, run: nextTheme },
];
