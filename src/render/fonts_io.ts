/**
 * Fonts as the app knows them: from a `FontSpec` to a file, its metrics, shaping and bitmaps, by the user's settings.
 * Owns the numbering of font instances and the fallback order. Nothing is opened before it is needed: a bold face on
 * the first bold text, fontconfig on the first character that the bundled fonts lack, FreeType on the first glyph.
 */
import type { Px } from "../base/mod.ts";
import { createFaceStore, type FaceStore, type StoredFace } from "./face_store_io.ts";
import { type FontFinder, type FontWish, openFontconfig } from "./fontconfig_io.ts";
import type {
  FaceFile,
  FontInstance,
  Fonts,
  FontSettings,
  HarfBuzz,
  HbFeatures,
  ShapeDetail,
  ShapeRequest,
  TextFace,
} from "./font_types.ts";
import type { FreeType } from "./freetype_io.ts";
import { boxBitmap, flattenInto, type Outline, rasteriseOutline } from "./outline_raster.ts";
import { createCharacters, isIgnorable, isWorthSearching } from "./scripts.ts";
import { createShapeCaches, createTextShaper, type ShapeFont } from "./shape_text.ts";
import type { FontBox, FontSpec, GlyphBitmap } from "./types.ts";

/** What `createFonts` takes from outside. All but `harfbuzz` have real defaults; tests hand in what refuses. */
export interface FontPorts {
  readonly harfbuzz: HarfBuzz;
  readonly fontconfig?: () => FontFinder | null;
  readonly freeType?: () => FreeType | null;
  /** A folder with the bundled fonts, ending in "/". */
  readonly bundled?: URL;
}

const BUNDLED = new URL("../../assets/fonts/", import.meta.url);
const CODE_NAME = "JetBrains Mono", UI_NAME = "Inter";
const LIGATURES_OFF = ["calt=0", "liga=0", "clig=0", "dlig=0"];
const SPECS_MOST = 64;
const INSTANCES_MOST = 60_000; // of 65,536: the numbers are 16 bits
const FALLBACKS_MOST = 5_000;
const CLUSTER_POINTS_MOST = 8;
/** Lean of a synthetic italic: 0.2 of the height. */
const SLANT = 0.2;

interface Instance extends FontInstance {
  readonly face: StoredFace;
}
interface SpecEntry {
  readonly font: ShapeFont;
  readonly box: FontBox;
}

/** Opens one face, the code font's; throws when the bundled fonts are missing or broken. About 4 ms. */
export function createFonts(first: FontSettings, ports: FontPorts): Fonts {
  return fontsOver(first, ports);
}

