/** The themes that come with Nexus: three of our own and those of the package tm-themes that we name here, each under its own licence. */
import type { Theme } from "../ui/mod.ts";
import { noConfig, type ThemeEntry } from "./config.ts";

const bundled: readonly (readonly [name: string, kind: Theme["kind"], file: string])[] = [
  ["Ayu Dark", "dark", "ayu-dark"],
  ["Ayu Light", "light", "ayu-light"],
  ["Catppuccin Latte", "light", "catppuccin-latte"],
  ["Catppuccin Mocha", "dark", "catppuccin-mocha"],
  ["Dark Plus", "dark", "dark-plus"],
  ["Dracula", "dark", "dracula"],
  ["Everforest Dark", "dark", "everforest-dark"],
  ["Everforest Light", "light", "everforest-light"],
  ["GitHub Dark", "dark", "github-dark-default"],
  ["GitHub Dark High Contrast", "highContrast", "github-dark-high-contrast"],
  ["GitHub Light", "light", "github-light-default"],
  ["GitHub Light High Contrast", "highContrast", "github-light-high-contrast"],
  ["Gruvbox Dark", "dark", "gruvbox-dark-medium"],
  ["Gruvbox Light", "light", "gruvbox-light-medium"],
  ["Kanagawa Wave", "dark", "kanagawa-wave"],
  ["Light Plus", "light", "light-plus"],
  ["Monokai", "dark", "monokai"],
  ["Night Owl", "dark", "night-owl"],
  ["Nord", "dark", "nord"],
  ["One Dark Pro", "dark", "one-dark-pro"],
  ["One Light", "light", "one-light"],
  ["Rosé Pine", "dark", "rose-pine"],
  ["Rosé Pine Dawn", "light", "rose-pine-dawn"],
  ["Solarized Dark", "dark", "solarized-dark"],
  ["Solarized Light", "light", "solarized-light"],
  ["Tokyo Night", "dark", "tokyo-night"],
  ["Vitesse Dark", "dark", "vitesse-dark"],
  ["Vitesse Light", "light", "vitesse-light"],
];

/** Those that are always there. `file` of a bundled one is its name in the package. */
export const themeList: readonly ThemeEntry[] = [
  ...noConfig.themes,
  ...bundled.map(([name, kind, file]): ThemeEntry => ({ name, kind, source: "bundled", file })),
];

/** VS Code's own names for themes that we have, or have one like. */
const ALIASES: Readonly<Record<string, string>> = {
  "Default Dark+": "Dark Plus",
  "Default Dark Modern": "Dark Plus",
  "Dark Modern": "Dark Plus",
  "Dark+": "Dark Plus",
  "Visual Studio Dark": "Dark Plus",
  "Default Light+": "Light Plus",
  "Default Light Modern": "Light Plus",
  "Light Modern": "Light Plus",
  "Light+": "Light Plus",
  "Visual Studio Light": "Light Plus",
  "Default High Contrast": "Nexus high contrast",
  "Default High Contrast Light": "GitHub Light High Contrast",
  "GitHub Dark Default": "GitHub Dark",
  "GitHub Light Default": "GitHub Light",
  "Dracula Theme": "Dracula",
  "Atom One Light": "One Light",
  "Gruvbox Dark Medium": "Gruvbox Dark",
  "Gruvbox Light Medium": "Gruvbox Light",
};
/** The theme of ours that VS Code's name means; null: none. */
export function themeOfVsCode(name: string): string | null {
  return ALIASES[name] ?? themeList.find((one) => one.name === name)?.name ?? null;
}
