/**
 * Every word the chrome shows to a person, in one place. Sentence case, short, no exclamation marks.
 * Lines and columns count from 1 here and nowhere else.
 */

import { FILE_STRINGS } from "./strings_files.ts";
import { QUICK_STRINGS } from "./strings_quick.ts";
import { EXPLORER_STRINGS } from "./strings_explorer.ts";
import { PANE_STRINGS } from "./strings_panes.ts";
import { CHROME_STRINGS } from "./strings_chrome.ts";
import { TERMINAL_STRINGS } from "./strings_terminal.ts";
import { SETTING_WORDS } from "./strings_setting_list.ts";
import { SETTINGS_STRINGS } from "./strings_settings.ts";

/** What the status bar, tabs and empty panes say. */
export const STRINGS = {
  appName: "Nexus",
  panes: PANE_STRINGS,
  chrome: CHROME_STRINGS,
  terminal: TERMINAL_STRINGS,
  explorer: EXPLORER_STRINGS,
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
  following: "Following the end",
  writing: (percent: number): string => `Saving ${percent} %, Esc stops it`,
  folding: { reading: "Looking for what can be folded", stop: "Stop" },
  large: {
    short: (name: string): string =>
      `${name} became shorter while it was read; open it again to see it as it is`,
    endings: (name: string, ending: string): string =>
      `${name} has line ends of several kinds; lines that do not end in ${ending} show and keep their own`,
    damaged: (name: string): string =>
      `Parts of ${name} were changed or removed by another program and cannot be shown (�); open it again`,
    changedUnder: (path: string): string =>
      `Cannot save ${path}: another program wrote into the file while it was open, and most of the text lies in it; open it again`,
    stillReading: (path: string): string =>
      `Cannot save ${path} in another form yet: it is still being read; try again when that is done`,
    cancelled: (path: string): string => `Saving ${path} was stopped; the file is as it was`,
    rotated: (name: string): string => `${name} began anew on disk; it is followed from its start`,
    follows: (name: string): string => `${name} is shown as it grows while its end is in sight`,
    followNeeds: "Save the text first: only a file can be followed",
    noMerge: (name: string): string =>
      `${name} is too large to be merged; revert it to see the file as it is, or save it under another name`,
    notKept: (name: string): string =>
      `${name} is too large to compare with its file; save it to be able to keep later changes`,
    tooLarge: (name: string, what: string): string => `${name} is too large for this: ${what}`,
  },
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
  frameFailed: "This could not be drawn; your text is safe, save it and start again",
  clipboardRefused: "The clipboard refused this text; it may be too large",
  syntaxSlow: "Colours are late: this text takes long to parse",
  syntaxStopped: "Colours stopped: this text takes too long to parse",
  syntaxTooLarge: (name: string): string => `${name} is over 5 MB: shown without colours`,
  syntaxFailed: (language: string, why: string): string =>
    `The colours for ${language} cannot be loaded, the text is shown plain: ${why}`,
  newFile: (name: string): string => `${name} does not exist yet; it is created when you save`,
  invalidBytes: (name: string, count: number, encoding: string): string =>
    `${name} has ${count} bytes that are not ${encoding}; they are kept as they are`,
  hexName: (name: string): string => `${name} (hex)`,
  hexTooLarge: (path: string, mb: number): string => `Cannot show ${path} as hex: it is larger than ${mb} MB`,
  localHistory: {
    needs: "Name the version: { index } from 0, the newest",
    none: (name: string, index: number): string =>
      index === 0 ? `${name} has no saved versions yet` : `${name} has no version ${index}`,
    diffName: (name: string): string => `${name} (changes since)`,
  },
  changed: {
    both: (name: string): string =>
      `${name} changed on disk while you have unsaved changes here. Nothing is lost: both versions are kept until you choose`,
    merge: "Merge",
    compare: "Compare",
    revert: "Drop mine",
    onDisk: (name: string): string => `${name} on disk`,
    unsaved: (name: string): string => `${name}, unsaved`,
    compared: (name: string): string => `${name} (compared)`,
    same: (name: string): string => `${name} is the same on disk and here`,
    renamed: (from: string, to: string): string => `${from} was renamed to ${to} on disk; the tab follows it`,
    gone: (name: string): string =>
      `${name} was deleted on disk. Your text is still here: saving writes the file again`,
    folder: (name: string): string =>
      `${name} is a folder on disk now. Your text is still here: save it under another name`,
    unreadable: (name: string): string =>
      `${name} may no longer be read on disk. Your text is still here: save it under another name, or change who may read the file`,
    sides: { ours: "your text", theirs: "the file on disk" },
    merged: (name: string, conflicts: number): string =>
      conflicts === 0
        ? `${name} was merged with the file on disk`
        : `${name} was merged; ${
          conflicts === 1 ? "one place is" : `${conflicts} places are`
        } marked for you to choose`,
  },
  journal: {
    restored: (names: readonly string[]): string =>
      names.length === 1
        ? `Unsaved work in ${names[0]} was restored`
        : `Unsaved work in ${names.length} files was restored`,
    fileChanged: (name: string): string =>
      `${name} changed on disk, and your unsaved edits no longer fit it; what you had typed is in a tab of its own`,
    looseName: (name: string): string => `${name} (unsaved edits)`,
    unreadable: (count: number): string =>
      `${
        count === 1 ? "A journal" : `${count} journals`
      } of unsaved work cannot be read and could not be restored; the journal folder keeps what is left`,
    crashed:
      'Nexus stopped last time soon after restoring unsaved work, so it was not restored now; run "Restore unsaved work" to try again',
    openElsewhere: (path: string, pid: number): string =>
      `${path} is also open in another Nexus (process ${pid}). What one saves the other reads; where both have changes you are asked`,
    refused: (why: string): string => `Unsaved work cannot be kept: ${why}`,
    completed: (path: string): string => `A save of ${path} was cut off last time and is complete now`,
    foreign: (path: string, record: string): string =>
      `A save of ${path} was cut off last time, and another program changed it since; both versions are in ${record}`,
  },
  missingFolder: {
    text: (folder: string): string => `The folder ${folder} does not exist`,
    detail: "It can be made now, and the file saved in it.",
    create: "Create it and save",
    refused: (folder: string, why: string): string => `Cannot create ${folder}: ${why}`,
  },
  unmappable: {
    detail: "Nothing is saved until you choose.",
    utf8: "Save as UTF-8",
    replace: 'Save with "?" in their place',
  },
  encodingReason: {
    asked: "you chose it",
    setting: ".editorconfig says so",
    bom: "the file starts with its byte order mark",
    zeros: "every second byte is zero, as in UTF-16",
    ascii: "the file has ASCII characters only",
    utf8: "all its bytes are valid UTF-8",
    guess: (percent: number): string => `its letters look like it (${percent} % sure)`,
    bytes: "no encoding fits; bytes that are not UTF-8 are kept as they are",
    none: "it is new",
    of: (name: string, encoding: string, why: string): string => `${name} is read as ${encoding}: ${why}`,
  },
  savedWithout: (name: string, what: string): string =>
    `${name} is saved, but the system changed the file itself: ${what}`,
  files: FILE_STRINGS,
  settings: SETTINGS_STRINGS,
  settingWords: SETTING_WORDS,
  encodingUnknown: (name: string): string => `There is no encoding ${name}`,
  encodingNeeds: 'Name it: { encoding: "utf8", action: "reopen" or "save" }',
  reopenUnsaved: (name: string): string => `Save or undo the changes to ${name} first: reopening drops them`,
  eolNeeds: 'Name it: { eol: "LF", "CRLF" or "CR" }',
  cannotEdit: (name: string): string =>
    `Cannot edit ${name}: it is read-only; save it under another name first`,
  readOnlyFile: (name: string): string =>
    `${name} is marked read-only on disk, so that keys do not change it`,
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
    detail: "Another program wrote it while you were editing. Merging keeps what both of you did.",
    exists: (name: string): string => `${name} exists already`,
    existsDetail: "Saving under this name replaces it.",
    overwrite: "Overwrite",
    merge: "Merge",
    compare: "Compare",
    saveAs: "Save as",
  },
  refused: {
    text: (name: string): string => `Cannot save ${name}`,
    detail: (why: string): string =>
      why.includes("text is still here") ? `${why}.` : `${why}. Your text is still here, unsaved.`,
    writable: "Make it writable and save",
    retry: "Try again",
  },
  guessed: (name: string, encoding: string, percent: number): string =>
    `${name} is read as ${encoding}, which is a guess (${percent} % sure). Saving changes no byte that you do not edit`,
  otherEncoding: "Choose another encoding",
  binary: {
    text: (name: string): string => `${name} looks like a binary file`,
    detail:
      "As hex you can look at its bytes. As text you can also edit it: saving keeps every byte that you do not touch.",
    asText: "Open as text",
    asHex: "Open as hex",
  },
  vim: {
    toggle: "Toggle Vim mode",
    write: "Vim: write the file",
    quit: "Vim: close the editor",
    unsaved: (name: string): string => `${name} has unsaved changes; :w saves them, :q! drops them`,
  },
  ...QUICK_STRINGS,
  viewCommands: {
    wordWrap: "Toggle word wrap",
    minimap: "Toggle minimap",
    whitespace: "Toggle render whitespace",
    sticky: "Toggle sticky scroll",
  },
  find: {
    label: "Find",
    labelReplace: "Find and replace",
    none: "No results",
    count: (current: number, { count, more }: { count: number; more: boolean }): string =>
      `${current < 0 ? "?" : current + 1} of ${count}${more ? "+" : ""}`,
    searching: (percent: number): string => `Searching, ${percent} %`,
    capped: (count: number): string => `More than ${count} matches; the search stopped there`,
    preview: (from: string, to: string): string => `${from} becomes ${to === "" ? "nothing" : to}`,
    badPattern: (reason: string): string => `Not a regular expression: ${reason}`,
    tooLarge: (mb: number): string =>
      `Expressions are looked for in texts of up to ${mb} million characters; plain text is found in any`,
    stopped: "This expression ran for a second without an answer and was stopped; make it simpler",
    broken: (reason: string): string => `The search process failed: ${reason}`,
    replaceOne: "Replace",
    replaceAll: "All",
    isOn: (label: string): string => `${label}, on`,
    parts: {
      find: "Find",
      replace: "Replace",
      toggleReplace: "Toggle replace",
      case: "Match case",
      word: "Match whole word",
      regex: "Use regular expression",
      preserve: "Preserve case",
      selection: "Find in selection",
      previous: "Previous match",
      next: "Next match",
      close: "Close",
      replaceOne: "Replace",
      replaceAll: "Replace all",
    },
  },
  undoTree: {
    title: "Undo tree",
    hint: "Up and Down look, Enter keeps, Esc goes back",
    start: "Start",
    kinds: {
      type: "Typed",
      delete: "Deleted",
      paste: "Pasted",
      move: "Moved",
      undo: "Undone",
      redo: "Redone",
      remote: "Edited by somebody else",
      tool: "Edited",
      load: "Read again",
    },
    inserted: (what: string, text: string): string => `${what} “${text}”`,
    deleted: (what: string, text: string): string => `${what}, without “${text}”`,
    replaced: (what: string, { from, to }: { from: string; to: string }): string =>
      `${what} “${to}” for “${from}”`,
    places: (count: number): string => ` in ${count} places`,
    noStep: (node: number): string => `There is no step ${node} in this history`,
    needsNode: "Say which step: { node }",
    needsWay: "Say how far: { steps } or { ms }",
  },
  macros: {
    recording: "Recording a macro; the same command ends it",
    recorded: (steps: number): string =>
      steps === 0 ? "Nothing was recorded" : `Recorded a macro of ${steps} steps`,
    none: "No macro has been recorded",
    needsName: "Name the macro: { name }",
    unknown: (name: string | null, names: readonly string[]): string =>
      names.length === 0
        ? "No macro has been saved"
        : name === null
        ? `Name the macro: ${names.join(", ")}`
        : `There is no macro ${name}; saved are ${names.join(", ")}`,
    saved: (name: string): string => `Saved the macro as ${name}`,
    callsItself: (name: string): string =>
      name === ""
        ? "The macro calls itself and was stopped"
        : `The macro ${name} calls itself and was stopped`,
    tooLong: "The macro ran 100,000 steps and was stopped",
    titles: {
      toggle: "Start or stop recording a macro",
      play: "Play the last macro",
      runNamed: "Play a saved macro",
      save: "Save the last macro",
    },
  },
  snippets: {
    needsText: "Give the snippet: { snippet } or { name }",
    unknown: (name: string, language: string): string => `No snippet is called ${name} for ${language}`,
    wrong: (path: string, line: number, what: string): string => `${path}, line ${line}: ${what}`,
    notJson: (what: string): string => `${what}; the snippets before it are used`,
    noObject: "A snippet file holds an object of snippets by name; nothing of it is used",
    inSnippet: (name: string, what: string): string => `Snippet "${name}" is left out: ${what}`,
    noSnippet: "it must be an object with a prefix and a body",
    noBody: "its body must be a text or a list of lines",
    noPrefix: "its prefix must be a text or a list of texts",
    noScope: "its scope must be a text such as javascript,typescript",
    tooBig: (path: string, bytes: number): string =>
      `${path} has ${bytes} bytes; it is not read for snippets`,
    unreadable: (path: string, reason: string): string => `Cannot read the snippets in ${path}: ${reason}`,
    choices: "Choices",
    titles: {
      insert: "Insert snippet",
      expand: "Expand the snippet before the caret",
      choose: "Choose and go to the next placeholder",
      list: "List snippets",
      reload: "Reload snippet files",
    },
  },
  editing: {
    emptyRing: "Nothing has been copied yet",
    tabSize: "The tab size must be from 1 to 100",
    titles: {
      pasteFromHistory: "Paste from clipboard history",
      cyclePaste: "Paste, then replace with the entry before",
      clipboardHistory: "List the clipboard history",
      indentUsingSpaces: "Indent using spaces",
      indentUsingTabs: "Indent using tabs",
      changeTabDisplaySize: "Change tab display size",
      detectIndentation: "Detect indentation from content",
      indentationToSpaces: "Convert indentation to spaces",
      indentationToTabs: "Convert indentation to tabs",
    },
  },
  commands: {
    undoTree: "Show the undo tree",
    undoBack: "Go back in the undo tree",
    undoForward: "Go forward in the undo tree",
    undoGoTo: "Go to a step of the undo tree",
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
    pastePrimary: "Paste the primary selection",
    restoreUnsaved: "Restore unsaved work",
    stopFolding: "Stop Looking for Folds",
    cancelSave: "Stop saving",
    followFile: "Follow the end of the file",
    revertFile: "Revert file",
    compareFile: "Compare with the file on disk",
    acceptNotice: "Do what the notification offers",
    mergeFile: "Merge with the file on disk",
    historyList: "Local history: list versions",
    historyRestore: "Local history: restore",
    historyCompare: "Local history: compare with file",
    changeEncoding: "Change file encoding",
    encodingReason: "Why this encoding",
    changeEol: "Change end of line sequence",
    about: "About Nexus",
    find: "Find",
    findReplace: "Replace",
    findWithSelection: "Find with selection",
    historyPrevious: "Show the search before",
    historyNext: "Show the search after",
    closeFind: "Close find widget",
    nextMatch: "Find next",
    previousMatch: "Find previous",
    nextSelectionMatch: "Find next selection",
    previousSelectionMatch: "Find previous selection",
    toggleCase: "Toggle match case in find",
    toggleWord: "Toggle whole word in find",
    toggleRegex: "Toggle regular expression in find",
    toggleInSelection: "Toggle find in selection",
    togglePreserveCase: "Toggle preserve case in replace",
    replaceOne: "Replace match",
    replaceAllMatches: "Replace all matches",
    selectAllMatches: "Select all matches",
    addNextMatch: "Add selection to next find match",
    addPreviousMatch: "Add selection to previous find match",
    moveToNextMatch: "Move last selection to next find match",
    moveToPreviousMatch: "Move last selection to previous find match",
    selectHighlights: "Select all occurrences of find match",
    changeAll: "Change all occurrences",
    focusFind: "Focus find input",
    focusReplace: "Focus replace input",
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
