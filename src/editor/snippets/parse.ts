/**
 * The snippet language of VS Code and the language server protocol as a tree: tab stops, placeholders, choices, variables,
 * transforms. What is not well formed stays text, as in VS Code. Owns the grammar; what a tree becomes is expand.ts.
 */

export type SnippetNode =
  | { readonly kind: "text"; readonly text: string }
  | {
    readonly kind: "stop";
    readonly index: number;
    /** What stands there at first; null for a mere mark, which repeats what another of this index holds. */
    readonly inside: readonly SnippetNode[] | null;
    readonly choices?: readonly string[];
    readonly transform?: Transform;
  }
  | {
    readonly kind: "variable";
    readonly name: string;
    /** For a variable without value; null: nothing, or the name where nobody knows it. */
    readonly inside: readonly SnippetNode[] | null;
    readonly transform?: Transform;
  };
export interface Transform {
  readonly pattern: string;
  readonly flags: string;
  readonly format: readonly FormatPart[];
}
/** A piece of a transform's replacement. `group` 0 is the whole match. */
export type FormatPart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "group"; readonly group: number; readonly change: string | null }
  | { readonly kind: "choice"; readonly group: number; readonly some: string; readonly none: string };

export type Parsed =
  | { readonly ok: true; readonly value: readonly SnippetNode[] }
  | { readonly ok: false; readonly reason: string };

/** Placeholders inside of placeholders: nobody writes more, and a program that does is stopped here. */
const mostDepth = 100;
const mostUnits = 100_000;

/** Fails only for a snippet that is too long or nests too deep. */
export function parseSnippet(source: string): Parsed {
  if (source.length > mostUnits) {
    return {
      ok: false,
      reason: `The snippet has ${source.length} characters; at most ${mostUnits} are taken`,
    };
  }
  const reader: Reader = { source, at: 0, depth: 0, isTooDeep: false, failed: new Set(), isOpenEnded: false };
  const value = readNodes(reader, "");
  return reader.isTooDeep
    ? { ok: false, reason: `The snippet nests more than ${mostDepth} placeholders` }
    : { ok: true, value };
}

interface Reader {
  readonly source: string;
  at: number;
  depth: number;
  isTooDeep: boolean;
  /** Where something began that has no end: without remembering it, nested ones would be read twice for each level. */
  readonly failed: Set<number>;
  /** A choice or a transform had no end: none behind it has. */
  isOpenEnded: boolean;
}

/** Up to one of `ends` that is not escaped, which is left for the caller. */
function readNodes(reader: Reader, ends: string): SnippetNode[] {
  const nodes: SnippetNode[] = [];
  const { source } = reader;
  let text = "";
  const flush = () => {
    if (text !== "") nodes.push({ kind: "text", text });
    text = "";
  };
  while (reader.at < source.length && !reader.isTooDeep) {
    const unit = source[reader.at];
    if (ends.includes(unit) && ends !== "") break;
    if (unit === "\\" && /[$}\\]/.test(source[reader.at + 1] ?? "")) {
      text += source[reader.at + 1];
      reader.at += 2;
      continue;
    }
    const node = unit === "$" ? readDollar(reader) : null;
    if (node === null) {
      text += unit;
      reader.at++;
      continue;
    }
    flush();
    nodes.push(node);
  }
  flush();
  return nodes;
}

