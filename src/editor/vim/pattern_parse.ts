/**
 * Vim's patterns as trees. Understood: `\v`, `\m`, `\M`, `\V`, `\c`, `\C`; `.` `^` `$` `[…]` `*`, `\+` `\=` `\?` `\{n,m}`
 * `\{-n,m}`; `\(…\)` `\%(…\)` `\|`, `\1`…`\9`; `\<` `\>` `\zs` `\ze`; the classes `\s \d \w \a \l \u \x \o \h \k \i \f \p` and
 * their opposites, `\_s` and the like, `\_.`; `\n \t \r \e`; `\@=` `\@!`. Everything else is an error with a reason.
 */
import type { Result } from "../../base/mod.ts";

export type Node =
  | { readonly kind: "char"; readonly char: string }
  | { readonly kind: "set"; readonly test: (code: number) => boolean; readonly newline: boolean }
  | {
    readonly kind: "at";
    readonly where: "bol" | "eol" | "wordStart" | "wordEnd" | "matchStart" | "matchEnd";
  }
  | { readonly kind: "all"; readonly parts: readonly Node[] }
  | { readonly kind: "any"; readonly branches: readonly Node[] }
  | { readonly kind: "group"; readonly index: number; readonly body: Node }
  | { readonly kind: "back"; readonly index: number }
  | { readonly kind: "look"; readonly body: Node; readonly holds: boolean }
  | {
    readonly kind: "many";
    readonly body: Node;
    readonly min: number;
    readonly max: number;
    readonly lazy: boolean;
  };

export interface Parsed {
  readonly root: Node;
  readonly groups: number;
  /** From `\c` and `\C`; `null`: the options decide. */
  readonly ignoreCase: boolean | null;
  readonly hasUpper: boolean;
  readonly multiline: boolean;
  /** The pattern is these characters and nothing else. */
  readonly literal: string | null;
}

const between = (from: string, to: string) => (code: number) =>
  code >= from.charCodeAt(0) && code <= to.charCodeAt(0);
const digit = between("0", "9"), lower = between("a", "z"), upper = between("A", "Z");
const alpha = (c: number) => lower(c) || upper(c);
const word = (c: number) => digit(c) || alpha(c) || c === 95;
const keyword = (c: number) => word(c) || c >= 0xc0;
const hex = (c: number) => digit(c) || (c >= 97 && c <= 102) || (c >= 65 && c <= 70);
const classes: Readonly<Record<string, (code: number) => boolean>> = {
  s: (c) => c === 32 || c === 9,
  d: digit,
  w: word,
  a: alpha,
  l: lower,
  u: upper,
  x: hex,
  o: between("0", "7"),
  h: (c) => alpha(c) || c === 95,
  k: keyword,
  i: keyword,
  f: (c) => keyword(c) || "/.-+,#$%~=".includes(String.fromCharCode(c)),
  p: (c) => c >= 32 && c !== 127,
};
const controls: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", e: "\x1b", b: "\b" };

class Refused extends Error {}
/** What is special without a backslash, by how magic the pattern is. */
const bare = { v: "^$.*[~+=?{@()|<>&%", m: "^$.*[~", M: "^$", V: "" } as const;
type Magic = keyof typeof bare;

class Reader {
  at = 0;
  magic: Magic = "m";
  groups = 0;
  ignoreCase: boolean | null = null;
  hasUpper = false;
  multiline = false;
  readonly source: string;
  depth = 0;

  constructor(source: string) {
    this.source = source;
  }

  /** The next piece: a special name, or a plain character. Does not consume. */
  peek(): { name: string; special: boolean; length: number } | null {
    const char = this.source[this.at];
    if (char === undefined) return null;
    if (char !== "\\") {
      const point = String.fromCodePoint(this.source.codePointAt(this.at)!);
      return {
        name: point,
        special: bare[this.magic].includes(char) && point.length === 1,
        length: point.length,
      };
    }
    const next = this.source[this.at + 1];
    if (next === undefined) return { name: "\\", special: false, length: 1 };
    if (bare[this.magic].includes(next)) return { name: next, special: false, length: 2 };
    const isSpecial = /[a-zA-Z0-9_]/.test(next) || bare.v.includes(next);
    return { name: next, special: isSpecial, length: 2 };
  }
  /** Whether the next piece is this special one; consumes it. */
  take(name: string): boolean {
    const next = this.peek();
    if (next === null || !next.special || next.name !== name) return false;
    this.at += next.length;
    return true;
  }