function fontsOver(first: FontSettings, ports: FontPorts): Fonts {
  const hb = ports.harfbuzz;
  let settings = first;
  let generation = 1;
  let store: FaceStore = storeFor(first, ports);
  let finder: FontFinder | null | undefined;
  let features: HbFeatures = featuresFor(hb, first);
  const noFeatures: HbFeatures = { pointer: 0, count: 0 };
  const bySpec = new WeakMap<FontSpec, { generation: number; entry: SpecEntry }>();
  let specs = new Map<string, SpecEntry>();
  let instances: Instance[] = [];
  let instanceIds = new Map<number, Map<number, number>>();
  let fallbacks = new Map<string, StoredFace | null>();
  const outline: Outline = { segments: new Float64Array(4096), count: 0 };
  let chord = 1;
  const sink = flattenInto(outline, () => chord);

  const finderOnce = (): FontFinder | null => {
    if (settings.fallback === "bundled-only") return null;
    return finder === undefined ? finder = (ports.fontconfig ?? openFontconfig)() : finder;
  };
  const bundledFile = (wish: FontWish): FaceFile => {
    const base = ports.bundled ?? BUNDLED;
    return bundledFace(wish, (name) => pathOf(new URL(name, base)));
  };
  const openBundled = (wish: FontWish): StoredFace => {
    const face = store.open(bundledFile(wish)) ??
      store.open(bundledFile({ ...wish, weight: 400, italic: false }));
    if (!face) throw new Error(`Cannot open the bundled font ${bundledFile(wish).path}`);
    return face;
  };
  const faceOf = (spec: FontSpec): StoredFace => {
    const family = spec.family === "code" ? settings.codeFamily : settings.uiFamily;
    const name = spec.family === "code" ? CODE_NAME : UI_NAME;
    const wish = { family: family ?? "", weight: spec.weight, italic: spec.italic };
    if (family && !isBundled(family, name)) {
      const file = finderOnce()?.match(wish);
      const face = file && store.open(file);
      if (face) return face;
    }
    return openBundled({ ...wish, family: name });
  };

  const reset = () => {
    generation++;
    specs = new Map();
    instances = [];
    instanceIds = new Map();
    fallbacks = new Map();
  };

  const entryOf = (spec: FontSpec): SpecEntry => {
    const known = bySpec.get(spec);
    if (known && known.generation === generation) return known.entry;
    if (instances.length > INSTANCES_MOST) reset();
    const key = `${spec.family} ${spec.size} ${spec.weight} ${spec.italic}`;
    let entry = specs.get(key);
    if (!entry) {
      if (specs.size >= SPECS_MOST) specs.clear();
      specs.set(key, entry = makeEntry(spec));
    }
    bySpec.set(spec, { generation, entry });
    return entry;
  };

  const makeEntry = (spec: FontSpec): SpecEntry => {
    const face = faceOf(spec);
    const { scale } = settings;
    const unit = spec.size / face.hb.unitsPerEm;
    const zero = advanceOf(hb, face, "0") || face.hb.unitsPerEm / 2;
    const isMono = ["i", "M", " "].every((letter) => advanceOf(hb, face, letter) === zero);
    let cell = zero * unit;
    // Fully hinted stems stand on whole pixels, so the cells have to as well.
    if (settings.hinting === "full" && isMono) cell = Math.max(1, Math.round(cell * scale)) / scale;
    const whole = (units: number) => Math.round(units * unit * scale) / scale as Px;
    const isCode = spec.family === "code";
    return {
      box: { ascent: whole(face.hb.ascent), descent: whole(face.hb.descent), cell: cell as Px },
      font: {
        spec,
        face,
        features: isCode ? features : noFeatures,
        size: spec.size,
        unitX: isMono ? cell / zero : unit,
        unitY: unit,
        cell: isCode && isMono ? cell : 0,
        splitsAtSpaces: isMono,
        caches: createShapeCaches(),
      },
    };
  };

  const fallback = (cluster: string, font: ShapeFont, kind: "text" | "emoji"): TextFace | null => {
    const style = font.spec;
    const key = `${style.family}${style.weight}${style.italic}${kind} ${cluster}`;
    let face = fallbacks.get(key);
    if (face !== undefined) return face;
    face = searchFallback(cluster, style, kind);
    if (fallbacks.size >= FALLBACKS_MOST) fallbacks.clear();
    fallbacks.set(key, face);
    return face;
  };

  const searchFallback = (cluster: string, style: FontSpec, kind: "text" | "emoji"): StoredFace | null => {
    const points = pointsOf(cluster);
    if (points.length === 0 || !isWorthSearching(points[0])) return null;
    const has = (face: StoredFace | null) => face !== null && hb.glyphOf(face.hb, points[0]) !== 0;
    const search = (family: string, color: boolean): StoredFace | null => {
      const wish = { family, weight: style.weight, italic: style.italic, color, broken: store.broken };
      // Each broken file is met once, then left out.
      for (let tries = 0; tries < 4; tries++) {
        const file = finderOnce()?.covering(points, wish);
        if (!file) return null;
        const face = store.open(file);
        if (face) return has(face) ? face : null;
      }
      return null;
    };
    if (kind === "emoji") return search("emoji", true);
    const isCode = style.family === "code";
    const [near, far] = isCode ? [CODE_NAME, UI_NAME] : [UI_NAME, CODE_NAME];
    const bundled = (family: string) => openBundled({ family, weight: style.weight, italic: style.italic });
    const covers = (face: StoredFace) => points.every((point) => hb.glyphOf(face.hb, point) !== 0);
    const own = bundled(near);
    if (covers(own)) return own;
    const wanted = isCode ? settings.codeFamily ?? "monospace" : settings.uiFamily ?? "sans-serif";
    const found = search(wanted.split(",")[0].trim(), false);
    if (found) return found;
    const other = bundled(far);
    return covers(other) ? other : search("emoji", true);
  };

  const instance = (face: TextFace, size: number): number => {
    const stored = face as StoredFace;
    const pixels = size * settings.scale;
    const at = Math.round(pixels * 64);
    let sizes = instanceIds.get(face.id);
    if (!sizes) instanceIds.set(face.id, sizes = new Map());
    let id = sizes.get(at);
    if (id === undefined) {
      id = Math.min(instances.length, 0xffff);
      const { path, index: faceIndex, syntheticBold, syntheticItalic } = stored.file;
      instances[id] = { id, path, faceIndex, pixels: at / 64, syntheticBold, syntheticItalic, face: stored };
      sizes.set(at, id);
    }
    return id;
  };

  const shaper = createTextShaper({ hb, noFeatures, characters: createCharacters(), fallback, instance });

  const rasterise = (packed: number, quarter: 0 | 1 | 2 | 3): GlyphBitmap | null => {
    const chosen = instances[packed >>> 16];
    if (!chosen) return boxBitmap(7, 10);
    const glyph = packed & 0xffff;
    const { face, pixels } = chosen;
    const { hinting, antialiasing } = settings;
    const drawn = settings.rasteriser === "outline" ? null : store.drawn(face);
    if (drawn) {
      const style = {
        pixels,
        hinting,
        antialiasing,
        bold: face.file.syntheticBold,
        italic: face.file.syntheticItalic,
        color: face.isColor,
      };
      const bitmap = drawn.rasterise(glyph, face.isColor ? 0 : quarter, style);
      if (bitmap !== "failed") return bitmap;
    }
    outline.count = 0;
    const scale = pixels / face.hb.unitsPerEm;
    chord = 1 / (16 * scale);
    hb.draw(face.hb, glyph, sink);
    if (outline.count === 0) {
      return face.isColor || glyph === 0 ? boxBitmap(pixels * 0.6, pixels * 0.7) : null;
    }
    return rasteriseOutline(outline, {
      scale,
      shift: antialiasing === "none" ? 0 : quarter / 4,
      slant: face.file.syntheticItalic ? SLANT : 0,
      embolden: face.file.syntheticBold ? pixels / 28 : 0,
      mode: antialiasing,
    });
  };

  const shapeDetail = (text: string, request: ShapeRequest): ShapeDetail | { readonly reason: string } => {
    const face = requestedFace(request.font);
    if (!face) return { reason: `Cannot open the font ${request.font}` };
    const list = hb.features(request.features ?? []);
    const out = hb.shape(face.hb, { text, from: 0, to: text.length, rtl: false, features: list });
    const unit = request.size / face.hb.unitsPerEm;
    const indices = Array.from({ length: out.count }, (_, i) => i);
    return {
      instance: instance(face, request.size / settings.scale),
      path: face.file.path,
      unitsPerEm: face.hb.unitsPerEm,
      glyphs: indices.map((i) => out.ids[i]),
      clusters: indices.map((i) => out.clusters[i]),
      advances: indices.map((i) => out.advances[i] * unit),
      offsets: indices.map((i) => [out.offsetsX[i] * unit, out.offsetsY[i] * unit] as const),
    };
  };
  const requestedFace = (font: string | undefined): StoredFace | null => {
    if (font === undefined) return faceOf({ family: "code", size: 14 as Px, weight: 400, italic: false });
    const plain = { index: 0, syntheticBold: false, syntheticItalic: false };
    if (/[/\\]|\.(ttf|otf|ttc|otc)$/i.test(font)) return store.open({ path: font, ...plain });
    const wish = { family: font, weight: 400, italic: false } as const;
    if (isBundled(font, CODE_NAME)) return openBundled({ ...wish, family: CODE_NAME });
    if (isBundled(font, UI_NAME)) return openBundled({ ...wish, family: UI_NAME });
    const file = finderOnce()?.match(wish);
    return file ? store.open(file) : null;
  };
  const familyInUse = (wanted: string | undefined, own: string) =>
    wanted && !isBundled(wanted, own)
      ? finderOnce()?.match({ family: wanted, weight: 400, italic: false })?.family ?? own
      : own;

  openBundled({ family: CODE_NAME, weight: 400, italic: false });
  return {
    get generation() {
      return generation;
    },
    get rasteriserName() {
      const freeType = settings.rasteriser === "outline" ? null : store.freeType();
      return freeType ? `FreeType ${freeType.version}` : "outline";
    },
    get families() {
      return {
        code: familyInUse(settings.codeFamily, CODE_NAME),
        ui: familyInUse(settings.uiFamily, UI_NAME),
      };
    },
    box: (spec) => entryOf(spec).box,
    shape: (text, spec, base = "ltr") => shaper.shape(text, entryOf(spec).font, base),
    rasterise,
    describe: (id) => {
      const found = instances[id];
      if (!found) return null;
      const { face: _face, ...rest } = found;
      return rest;
    },
    shapeDetail,
    configure(next) {
      if (JSON.stringify(next) === JSON.stringify(settings)) return;
      const needsStore = next.rasteriser !== settings.rasteriser;
      settings = next;
      if (needsStore) {
        store.close();
        store = storeFor(next, ports);
      }
      features = featuresFor(hb, next);
      reset();
    },
    close: () => store.close(),
  };
}

