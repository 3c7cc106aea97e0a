/**
 * The colours of Nexus by name, for the three built-in themes: the design's tokens, scrollbar thumbs and
 * a high-contrast palette. theme_test.ts checks `text` and `text2` on every ground (4.5:1, and 7:1 for
 * all that is read in high contrast). Owns values only; theme.ts packs them.
 */

/** One palette: "#rrggbb", or "#rrggbbaa" for shadows. */
export interface Tokens {
  readonly bg: string;
  readonly side: string;
  readonly panel: string;
  readonly line: string;
  readonly raised: string;
  readonly text: string;
  readonly text2: string;
  readonly text3: string;
  readonly accent: string;
  readonly accentbg: string;
  readonly sel: string;
  readonly cur: string;
  readonly kw: string;
  readonly fn: string;
  readonly str: string;
  readonly num: string;
  readonly ty: string;
  readonly com: string;
  readonly op: string;
  readonly err: string;
  readonly warn: string;
  readonly ok: string;
  readonly ghost: string;
  readonly shadow: string;
  readonly peer: string;
  readonly thumb: string;
  readonly thumbHover: string;
  /** Behind matches of a search, and behind the current one. */
  readonly found: string;
  readonly foundNow: string;
}

export const DARK: Tokens = {
  bg: "#15181d",
  side: "#101317",
  panel: "#101317",
  line: "#22272e",
  raised: "#1b2027",
  text: "#d3d8df",
  text2: "#929ba8",
  text3: "#59626e",
  accent: "#3fc1ac",
  accentbg: "#173632",
  sel: "#21454a",
  cur: "#1a1f26",
  kw: "#7fb1f5",
  fn: "#e5c07f",
  str: "#9fcb8b",
  num: "#e39a70",
  ty: "#5ecbc0",
  com: "#626d7b",
  op: "#98a2b0",
  err: "#ef6f6c",
  warn: "#e0b35a",
  ok: "#6cc18a",
  ghost: "#5d6877",
  shadow: "#00000073",
  peer: "#c586e0",
  thumb: "#929ba847",
  thumbHover: "#929ba873",
  found: "#e0b35a1c",
  foundNow: "#e0b35a38",
};

export const LIGHT: Tokens = {
  bg: "#ffffff",
  side: "#f4f5f7",
  panel: "#f4f5f7",
  line: "#e1e4e8",
  raised: "#ffffff",
  text: "#22272e",
  text2: "#626b78",
  text3: "#98a1ad",
  accent: "#0c8f7d",
  accentbg: "#d7f0ec",
  sel: "#cdebe6",
  cur: "#f6f8f9",
  kw: "#1f62c9",
  fn: "#8a5a00",
  str: "#3a7d22",
  num: "#b4501e",
  ty: "#0a7d74",
  com: "#87909c",
  op: "#59636f",
  err: "#cf3b36",
  warn: "#a87400",
  ok: "#2c8a4f",
  ghost: "#a3acb7",
  shadow: "#141e2829",
  peer: "#8d3fb3",
  thumb: "#626b7847",
  thumbHover: "#626b7873",
  found: "#e0a92052",
  foundNow: "#e0a920a6",
};

/** Everything that is read reaches 7:1 on what it stands on. */
export const HIGH_CONTRAST: Tokens = {
  bg: "#000000",
  side: "#000000",
  panel: "#000000",
  line: "#7d8793",
  raised: "#0a0c0f",
  text: "#ffffff",
  text2: "#d5dae1",
  text3: "#b3bbc6",
  accent: "#4de3cb",
  accentbg: "#06322c",
  sel: "#0b4a52",
  cur: "#14181d",
  kw: "#a3caff",
  fn: "#ffdc9c",
  str: "#b9eca2",
  num: "#ffbd98",
  ty: "#7cf0e3",
  com: "#b9c2cd",
  op: "#d0d7e0",
  err: "#ff9f9c",
  warn: "#ffd27a",
  ok: "#8fe8ae",
  ghost: "#b3bbc6",
  shadow: "#000000cc",
  peer: "#e2b3f7",
  thumb: "#ffffff66",
  thumbHover: "#ffffff99",
  found: "#ffd27a2e",
  foundNow: "#ffd27a4d",
};