  branches(): Node {
    if (++this.depth > 50) throw new Refused("it nests too deep");
    const list = [this.concat()];
    while (this.take("|")) list.push(this.concat());
    this.depth--;
    return list.length === 1 ? list[0] : { kind: "any", branches: list };
  }
  concat(): Node {
    const parts: Node[] = [];
    for (;;) {
      const next = this.peek();
      if (next === null) break;
      if (next.special && (next.name === "|" || next.name === ")")) break;
      if (next.special && this.mode(next.name)) {
        this.at += next.length;
        continue;
      }
      parts.push(this.piece(parts.length === 0));
    }
    return parts.length === 1 ? parts[0] : { kind: "all", parts };
  }
  mode(name: string): boolean {
    if (name === "v" || name === "m" || name === "M" || name === "V") this.magic = name;
    else if (name === "c" || name === "C") this.ignoreCase = name === "c";
    else return false;
    return true;
  }
  piece(isFirst: boolean): Node {
    let node = this.atom(isFirst);
    for (;;) {
      const times = this.times(node);
      if (times === null) return node;
      node = times;
    }
  }
  times(body: Node): Node | null {
    const next = this.peek();
    if (next === null || !next.special) return null;
    const many = (min: number, max: number, lazy = false): Node => ({ kind: "many", body, min, max, lazy });
    switch (next.name) {
      case "*":
        this.at += next.length;
        return many(0, Infinity);
      case "+":
        this.at += next.length;
        return many(1, Infinity);
      case "=":
      case "?":
        this.at += next.length;
        return many(0, 1);
      case "{": {
        const match = /^(-?)(\d*)(,?)(\d*)\\?\}/.exec(this.source.slice(this.at + next.length));
        if (match === null) throw new Refused("{ has no end");
        this.at += next.length + match[0].length;
        const [, lazy, min, comma, max] = match;
        const low = min === "" ? 0 : Number(min);
        const high = max !== "" ? Number(max) : comma === "" && min !== "" ? low : Infinity;
        return { kind: "many", body, min: Math.min(low, high), max: Math.max(low, high), lazy: lazy !== "" };
      }
      case "@": {
        const sign = this.source[this.at + next.length];
        if (sign !== "=" && sign !== "!") throw new Refused("only \\@= and \\@! can be used");
        this.at += next.length + 1;
        return { kind: "look", body, holds: sign === "=" };
      }
    }
    return null;
  }

  atom(isFirst: boolean): Node {
    const next = this.peek()!;
    this.at += next.length;
    const { name } = next;
    if (!next.special) return this.char(name);
    switch (name) {
      case "^":
        return isFirst || this.magic === "v" ? { kind: "at", where: "bol" } : this.char("^");
      case "$":
        return this.endsHere() || this.magic === "v" ? { kind: "at", where: "eol" } : this.char("$");
      case ".":
        return { kind: "set", test: (code) => code !== 10, newline: false };
      case "[":
        return this.collection();
      case "*":
        if (isFirst) return this.char("*");
        break;
      case "~":
        throw new Refused("~ cannot be used");
      case "(":
        return this.group(++this.groups);
      case "%":
        if (!this.source.startsWith("(", this.at)) {
          throw new Refused(`\\%${this.source[this.at] ?? ""} cannot be used`);
        }
        this.at++;
        return this.group(0);
      case "<":
        return { kind: "at", where: "wordStart" };
      case ">":
        return { kind: "at", where: "wordEnd" };
      case "z": {
        const which = this.source[this.at++];
        if (which === "s") return { kind: "at", where: "matchStart" };
        if (which === "e") return { kind: "at", where: "matchEnd" };
        break;
      }
      case "_": {
        const which = this.source[this.at++];
        this.multiline = true;
        if (which === ".") return { kind: "set", test: () => true, newline: true };
        if (which === "^") return { kind: "at", where: "bol" };
        if (which === "$") return { kind: "at", where: "eol" };
        const test = classOf(which);
        if (test !== null) return { kind: "set", test: (code) => code === 10 || test(code), newline: true };
        break;
      }
      case "n":
        this.multiline = true;
        return this.char("\n");
    }
    if (controls[name] !== undefined) return this.char(controls[name]);
    if (/^[1-9]$/.test(name)) return { kind: "back", index: Number(name) };
    const test = classOf(name);
    if (test !== null) return { kind: "set", test, newline: false };
    if (/[+=?{@&]/.test(name)) throw new Refused(`nothing stands before \\${name}`);
    throw new Refused(`\\${name} cannot be used`);
  }
  char(char: string): Node {
    if (char !== char.toLowerCase()) this.hasUpper = true;
    return { kind: "char", char };
  }
  endsHere(): boolean {
    const next = this.peek();
    return next === null || (next.special && (next.name === "|" || next.name === ")"));
  }
  group(index: number): Node {
    const body = this.branches();
    if (!this.take(")")) throw new Refused("( has no end");
    return index === 0 ? body : { kind: "group", index, body };
  }
  collection(): Node {
    const { source } = this;
    let i = this.at;
    const negated = source[i] === "^";
    if (negated) i++;
    const ranges: [number, number][] = [];
    const tests: ((code: number) => boolean)[] = [];
    for (let first = true;; first = false) {
      if (source[i] === undefined) return this.char("["); // No end: a plain bracket, as in Vim.
      if (source[i] === "]" && !first) break;
      const named = /^\[:(\w+):\]/.exec(source.slice(i, i + 12));
      if (named !== null) {
        const test = posix[named[1]];
        if (test === undefined) throw new Refused(`[:${named[1]}:] cannot be used`);
        tests.push(test);
        i += named[0].length;
        continue;
      }
      const read = (): number => {
        if (source[i] === "\\" && source[i + 1] !== undefined && "\\]^-ntreb".includes(source[i + 1])) {
          i += 2;
          return (controls[source[i - 1]] ?? source[i - 1]).charCodeAt(0);
        }
        return source.charCodeAt(i++);
      };
      const from = read();
      if (source[i] === "-" && source[i + 1] !== "]" && source[i + 1] !== undefined) {
        i++;
        ranges.push([from, read()]);
      } else ranges.push([from, from]);
    }
    this.at = i + 1;
    for (const [from, to] of ranges) {
      if (from < 128 && to >= 65 && from <= 90 && !tests.length) this.hasUpper ||= upper(from);
    }
    const has = (code: number): boolean => {
      for (let r = 0; r < ranges.length; r++) if (code >= ranges[r][0] && code <= ranges[r][1]) return true;
      return tests.some((test) => test(code));
    };
    return { kind: "set", test: negated ? (code) => code !== 10 && !has(code) : has, newline: false };
  }
}
const posix: Readonly<Record<string, (code: number) => boolean>> = {
  alpha,
  digit,
  alnum: (c) => alpha(c) || digit(c),
  lower,
  upper,
  xdigit: hex,
  space: (c) => c === 32 || (c >= 9 && c <= 13),
  blank: (c) => c === 32 || c === 9,
  punct: (c) => c > 32 && c < 127 && !alpha(c) && !digit(c),
};
function classOf(name: string | undefined): ((code: number) => boolean) | null {
  if (name === undefined) return null;
  if (Object.hasOwn(classes, name)) return classes[name];
  const lowered = name.toLowerCase();
  if (name === lowered || !Object.hasOwn(classes, lowered) || "KIFP".includes(name)) return null;
  const test = classes[lowered];
  return (code) => code !== 10 && !test(code);
}

export function parsePattern(source: string): Result<Parsed> {
  const reader = new Reader(source);
  try {
    const root = reader.branches();
    if (reader.at < source.length) return { ok: false, reason: ") has no (" };
    const { groups, ignoreCase, hasUpper, multiline } = reader;
    return { ok: true, value: { root, groups, ignoreCase, hasUpper, multiline, literal: literalOf(root) } };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, reason: error.message };
    throw error;
  }
}
function literalOf(node: Node): string | null {
  if (node.kind === "char") return node.char === "\n" ? null : node.char;
  if (node.kind !== "all" || node.parts.length === 0) return null;
  let out = "";
  for (const part of node.parts) {
    if (part.kind !== "char" || part.char === "\n") return null;
    out += part.char;
  }
  return out;
}
