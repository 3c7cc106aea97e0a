/**
 * A parsed snippet as text with places: variables have their values, marks repeat the first placeholder of their index, lines
 * below the first have the indent of the line they go to. Bounded: a snippet whose placeholders repeat each other is refused.
 */
import type { SnippetNode, Transform } from "./parse.ts";
import { transformed } from "./transform.ts";

/** A tab stop in the expanded text. `parent` is an index into the same list, -1 for none. */
export interface StopPlace {
  readonly index: number;
  readonly from: number;
  readonly to: number;
  readonly parent: number;
  readonly choices?: readonly string[];
  readonly transform?: Transform;
}
export type Expanded =
  | { readonly ok: true; readonly text: string; readonly stops: readonly StopPlace[] }
  | { readonly ok: false; readonly reason: string };

export interface ExpandOptions {
  /** Undefined: a name nobody knows, which then becomes a placeholder; "": known, without a value. */
  readonly variable: (name: string) => string | undefined;
  /** What lines below the first begin with. */
  readonly indent: string;
  /** What a tab in an indent of the snippet becomes. */
  readonly tab: string;
}
const mostUnits = 1_000_000;
const mostStops = 10_000;
const mostWork = 200_000;

export function expand(nodes: readonly SnippetNode[], options: ExpandOptions): Expanded {
  const defaults = new Map<number, readonly SnippetNode[]>();
  collect(nodes, defaults);
  const out: Out = { text: "", stops: [], tooMuch: false, isLineStart: false };
  write(nodes, {
    out,
    options,
    defaults,
    around: [],
    parent: -1,
    shared: { next: 1 + highest(nodes), seen: new Map(), work: mostWork },
  });
  if (out.tooMuch) {
    return {
      ok: false,
      reason: "The snippet's placeholders repeat each other without end, or make too long a text",
    };
  }
  if (!out.stops.some(({ index }) => index === 0)) {
    out.stops.push({ index: 0, from: out.text.length, to: out.text.length, parent: -1 });
  }
  return { ok: true, text: out.text, stops: out.stops };
}

/** The names of all variables in it. */
export function variablesIn(nodes: readonly SnippetNode[]): Set<string> {
  const names = new Set<string>();
  const look = (list: readonly SnippetNode[]) => {
    for (const node of list) {
      if (node.kind === "variable") names.add(node.name);
      if (node.kind !== "text" && node.inside !== null) look(node.inside);
    }
  };
  look(nodes);
  return names;
}

interface Out {
  text: string;
  readonly stops: {
    index: number;
    from: number;
    to: number;
    parent: number;
    choices?: readonly string[];
    transform?: Transform;
  }[];
  tooMuch: boolean;
  /** Whether only blanks were written since a line break of the snippet itself. */
  isLineStart: boolean;
}
interface Writing {
  readonly out: Out;
  readonly options: ExpandOptions;
  readonly defaults: ReadonlyMap<number, readonly SnippetNode[]>;
  /** Indices being written, against a placeholder within itself. */
  readonly around: readonly number[];
  readonly parent: number;
  /** Indices for names nobody knows, and how many nodes may still be written. */
  readonly shared: { next: number; readonly seen: Map<string, number>; work: number };
}

function write(nodes: readonly SnippetNode[], writing: Writing): void {
  for (const node of nodes) {
    // Placeholders that are empty and repeat each other grow no text, only work.
    if (writing.shared.work-- <= 0) writing.out.tooMuch = true;
    if (writing.out.tooMuch) return;
    if (node.kind === "text") writeText(node.text, writing);
    else if (node.kind === "stop") writeStop(node, writing);
    else writeVariable(node, writing);
  }
}

function writeText(text: string, { out, options }: Writing): void {
  for (const [i, line] of text.split("\n").entries()) {
    if (i > 0) {
      out.text += "\n" + options.indent;
      out.isLineStart = true;
    }
    if (!out.isLineStart || line === "") {
      out.text += line;
      continue;
    }
    const tabs = /^\t*/.exec(line)![0].length;
    out.text += options.tab.repeat(tabs) + line.slice(tabs);
    out.isLineStart = tabs === line.length;
  }
  if (out.text.length > mostUnits) out.tooMuch = true;
}

function writeStop(node: SnippetNode & { kind: "stop" }, writing: Writing): void {
  const { out, around } = writing;
  const at = out.stops.length;
  if (at >= mostStops) {
    out.tooMuch = true;
    return;
  }
  const from = out.text.length;
  const stop: Out["stops"][number] = { index: node.index, from, to: from, parent: writing.parent };
  if (node.choices !== undefined) stop.choices = node.choices;
  if (node.transform !== undefined) stop.transform = node.transform;
  out.stops.push(stop);
  const inside = node.inside ?? writing.defaults.get(node.index) ?? null;
  if (inside !== null && !around.includes(node.index)) {
    const inner = { ...writing, around: [...around, node.index], parent: at };
    if (node.transform === undefined) {
      // A mark repeats the words only: its own inner stops would be there twice.
      if (node.inside === null) writeText(plainText(inside, inner), inner);
      else write(inside, inner);
    } else writeText(transformed(plainText(inside, inner), node.transform), inner);
  }
  stop.to = out.text.length;
}

/** What nodes come to as text alone. */
function plainText(nodes: readonly SnippetNode[], writing: Writing): string {
  const out: Out = { text: "", stops: [], tooMuch: false, isLineStart: false };
  const depth = writing.around.length;
  if (depth > 60) writing.out.tooMuch = true;
  else write(nodes, { ...writing, out, options: { ...writing.options, indent: "", tab: "\t" } });
  if (out.tooMuch) writing.out.tooMuch = true;
  return out.text;
}

function writeVariable(node: SnippetNode & { kind: "variable" }, writing: Writing): void {
  const value = writing.options.variable(node.name);
  if (value !== undefined && value !== "") {
    const text = node.transform === undefined ? value : transformed(value, node.transform);
    // Lines of a value come under each other as those of the snippet do.
    writing.out.text += text.split("\n").join("\n" + writing.options.indent);
    writing.out.isLineStart = false;
    if (writing.out.text.length > mostUnits) writing.out.tooMuch = true;
    return;
  }
  if (node.inside !== null) return write(node.inside, writing);
  if (value === "") {
    if (node.transform !== undefined) writeText(transformed("", node.transform), writing);
    return;
  }
  // As in VS Code, a name nobody knows becomes a placeholder that says it.
  const { shared } = writing;
  const index = shared.seen.get(node.name) ?? shared.next++;
  shared.seen.set(node.name, index);
  writeStop({ kind: "stop", index, inside: [{ kind: "text", text: node.name }] }, writing);
}

function collect(nodes: readonly SnippetNode[], into: Map<number, readonly SnippetNode[]>): void {
  for (const node of nodes) {
    if (node.kind === "text" || node.inside === null) continue;
    if (node.kind === "stop" && !into.has(node.index)) into.set(node.index, node.inside);
    collect(node.inside, into);
  }
}
function highest(nodes: readonly SnippetNode[]): number {
  let most = 0;
  for (const node of nodes) {
    if (node.kind === "stop") most = Math.max(most, node.index);
    if (node.kind !== "text" && node.inside !== null) most = Math.max(most, highest(node.inside));
  }
  return most;
}
