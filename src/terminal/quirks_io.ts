/**
 * What @xterm/headless 6.0.0 has but does not offer: packed cells (its public cells know no underline styles and no links,
 * and cost an object's calls each), the attributes in force (DECRQSS), mouse reports, parameters that can be bounded before
 * its loops run them two thousand million times (https://github.com/xtermjs/xterm.js/issues/4890 asks for more of it in
 * public). `quirks_io_test.ts` fails when any of it moves.
 */
import type { Terminal } from "@xterm/headless";

/** A line as xterm keeps it: three words a cell. */
export interface RawLine {
  readonly length: number;
  readonly isWrapped: boolean;
  readonly _data: Uint32Array;
  readonly _combined: Readonly<Record<number, string>>;
  readonly _extendedAttrs: Readonly<Record<number, RawExtended | undefined>>;
}
export interface RawExtended {
  readonly underlineStyle: number;
  readonly underlineColor: number;
  readonly urlId: number;
  /** With the style as it was set; of a link `underlineStyle` says "dashed". */
  readonly _ext: number;
}
/** Attributes in force; words as in a cell. */
export interface RawAttributes {
  readonly fg: number;
  readonly bg: number;
  readonly extended: RawExtended;
}
export interface RawMouse {
  col: number;
  row: number;
  x: number;
  y: number;
  button: number;
  action: number;
  ctrl: boolean;
  alt: boolean;
  shift: boolean;
}
interface RawBuffer {
  readonly x: number;
  readonly y: number;
  readonly ybase: number;
  readonly ydisp: number;
  readonly scrollTop: number;
  readonly scrollBottom: number;
  readonly lines: { readonly length: number; get(index: number): RawLine | undefined };
}
interface RawParams {
  readonly params: Int32Array;
  readonly length: number;
}
interface Core {
  readonly buffer: RawBuffer;
  readonly coreService: {
    readonly isCursorHidden: boolean;
    readonly decPrivateModes: { readonly cursorStyle?: string; readonly cursorBlink?: boolean };
  };
  readonly coreMouseService: { triggerMouseEvent(event: RawMouse): boolean };
  readonly _oscLinkService: { getLinkData(id: number): { readonly uri: string } | undefined };
  readonly _inputHandler: {
    readonly _curAttrData: RawAttributes;
    registerCsiHandler(
      id: { prefix?: string; intermediates?: string; final: string },
      take: (params: RawParams) => boolean,
    ): void;
  };
}
const coreOf = (term: Terminal): Core => (term as unknown as { readonly _core: Core })._core;

export const rawBuffer = (term: Terminal): RawBuffer => coreOf(term).buffer;
export const attributesOf = (term: Terminal): RawAttributes => coreOf(term)._inputHandler._curAttrData;
export const isCursorHidden = (term: Terminal): boolean => coreOf(term).coreService.isCursorHidden;
export const linkOf = (term: Terminal, id: number): string | undefined =>
  coreOf(term)._oscLinkService.getLinkData(id)?.uri;
/** Whether a report went out. */
export const reportMouse = (term: Terminal, event: RawMouse): boolean =>
  coreOf(term).coreMouseService.triggerMouseEvent(event);
/** What DECSCUSR asked for; absent parts: as the options say. */
export const cursorStyleOf = (term: Terminal) => coreOf(term).coreService.decPrivateModes;

/** xterm repeats these as often as they say; more than a screenful is the same as a screenful. */
const REPEATING = ["@", "A", "B", "C", "D", "I", "L", "M", "P", "S", "T", "X", "Z", "b"].map((final) => ({
  final,
}));
const REPEATING_TOO = [
  { intermediates: " ", final: "@" },
  { intermediates: " ", final: "A" },
  { intermediates: "'", final: "}" },
  { intermediates: "'", final: "~" },
];
/** Bounds the counts of `term`'s control sequences. */
export function boundCounts(term: Terminal): void {
  const core = coreOf(term);
  for (const id of [...REPEATING, ...REPEATING_TOO]) {
    core._inputHandler.registerCsiHandler(id, ({ params }) => {
      const most = Math.max(term.cols, term.rows);
      if (params[0] > most) params[0] = most;
      return false;
    });
  }
}
