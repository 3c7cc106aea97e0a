/**
 * The scenes of the golden images: a bit of editor and a popup, 480 × 160 logical pixels, at any scale, dark and light.
 * Not part of the product; tests and benches draw them with the bundled fonts.
 */
import type { Px } from "../base/mod.ts";
import {
  createDrawList,
  endLayer,
  packShape,
  pushImage,
  pushRect,
  pushRun,
  rgba,
  SQUIGGLE,
} from "./draw_list.ts";
import type { ImageSource } from "./images.ts";
import type { DrawList, FontMetrics, FontSpec } from "./types.ts";

export const SCENE_WIDTH = 480, SCENE_HEIGHT = 160;
export const SCENE_SCALES = [1, 1.25, 2] as const;
export type SceneTheme = "dark" | "light";

const CODE: FontSpec = { family: "code", size: 13 as Px, weight: 400, italic: false };
const CODE_BOLD: FontSpec = { ...CODE, weight: 700 };
const CODE_ITALIC: FontSpec = { ...CODE, italic: true };
const UI: FontSpec = { family: "ui", size: 12 as Px, weight: 400, italic: false };
const UI_BOLD: FontSpec = { ...UI, weight: 600 };

const PALETTES = {
  dark: {
    ground: hex(0x15181d),
    side: hex(0x101317),
    line: hex(0x22272e),
    raised: hex(0x1b2027),
    text: hex(0xd3d8df),
    dim: hex(0x59626e),
    accent: hex(0x3fc1ac),
    select: hex(0x21454a),
    current: hex(0x1a1f26),
    keyword: hex(0x7fb1f5),
    fn: hex(0xe5c07f),
    string: hex(0x9fcb8b),
    comment: hex(0x626d7b),
    error: hex(0xef6f6c),
    shadow: rgba(0, 0, 0, 115),
  },
  light: {
    ground: hex(0xffffff),
    side: hex(0xf4f5f7),
    line: hex(0xe1e4e8),
    raised: hex(0xffffff),
    text: hex(0x22272e),
    dim: hex(0x98a1ad),
    accent: hex(0x0c8f7d),
    select: hex(0xcdebe6),
    current: hex(0xf6f8f9),
    keyword: hex(0x1f62c9),
    fn: hex(0x8a5a00),
    string: hex(0x3a7d22),
    comment: hex(0x87909c),
    error: hex(0xcf3b36),
    shadow: rgba(20, 30, 40, 41),
  },
};

/** The one image of the scenes: 16 × 8, colours along x, alpha along y. */
export const sceneImages: ImageSource = {
  image: (id) => id === 1 ? GRADIENT : null,
};
const GRADIENT = {
  width: 16,
  height: 8,
  pixels: Uint32Array.from(
    { length: 128 },
    (_, i) => rgba((i % 16) * 16, 255 - (i % 16) * 16, 140, 32 * (i >> 4) + 31),
  ),
};

/** Draws a scene in device pixels. */
export function sceneOf(fonts: FontMetrics, scale: number, theme: SceneTheme): DrawList {
  const list = createDrawList();
  const c = PALETTES[theme];
  const rect = (x: number, y: number, w: number, h: number, color: number, shape = 0) =>
    pushRect(list, x * scale, y * scale, w * scale, h * scale, color, shape);
  const text = (x: number, y: number, what: string, font: FontSpec, color: number): number => {
    const run = fonts.shape(what, font);
    pushRun(list, run, x, y, scale, color);
    return x + run.width;
  };
  rect(0, 0, SCENE_WIDTH, SCENE_HEIGHT, c.ground);
  rect(0, 0, 36, SCENE_HEIGHT, c.side);
  rect(36, 0, 1, SCENE_HEIGHT, c.line);
  rect(37, 30, SCENE_WIDTH - 37, 19, c.current);
  rect(75, 49, 110, 19, c.select, packShape(3 * scale));
  for (let row = 0; row < 7; row++) text(row < 9 ? 20 : 12, 25 + row * 19, String(row + 1), CODE, c.dim);
  let x = text(44, 25, "const", CODE_BOLD, c.keyword);
  x = text(x, 25, " area = (r: number) => ", CODE, c.text);
  x = text(x, 25, "Math.PI", CODE, c.fn);
  text(x, 25, " * r ** 2 !== 0;", CODE, c.text);
  text(44, 44, "// Gamma, kerning, ligatures: -> >= === ||", CODE_ITALIC, c.comment);
  x = text(44, 63, "    return ", CODE, c.keyword);
  text(x, 63, "`größer ${àéîõü} Ωλж`", CODE, c.string);
  x = text(44, 82, "e\u0301 a\u0308 n\u0303 ", CODE, c.text);
  text(x, 82, "┌──┬──┐ █▓▒░ ►", CODE, c.accent);
  text(44, 101, "iiiiillllll11111WWWMMM@@@%%%&&&", CODE, c.text);
  text(44, 120, "The quick brown fox jumps over the lazy dog", UI, c.text);
  text(44, 139, "Status: 3 problems, UTF-8, Ln 12, Col 7", UI_BOLD, c.dim);
  rect(52, 86, 40, 3, c.error, SQUIGGLE);
  rect(300, 31, 2, 17, c.accent);
  endLayer(list, 0, 0, SCENE_WIDTH * scale, SCENE_HEIGHT * scale);
  const radius = 8 * scale;
  rect(318, 60, 140, 76, c.shadow, packShape(radius, 0, 16 * scale));
  rect(318, 60, 140, 76, c.raised, packShape(radius));
  rect(322, 82, 132, 20, c.select, packShape(4 * scale));
  rect(318, 60, 140, 76, c.line, packShape(radius, 1));
  text(328, 77, "toString", CODE, c.text);
  text(328, 97, "toFixed", CODE_BOLD, c.text);
  text(328, 117, "toPrecision() and longer than the box", CODE, c.text);
  pushImage(list, 1, 330 * scale, 122 * scale, 96 * scale, 8 * scale);
  endLayer(list, 318 * scale - 16 * scale, 60 * scale - 16 * scale, 156 * scale, 108 * scale);
  return list;
}

function hex(value: number): number {
  return rgba((value >> 16) & 255, (value >> 8) & 255, value & 255);
}
