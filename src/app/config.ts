/**
 * What the app keeps of a person's files: settings, keys, themes, as read last. Shapes and their start, so that app.ts can lie above; reading them
 * in is step_config.ts.
 */
import type { FileProblem, SettingsLayer } from "../project/mod.ts";
import { type KeyRule, type Theme, THEMES } from "../ui/mod.ts";

/** A file as it was found. `text` null: it is not there, or `problem` says why it was not read. */
export interface ConfigText {
  readonly source: SettingsLayer["source"] | "keys";
  readonly path: string;
  readonly text: string | null;
  readonly problem: string | null;
}
/** A keymap file, read. */
export interface KeyFile {
  readonly path: string;
  readonly text: string;
  readonly rules: readonly KeyRule[];
  readonly problems: readonly FileProblem[];
}
/** A theme that can be chosen. `file`: where it lies; null: it is one of our own. */
export interface ThemeEntry {
  readonly name: string;
  /** null: not known before it is read. */
  readonly kind: Theme["kind"] | null;
  readonly source: "own" | "bundled" | "user";
  readonly file: string | null;
  /** When the file was changed last; it is read again when that changes. */
  readonly changed?: number;
}
export interface Config {
  /** Where a person's files are; null: nowhere, as in tests. */
  readonly folder: string | null;
  readonly layers: readonly SettingsLayer[];
  readonly keys: KeyFile | null;
  readonly themes: readonly ThemeEntry[];
  /** By name: those that were read. */
  readonly loaded: ReadonlyMap<string, Theme>;
  /** The theme that is looked at before it is chosen. */
  readonly preview: string | null;
  readonly system: "dark" | "light" | null;
  /** The notice that says what is wrong in the files. */
  readonly notice: number | null;
}

/** One of our own by its name. */
export function ownTheme(name: string): Theme | null {
  return Object.values(THEMES).find((one) => one.name === name) ?? null;
}
export const noConfig: Config = {
  folder: null,
  layers: [],
  keys: null,
  themes: Object.values(THEMES).map(({ name, kind }) => ({ name, kind, source: "own", file: null })),
  loaded: new Map(Object.values(THEMES).map((theme) => [theme.name, theme])),
  preview: null,
  system: null,
  notice: null,
};
