/** The words of pickers, quick open and the palette; part of `STRINGS`. */

export const QUICK_STRINGS = {
  quickPick: {
    list: (count: number): string => `${count} rows`,
    nothing: "Nothing matches",
    filter: "Type to narrow the list",
    commands: "Type the name of a command",
    recent: "recently used",
    others: "other commands",
    files: "Type the name of a file; ? lists what else is here",
    recentFiles: "recently opened",
    noFolder: "No folder is open; open one with: nexus FOLDER",
    listing: "Listing the files of the folder",
    line: "Type a line number",
    goToLine: (line: number, column: number): string =>
      column === 1 ? `Go to line ${line}` : `Go to line ${line}, column ${column}`,
    atLine: (line: number, count: number): string =>
      `You are in line ${line}; type a number from 1 to ${count}`,
    symbol: "Type the name of a symbol",
    noEditor: "Open a file first",
    noSymbols: "This file has no symbols that Nexus knows of",
    reading: "The symbols are being read",
    help: {
      title: "What may be typed here",
      files: "Files of the folder by name; name:12 goes to a line",
      commands: "Commands",
      line: "A line of this file",
      symbol: "A symbol of this file",
    },
    kinds: {
      function: "function",
      method: "method",
      class: "class",
      interface: "interface",
      struct: "struct",
      enum: "enum",
      type: "type",
      module: "module",
      constant: "constant",
      variable: "variable",
      property: "property",
      macro: "macro",
      heading: "heading",
      element: "element",
    } as Readonly<Record<string, string>>,
    gallery: "Show every widget",
    galleryTheme: "Next theme of the gallery",
    titles: {
      showCommands: "Show all commands",
      quickOpen: "Go to file",
      gotoLine: "Go to line",
      gotoSymbol: "Go to symbol in file",
    },
  },
  folder: {
    refused: (folder: string, why: string): string => `The files of ${folder} cannot be listed: ${why}`,
    tooMany: (count: number): string =>
      `The folder has more than ${count} files; those beyond are not found by name`,
  },
} as const;

/** The first that an id begins with names the kind of a command. */
const CATEGORIES: readonly (readonly [prefix: string, category: string])[] = [
  ["workbench.action.files.", "File"],
  ["workbench.action.zoom", "View"],
  ["workbench.action.toggle", "View"],
  ["workbench.action.showCommands", "View"],
  ["workbench.action.quickOpen", "Go"],
  ["workbench.action.goto", "Go"],
  ["workbench.action.openEditor", "View"],
  ["workbench.action.", "Window"],
  ["notifications.", "Notifications"],
  ["nexus.theme.", "Theme"],
  ["nexus.undo.", "Undo"],
  ["nexus.macro.", "Macro"],
  ["nexus.vim", "Vim"],
  ["nexus.localHistory", "Local history"],
  ["nexus.find.", "Find"],
  ["editor.fold", "Fold"],
  ["editor.unfold", "Fold"],
  ["editor.toggleFold", "Fold"],
  ["editor.", "Editor"],
  ["cursor", "Cursor"],
  ["scroll", "Scroll"],
  ["delete", "Edit"],
  ["nexus.", "Nexus"],
];
const isCommon = (word: string): boolean => /^[A-Z][a-z]+$/.test(word) && word !== "Vim" && word !== "Nexus";
/** The title of a command behind its kind, as the palette lists it. */
export function commandCategory(id: string, title: string): string {
  const [first, ...rest] = title.split(" ");
  const words = [first, ...rest.map((word) => (isCommon(word) ? word.toLowerCase() : word))].join(" ");
  const category = CATEGORIES.find(([prefix]) => id.startsWith(prefix))?.[1] ?? "Editor";
  return words.includes(": ") || words.startsWith(`${category} `) ? words : `${category}: ${words}`;
}
