/**
 * Keys of normal and visual mode taken apart: register, counts, operator, motion or object, the character that follows.
 * Owns the grammar only. Parsed anew with each key: a command is a handful of them.
 */
import { named, type Parsed } from "./types.ts";

export type Parse = { readonly kind: "more" } | { readonly kind: "bad" } | {
  readonly kind: "done";
  readonly command: Parsed;
};
const more: Parse = { kind: "more" };
const bad: Parse = { kind: "bad" };

const operators = new Set(["d", "c", "y", "<", ">", "=", "g~", "gu", "gU", "gq", "gw", "g?"]);
const motions = new Set([
  ..."hjklwbeWBE0^$_+-G{}()%;,HMLnN*#| \b\r\n\x0e\x10",
  ...[
    "gg",
    "ge",
    "gE",
    "g_",
    "gj",
    "gk",
    "g0",
    "g^",
    "g$",
    "gm",
    "g*",
    "g#",
    "[(",
    "[{",
    "])",
    "]}",
    "[[",
    "]]",
  ],
  ...["g" + named.up, "g" + named.down, "gM", "go"],
  named.left,
  named.right,
  named.up,
  named.down,
  named.home,
  named.end,
]);
const charMotions = new Set(["f", "F", "t", "T", "'", "`", "g'", "g`"]);
const objectKinds = new Set([..."wWsp()b[]{}B<>t\"'`"]);
const plain = new Set([
  ..."xXDCYsSR~uU.pPoOaAiIJvV&\x16\x12\x01\x18\x04\x15\x06\x02\x05\x19\x0f\x0c\t",
  ...[
    "gi",
    "gI",
    "gp",
    "gP",
    "gv",
    "gJ",
    "zz",
    "zt",
    "zb",
    "z.",
    "z\r",
    "z-",
    "ZZ",
    "ZQ",
    "g&",
    "g;",
    "g,",
    "]p",
    "[p",
    "ga",
  ],
  named.delete,
  named.insert,
  named.pageup,
  named.pagedown,
]);
const charCommands = new Set(["r", "m", "q", "@"]);
const visualPlain = new Set([
  ..."xXDCYsSRdcy<>=~uUJpPoOIAvV&:\x16\x01\x18\x04\x15\x06\x02\x05\x19\x0c",
  ...[
    "gu",
    "gU",
    "g~",
    "g?",
    "gq",
    "gw",
    "gv",
    "gJ",
    "g\x01",
    "g\x18",
    "zz",
    "zt",
    "zb",
    "z.",
    "z\r",
    "z-",
    "gp",
    "gP",
  ],
  named.delete,
  named.pageup,
  named.pagedown,
]);
const visualCharCommands = new Set(["r", "m", "q", "@"]);

/** What the keys so far mean. `recording`: `q` ends it and needs no name. */
export function parse(
  keys: string,
  { mode, recording }: { mode: "normal" | "visual"; recording: boolean },
): Parse {
  const at = { i: 0 };
  let register: string | null = null;
  let count: number | null = null;
  for (;;) {
    const key = keys[at.i];
    if (key === undefined) return more;
    if (key === '"') {
      const name = keys[at.i + 1];
      if (name === undefined) return more;
      if (!/^["a-zA-Z0-9\-+*_/:.%#]$/.test(name)) return bad;
      register = name;
      at.i += 2;
      continue;
    }
    const found = countAt(keys, at);
    if (found === null) break;
    count = found;
  }
  const name = nameAt(keys, at.i, mode);
  if (name === null) return more;
  if (name === "") return bad;
  at.i += name.length;
  const head = { register, count };
  if (name === "q" && recording) return { kind: "done", command: { ...head, name: "q" } };
  if (mode === "normal" && operators.has(name)) return operatorAt(keys, at, { ...head, op: name });
  const chars = mode === "normal" ? charCommands : visualCharCommands;
  if (charMotions.has(name) || chars.has(name)) return withChar(keys, at, { ...head, name });
  if (mode === "visual" && (name === "i" || name === "a")) return objectAt(keys, at, { ...head, name });
  return { kind: "done", command: { ...head, name } };
}

function operatorAt(
  keys: string,
  at: { i: number },
  head: { register: string | null; count: number | null; op: string },
): Parse {
  let forced: Parsed["forced"];
  let count = head.count;
  for (;;) {
    const key = keys[at.i];
    if (key === undefined) return more;
    if (key === "v" || key === "V" || key === "\x16") {
      forced = key;
      at.i++;
      continue;
    }
    const found = countAt(keys, at);
    if (found === null) break;
    // Both counts multiply, as in Vim.
    count = (head.count ?? 1) * found;
  }
  const { op } = head;
  const rest = keys.slice(at.i);
  const short = op.length === 2 ? op[1] : op;
  if (rest === short || rest === op) {
    return { kind: "done", command: { ...head, count, name: op, forced } };
  }
  if (op.length === 2 && rest.length === 1 && op.startsWith(rest)) return more;
  const name = nameAt(keys, at.i, "operator");
  if (name === null) return more;
  if (name === "") return bad;
  at.i += name.length;
  const given = { ...head, count, name, forced };
  if (name === "i" || name === "a") return objectAt(keys, at, given);
  if (charMotions.has(name)) return withChar(keys, at, given);
  if (motions.has(name) || name === "/" || name === "?") return { kind: "done", command: given };
  return name === "gv" || name === "gn" ? bad : bad;
}

function objectAt(keys: string, at: { i: number }, given: Parsed): Parse {
  const kind = keys[at.i];
  if (kind === undefined) return more;
  return objectKinds.has(kind) ? { kind: "done", command: { ...given, name: given.name + kind } } : bad;
}
function withChar(keys: string, at: { i: number }, given: Parsed): Parse {
  const rest = keys.slice(at.i);
  if (rest === "") return more;
  const char = String.fromCodePoint(rest.codePointAt(0)!);
  if (char === named.escape) return bad;
  // Ctrl+V before a character takes it as it is.
  if (char === "\x16" && (given.name === "r" || given.name.length === 1)) {
    return rest.length === 1 ? more : { kind: "done", command: { ...given, char: rest[1] } };
  }
  return { kind: "done", command: { ...given, char } };
}
function countAt(keys: string, at: { i: number }): number | null {
  const match = /^[1-9][0-9]*/.exec(keys.slice(at.i));
  if (match === null) return null;
  at.i += match[0].length;
  return Math.min(999_999, Number(match[0]));
}

/** The longest name that the keys spell; `null`: not complete; "": nothing begins so. */
function nameAt(keys: string, at: number, where: "normal" | "visual" | "operator"): string | null {
  const one = keys[at];
  if (one === undefined) return null;
  const isPrefix = one === "g" || one === "z" || one === "[" || one === "]" || one === "Z";
  if (isPrefix) {
    const two = keys.slice(at, at + 2);
    if (two.length === 1) return null;
    return known(two, where) ? two : "";
  }
  return known(one, where) ? one : "";
}
function known(name: string, where: "normal" | "visual" | "operator"): boolean {
  if (motions.has(name) || charMotions.has(name) || name === "/" || name === "?") return true;
  if (where === "operator") return name === "i" || name === "a";
  if (where === "visual") {
    return visualPlain.has(name) || visualCharCommands.has(name) || name === "i" || name === "a";
  }
  return plain.has(name) || operators.has(name) || charCommands.has(name) || name === ":";
}
export const isMotion = (name: string): boolean =>
  motions.has(name) || charMotions.has(name) || name === "/" || name === "?";
