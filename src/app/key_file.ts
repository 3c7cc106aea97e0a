/**
 * A keymap file as text to rules, in VS Code's format: a list of `{ key, command, when?, args? }` with comments. What is wrong is said with
 * its line; the rest is used, and a file that is no list keeps its last good rules. Pure.
 */
import { getNodeValue, type Node, type ParseError, printParseErrorCode } from "jsonc-parser";
import { type FileProblem, nearestOf, placeIn, spoken, treeOf } from "../project/mod.ts";
import { type KeyRule, parseKeys, parseWhen, STRINGS } from "../ui/mod.ts";
import type { KeyFile } from "./config.ts";

const words = STRINGS.settings.keys;
/** More bindings than a person writes; the rest of a list is not looked at. */
const mostRules = 5000;

/** `commands`: the ids that there are, for a hint at slips; `last`: what the file said before. */
export function readKeyFile(
  text: string,
  { path, commands, last }: { path: string; commands: ReadonlySet<string>; last: KeyFile | null },
): KeyFile {
  const errors: ParseError[] = [];
  const problems: FileProblem[] = [];
  const at = (offset: number, what: string) => problems.push({ path, ...placeIn(text, offset), text: what });
  if (text.trim() === "") return { path, text, rules: [], problems };
  const root = treeOf(text, errors);
  const isList = root?.type === "array";
  if (errors.length > 0 || !isList) {
    const { error, offset } = errors[0] ?? { error: 0, offset: root?.offset ?? 0 };
    at(offset, errors.length > 0 ? words.broken(spoken(printParseErrorCode(error))) : words.notList);
    if (last !== null) return { path, text, rules: last.rules, problems };
  }
  const rules: KeyRule[] = [];
  for (const node of isList ? (root.children ?? []).slice(0, mostRules) : []) {
    const rule = ruleOf(node, at);
    if (rule === null) continue;
    rules.push(rule);
    const id = rule.command.replace(/^-/, "");
    if (id !== "" && !commands.has(id)) {
      at(placeOf(node, "command"), words.unknown(id, nearestOf(id, commands)));
    }
  }
  return { path, text, rules, problems };
}

function ruleOf(node: Node, at: (offset: number, what: string) => void): KeyRule | null {
  const given = getNodeValue(node) as Record<string, unknown> | null;
  const refuse = (offset: number, what: string): null => {
    at(offset, what);
    return null;
  };
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    return refuse(node.offset, words.noObject);
  }
  const { key, command, when, args } = given;
  if (typeof command !== "string" || command === "-") {
    return refuse(placeOf(node, "command"), words.noCommand);
  }
  // "-command" alone takes every key of it away.
  const isOff = command.startsWith("-");
  if (typeof key !== "string" || (key.trim() === "" && !isOff)) {
    if (!isOff || key !== undefined) return refuse(placeOf(node, "key"), words.noKey);
  }
  if (when !== undefined && typeof when !== "string") return refuse(placeOf(node, "when"), words.noWhen);
  if (typeof key === "string" && key.trim() !== "") {
    const keys = parseKeys(key);
    if (!keys.ok) return refuse(placeOf(node, "key"), keys.reason);
  }
  if (when !== undefined && when.trim() !== "") {
    const clause = parseWhen(when);
    if (!clause.ok) return refuse(placeOf(node, "when"), clause.reason);
  }
  return { key: typeof key === "string" ? key : "", command, when, args };
}

/** Where the value of a property stands; without it, where the object does. */
function placeOf(node: Node, name: string): number {
  const found = node.children?.find(({ children }) => children?.[0].value === name);
  return found?.children?.[1]?.offset ?? node.offset;
}
