/**
 * What was looked for and put in its place before, for the two inputs of the find widget: kept while the app runs, gone through
 * with Up and Down. Owns when something is remembered; the widget itself is find_commands.ts.
 */
import { inputSelect, inputSet, STRINGS } from "../ui/mod.ts";
import { type App, idle } from "./app.ts";
import { type FindCommand, type FindCommandInfo, findCommands, fromCaret } from "./find_commands.ts";
import type { Find, FindPast } from "./find_state.ts";

/** Of each input. */
const most = 100;

/** With what stands in the inputs as their newest entries. */
function remembered(find: Find): Find {
  const { past } = find;
  const words = withEntry(past.find, find.find.text);
  const others = find.hasReplace ? withEntry(past.replace, find.replace.text) : past.replace;
  if (words === past.find && others === past.replace && past.at < 0) return find;
  return { ...find, past: { find: words, replace: others, at: -1, draft: "" } };
}
function withEntry(list: readonly string[], text: string): readonly string[] {
  if (text === "" || list[0] === text) return list;
  return [text, ...list.filter((one) => one !== text)].slice(0, most);
}

/** Runs a command of the widget that ends what a person types into it. */
const remembering = (run: FindCommand): FindCommand => (app, ctx) =>
  run(app.find === null || !app.find.isOpen ? app : { ...app, find: remembered(app.find) }, ctx);
const ending = new Set([
  "closeFindWidget",
  "editor.action.nextMatchFindAction",
  "editor.action.previousMatchFindAction",
  "editor.action.replaceOne",
  "editor.action.replaceAll",
  "editor.action.selectAllMatches",
]);

/** Older entries by 1, newer by -1; beyond the newest what was being typed comes back. Declines at both ends. */
const show = (by: 1 | -1): FindCommand => (app) => {
  const { find } = app;
  const focus = find !== null && find.isOpen ? find.focus : null;
  if (find === null || focus === null) return null;
  const { past } = find;
  const list = past[focus];
  const draft = past.at < 0 ? find[focus].text : past.draft;
  let at = past.at + by;
  // What stands there already is no step.
  if (past.at < 0 && by > 0 && list[0] === draft) at++;
  if (at >= list.length || at < -1) return null;
  return idle(withText(app, { focus, text: at < 0 ? draft : list[at], past: { ...past, at, draft } }));
};

function withText(
  app: App,
  { focus, text, past }: { focus: "find" | "replace"; text: string; past: FindPast },
): App {
  const find = app.find!;
  const input = inputSet(find[focus], text);
  const next: App = {
    ...app,
    find: { ...find, past, [focus]: inputSelect(input, text.length, text.length) },
  };
  return focus === "find" ? fromCaret(next) : next;
}

const { commands: words } = STRINGS;
/** All commands of the widget. */
export const allFindCommands: readonly FindCommandInfo[] = [
  ...findCommands.map((info) => (ending.has(info.id) ? { ...info, run: remembering(info.run) } : info)),
  { id: "history.showPrevious", title: words.historyPrevious, run: show(1) },
  { id: "history.showNext", title: words.historyNext, run: show(-1) },
];
