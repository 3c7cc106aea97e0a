/** The settings that the app obeys, already checked, and their defaults. What a file says becomes these in settings.ts. */
import type { Settings } from "../editor/mod.ts";
import type { OnSave } from "../project/mod.ts";
import { DEFAULT_PARTS, type ViewParts } from "../ui/mod.ts";

/** What may differ by language. What saving does to a text first: `.editorconfig` goes before it. */
export interface LanguageSettings extends OnSave {
  /** What documents are edited with instead of the defaults. */
  readonly editing: Partial<Settings>;
  /** How lines wrap; null: Markdown in the window, all else not. */
  readonly wordWrap: Settings["wrap"] | null;
  readonly detectIndentation: boolean;
}
/** Settings the app itself obeys, already checked. */
export interface AppSettings extends LanguageSettings {
  /** Over the rest, by the id of the language. */
  readonly byLanguage: Readonly<Record<string, Partial<LanguageSettings>>>;
  readonly painter: "auto" | "software" | "gpu";
  /** By name, as the three below. */
  readonly theme: string;
  readonly followsSystem: boolean;
  readonly darkTheme: string;
  readonly lightTheme: string;
  /** Whose default keys. */
  readonly keymap: "vscode" | "vim" | "emacs" | "sublime";
  readonly fontFamily: string | null;
  readonly fontSize: number;
  readonly lineHeight: number;
  readonly ligatures: boolean;
  readonly hinting: "off" | "light" | "full";
  readonly antialiasing: "grey" | "lcd" | "none";
  readonly caretBlinking: boolean;
  /** Whether leaving keeps unsaved work for the next start without asking. */
  readonly hotExit: boolean;
  readonly vim: boolean;
  /** Tab expands snippet prefixes. */
  readonly tabSnippets: boolean;
  /** What is shown around the text. */
  readonly parts: ViewParts;
  /** Histories outlive the process. */
  readonly undoPersist: boolean;
  readonly undoMaxSteps: number;
  readonly undoMaxMegabytes: number;
}
export const defaultAppSettings: AppSettings = {
  painter: "auto",
  theme: "Nexus dark",
  followsSystem: false,
  darkTheme: "Nexus dark",
  lightTheme: "Nexus light",
  keymap: "vscode",
  fontFamily: null,
  fontSize: 14,
  lineHeight: 22,
  ligatures: true,
  hinting: "light",
  antialiasing: "grey",
  caretBlinking: true,
  trimTrailingWhitespace: false,
  insertFinalNewline: false,
  trimFinalNewlines: false,
  hotExit: true,
  editing: {},
  vim: false,
  tabSnippets: true,
  wordWrap: null,
  detectIndentation: true,
  byLanguage: {},
  parts: DEFAULT_PARTS,
  undoPersist: true,
  undoMaxSteps: 500_000,
  undoMaxMegabytes: 256,
};
