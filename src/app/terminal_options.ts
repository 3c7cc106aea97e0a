/** What terminals are opened with, from the app's state: scrollback, colours of the theme, the size of a cell. */
import { BACKGROUND, CURSOR, fixedColor, FOREGROUND, type TermOptions } from "../terminal/mod.ts";
import { ansiColor, COLOR, TERMINAL, type Theme } from "../ui/mod.ts";
import type { App } from "./app.ts";

/** JetBrains Mono takes 0.6 em a cell. */
const CELL_EM = 0.6;
/** As VS Code has them. */
const SCROLLBACK = 1000, SEPARATORS = " ()[]{}',\"`─‘’“”|";

export function terminalOptions(app: App): TermOptions {
  const { scale, theme } = app;
  return {
    scrollback: SCROLLBACK,
    mayWriteClipboard: false,
    wordSeparators: SEPARATORS,
    // In device pixels, whole ones, as cells are drawn.
    cell: { width: Math.round(TERMINAL.font * CELL_EM * scale), height: Math.round(TERMINAL.line * scale) },
    colors: paletteOf(theme),
  };
}

/** 0xrrggbb of all that programs can ask for. */
function paletteOf(theme: Theme): number[] {
  const colors: number[] = [];
  for (let i = 0; i < 16; i++) colors.push(rgbOf(ansiColor(theme, i)));
  for (let i = 16; i < 256; i++) colors.push(fixedColor(i));
  colors[FOREGROUND] = rgbOf(theme.colors[COLOR.text]);
  colors[BACKGROUND] = rgbOf(theme.colors[COLOR.panel]);
  colors[CURSOR] = rgbOf(theme.colors[COLOR.accent]);
  return colors;
}
/** From RGBA bytes in memory order. */
function rgbOf(packed: number): number {
  return (packed & 255) << 16 | packed & 0xff00 | (packed >>> 16) & 255;
}