/** At a "$". Null, with nothing read, where it starts nothing. */
function readDollar(reader: Reader): SnippetNode | null {
  const start = reader.at;
  if (reader.failed.has(start)) return null;
  const simple = matchHere(reader, /\$(?:(\d+)|([A-Za-z_]\w*))/y);
  if (simple !== null) {
    return simple[1] !== undefined
      ? { kind: "stop", index: Number(simple[1]), inside: null }
      : { kind: "variable", name: simple[2], inside: null };
  }
  const braced = matchHere(reader, /\$\{(?:(\d+)|([A-Za-z_]\w*))/y);
  if (braced === null) return null;
  if (reader.depth >= mostDepth) {
    reader.isTooDeep = true;
    reader.at = reader.source.length;
    return { kind: "text", text: "" };
  }
  reader.depth++;
  const node = readBraced(reader, { index: braced[1], name: braced[2] });
  reader.depth--;
  if (node === null && !reader.isTooDeep) {
    reader.failed.add(start);
    reader.at = start;
  }
  return node;
}

function readBraced(reader: Reader, { index, name }: { index?: string; name?: string }): SnippetNode | null {
  const made = (
    more: { inside: readonly SnippetNode[] | null; choices?: readonly string[]; transform?: Transform },
  ): SnippetNode =>
    index !== undefined ? { kind: "stop", index: Number(index), ...more } : {
      kind: "variable",
      name: name!,
      inside: more.inside,
      ...(more.transform && { transform: more.transform }),
    };
  switch (reader.source[reader.at++]) {
    case "}":
      return made({ inside: null });
    case ":": {
      const inside = readNodes(reader, "}");
      if (reader.source[reader.at] !== "}") return null;
      reader.at++;
      return made({ inside });
    }
    case "|": {
      if (index === undefined || reader.isOpenEnded) return null;
      const choices = readChoices(reader);
      return choices === null ? null : made({ inside: [{ kind: "text", text: choices[0] }], choices });
    }
    case "/": {
      if (reader.isOpenEnded) return null;
      const transform = readTransform(reader);
      return transform === null ? null : made({ inside: null, transform });
    }
    default:
      return null;
  }
}

/** Behind "|", through "|}". */
function readChoices(reader: Reader): string[] | null {
  const choices = [""];
  const { source } = reader;
  while (reader.at < source.length) {
    const unit = source[reader.at++];
    if (unit === "\\" && /[\\,|$}]/.test(source[reader.at] ?? "")) {
      choices[choices.length - 1] += source[reader.at++];
    } else if (unit === ",") choices.push("");
    else if (unit === "|" && source[reader.at] === "}") {
      reader.at++;
      return choices;
    } else choices[choices.length - 1] += unit;
  }
  reader.isOpenEnded = true;
  return null;
}

/** Behind the first "/", through "}". */
function readTransform(reader: Reader): Transform | null {
  const { source } = reader;
  let pattern = "";
  for (; source[reader.at] !== "/"; reader.at++) {
    if (reader.at >= source.length) return null;
    if (source[reader.at] === "\\" && source[reader.at + 1] === "/") reader.at++;
    else if (source[reader.at] === "\\") pattern += source[reader.at++];
    pattern += source[reader.at] ?? "";
  }
  reader.at++;
  const format: FormatPart[] = [];
  let text = "";
  const flush = () => {
    if (text !== "") format.push({ kind: "text", text });
    text = "";
  };
  while (source[reader.at] !== "/") {
    if (reader.at >= source.length) return null;
    const unit = source[reader.at];
    if (unit === "\\") {
      const next = source[reader.at + 1] ?? "";
      text += next === "n" ? "\n" : next === "t" ? "\t" : /[$}\\/]/.test(next) ? next : unit + next;
      reader.at += 2;
      continue;
    }
    const part = unit === "$" ? readFormat(reader) : null;
    if (part === null) {
      text += unit;
      reader.at++;
      continue;
    }
    flush();
    format.push(part);
  }
  flush();
  reader.at++;
  const flags = matchHere(reader, /([a-z]*)\}/y);
  return flags === null ? null : { pattern, flags: flags[1], format };
}

function readFormat(reader: Reader): FormatPart | null {
  const simple = matchHere(reader, /\$(\d+)|\$\{(\d+)\}/y);
  if (simple !== null) return { kind: "group", group: Number(simple[1] ?? simple[2]), change: null };
  const change = matchHere(reader, /\$\{(\d+):\/([a-z]+)\}/y);
  if (change !== null) return { kind: "group", group: Number(change[1]), change: change[2] };
  const start = reader.at;
  const head = matchHere(reader, /\$\{(\d+):([+?-]?)/y);
  if (head === null) return null;
  const group = Number(head[1]);
  const first = readUntil(reader, head[2] === "?" ? ":" : "}");
  const second = head[2] === "?" && first !== null ? readUntil(reader, "}") : "";
  if (first === null || second === null) {
    reader.at = start;
    return null;
  }
  if (head[2] === "?") return { kind: "choice", group, some: first, none: second };
  return head[2] === "+"
    ? { kind: "choice", group, some: first, none: "" }
    : { kind: "choice", group, some: "$", none: first };
}
/** Text through `end`; null where the source ends first. */
function readUntil(reader: Reader, end: string): string | null {
  let text = "";
  for (; reader.at < reader.source.length; reader.at++) {
    const unit = reader.source[reader.at];
    if (unit === end) {
      reader.at++;
      return text;
    }
    if (unit === "\\" && /[$}\\:/]/.test(reader.source[reader.at + 1] ?? "")) reader.at++;
    text += reader.source[reader.at];
  }
  return null;
}

/** `pattern` must be sticky. Reads what it matches. */
function matchHere(reader: Reader, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = reader.at;
  const found = pattern.exec(reader.source);
  if (found !== null) reader.at += found[0].length;
  return found;
}
