/**
 * fontconfig by FFI: which file is this family, and which files have this character. Opened on first need only: its
 * caches cost milliseconds. Answers are remembered, "no font has it" too.
 * Without the library (macOS and Windows as a rule) every answer is `null`, and the bundled fonts serve.
 */
import type { FaceFile } from "./font_types.ts";

const SYMBOLS = {
  FcInit: { parameters: [], result: "i32" },
  FcPatternCreate: { parameters: [], result: "pointer" },
  FcPatternDestroy: { parameters: ["pointer"], result: "void" },
  FcPatternAddString: { parameters: ["pointer", "buffer", "buffer"], result: "i32" },
  FcPatternAddInteger: { parameters: ["pointer", "buffer", "i32"], result: "i32" },
  FcPatternGetString: { parameters: ["pointer", "buffer", "i32", "buffer"], result: "i32" },
  FcPatternGetInteger: { parameters: ["pointer", "buffer", "i32", "buffer"], result: "i32" },
  FcPatternGetBool: { parameters: ["pointer", "buffer", "i32", "buffer"], result: "i32" },
  FcPatternGetCharSet: { parameters: ["pointer", "buffer", "i32", "buffer"], result: "i32" },
  FcCharSetHasChar: { parameters: ["pointer", "u32"], result: "i32" },
  FcConfigSubstitute: { parameters: ["pointer", "pointer", "i32"], result: "i32" },
  FcDefaultSubstitute: { parameters: ["pointer"], result: "void" },
  FcFontMatch: { parameters: ["pointer", "pointer", "buffer"], result: "pointer" },
  FcFontSort: { parameters: ["pointer", "pointer", "i32", "pointer", "buffer"], result: "pointer" },
  FcFontSetDestroy: { parameters: ["pointer"], result: "void" },
} as const;

const NAMES: Record<string, readonly string[]> = {
  linux: ["libfontconfig.so.1"],
  darwin: [
    "libfontconfig.1.dylib",
    "/opt/homebrew/lib/libfontconfig.1.dylib",
    "/usr/local/lib/libfontconfig.1.dylib",
  ],
  windows: ["libfontconfig-1.dll"],
};
const GENERIC = new Set(["monospace", "sans-serif", "sans", "serif", "system-ui", "ui-monospace"]);
const MATCH_PATTERN = 0;
const RESULT_MATCH = 0;
const WEIGHT: Record<number, number> = { 400: 80, 500: 100, 600: 180, 700: 200 };
const CANDIDATES_MOST = 400;

export interface FontWish {
  readonly family: string;
  readonly weight: 400 | 500 | 600 | 700;
  readonly italic: boolean;
}
export interface CoverWish extends FontWish {
  readonly color: boolean;
  /** Files that did not open. */
  readonly broken: ReadonlySet<string>;
}
export interface FontFinder {
  /** The first of the comma separated families that is installed; `null` when none is. */
  match(wish: FontWish): (FaceFile & { readonly family: string }) | null;
  /** A font with all these characters, else with the first; never a colour font unless `color`. `null`: no font has it. */
  covering(codePoints: readonly number[], wish: CoverWish): FaceFile | null;
}

/** `null` when there is no fontconfig. */
export function openFontconfig(
  names: readonly string[] = NAMES[Deno.build.os] ?? NAMES.linux,
): FontFinder | null {
  for (const name of names) {
    try {
      const library = Deno.dlopen(name, SYMBOLS);
      if (library.symbols.FcInit() !== 1) continue;
      return finderOver(library.symbols);
    } catch {
      // Not here: the next name.
    }
  }
  return null;
}

type Fc = Deno.DynamicLibrary<typeof SYMBOLS>["symbols"];
type Pattern = Deno.PointerObject;
interface Candidate {
  readonly file: FaceFile;
  readonly chars: Pattern;
  readonly isColor: boolean;
}

const encoder = new TextEncoder();
const text = (value: string) => encoder.encode(value + "\0");
const [FAMILY, WEIGHT_KEY, SLANT, FILE, INDEX, COLOR, CHARSET, SCALABLE] = [
  ...["family", "weight", "slant", "file", "index", "color", "charset", "scalable"],
].map(text);

