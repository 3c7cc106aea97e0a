/** The menu of the status bar: what a field changes, and which of the parts around the text show. */
import { STRINGS } from "../ui/mod.ts";
import { activeDocument, type App } from "./app.ts";
import type { MenuEntry } from "./menu_types.ts";
import { statusCommands } from "./status_pickers.ts";

const words = STRINGS.chrome.menu;

/** `item`: the field under the pointer; null: none. */
export function statusMenu(app: App, item: string | null): readonly MenuEntry[] {
  const { fields } = STRINGS.chrome;
  const command = item === null ? undefined : statusCommands[item];
  const own: MenuEntry[] = item !== null && item in fields && command !== undefined
    ? [{ group: "a", title: words.change(fields[item as keyof typeof fields]), command }]
    : [];
  const { parts } = app.look;
  const wraps = (activeDocument(app)?.state.settings.wrap ?? "off") !== "off";
  return [
    ...own,
    {
      group: "b",
      title: words.minimap,
      command: "editor.action.toggleMinimap",
      isOn: parts?.minimap ?? false,
      when: "editorIsOpen",
    },
    {
      group: "b",
      title: words.wrap,
      command: "editor.action.toggleWordWrap",
      isOn: wraps,
      when: "editorIsOpen",
    },
    { group: "b", title: words.zen, command: "workbench.action.toggleZenMode", isOn: app.panes.isZen },
    { group: "b", title: words.frameTime, command: "nexus.toggleFrameTime", isOn: app.showFrameTime },
  ];
}
