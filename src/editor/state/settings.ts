/**
 * What a document is edited as before anybody says otherwise. Owns the defaults only, which are VS Code's;
 * settings files, `.editorconfig` and detection overlay them elsewhere.
 */
import type { Settings } from "../types.ts";

/** VS Code's defaults for plain text. */
export const defaultSettings: Settings = {
  language: "plaintext",
  tabSize: 4,
  indentSize: 4,
  insertSpaces: true,
  useTabStops: true,
  autoIndent: "full",
  wordSeparators: "`~!@#$%^&*()-=+[{]}\\|;:'\",.<>/?",
  wrap: "off",
  autoClosingBrackets: "languageDefined",
  autoClosingQuotes: "languageDefined",
  autoClosingDelete: "auto",
  autoClosingOvertype: "auto",
  autoSurround: "languageDefined",
  languageConfig: {
    brackets: [["{", "}"], ["[", "]"], ["(", ")"]],
  },
};
