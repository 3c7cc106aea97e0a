/**
 * From the capture names of highlight queries to the few styles that text is set in. Owns that one table; which
 * colour a style has is the theme's, and its number on screen is passed to `syntaxDecorate`.
 */

/** The styles, by the numbers that `Paint.spans` holds. */
export const STYLES = [
  "text",
  "keyword",
  "function",
  "string",
  "number",
  "type",
  "comment",
  "operator",
] as const;
export type SyntaxStyle = (typeof STYLES)[number];
/** What each style is called on screen. */
export type StyleIds = { readonly [Name in SyntaxStyle]: number };

/** By the longest dotted beginning. */
const table: ReadonlyMap<string, SyntaxStyle> = new Map(Object.entries<SyntaxStyle>({
  attribute: "function",
  boolean: "number",
  character: "string",
  charset: "keyword",
  clean: "text",
  comment: "comment",
  conditional: "keyword",
  constant: "number",
  delimiter: "operator",
  diff: "text",
  "diff.plus": "string",
  "diff.minus": "number",
  embedded: "text",
  error: "text",
  escape: "number",
  exception: "keyword",
  field: "text",
  float: "number",
  function: "function",
  import: "keyword",
  include: "keyword",
  keyframes: "keyword",
  keyword: "keyword",
  label: "type",
  "markup.heading": "keyword",
  "markup.link": "function",
  "markup.link.url": "type",
  "markup.list": "operator",
  "markup.quote": "comment",
  "markup.raw": "string",
  "markup.strong": "number",
  "markup.italic": "type",
  markup: "text",
  media: "keyword",
  method: "function",
  module: "type",
  namespace: "type",
  none: "text",
  number: "number",
  operator: "operator",
  parameter: "text",
  preproc: "keyword",
  property: "text",
  punctuation: "operator",
  repeat: "keyword",
  storageclass: "keyword",
  string: "string",
  "string.escape": "number",
  "string.special": "number",
  "string.special.key": "type",
  "string.special.symbol": "number",
  "string.regexp": "number",
  "string.regex": "number",
  supports: "keyword",
  symbol: "number",
  tag: "keyword",
  "tag.attribute": "function",
  text: "text",
  type: "type",
  "type.qualifier": "keyword",
  variable: "text",
  "variable.builtin": "keyword",
  ["constructor" as string]: "type",
}));

/** The style of a capture, as an index of `STYLES`; -1 for names that say nothing about looks. O(dots). */
export function styleOfCapture(
  name: string,
  overrides?: ReadonlyMap<string, SyntaxStyle>,
): number {
  for (let key = name; key !== "";) {
    const found = overrides?.get(key) ?? table.get(key);
    if (found !== undefined) return STYLES.indexOf(found);
    const dot = key.lastIndexOf(".");
    key = dot < 0 ? "" : key.slice(0, dot);
  }
  return -1;
}
