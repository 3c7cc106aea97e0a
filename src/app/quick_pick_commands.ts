/** Commands of the picker: opening the palette, and moving in it from a keymap. Ids are VS Code's. */
import { STRINGS } from "../ui/mod.ts";
import { type App, idle } from "./app.ts";
import type { AppCommand, AppCommandInfo } from "./app_commands.ts";
import { openQuickOpen } from "./quick_pick_open.ts";

const words = STRINGS.quickPick.titles;
const isFree = (app: App): boolean => app.prompt === null;

const showCommands: AppCommand = (app) => (isFree(app) ? idle(openQuickOpen(app, ">")) : null);

export const quickPickCommands: readonly AppCommandInfo[] = [
  { id: "workbench.action.showCommands", title: words.showCommands, run: showCommands },
];
