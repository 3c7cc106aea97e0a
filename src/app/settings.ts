/**
 * The settings file as text to checked values: JSON with comments, VS Code's names where it has them. A wrong value is
 * left at its default and said with its line; nothing in a settings file stops the editor. Pure.
 */
import { getNodeValue, type Node, parseTree, printParseErrorCode } from "jsonc-parser";
import type { ViewParts } from "../ui/mod.ts";
import { type AppSettings, defaultAppSettings } from "./app.ts";
import { checkedOption } from "./options.ts";

export interface SettingsRead {
  readonly settings: AppSettings;
  /** One line each, for a person. */
  readonly problems: readonly string[];
}
type Check = (
  value: unknown,
) => (Partial<Omit<AppSettings, "parts">> & { parts?: Partial<ViewParts> }) | null;
const between = (value: unknown, from: number, to: number): value is number =>
  typeof value === "number" && value >= from && value <= to;
const named = <T extends string>(value: unknown, names: readonly T[]): T | null =>
  names.find((name) => name === value) ?? null;

const themeNames = {
  "Nexus dark": "dark",
  "Nexus light": "light",
  "Nexus high contrast": "contrast",
} as const;
const checks: Readonly<Record<string, { readonly check: Check; readonly want: string }>> = {
  "nexus.painter": {
    want: '"auto", "software" or "gpu"',
    check: (value) => {
      const painter = named(value, ["auto", "software", "gpu"]);
      return painter && { painter };
    },
  },
  "workbench.colorTheme": {
    want: Object.keys(themeNames).map((name) => `"${name}"`).join(", "),
    check: (
      value,
    ) => (typeof value === "string" && value in themeNames
      ? { theme: themeNames[value as keyof typeof themeNames] }
      : null),
  },
  "editor.fontFamily": {
    want: "a font family",
    check: (value) => (typeof value === "string" && value.trim() !== "" ? { fontFamily: value } : null),
  },
  "editor.fontSize": {
    want: "6 to 100",
    check: (value) => (between(value, 6, 100) ? { fontSize: value } : null),
  },
  "editor.lineHeight": {
    want: "8 to 150 pixels",
    check: (value) => (between(value, 8, 150) ? { lineHeight: value } : null),
  },
  "editor.fontLigatures": {
    want: "true or false",
    check: (value) => (typeof value === "boolean" ? { ligatures: value } : null),
  },
  "editor.cursorBlinking": {
    want: '"blink" or "solid"',
    check: (
      value,
    ) => (named(value, ["blink", "solid"]) === null ? null : { caretBlinking: value === "blink" }),
  },
  "nexus.undo.persist": {
    want: "true or false",
    check: (value) => (typeof value === "boolean" ? { undoPersist: value } : null),
  },
  "nexus.undo.maxSteps": {
    want: "1 to 10000000",
    check: (value) =>
      between(value, 1, 10_000_000) && Number.isInteger(value) ? { undoMaxSteps: value } : null,
  },
  "nexus.undo.maxMegabytes": {
    want: "1 to 4096",
    check: (value) => (between(value, 1, 4096) ? { undoMaxMegabytes: value } : null),
  },
  "vim.enable": {
    want: "true or false",
    check: (value) => (typeof value === "boolean" ? { vim: value } : null),
  },
  "editor.tabCompletion": {
    want: '"on", "off" or "onlySnippets"',
    check: (value) => {
      const found = named(value, ["on", "off", "onlySnippets"]);
      return found && { tabSnippets: found !== "off" };
    },
  },
  ...editingChecks(),
  ...partChecks(),
  ...Object.fromEntries(
    (["trimTrailingWhitespace", "insertFinalNewline", "trimFinalNewlines"] as const).map((name) => [
      `files.${name}`,
      {
        want: "true or false",
        check: (value: unknown) => (typeof value === "boolean" ? { [name]: value } : null),
      },
    ]),
  ),
  "files.hotExit": {
    want: '"off", "onExit" or "onExitAndWindowClose"',
    check: (value) => {
      const hotExit = named(value, ["off", "onExit", "onExitAndWindowClose"]);
      return hotExit && { hotExit: hotExit !== "off" };
    },
  },
  "nexus.hinting": {
    want: '"off", "light" or "full"',
    check: (value) => {
      const hinting = named(value, ["off", "light", "full"]);
      return hinting && { hinting };
    },
  },
  "nexus.antialiasing": {
    want: '"grey", "lcd" or "none"',
    check: (value) => {
      const antialiasing = named(value, ["grey", "lcd", "none"]);
      return antialiasing && { antialiasing };
    },
  },
};

/** Those that documents are edited with: the checks are those of the options automation sets. */
function editingChecks(): Record<string, { readonly check: Check; readonly want: string }> {
  const wants: Readonly<Record<string, string>> = {
    autoClosingBrackets: '"always", "languageDefined", "beforeWhitespace" or "never"',
    autoClosingQuotes: '"always", "languageDefined", "beforeWhitespace" or "never"',
    autoClosingDelete: '"always", "auto" or "never"',
    autoClosingOvertype: '"always", "auto" or "never"',
    autoSurround: '"languageDefined", "quotes", "brackets" or "never"',
    autoIndent: '"none", "keep", "brackets", "advanced" or "full"',
    tabSize: "1 to 100",
    insertSpaces: "true or false",
    useTabStops: "true or false",
    wordSeparators: "the characters that end words",
  };
  return Object.fromEntries(
    Object.entries(wants).map(([name, want]) => [`editor.${name}`, {
      want,
      check: (value: unknown) => {
        const editing = checkedOption(name, value);
        return editing === null ? null : { editing };
      },
    }]),
  );
}

