/**
 * Where a line may be wrapped: UAX #14, every rule of its default, untailored. Owns the breaks of one string;
 * which of them are used is the layout's business. Each border is decided by the classes around it and by four things
 * carried along: the last class before spaces, the length of a run of flags, and how far a number has got.
 */
import { decodeTable, lookUp } from "./table.ts";
import { LINE_RUNS } from "./tables.ts";

// By index in the class list above LINE_RUNS. DC is U+25CC; QUi and QUf are quotes that open and close; IDx is an
// unassigned code point set aside for emoji.
const [AL, HL, DC, NU, BK, CR, LF, NL, SP, ZW, ZWJ, CM, WJ, GL, BA, HY, HH] = counted(0);
const [QU, QUI, QUF, OP, CL, CP, EX, SY, IS, NS, B2, BB, CB, IN, PR, PO] = counted(17);
const [ID, IDX, EB, EM, AK, AP, AS, VF, VI, JL, JV, JT, H2, H3, RI] = counted(33);
const START = 63;
const CLASS = 63;
const EAST_ASIAN = 64;

function counted(from: number): number[] {
  return Array.from({ length: 17 }, (_, i) => from + i);
}

const table = decodeTable(LINE_RUNS);

/** Offsets in UTF-16 units at which `string` may or must be broken, ascending; its length is the last, 0 is never one. */
export function lineBreaks(string: string): number[] {
  const breaks: number[] = [];
  if (string === "") return breaks;
  const units = readUnits(string);
  const carried: Carried = { base: START, beforeBase: START, regionals: 0, number: 0 };
  carry(carried, { left: START, right: units.classes[0] });
  for (let i = 1; i < units.count; i++) {
    if (isBreak(units, { i, carried })) breaks.push(units.starts[i]);
    carry(carried, { left: units.classes[i - 1], right: units.classes[i] });
  }
  breaks.push(string.length);
  return breaks;
}

/** Code points with the marks that follow them taken in (LB9). */
interface Units {
  readonly classes: Uint8Array;
  /** 1 where East_Asian_Width is F, W or H. */
  readonly wide: Uint8Array;
  readonly starts: Uint32Array;
  /** 1 where the last code point is a ZWJ. */
  readonly joins: Uint8Array;
  readonly count: number;
}

function readUnits(string: string): Units {
  const classes = new Uint8Array(string.length);
  const wide = new Uint8Array(string.length);
  const starts = new Uint32Array(string.length);
  const joins = new Uint8Array(string.length);
  let count = 0;
  for (let at = 0; at < string.length;) {
    const point = string.codePointAt(at)!;
    const value = lookUp(table, point);
    const kind = value & CLASS;
    const isMark = kind === CM || kind === ZWJ;
    if (isMark && count > 0 && !isSpaceOrEnd(classes[count - 1])) {
      joins[count - 1] = kind === ZWJ ? 1 : 0;
    } else {
      classes[count] = isMark ? AL : kind;
      wide[count] = !isMark && (value & EAST_ASIAN) !== 0 ? 1 : 0;
      joins[count] = kind === ZWJ ? 1 : 0;
      starts[count++] = at;
    }
    at += point > 0xffff ? 2 : 1;
  }
  return { classes, wide, starts, joins, count };
}

interface Carried {
  /** The last class that is no space, and the one before it. */
  base: number;
  beforeBase: number;
  /** Flag halves up to the left unit. */
  regionals: number;
  /** 1 after NU (SY | IS)*, 2 after that and a closing bracket, else 0. */
  number: number;
}

/** Moves on over `right`, whose left neighbour is `left`. */
function carry(carried: Carried, { left, right }: { left: number; right: number }): void {
  if (right !== SP) {
    carried.base = right;
    carried.beforeBase = left;
  }
  carried.regionals = right === RI ? carried.regionals + 1 : 0;
  if (right === NU) carried.number = 1;
  else if (carried.number === 1 && (right === CL || right === CP)) carried.number = 2;
  else if (carried.number !== 1 || (right !== SY && right !== IS)) carried.number = 0;
}

