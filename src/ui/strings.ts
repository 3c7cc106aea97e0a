/**
 * Every word the chrome shows to a person, in one place. Sentence case, short, no exclamation marks.
 * Lines and columns count from 1 here and nowhere else.
 */

/** What the status bar, tabs and empty panes say. */
export const STRINGS = {
  appName: "Nexus",
  emptyGroup: "Drop a file here, or press Ctrl+N for a new one",
  tabBar: "Open editors",
  statusBar: "Status",
  readOnly: "Read-only",
  mixedEndings: "Mixed line endings",
  plainText: "Plain text",
  position: (line: number, column: number): string => `Ln ${line}, Col ${column}`,
  selected: (units: number): string => ` (${units} selected)`,
  selections: (count: number): string => `${count} selections`,
  selectionsOf: (count: number, units: number): string => `${count} selections (${units} characters)`,
  spaces: (size: number): string => `Spaces ${size}`,
  tabs: (size: number): string => `Tab size ${size}`,
  loading: (percent: number): string => `Reading ${percent} %`,
  chord: (keys: string): string => `${keys} was pressed, waiting for the next key`,
  frame: (ms: number): string => `frame ${ms.toFixed(2)} ms`,
  editor: (name: string): string => `${name}, editor`,
  unsaved: (name: string): string => `${name}, unsaved`,
  tabPlace: (name: string, place: { index: number; count: number }): string =>
    `${name}, tab ${place.index + 1} of ${place.count}`,
  about: "Nexus, a code editor",
  openNeedsPath: "Name the file to open: { path }",
  scrollNeedsDirection: 'Say where to scroll: { to: "up" } or { to: "down" }',
  notACommand: (keys: string): string => `${keys} is not a command`,
  failed: (what: string, why: string): string => `${what} failed and changed nothing: ${why}`,
  clipboardRefused: "The clipboard refused this text; it may be too large",
  newFile: (name: string): string => `${name} does not exist yet; it is created when you save`,
  invalidBytes: (name: string, count: number): string =>
    `${name} has ${count} bytes that are not UTF-8; they are kept as they are`,
  readOnlyFile: (name: string): string => `${name} is read-only; save it under another name to keep changes`,
  choices: { save: "Save", saveAll: "Save all", discard: "Don't save", cancel: "Cancel" },
  unsavedPrompt: {
    one: (name: string): string => `Save the changes to ${name}?`,
    many: (names: readonly string[]): string => `Save the changes to ${names.length} files?`,
    detail: "They are lost if you do not save them.",
  },
  saveAs: {
    text: (name: string): string => `Save ${name} as`,
    detail: "A path, from the folder that Nexus was started in or from the root.",
  },
  conflict: {
    text: (name: string): string => `${name} has changed on disk`,
    detail: "Saving now replaces what another program wrote.",
    exists: (name: string): string => `${name} exists already`,
    existsDetail: "Saving under this name replaces it.",
    overwrite: "Overwrite",
    saveAs: "Save as another file",
  },
  binary: {
    text: (name: string): string => `${name} looks like a binary file`,
    detail: "It can be shown as text; saving keeps every byte that you do not edit.",
    asText: "Open as text",
  },
  commands: {
    undo: "Undo",
    redo: "Redo",
    newFile: "New file",
    openFile: "Open file",
    save: "Save",
    saveAs: "Save as",
    saveAll: "Save all",
    closeEditor: "Close editor",
    closeWindow: "Close window",
    quit: "Quit",
    nextEditor: "Next editor",
    previousEditor: "Previous editor",
    openEditorAt: (n: number): string => `Open editor ${n}`,
    lastEditor: "Last editor",
    zoomIn: "Zoom in",
    zoomOut: "Zoom out",
    zoomReset: "Reset zoom",
    toggleTheme: "Toggle light and dark theme",
    themeDark: "Dark theme",
    themeLight: "Light theme",
    themeContrast: "High contrast theme",
    toggleFrameTime: "Toggle frame time",
    scrollLineUp: "Scroll line up",
    scrollLineDown: "Scroll line down",
    scrollPageUp: "Scroll page up",
    scrollPageDown: "Scroll page down",
    editorScroll: "Scroll editor",
    revealLine: "Reveal line",
    revealCaret: "Reveal caret",
    clearNotices: "Clear all notifications",
    pastePrimary: "Paste the primary selection",
    about: "About Nexus",
  },
} as const;

/** "typescript" as people write it; an id nobody knows is shown as it is. */
export function languageName(id: string): string {
  if (id === "" || id === "plaintext") return STRINGS.plainText;
  return LANGUAGE_NAMES[id] ?? id[0].toUpperCase() + id.slice(1);
}
const LANGUAGE_NAMES: Readonly<Record<string, string>> = {
  typescript: "TypeScript",
  typescriptreact: "TypeScript React",
  javascript: "JavaScript",
  javascriptreact: "JavaScript React",
  json: "JSON",
  jsonc: "JSON with comments",
  html: "HTML",
  css: "CSS",
  yaml: "YAML",
  toml: "TOML",
  cpp: "C++",
  csharp: "C#",
  php: "PHP",
  sql: "SQL",
  xml: "XML",
  shellscript: "Shell",
};
