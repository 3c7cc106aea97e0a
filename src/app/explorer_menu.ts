/** What the context menu of the explorer offers: over a row, and beside the rows. */
import { STRINGS } from "../ui/mod.ts";
import type { MenuEntry } from "./menu_types.ts";

const words = STRINGS.explorer.menu;
const making: readonly MenuEntry[] = [
  { group: "new", title: words.newFile, command: "explorer.newFile" },
  { group: "new", title: words.newFolder, command: "explorer.newFolder" },
];
const paste: MenuEntry = {
  group: "clip",
  title: words.paste,
  command: "filesExplorer.paste",
  when: "explorerHasKept",
};

export const rowMenu: readonly MenuEntry[] = [
  ...making,
  { group: "open", title: words.toSide, command: "explorer.openToSide", when: "!explorerFocusIsFolder" },
  { group: "clip", title: words.cut, command: "filesExplorer.cut" },
  { group: "clip", title: words.copy, command: "filesExplorer.copy" },
  paste,
  { group: "clip", title: words.duplicate, command: "nexus.explorer.duplicate" },
  { group: "path", title: words.copyPath, command: "copyFilePath" },
  { group: "path", title: words.copyRelativePath, command: "copyRelativeFilePath" },
  { group: "change", title: words.rename, command: "renameFile" },
  { group: "change", title: words.trash, command: "moveFileToTrash" },
];
export const folderMenu: readonly MenuEntry[] = [
  ...making,
  paste,
  { group: "tree", title: words.collapse, command: "workbench.files.action.collapseExplorerFolders" },
  { group: "tree", title: words.refresh, command: "workbench.files.action.refreshFilesExplorer" },
];