function isBreak(units: Units, { i, carried }: { i: number; carried: Carried }): boolean {
  const { classes, wide, count } = units;
  const left = classes[i - 1];
  const right = classes[i];
  const before = i > 1 ? classes[i - 2] : START;
  const beyond = i + 1 < count ? classes[i + 1] : START;
  // LB4-LB8a
  if (left === CR && right === LF) return false;
  if (isLineEnd(left)) return true;
  if (isLineEnd(right) || right === SP || right === ZW) return false;
  if (carried.base === ZW) return true;
  if (units.joins[i - 1] === 1) return false;
  // LB11-LB14
  if (left === WJ || right === WJ || left === GL) return false;
  if (right === GL && left !== SP && left !== BA && left !== HY && left !== HH) return false;
  if (right === CL || right === CP || right === EX || right === SY || carried.base === OP) return false;
  // LB15
  if (carried.base === QUI && opensAfter(carried.beforeBase)) return false;
  if (right === QUF && closesBefore(beyond)) return false;
  if (left === SP && right === IS && beyond === NU) return true;
  if (right === IS) return false;
  // LB16-LB18
  if ((carried.base === CL || carried.base === CP) && right === NS) return false;
  if (carried.base === B2 && right === B2) return false;
  if (left === SP) return true;
  // LB19, LB19a
  if (right === QU || right === QUF || left === QU || left === QUI) return false;
  if (right === QUI && (wide[i - 1] === 0 || beyond === START || wide[i + 1] === 0)) return false;
  if (left === QUF && (wide[i] === 0 || before === START || wide[i - 2] === 0)) return false;
  // LB20-LB22
  if (left === CB || right === CB) return true;
  const isHyphen = left === HY || left === HH;
  if (isHyphen && isAlphabetic(right) && startsWordAfter(before)) return false;
  if (right === BA || right === HH || right === HY || right === NS || left === BB) return false;
  if (isHyphen && before === HL && right !== HL) return false;
  if (left === SY && right === HL) return false;
  if (right === IN) return false;
  return !isJoinedInWord(left, right) && !isJoinedInNumber(units, { i, carried }) &&
    !isJoinedInSyllable(units, { i, carried });
}

/** LB23, LB24, LB28, LB29. */
function isJoinedInWord(left: number, right: number): boolean {
  if (isAlphabetic(left)) return isAlphabetic(right) || right === NU || right === PR || right === PO;
  if (isAlphabetic(right)) return left === NU || left === PR || left === PO || left === IS;
  if (left === PR) return isIdeographic(right);
  return isIdeographic(left) && right === PO;
}

/** LB25, LB30. */
function isJoinedInNumber(
  { classes, wide, count }: Units,
  { i, carried }: { i: number; carried: Carried },
): boolean {
  const left = classes[i - 1];
  const right = classes[i];
  if (carried.number > 0 && (right === PO || right === PR)) return true;
  if (right === NU) {
    if (carried.number === 1 || left === PO || left === PR || left === HY || left === IS) return true;
  }
  if ((left === PO || left === PR) && right === OP) {
    const first = i + 1 < count ? classes[i + 1] : START;
    const second = i + 2 < count ? classes[i + 2] : START;
    if (first === NU || (first === IS && second === NU)) return true;
  }
  if (right === OP && wide[i] === 0 && (isAlphabetic(left) || left === NU)) return true;
  return left === CP && wide[i - 1] === 0 && (isAlphabetic(right) || right === NU);
}

/** LB26, LB27, LB28a, LB30a, LB30b. */
function isJoinedInSyllable(
  { classes, count }: Units,
  { i, carried }: { i: number; carried: Carried },
): boolean {
  const left = classes[i - 1];
  const right = classes[i];
  if (left === JL && (right === JL || right === JV || right === H2 || right === H3)) return true;
  if ((left === JV || left === H2) && (right === JV || right === JT)) return true;
  if ((left === JT || left === H3) && right === JT) return true;
  if (isHangul(left) && right === PO || left === PR && isHangul(right)) return true;
  if (isAksara(right) && left === AP) return true;
  if (isAksara(left)) {
    if (right === VF || right === VI) return true;
    if (isAksara(right) && i + 1 < count && classes[i + 1] === VF) return true;
  }
  if (left === VI && i > 1 && isAksara(classes[i - 2]) && (right === AK || right === DC)) return true;
  if (left === RI && right === RI) return carried.regionals % 2 === 1;
  return right === EM && (left === EB || left === IDX);
}

const isLineEnd = (kind: number) => kind >= BK && kind <= NL;
const isSpaceOrEnd = (kind: number) => kind >= BK && kind <= ZW;
const isAlphabetic = (kind: number) => kind <= DC;
const isQuote = (kind: number) => kind >= QU && kind <= QUF;
const isHangul = (kind: number) => kind >= JL && kind <= H3;
const isIdeographic = (kind: number) => kind >= ID && kind <= EM;
const isAksara = (kind: number) => kind === AK || kind === AS || kind === DC;
const opensAfter = (kind: number) =>
  kind === START || isSpaceOrEnd(kind) || kind === OP || isQuote(kind) || kind === GL;
const closesBefore = (kind: number) =>
  kind === START || isSpaceOrEnd(kind) || isQuote(kind) || kind === GL || kind === WJ || kind === CL ||
  kind === CP || kind === EX || kind === IS || kind === SY;
const startsWordAfter = (kind: number) => kind === START || isSpaceOrEnd(kind) || kind === CB || kind === GL;
