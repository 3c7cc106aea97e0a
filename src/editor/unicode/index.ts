/** What of this folder is public; ../mod.ts re-exports it. The rules lie in one file each, the data in tables.ts. */
export {
  graphemeAfter,
  graphemeBefore,
  graphemeBorderAt,
  graphemeLengths,
  isGraphemeBorder,
} from "./graphemes.ts";
export { lineBreaks } from "./line_breaks.ts";
export { UNICODE_VERSION } from "./tables.ts";
export { width, widthTable } from "./width.ts";
export { wordLengths } from "./words.ts";
