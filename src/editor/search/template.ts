/**
 * What a match is replaced with: templates with groups and case modifiers as VS Code reads them, and the option that keeps
 * the case of what was found. Pure strings; which matches there are is not its matter.
 */

type Part =
  | { readonly kind: "text"; readonly text: string }
  /** A group by number or name; `cases` holds the modifiers before it, such as "u" or "uL". */
  | { readonly kind: "group"; readonly group: number | string; readonly cases: string };
/** A replacement text, read once for all matches. */
export interface Template {
  readonly parts: readonly Part[];
  /** Whether it says the same for every match. */
  readonly isPlain: boolean;
}

/** The text as it stands, for literal searches. */
export function plainTemplate(text: string): Template {
  return { parts: text === "" ? [] : [{ kind: "text", text }], isPlain: true };
}

/**
 * Reads `$1 $12 $& $0 $$ $<name> ${name} ${1}`, `\n \t \\` and the case modifiers `\u \l \U \L \E`, which act on the group
 * that follows: `\u` and `\l` on one character each, `\U` and `\L` on the rest of it. What is none of these stays as it is.
 */
export function templateOf(source: string): Template {
  const parts: Part[] = [];
  let text = "";
  let cases = "";
  const group = (which: number | string): void => {
    if (text !== "") parts.push({ kind: "text", text });
    text = "";
    parts.push({ kind: "group", group: which, cases });
    cases = "";
  };
  for (const [whole, escape, digits, name, special] of source.matchAll(TOKEN)) {
    if (escape !== undefined) {
      if (escape === "n") text += "\n";
      else if (escape === "t") text += "\t";
      else if (escape === "\\") text += "\\";
      else if (escape === "E") cases = "";
      else if ("uUlL".includes(escape)) cases += escape;
      else text += whole;
    } else if (digits !== undefined) group(Number(digits));
    else if (name !== undefined) group(/^\d+$/.test(name) ? Number(name) : name);
    else if (special === "&") group(0);
    else if (special === "$") text += "$";
    else text += whole;
  }
  if (text !== "") parts.push({ kind: "text", text });
  return { parts, isPlain: parts.every((part) => part.kind === "text") };
}
const TOKEN = /\\([\s\S])|\$(?:(\d{1,2})|[<{]([^<>{}$]+)[>}]|([&$]))|[\s\S]/gu;

/** The replacement for one match; a group that took no part is empty, one that does not exist stays as it was written. */
export function expand(
  { parts }: Template,
  match: readonly (string | undefined)[],
  named: Groups = {},
): string {
  let out = "";
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i];
    if (part.kind === "text") out += part.text;
    else out += cased(groupText(part.group, { match, named }), part.cases);
  }
  return out;
}
/** Named groups, as a regular expression answers them. */
export type Groups = Readonly<Record<string, string | undefined>>;

function groupText(
  group: number | string,
  { match, named }: { match: readonly (string | undefined)[]; named: Groups },
): string {
  if (typeof group === "string") return Object.hasOwn(named, group) ? named[group] ?? "" : `\${${group}}`;
  if (group < match.length) return match[group] ?? "";
  // `$12` with one group is that group and a 2.
  const first = Math.floor(group / 10);
  return first > 0 && first < match.length ? `${match[first] ?? ""}${group % 10}` : `$${group}`;
}

function cased(text: string, cases: string): string {
  if (cases === "") return text;
  const characters = [...text];
  let at = 0;
  for (const one of cases) {
    if (at >= characters.length) break;
    if (one === "u") characters[at] = characters[at++].toUpperCase();
    else if (one === "l") characters[at] = characters[at++].toLowerCase();
    else {
      const rest = characters.slice(at).join("");
      return characters.slice(0, at).join("") + (one === "U" ? rest.toUpperCase() : rest.toLowerCase());
    }
  }
  return characters.join("");
}

/** `replacement` in the case of what was found: all upper, all lower, or the first letter; part by part around "-" and "_". */
export function keepCase(found: string, replacement: string): string {
  if (found === "" || replacement === "") return replacement;
  for (const joint of ["-", "_"]) {
    const wanted = replacement.split(joint), had = found.split(joint);
    if (had.length > 1 && had.length === wanted.length) {
      return wanted.map((part, i) => keepCase(had[i], part)).join(joint);
    }
  }
  if (found.toUpperCase() === found.toLowerCase()) return replacement;
  if (found.toUpperCase() === found) return replacement.toUpperCase();
  if (found.toLowerCase() === found) return replacement.toLowerCase();
  const [first] = found;
  const [start] = replacement;
  const rest = replacement.slice(start.length);
  if (first !== first.toLowerCase()) return start.toUpperCase() + rest;
  return first !== first.toUpperCase() ? start.toLowerCase() + rest : replacement;
}