function storeFor(settings: FontSettings, { harfbuzz, freeType }: FontPorts): FaceStore {
  const isOutline = settings.rasteriser === "outline";
  return createFaceStore(harfbuzz, isOutline ? { freeType, wholeUpTo: Infinity } : { freeType });
}

function featuresFor(hb: HarfBuzz, settings: FontSettings): HbFeatures {
  return hb.features([...(settings.ligatures ? [] : LIGATURES_OFF), ...(settings.features ?? [])]);
}

function advanceOf(hb: HarfBuzz, face: TextFace, letter: string): number {
  return hb.advanceOf(face.hb, hb.glyphOf(face.hb, letter.charCodeAt(0)));
}

function isBundled(family: string, name: string): boolean {
  return family.split(",")[0].trim().toLowerCase() === name.toLowerCase();
}

function bundledFace({ family, weight, italic }: FontWish, pathFor: (name: string) => string): FaceFile {
  const plain = { index: 0, syntheticBold: false, syntheticItalic: false };
  if (family === CODE_NAME) {
    const style = `${weight >= 600 ? "Bold" : ""}${italic ? "Italic" : ""}` || "Regular";
    return { ...plain, path: pathFor(`JetBrainsMono-${style}.ttf`) };
  }
  if (italic) return { ...plain, path: pathFor("Inter-Italic.otf"), syntheticBold: weight >= 600 };
  const style = weight >= 600 ? "SemiBold" : weight === 500 ? "Medium" : "Regular";
  return { ...plain, path: pathFor(`Inter-${style}.otf`) };
}

function pathOf(url: URL): string {
  const path = decodeURIComponent(url.pathname);
  return Deno.build.os === "windows" ? path.replace(/^\//, "") : path;
}

/** The different code points that need a glyph, at most eight: a cluster can hold a thousand marks. */
function pointsOf(cluster: string): number[] {
  const points: number[] = [];
  for (let i = 0; i < cluster.length && points.length < CLUSTER_POINTS_MOST; i++) {
    const point = cluster.codePointAt(i)!;
    if (point > 0xffff) i++;
    if (!isIgnorable(point) && !points.includes(point)) points.push(point);
  }
  return points;
}
