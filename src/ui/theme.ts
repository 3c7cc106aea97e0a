/**
 * A theme as paint wants it: colours packed by id, and how each text style looks. Owns the colour ids
 * (chrome) and style ids (text); later `Decorate` answers with these style ids. Which shade is which
 * lies in tokens.ts. Pure data: a theme is made once and compared by identity.
 */
import { DARK, HIGH_CONTRAST, LIGHT, type Tokens } from "./tokens.ts";

/** Colours of the chrome, as indices into `Theme.colors`. */
export const COLOR_NAMES = [
  "bg",
  "side",
  "panel",
  "line",
  "raised",
  "text",
  "text2",
  "text3",
  "accent",
  "accentbg",
  "sel",
  "cur",
  "kw",
  "fn",
  "str",
  "num",
  "ty",
  "com",
  "op",
  "err",
  "warn",
  "ok",
  "ghost",
  "shadow",
  "peer",
  "thumb",
  "thumbHover",
  "found",
  "foundNow",
] as const satisfies readonly (keyof Tokens)[];
/** The name of a colour. */
export type ColorName = (typeof COLOR_NAMES)[number];
/** An index into `Theme.colors`. */
export type ColorId = number;

/** The index of each colour by name. */
export const COLOR: { readonly [Name in ColorName]: ColorId } = Object.fromEntries(
  COLOR_NAMES.map((name, index) => [name, index]),
) as { [Name in ColorName]: ColorId };

/** Text styles, as indices into `Theme.styles`; a `Decoration`'s `style` is one of these. */
export const STYLE = {
  text: 0,
  keyword: 1,
  function: 2,
  string: 3,
  number: 4,
  type: 5,
  comment: 6,
  operator: 7,
  /** Control and invisible characters made visible. */
  invisible: 8,
  /** Text an input method is still composing. */
  preedit: 9,
  ghost: 10,
  /** Brackets by their depth, over and over. */
  bracket1: 11,
  bracket2: 12,
  bracket3: 13,
} as const;
/** The name of a text style. */
export type StyleName = keyof typeof STYLE;

/** How one style of text is set. */
export interface TextStyle {
  readonly color: ColorId;
  readonly italic: boolean;
  readonly weight: 400 | 500 | 600 | 700;
}
/** One theme, ready to paint. */
export interface Theme {
  readonly name: string;
  readonly kind: "dark" | "light" | "highContrast";
  readonly tokens: Tokens;
  /** By `ColorId`: RGBA bytes in memory order, straight alpha. */
  readonly colors: Uint32Array;
  /** By style id. Two themes may share this object: rows depend on it, not on the colours. */
  readonly styles: readonly TextStyle[];
  /** By style id, packed as `colors`. */
  readonly styleColors: Uint32Array;
}

const plain = (color: ColorName): TextStyle => ({ color: COLOR[color], italic: false, weight: 400 });
const STYLES: readonly TextStyle[] = [
  plain("text"),
  plain("kw"),
  plain("fn"),
  plain("str"),
  plain("num"),
  plain("ty"),
  { color: COLOR.com, italic: true, weight: 400 },
  plain("op"),
  plain("text3"),
  plain("text"),
  plain("ghost"),
  plain("fn"),
  plain("peer"),
  plain("kw"),
];

/** How single styles are set, where a theme wants them other than ours. */
export type StyleChanges = Partial<Record<StyleName, Pick<TextStyle, "italic" | "weight">>>;

/** A theme from its palette. Throws RangeError when a colour is not "#rrggbb" or "#rrggbbaa". */
export function makeTheme(
  name: string,
  kind: Theme["kind"],
  tokens: Tokens,
  changes: StyleChanges = {},
): Theme {
  const colors = Uint32Array.from(COLOR_NAMES, (color) => packColor(tokens[color]));
  const styles = stylesWith(changes);
  const styleColors = Uint32Array.from(styles, (style) => colors[style.color]);
  return { name, kind, tokens, colors, styles, styleColors };
}
/** Ours, the same object, where nothing is other: rows need not be shaped again for it. */
function stylesWith(changes: StyleChanges): readonly TextStyle[] {
  let isSame = true;
  const made = STYLES.map((style, index) => {
    const change = changes[STYLE_NAMES[index]];
    if (change === undefined || (change.italic === style.italic && change.weight === style.weight)) {
      return style;
    }
    isSame = false;
    return { ...style, ...change };
  });
  return isSame ? STYLES : made;
}
const STYLE_NAMES = Object.keys(STYLE) as StyleName[];

/** "#rrggbb" or "#rrggbbaa" as RGBA bytes in memory order, read as one little-endian number. */
export function packColor(hex: string): number {
  if (!/^#([0-9a-f]{6}|[0-9a-f]{8})$/i.test(hex)) throw new RangeError(`Cannot read the colour ${hex}`);
  const rgb = Number.parseInt(hex.slice(1, 7), 16);
  const alpha = hex.length === 9 ? Number.parseInt(hex.slice(7), 16) : 255;
  return ((alpha << 24) | ((rgb & 255) << 16) | (rgb & 0xff00) | (rgb >>> 16)) >>> 0;
}

/** The contrast of two opaque colours by WCAG 2: 1 to 21. */
export function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}
function luminance(hex: string): number {
  const rgb = packColor(hex);
  return 0.2126 * linear(rgb & 255) + 0.7152 * linear((rgb >>> 8) & 255) +
    0.0722 * linear((rgb >>> 16) & 255);
}
function linear(byte: number): number {
  const part = byte / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
}

export const DARK_THEME: Theme = makeTheme("Nexus dark", "dark", DARK);
export const LIGHT_THEME: Theme = makeTheme("Nexus light", "light", LIGHT);
export const HIGH_CONTRAST_THEME: Theme = makeTheme("Nexus high contrast", "highContrast", HIGH_CONTRAST);
/** The built-in themes by the name that settings have for them. */
export const THEMES = { dark: DARK_THEME, light: LIGHT_THEME, contrast: HIGH_CONTRAST_THEME } as const;