/** What is shown around the text. */
function partChecks(): Record<string, { readonly check: Check; readonly want: string }> {
  const wraps = ["off", "on", "wordWrapColumn", "bounded"] as const;
  const whitespace = ["none", "boundary", "selection", "trailing", "all"] as const;
  const marks = ["always", "mouseover", "never"] as const;
  const switches = {
    "editor.minimap.enabled": "minimap",
    "editor.guides.indentation": "guides",
    "editor.bracketPairColorization.enabled": "bracketColors",
    "editor.stickyScroll.enabled": "stickyScroll",
    "editor.folding": "folding",
  } as const;
  const part = (want: string, check: (value: unknown) => Partial<ViewParts> | null) => ({
    want,
    check: (value: unknown) => {
      const parts = check(value);
      return parts === null ? null : { parts };
    },
  });
  const whole = (value: unknown, from: number, to: number): value is number =>
    between(value, from, to) && Number.isInteger(value);
  return {
    ...Object.fromEntries(
      Object.entries(switches).map(([name, key]) => [
        name,
        part("true or false", (value) => (typeof value === "boolean" ? { [key]: value } : null)),
      ]),
    ),
    "editor.wordWrap": {
      want: '"off", "on", "wordWrapColumn" or "bounded"',
      check: (value) => {
        const wordWrap = named(value, wraps);
        return wordWrap === null ? null : { wordWrap };
      },
    },
    "editor.wordWrapColumn": part(
      "4 to 1000",
      (value) => (whole(value, 4, 1000) ? { wordWrapColumn: value } : null),
    ),
    "editor.guides.highlightActiveIndentation": part(
      'true, false or "always"',
      (value) => (typeof value === "boolean" || value === "always" ? { activeGuide: value !== false } : null),
    ),
    "editor.matchBrackets": part('"always", "near" or "never"', (value) => {
      const matchBrackets = named(value, ["always", "near", "never"] as const);
      return matchBrackets && { matchBrackets };
    }),
    "editor.renderWhitespace": part(whitespace.map((name) => `"${name}"`).join(", "), (value) => {
      const found = named(value, whitespace);
      return found && { whitespace: found };
    }),
    "editor.rulers": part("a list of columns", (value) => {
      const isList = Array.isArray(value) && value.length <= 50 &&
        value.every((column) => whole(column, 0, 10_000));
      return isList ? { rulers: value as number[] } : null;
    }),
    "editor.stickyScroll.maxLineCount": part(
      "1 to 20",
      (value) => (whole(value, 1, 20) ? { stickyLines: value } : null),
    ),
    "editor.showFoldingControls": part(marks.map((name) => `"${name}"`).join(", "), (value) => {
      const foldMarks = named(value, marks);
      return foldMarks && { foldMarks };
    }),
  };
}

/** `name` is the file's, for the problems. Settings nobody here knows are left alone: later versions may. */
export function readSettings(text: string, name: string): SettingsRead {
  const errors: { error: number; offset: number; length: number }[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  const problems = errors.slice(0, 1).map(({ error, offset }) =>
    `${name}, line ${lineAt(text, offset)}: ${
      words(printParseErrorCode(error))
    }; the settings before it are used`
  );
  let settings = defaultAppSettings;
  for (const property of root?.type === "object" ? root.children ?? [] : []) {
    const [key, value] = property.children ?? [];
    const known = typeof key?.value === "string" && Object.hasOwn(checks, key.value)
      ? checks[key.value]
      : undefined;
    if (known === undefined || value === undefined) continue;
    const found = known.check(valueOf(value));
    if (found !== null) {
      const parts = found.parts === undefined ? settings.parts : { ...settings.parts, ...found.parts };
      settings = { ...settings, ...found, editing: { ...settings.editing, ...found.editing }, parts };
    } else {problems.push(
        `${name}, line ${
          lineAt(text, value.offset)
        }: ${key.value} must be ${known.want}; the default is used`,
      );}
  }
  const size = settings.fontSize;
  // A line height nobody set follows the font, by the proportion of the default.
  if (settings.lineHeight === defaultAppSettings.lineHeight && size !== defaultAppSettings.fontSize) {
    settings = {
      ...settings,
      lineHeight: Math.round(size * defaultAppSettings.lineHeight / defaultAppSettings.fontSize),
    };
  }
  return { settings, problems };
}

const valueOf = (node: Node): unknown => (node.type === "array" ? getNodeValue(node) : node.value);
const lineAt = (text: string, offset: number): number => text.slice(0, offset).split("\n").length;
/** "PropertyNameExpected" → "property name expected". */
const words = (name: string): string => name.replace(/(?<!^)([A-Z])/g, " $1").toLowerCase();
