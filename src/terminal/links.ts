/**
 * What a click in a terminal may mean: a link of OSC 8, a web address, or a file with a line and a column. Whether a file
 * exists is for whoever opens it to find out.
 */

/** A link under a cell; columns of the row that was asked about. */
export type TermLink =
  & { readonly from: number; readonly to: number }
  & (
    | { readonly kind: "uri"; readonly uri: string }
    | {
      readonly kind: "file";
      readonly path: string;
      readonly line: number | null;
      readonly column: number | null;
    }
  );

const addresses = /\b(?:https?|file):\/\/[^\s<>"'`]+/g;
/** Of Python: File "x.py", line 3. */
const python = /File "([^"]+)", line (\d+)/g;
/** path, path:3, path:3:7, path(3,7); a path has a slash, or a dot and an ending, or a place behind it. */
const files =
  /(?<![\w./~@-])((?:~|\.{1,2})?(?:\/?[\w.@+~-]+)(?:\/[\w.@+~-]+)*\/?)(?::(\d+)(?::(\d+))?|\((\d+)(?:,\s?(\d+))?\))?/g;

/** Links in a text; `from` and `to` count its units. Web addresses go before files. */
export function linksIn(text: string): TermLink[] {
  const found: TermLink[] = [];
  const isFree = (from: number, to: number) => found.every((one) => to <= one.from || from >= one.to);
  for (const match of text.matchAll(addresses)) {
    const uri = trimmed(match[0]);
    found.push({ kind: "uri", uri, from: match.index, to: match.index + uri.length });
  }
  for (const match of text.matchAll(python)) {
    const from = match.index, to = from + match[0].length;
    if (isFree(from, to)) {
      found.push({ kind: "file", path: match[1], line: Number(match[2]), column: null, from, to });
    }
  }
  for (const match of text.matchAll(files)) {
    const path = match[1].replace(/[.]+$/, "");
    const place = match[2] ?? match[4];
    const from = match.index;
    const to = from + (place === undefined ? path.length : match[0].length);
    if (path === "" || /^[\d.]+$/.test(path) || !isFree(from, to)) continue;
    if (place === undefined && !path.includes("/") && !/\.\w+$/.test(path)) continue;
    const column = match[3] ?? match[5];
    found.push({
      kind: "file",
      path,
      line: place === undefined ? null : Number(place),
      column: column === undefined ? null : Number(column),
      from,
      to,
    });
  }
  return found;
}
/** An address without what belongs to the sentence around it. */
function trimmed(uri: string): string {
  let end = uri.replace(/[.,;:!?\]}]+$/, "");
  while (end.endsWith(")") && end.split("(").length < end.split(")").length) {
    end = end.slice(0, -1).replace(/[.,;:!?]+$/, "");
  }
  return end;
}
