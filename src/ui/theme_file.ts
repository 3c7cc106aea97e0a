/**
 * A VS Code colour theme as text to a theme of ours: workbench colours to our tokens, token colours by scope to our text styles. What a
 * theme lacks is derived from what it has; words that would be hard to read are moved towards white or black and named. Pure.
 */
import { getNodeValue, type Node, type ParseError, printParseErrorCode } from "jsonc-parser";
import { type FileProblem, placeIn, spoken, treeOf } from "../project/mod.ts";
import { STRINGS } from "./strings.ts";
import { makeTheme, type StyleChanges, type StyleName, type Theme } from "./theme.ts";
import { isDark, mix, over, readable, readColor, withAlpha } from "./theme_colors.ts";
import type { Tokens } from "./tokens.ts";

export interface ThemeRead {
  /** null: it is no theme; `problems` says why. */
  readonly theme: Theme | null;
  readonly problems: readonly FileProblem[];
  /** Tokens that were moved to be readable. */
  readonly raised: readonly string[];
}
/** `kind` is what is known before reading; a file's own "type" goes over it. */
export function readTheme(
  text: string,
  { name, path, kind }: { name: string; path: string; kind: Theme["kind"] | null },
): ThemeRead {
  const errors: ParseError[] = [];
  const problems: FileProblem[] = [];
  const words = STRINGS.settings.themes;
  const at = (offset: number, what: string) => problems.push({ path, ...placeIn(text, offset), text: what });
  const root = treeOf(text, errors);
  if (errors.length > 0) {
    at(errors[0].offset, words.notJson(spoken(printParseErrorCode(errors[0].error))));
    return { theme: null, problems, raised: [] };
  }
  const given = root?.type === "object" ? getNodeValue(root) as Record<string, unknown> : null;
  if (given === null || (!isObject(given.colors) && !Array.isArray(given.tokenColors))) {
    at(root?.offset ?? 0, words.notTheme);
    return { theme: null, problems, raised: [] };
  }
  if (typeof given.include === "string") at(placeOf(root!, ["include"]), words.includes(given.include));
  const colors = new Map<string, string>();
  for (const [key, value] of Object.entries(isObject(given.colors) ? given.colors : {})) {
    const color = typeof value === "string" ? readColor(value) : null;
    if (color !== null) colors.set(key, color);
    else if (value !== null && value !== "default") {
      at(placeOf(root!, ["colors", key]), words.badColor(key, JSON.stringify(value)));
    }
  }
  const rules = rulesOf(given.tokenColors);
  const found = kindOf(given.type, colors.get("editor.background")) ?? kind ?? "dark";
  if (!colors.has("editor.background")) {
    at(placeOf(root!, ["colors"]), words.noBackground(found === "light" ? words.light : words.dark));
  }
  const { tokens, raised } = tokensOf(colors, rules, found);
  return { theme: makeTheme(name, found, tokens, stylesOf(rules)), problems, raised };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function kindOf(type: unknown, ground: string | undefined): Theme["kind"] | null {
  if (type === "hc" || type === "hcDark" || type === "hcLight" || type === "hc-black") return "highContrast";
  if (type === "dark" || type === "light") return type;
  return ground === undefined ? null : isDark(over(ground, "#000000")) ? "dark" : "light";
}

function placeOf(node: Node, [name, ...rest]: readonly string[]): number {
  const value = node.children?.find(({ children }) => children?.[0].value === name)?.children?.[1];
  if (value === undefined) return node.offset;
  return rest.length === 0 ? value.offset : placeOf(value, rest);
}

/** One selector of a token colour; parents in a selector are left out, as our styles know none. */
interface Rule {
  readonly scope: string;
  readonly color: string | null;
  readonly font: string | null;
}
function rulesOf(value: unknown): Rule[] {
  const rules: Rule[] = [];
  for (const one of Array.isArray(value) ? value : []) {
    if (!isObject(one) || !isObject(one.settings)) continue;
    const { foreground, fontStyle } = one.settings;
    const color = typeof foreground === "string" ? readColor(foreground) : null;
    const font = typeof fontStyle === "string" ? fontStyle : null;
    const scopes = Array.isArray(one.scope)
      ? one.scope
      : typeof one.scope === "string"
      ? one.scope.split(",")
      : [""];
    for (const scope of scopes) {
      if (typeof scope !== "string" || /[\s>]/.test(scope.trim())) continue;
      rules.push({ scope: scope.trim(), color, font });
    }
  }
  return rules;
}

/** TextMate's rule: the longest selector that begins the scope, of equals the last. "" is the theme's default. */
function styled<K extends "color" | "font">(
  rules: readonly Rule[],
  scopes: readonly string[],
  key: K,
): string | null {
  for (const scope of scopes) {
    let best: Rule | null = null;
    for (const rule of rules) {
      if (rule[key] === null || rule.scope === "") continue;
      if (scope !== rule.scope && !scope.startsWith(`${rule.scope}.`)) continue;
      if (best === null || rule.scope.length >= best.scope.length) best = rule;
    }
    if (best !== null) return best[key];
  }
  return null;
}

/** The scopes that stand for each of our styles, the nearest first. */
const SCOPES = {
  keyword: ["keyword.control", "keyword", "storage.type", "storage.modifier", "storage"],
  function: [
    "entity.name.function",
    "support.function",
    "meta.function-call",
    "entity.name",
    "variable.function",
  ],
  string: ["string.quoted", "string"],
  number: ["constant.numeric", "constant.language", "constant"],
  type: [
    "entity.name.type.class",
    "entity.name.type",
    "entity.name.class",
    "support.class",
    "support.type",
    "storage.type",
  ],
  comment: ["comment.line", "comment"],
  operator: ["keyword.operator", "punctuation.separator", "punctuation"],
} as const satisfies Partial<Record<StyleName, readonly string[]>>;

function stylesOf(rules: readonly Rule[]): StyleChanges {
  const out: StyleChanges = {};
  for (const name of Object.keys(SCOPES) as (keyof typeof SCOPES)[]) {
    const font = styled(rules, SCOPES[name], "font") ?? "";
    out[name] = { italic: font.includes("italic"), weight: font.includes("bold") ? 700 : 400 };
  }
  return out;
}

function tokensOf(
  colors: ReadonlyMap<string, string>,
  rules: readonly Rule[],
  kind: Theme["kind"],
): { tokens: Tokens; raised: readonly string[] } {
  const isLight = kind === "light" ||
    (kind === "highContrast" && !isDark(over(colors.get("editor.background") ?? "#000000", "#000000")));
  const bg = over(
    colors.get("editor.background") ?? (isLight ? "#ffffff" : "#1e1e1e"),
    isLight ? "#ffffff" : "#000000",
  );
  const plain = rules.find(({ scope, color }) => scope === "" && color !== null)?.color;
  /** The first that there is, as it is seen on the editor. */
  const pick = (...names: string[]): string | null => {
    for (const name of names) {
      const found = colors.get(name);
      if (found !== undefined && !(found.length === 9 && found.endsWith("00"))) return over(found, bg);
    }
    return null;
  };
  const least = kind === "highContrast" ? 7 : 4.5;
  const end = isLight ? "#000000" : "#ffffff";
  const ink = pick("editor.foreground") ?? plain ?? pick("foreground") ?? (isLight ? "#222222" : "#d4d4d4");
  const side = pick("sideBar.background", "editorGroupHeader.tabsBackground") ?? mix(bg, end, 0.03);
  const panel = pick("panel.background", "terminal.background") ?? bg;
  const raised = pick("editorWidget.background", "quickInput.background", "dropdown.background") ??
    mix(bg, end, 0.05);
  const cur = pick("editor.lineHighlightBackground") ?? mix(bg, ink, 0.05);
  const grounds = [bg, side, panel, raised, cur];
  const moved: string[] = [];
  const read = (name: string, color: string, on: readonly string[] = grounds, need = least): string => {
    const made = readable(color, on, need);
    if (made !== color) moved.push(name);
    return made;
  };
  const text = read("text", ink);
  const text2 = read(
    "text2",
    pick("descriptionForeground", "sideBar.foreground", "tab.inactiveForeground") ?? mix(ink, bg, 0.35),
  );
  // Line numbers and hints are looked up, not read: quiet, but never gone.
  const quiet = kind === "highContrast" ? 7 : 2.2;
  const text3 = read("text3", pick("editorLineNumber.foreground") ?? mix(ink, bg, 0.6), grounds, quiet);
  const accents = [
    "activityBarBadge.background",
    "button.background",
    "focusBorder",
    "textLink.foreground",
    "editorCursor.foreground",
  ];
  const accent = readable(
    accents.map((name) => pick(name)).find((one) => one !== null && readable(one, [bg], 3) === one) ??
      pick(...accents) ?? (isLight ? "#0c8f7d" : "#3fc1ac"),
    [bg, side],
    3,
  );
  // What words stand on is moved towards the editor's ground instead of the words.
  const under = (color: string): string => {
    for (let share = 0; share < 1; share += 0.1) {
      const tried = mix(color, bg, share);
      if (readable(text, [tried], least) === text) return tried;
    }
    return bg;
  };
  const syntax = (name: string, scopes: readonly string[]): string => {
    const color = styled(rules, scopes, "color");
    const made = color === null ? text : over(color, bg);
    return kind === "highContrast" ? read(name, made) : read(name, made, [bg], name === "com" ? 2.2 : 3);
  };
  const mark = (name: string, fallback: string, ...names: string[]): string =>
    read(name, pick(...names) ?? fallback, grounds, kind === "highContrast" ? 7 : 3);
  const com = syntax("com", SCOPES.comment);
  const find = colors.get("editor.findMatchHighlightBackground") ?? "#e0b35a30";
  const findNow = colors.get("editor.findMatchBackground") ?? "#e0b35a55";
  const thumb = colors.get("scrollbarSlider.background") ?? withAlpha(text2, 0.28);
  const hover = colors.get("scrollbarSlider.hoverBackground") ?? withAlpha(text2, 0.45);
  const tokens: Tokens = {
    bg,
    side,
    panel,
    line: pick("panel.border", "sideBar.border", "editorGroup.border", "contrastBorder", "tab.border") ??
      mix(bg, ink, 0.14),
    raised,
    text,
    text2,
    text3,
    accent,
    accentbg: under(pick("list.activeSelectionBackground") ?? mix(bg, accent, 0.2)),
    sel: under(pick("editor.selectionBackground") ?? mix(bg, accent, 0.3)),
    cur,
    kw: syntax("kw", SCOPES.keyword),
    fn: syntax("fn", SCOPES.function),
    str: syntax("str", SCOPES.string),
    num: syntax("num", SCOPES.number),
    ty: syntax("ty", SCOPES.type),
    com,
    op: syntax("op", SCOPES.operator),
    err: mark("err", "#e05252", "editorError.foreground", "errorForeground", "terminal.ansiRed"),
    warn: mark(
      "warn",
      "#c98f2c",
      "editorWarning.foreground",
      "gitDecoration.modifiedResourceForeground",
      "terminal.ansiYellow",
    ),
    ok: mark(
      "ok",
      "#3f9e62",
      "gitDecoration.addedResourceForeground",
      "gitDecoration.untrackedResourceForeground",
      "terminal.ansiGreen",
    ),
    ghost: read("ghost", pick("editorGhostText.foreground") ?? com, [bg], quiet),
    shadow: isLight ? "#141e2829" : "#00000073",
    peer: mark("peer", "#b070d0", "terminal.ansiMagenta", "charts.purple"),
    thumb: thumb.length === 7 ? withAlpha(thumb, 0.5) : thumb,
    thumbHover: hover.length === 7 ? withAlpha(hover, 0.8) : hover,
    found: find.length === 7 ? withAlpha(find, 0.35) : find,
    foundNow: findNow.length === 7 ? withAlpha(findNow, 0.5) : findNow,
  };
  return { tokens, raised: moved };
}
