/**
 * Context menus: what stands in which, and opening one. An entry is a command with its keys; it shows while its clause holds and somebody offers
 * the command, and stands in a group, lines between groups. Features open menus of their own with `openMenuAt`. Pure; input is step_menu.ts.
 */
import { type Box, holds, keysFor, keysLabel, type MenuItem, parseWhen, STRINGS } from "../ui/mod.ts";
import type { App } from "./app.ts";
import { whenOf } from "./context_keys.ts";
import type { MenuCall, MenuEntry, OpenMenu } from "./menu_types.ts";

/** Where it opens, and which commands there are. */
export interface MenuPlace {
  readonly anchor: Box;
  readonly has: (command: string) => boolean;
}

/** Opens a menu; without a row to show the app stays as it is. */
export function openMenuAt(app: App, entries: readonly MenuEntry[], { anchor, has }: MenuPlace): App {
  const calls = new Map<string, MenuCall>();
  const items = itemsOf(app, entries, { has, calls });
  if (items.length === 0) return app;
  const menu: OpenMenu = { items, anchor, path: [-1], calls };
  return { ...app, menu, tip: null, drag: null, preedit: null, held: [], chord: null };
}
export const closeMenu = (app: App): App => (app.menu === null ? app : { ...app, menu: null });

function itemsOf(
  app: App,
  entries: readonly MenuEntry[],
  { has, calls }: { has: MenuPlace["has"]; calls: Map<string, MenuCall> },
): MenuItem[] {
  const items: MenuItem[] = [];
  let group: string | null = null;
  for (const entry of entries) {
    if (!isShown(app, entry, has)) continue;
    const inner = entry.items === undefined ? undefined : itemsOf(app, entry.items, { has, calls });
    if (inner?.length === 0) continue;
    if (group !== null && group !== entry.group) items.push("line");
    group = entry.group;
    const id = `${entry.command ?? "menu"}-${calls.size}`;
    calls.set(id, { id: entry.command ?? "", arg: entry.arg });
    const chords = entry.command === undefined || entry.arg !== undefined
      ? null
      : keysFor(app.keys, entry.command);
    const keys = chords === null ? undefined : keysLabel(chords, app.platform);
    items.push({ id, label: entry.title, keys, isOn: entry.isOn, items: inner });
  }
  return items;
}
function isShown(app: App, { command, when }: MenuEntry, has: MenuPlace["has"]): boolean {
  if (command !== undefined && !has(command)) return false;
  if (when === undefined) return true;
  const clause = parseWhen(when);
  return clause.ok && holds(clause.value, whenOf(app));
}

const words = STRINGS.chrome.menu;
const palette: MenuEntry = { group: "z", title: words.palette, command: "workbench.action.showCommands" };
const folds = (group: string): readonly MenuEntry[] => [
  { group, title: words.foldAll, command: "editor.foldAll" },
  { group, title: words.unfoldAll, command: "editor.unfoldAll" },
];

/** Over a text. */
export const editorMenu: readonly MenuEntry[] = [
  {
    group: "go",
    title: words.goTo,
    items: [
      { group: "a", title: words.line, command: "workbench.action.gotoLine" },
      { group: "a", title: words.symbol, command: "workbench.action.gotoSymbol" },
      { group: "a", title: words.bracket, command: "editor.action.jumpToBracket" },
    ],
  },
  {
    group: "change",
    title: words.changeAll,
    command: "editor.action.changeAll",
    when: "!editorReadonly",
  },
  { group: "change", title: words.comment, command: "editor.action.commentLine", when: "!editorReadonly" },
  { group: "clip", title: words.cut, command: "editor.action.clipboardCutAction", when: "!editorReadonly" },
  { group: "clip", title: words.copy, command: "editor.action.clipboardCopyAction" },
  {
    group: "clip",
    title: words.paste,
    command: "editor.action.clipboardPasteAction",
    when: "!editorReadonly",
  },
  { group: "clip", title: words.selectAll, command: "editor.action.selectAll" },
  {
    group: "fold",
    title: words.fold,
    items: [
      { group: "a", title: words.foldHere, command: "editor.fold" },
      { group: "a", title: words.unfoldHere, command: "editor.unfold" },
      ...folds("b"),
    ],
  },
  palette,
];
/** Over line numbers; `line` from 0. */
export const gutterMenu = (line: number): readonly MenuEntry[] => [
  { group: "a", title: words.foldHere, command: "editor.fold", arg: { selectionLines: [line] } },
  { group: "a", title: words.unfoldHere, command: "editor.unfold", arg: { selectionLines: [line] } },
  ...folds("b"),
  palette,
];
/** Over the active tab. */
export const tabMenu: readonly MenuEntry[] = [
  { group: "close", title: words.close, command: "workbench.action.closeActiveEditor" },
  { group: "close", title: words.closeOthers, command: "workbench.action.closeOtherEditors" },
  { group: "close", title: words.closeRight, command: "workbench.action.closeEditorsToTheRight" },
  { group: "close", title: words.closeSaved, command: "workbench.action.closeUnmodifiedEditors" },
  { group: "close", title: words.closeAll, command: "workbench.action.closeEditorsInGroup" },
  {
    group: "path",
    title: words.copyPath,
    command: "workbench.action.files.copyPathOfActiveFile",
    when: "activeEditorHasPath",
  },
  {
    group: "path",
    title: words.copyRelativePath,
    command: "workbench.action.files.copyPathOfActiveFile",
    arg: { relative: true },
    when: "activeEditorIsInFolder",
  },
  {
    group: "reveal",
    title: words.reveal,
    command: "workbench.files.action.showActiveFileInExplorer",
    when: "activeEditorIsInFolder",
  },
  {
    group: "pin",
    title: words.keepOpen,
    command: "workbench.action.keepEditor",
    when: "activeEditorIsInPreview",
  },
  { group: "pin", title: words.pin, command: "workbench.action.pinEditor", when: "!activeEditorIsPinned" },
  { group: "pin", title: words.unpin, command: "workbench.action.unpinEditor", when: "activeEditorIsPinned" },
  { group: "split", title: words.splitRight, command: "workbench.action.splitEditorRight" },
  { group: "split", title: words.splitDown, command: "workbench.action.splitEditorDown" },
];
/** Beside the tabs. */
export const tabBarMenu: readonly MenuEntry[] = [
  { group: "a", title: words.newFile, command: "workbench.action.files.newUntitledFile" },
  { group: "a", title: words.openFile, command: "workbench.action.quickOpen" },
  { group: "b", title: words.closeAll, command: "workbench.action.closeEditorsInGroup" },
  { group: "c", title: words.splitRight, command: "workbench.action.splitEditorRight" },
  { group: "c", title: words.splitDown, command: "workbench.action.splitEditorDown" },
];
