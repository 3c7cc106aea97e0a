/** The words of the pickers about how a file is stored, and of its saved versions. Part of STRINGS. */
export const FILE_STRINGS = {
  action: {
    reopen: "Reopen with encoding",
    save: "Save with encoding",
    reopenHelp: "Reads the file again",
    reopenUnsaved: "Save or undo your changes first: reading the file again would drop them",
    saveHelp: "Writes the file in it from now on",
    placeholder: "What to do with the encoding",
  },
  reopenTitle: (name: string): string => `Reopen ${name} with encoding`,
  saveTitle: (name: string): string => `Save ${name} with encoding`,
  encodings: "Type to find an encoding",
  now: "now",
  lineEndings: {
    title: (name: string): string => `End of line of ${name}`,
    mixed: (name: string): string =>
      `${name} has mixed line endings, each kept as it is. Choosing one changes every line`,
    placeholder: "How every line ends from now on",
    help: {
      LF: "\\n, Linux and macOS",
      CRLF: "\\r\\n, Windows",
      CR: "\\r, old Macintosh",
    },
  },
  language: {
    title: (name: string): string => `Language of ${name}`,
    placeholder: "Type to find a language",
    unknown: (id: string): string => `There is no language ${id}`,
    auto: "Detect by name",
    autoHelp: "What the name and the first line say",
  },
  indent: {
    title: (name: string): string => `Indentation of ${name}`,
    placeholder: "What the Tab key types",
    view: "New lines only",
    convert: "Change the text",
    size: (size: number): string => `${size} columns`,
    spaces: (size: number): string => `Spaces, ${size}`,
    tabs: (size: number): string => `Tabs, shown ${size} wide`,
  },
  versions: {
    title: (name: string): string => `Saved versions of ${name}`,
    placeholder: "Enter compares a version with the text; its button brings it back",
    size: (bytes: number): string =>
      bytes < 1024
        ? `${bytes} bytes`
        : bytes < 1024 * 1024
        ? `${(bytes / 1024).toFixed(1)} KB`
        : `${(bytes / 1024 / 1024).toFixed(1)} MB`,
    newest: "newest",
    restore: "Restore this version",
    restored: (name: string, when: string): string =>
      `${name} has its text of ${when} again. Undo brings back what was there before`,
  },
  titles: {
    reopen: "Reopen with encoding",
    save: "Save with encoding",
    language: "Change language mode",
    indentation: "Change indentation",
    writable: "Edit a read-only file all the same",
  },
  conflicts: {
    none: "There is no marked place here to choose at",
    done: (name: string): string => `Every marked place in ${name} is decided; save it to keep that`,
    mine: "Take mine",
    theirs: "Take theirs",
    both: "Take both",
    titles: {
      current: "Merge conflict: accept current",
      incoming: "Merge conflict: accept incoming",
      both: "Merge conflict: accept both",
      allCurrent: "Merge conflict: accept all current",
      allIncoming: "Merge conflict: accept all incoming",
      allBoth: "Merge conflict: accept all both",
      next: "Merge conflict: next",
      previous: "Merge conflict: previous",
    },
  },
  editAnyway: "Edit it all the same",
} as const;
