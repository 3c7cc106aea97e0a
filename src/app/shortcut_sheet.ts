/** The shortcut sheet: every key there is, by topic, to read, to search and to press. Id and keys are VS Code's. Pure. */
import { commandCategory, keysFor, keysLabel, STRINGS } from "../ui/mod.ts";
import { type App, idle } from "./app.ts";
import type { AppCommand, AppCommandInfo } from "./app_commands.ts";
import { openQuickPick } from "./quick_pick_open.ts";
import type { QuickItem } from "./quick_pick_state.ts";

const words = STRINGS.chrome.sheet;

/** Commands with keys, those of a topic together; the first of each names it. */
export function sheetItems(
  { keys, platform }: App,
  commands: readonly { readonly id: string; readonly title: string }[],
): QuickItem[] {
  const rows: { topic: string; label: string; keys: string; id: string }[] = [];
  for (const { id, title } of commands) {
    const chords = keysFor(keys, id);
    if (chords === null) continue;
    const named = commandCategory(id, title);
    const cut = named.indexOf(": ");
    const topic = cut < 0 ? named.split(" ")[0] : named.slice(0, cut);
    const label = cut < 0 ? named : named.slice(cut + 2);
    rows.push({
      topic,
      label: label[0].toUpperCase() + label.slice(1),
      keys: keysLabel(chords, platform),
      id,
    });
  }
  rows.sort((a, b) => (a.topic === b.topic ? (a.label < b.label ? -1 : 1) : a.topic < b.topic ? -1 : 1));
  return rows.map(({ topic, label, keys, id }, i) => ({
    label,
    description: topic,
    keys,
    group: i === 0 || rows[i - 1].topic !== topic ? topic : undefined,
    run: { id },
  }));
}

const show: AppCommand = (app, { commands }) => {
  if (app.prompt !== null) return null;
  const items = sheetItems(app, commands());
  return idle(
    openQuickPick(app, {
      id: "shortcuts",
      title: words.title(items.length),
      placeholder: words.placeholder,
      items,
    }),
  );
};

export const sheetCommands: readonly AppCommandInfo[] = [
  { id: "workbench.action.keybindingsReference", title: words.command, run: show },
];
