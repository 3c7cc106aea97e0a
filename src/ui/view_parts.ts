/**
 * Which parts an editor shows around and over its text, as values with VS Code's names and defaults. Owns the shape and the
 * defaults; the parts themselves are minimap.ts, guides.ts, sticky.ts and their like.
 */

/** Parts of an editor. */
export interface ViewParts {
  /** Where "wordWrapColumn" and "bounded" wrap. */
  readonly wordWrapColumn: number;
  readonly minimap: boolean;
  /** Where no more columns are drawn. */
  readonly minimapColumns: number;
  readonly guides: boolean;
  readonly activeGuide: boolean;
  readonly bracketColors: boolean;
  readonly matchBrackets: "always" | "near" | "never";
  readonly whitespace: "none" | "boundary" | "selection" | "trailing" | "all";
  readonly rulers: readonly number[];
  readonly stickyScroll: boolean;
  readonly stickyLines: number;
  readonly folding: boolean;
  readonly foldMarks: "always" | "mouseover" | "never";
}
/** VS Code's. */
export const DEFAULT_PARTS: ViewParts = {
  wordWrapColumn: 80,
  minimap: true,
  minimapColumns: 120,
  guides: true,
  activeGuide: true,
  bracketColors: true,
  matchBrackets: "always",
  whitespace: "selection",
  rulers: [],
  stickyScroll: true,
  stickyLines: 5,
  folding: true,
  foldMarks: "mouseover",
};
