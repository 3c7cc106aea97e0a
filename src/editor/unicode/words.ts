/**
 * Word borders by the default rules of UAX #29, untailored: Intl.Segmenter breaks Thai and Chinese by dictionary and
 * treats a few marks its own way. This is for text as people write it (double click in prose, `text/words`);
 * how the word keys move through code is commands/word_borders.ts, by the `wordSeparators` setting.
 */
import { decodeTable, lookUp } from "./table.ts";
import { WORD_RUNS } from "./tables.ts";

// By index in the class list above WORD_RUNS.
const CR = 1;
const LF = 2;
const NEWLINE = 3;
const EXTEND = 4;
const ZWJ = 6;
const SPACE = 7;
const LETTER = 8;
const HEBREW = 9;
const NUMERIC = 10;
const KATAKANA = 11;
const EXTEND_NUM_LET = 12;
const MID_LETTER = 13;
const MID_NUM = 14;
const MID_NUM_LET = 15;
const SINGLE_QUOTE = 16;
const DOUBLE_QUOTE = 17;
const REGIONAL = 18;
const PICTOGRAPH = 19;
const LETTER_PICTOGRAPH = 20;

const table = decodeTable(WORD_RUNS);

/** The lengths, in UTF-16 units, of the segments of `string` between word borders, spaces too; they add up to its length. */
export function wordLengths(string: string): number[] {
  if (string === "") return [];
  const units = readUnits(string);
  const lengths: number[] = [];
  let from = 0;
  let regionals = units.classes[0] === REGIONAL ? 1 : 0;
  for (let i = 1; i < units.count; i++) {
    const joins = isJoined(units, i) || (units.classes[i] === REGIONAL && regionals % 2 === 1);
    regionals = units.classes[i] === REGIONAL ? regionals + 1 : 0;
    if (joins) continue;
    lengths.push(units.starts[i] - from);
    from = units.starts[i];
  }
  lengths.push(string.length - from);
  return lengths;
}

/** Code points with the marks that follow them taken in (WB4); `tails` says what the last one taken in was. */
interface Units {
  readonly classes: Uint8Array;
  readonly starts: Uint32Array;
  /** 0: nothing was taken in, 1: something, 2: a ZWJ came last. */
  readonly tails: Uint8Array;
  /** Whether the unit starts with a pictograph. */
  readonly pictographs: Uint8Array;
  readonly count: number;
}

function readUnits(string: string): Units {
  const classes = new Uint8Array(string.length);
  const starts = new Uint32Array(string.length);
  const tails = new Uint8Array(string.length);
  const pictographs = new Uint8Array(string.length);
  let count = 0;
  for (let at = 0; at < string.length;) {
    const point = string.codePointAt(at)!;
    const kind = lookUp(table, point);
    const isMark = kind >= EXTEND && kind <= ZWJ;
    if (isMark && count > 0 && !isLineEnd(classes[count - 1])) {
      tails[count - 1] = kind === ZWJ ? 2 : 1;
    } else {
      classes[count] = kind === LETTER_PICTOGRAPH ? LETTER : kind;
      pictographs[count] = kind === PICTOGRAPH || kind === LETTER_PICTOGRAPH ? 1 : 0;
      if (kind === ZWJ) tails[count] = 2;
      starts[count++] = at;
    }
    at += point > 0xffff ? 2 : 1;
  }
  return { classes, starts, tails, pictographs, count };
}

/** Whether units `i - 1` and `i` stay together, flags aside. */
function isJoined({ classes, tails, pictographs, count }: Units, i: number): boolean {
  const left = classes[i - 1];
  const right = classes[i];
  if (left === CR && right === LF) return true;
  if (isLineEnd(left) || isLineEnd(right)) return false;
  if (tails[i - 1] === 2 && pictographs[i] === 1) return true;
  if (left === SPACE && right === SPACE && tails[i - 1] === 0) return true;

  const beyond = i + 1 < count ? classes[i + 1] : 0;
  const before = i > 1 ? classes[i - 2] : 0;
  if (isLetter(left)) {
    if (isLetter(right) || right === NUMERIC || right === EXTEND_NUM_LET) return true;
    if (isMidLetter(right) && isLetter(beyond)) return true;
    if (left !== HEBREW) return false;
    return right === SINGLE_QUOTE || (right === DOUBLE_QUOTE && beyond === HEBREW);
  }
  if (isMidLetter(left) && isLetter(before) && isLetter(right)) return true;
  if (left === DOUBLE_QUOTE && before === HEBREW && right === HEBREW) return true;
  if (left === NUMERIC) {
    if (right === NUMERIC || isLetter(right) || right === EXTEND_NUM_LET) return true;
    return isMidNumber(right) && beyond === NUMERIC;
  }
  if (isMidNumber(left) && before === NUMERIC && right === NUMERIC) return true;
  if (left === KATAKANA) return right === KATAKANA || right === EXTEND_NUM_LET;
  if (left !== EXTEND_NUM_LET) return false;
  return isLetter(right) || right === NUMERIC || right === KATAKANA || right === EXTEND_NUM_LET;
}

const isLineEnd = (kind: number) => kind >= CR && kind <= NEWLINE;
const isLetter = (kind: number) => kind === LETTER || kind === HEBREW;
const isMidLetter = (kind: number) => kind === MID_LETTER || kind === MID_NUM_LET || kind === SINGLE_QUOTE;
const isMidNumber = (kind: number) => kind === MID_NUM || kind === MID_NUM_LET || kind === SINGLE_QUOTE;
