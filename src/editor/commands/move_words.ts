/** Moving carets by words and parts of words, plain and selecting. Where the borders are is word_borders.ts. */
import type { Offset } from "../../base/mod.ts";
import type { CommandContext } from "../types.ts";
import { type Motion, moving, selecting } from "./move.ts";
import { wordLeft, wordPartLeft, wordPartRight, wordRight, type WordSource } from "./word_borders.ts";

type Border = (source: WordSource, at: Offset) => Offset;
const by = (border: Border): Motion => (ctx, range) => ({ at: border(wordSource(ctx), range.head) });

/** What word_borders.ts asks for. */
export function wordSource({ state }: CommandContext): WordSource {
  return { text: state.text, separators: state.settings.wordSeparators };
}

const startFast = by((source, at) => wordLeft(source, at, "fast"));
const startLeft = by((source, at) => wordLeft(source, at, "start"));
const endLeft = by((source, at) => wordLeft(source, at, "end"));
const startRight = by((source, at) => wordRight(source, at, "start"));
const endRight = by((source, at) => wordRight(source, at, "end"));
const partLeft = by(wordPartLeft);
const partRight = by(wordPartRight);

export const cursorWordLeft = moving(startFast);
export const cursorWordLeftSelect = selecting(startFast);
export const cursorWordStartLeft = moving(startLeft);
export const cursorWordStartLeftSelect = selecting(startLeft);
export const cursorWordEndLeft = moving(endLeft);
export const cursorWordEndLeftSelect = selecting(endLeft);
export const cursorWordRight = moving(endRight);
export const cursorWordRightSelect = selecting(endRight);
export const cursorWordStartRight = moving(startRight);
export const cursorWordStartRightSelect = selecting(startRight);
export const cursorWordEndRight = moving(endRight);
export const cursorWordEndRightSelect = selecting(endRight);
export const cursorWordPartLeft = moving(partLeft);
export const cursorWordPartLeftSelect = selecting(partLeft);
export const cursorWordPartRight = moving(partRight);
export const cursorWordPartRightSelect = selecting(partRight);