function finderOver(fc: Fc): FontFinder {
  const sorted = new Map<string, Candidate[]>();
  const pointerOut = new BigUint64Array(1);
  const intOut = new Int32Array(1);

  const patternOf = (wish: FontWish): Pattern | null => {
    const pattern = fc.FcPatternCreate();
    if (!pattern) return null;
    fc.FcPatternAddString(pattern, FAMILY, text(wish.family));
    fc.FcPatternAddInteger(pattern, WEIGHT_KEY, WEIGHT[wish.weight]);
    fc.FcPatternAddInteger(pattern, SLANT, wish.italic ? 100 : 0);
    fc.FcConfigSubstitute(null, pattern, MATCH_PATTERN);
    fc.FcDefaultSubstitute(pattern);
    return pattern;
  };
  const stringOf = (pattern: Pattern, key: Uint8Array<ArrayBuffer>, n: number): string | null => {
    if (fc.FcPatternGetString(pattern, key, n, pointerOut) !== RESULT_MATCH) return null;
    const pointer = Deno.UnsafePointer.create(pointerOut[0]);
    return pointer ? Deno.UnsafePointerView.getCString(pointer) : null;
  };
  const intOf = (pattern: Pattern, key: Uint8Array<ArrayBuffer>, fallback: number): number =>
    fc.FcPatternGetInteger(pattern, key, 0, intOut) === RESULT_MATCH ? intOut[0] : fallback;
  const isTrue = (pattern: Pattern, key: Uint8Array<ArrayBuffer>, fallback: boolean): boolean =>
    fc.FcPatternGetBool(pattern, key, 0, intOut) === RESULT_MATCH ? intOut[0] === 1 : fallback;
  const fileOf = (pattern: Pattern, wish: FontWish): FaceFile | null => {
    const path = stringOf(pattern, FILE, 0);
    if (path === null) return null;
    return {
      path,
      index: intOf(pattern, INDEX, 0),
      syntheticBold: wish.weight >= 600 && intOf(pattern, WEIGHT_KEY, 80) < 180,
      syntheticItalic: wish.italic && intOf(pattern, SLANT, 0) === 0,
    };
  };
  const hasFamily = (pattern: Pattern, family: string): boolean => {
    for (let n = 0;; n++) {
      const name = stringOf(pattern, FAMILY, n);
      if (name === null) return false;
      if (name.toLowerCase() === family.toLowerCase()) return true;
    }
  };
  const matchOne = (wish: FontWish) => {
    const pattern = patternOf(wish);
    if (!pattern) return null;
    const found = fc.FcFontMatch(null, pattern, intOut);
    fc.FcPatternDestroy(pattern);
    if (!found) return null;
    const isIt = GENERIC.has(wish.family.toLowerCase()) || hasFamily(found, wish.family);
    const file = isIt ? fileOf(found, wish) : null;
    const family = stringOf(found, FAMILY, 0) ?? wish.family;
    fc.FcPatternDestroy(found);
    return file && { ...file, family };
  };
  const candidatesFor = (wish: FontWish): Candidate[] => {
    const key = `${wish.family}/${wish.weight}/${wish.italic}`;
    let list = sorted.get(key);
    if (list) return list;
    sorted.set(key, list = []);
    const pattern = patternOf(wish);
    const set = pattern && fc.FcFontSort(null, pattern, 0, null, intOut);
    if (pattern) fc.FcPatternDestroy(pattern);
    if (!set) return list;
    // FcFontSet: int nfont, int sfont, FcPattern **fonts. Kept for good: the charsets live in it.
    const view = new Deno.UnsafePointerView(set);
    const count = Math.min(view.getInt32(0), CANDIDATES_MOST);
    const fonts = view.getPointer(8);
    if (!fonts) return list;
    const array = new Deno.UnsafePointerView(fonts);
    for (let i = 0; i < count; i++) {
      const font = array.getPointer(i * 8);
      const file = font && fileOf(font, wish);
      if (!font || !file) continue;
      const isColor = isTrue(font, COLOR, false);
      // Old bitmap fonts come in one size only and look broken beside scalable text.
      if (!isColor && !isTrue(font, SCALABLE, true)) continue;
      if (fc.FcPatternGetCharSet(font, CHARSET, 0, pointerOut) !== RESULT_MATCH) continue;
      const chars = Deno.UnsafePointer.create(pointerOut[0]);
      if (chars) list.push({ file, chars, isColor });
    }
    return list;
  };

  return {
    match(wish) {
      for (const part of wish.family.split(",")) {
        const family = part.trim().replace(/^["']|["']$/g, "");
        const found = family ? matchOne({ ...wish, family }) : null;
        if (found) return found;
      }
      return null;
    },
    covering(codePoints, wish) {
      const list = candidatesFor(wish);
      let second: FaceFile | null = null;
      for (let i = 0; i < list.length; i++) {
        const { file, chars, isColor } = list[i];
        if (isColor !== wish.color || wish.broken.has(file.path)) continue;
        if (fc.FcCharSetHasChar(chars, codePoints[0]) === 0) continue;
        let has = true;
        for (let c = 1; has && c < codePoints.length; c++) {
          has = fc.FcCharSetHasChar(chars, codePoints[c]) !== 0;
        }
        if (has) return file;
        second ??= file;
      }
      return second;
    },
  };
}
