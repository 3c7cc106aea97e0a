/**
 * What shaping has to know about characters: script, emoji presentation, cells, and whether a font is worth looking for.
 * Read from the engine's own Unicode tables (regex properties), remembered per character.
 */

/** Short names as HarfBuzz wants them, commonest first; `sc` names are the same four letters. */
const SCRIPTS = (
  "Latn Grek Cyrl Hani Hira Kana Hang Arab Hebr Deva Thai Armn Geor Beng Guru Gujr Orya Taml Telu Knda Mlym Sinh " +
  "Laoo Tibt Mymr Ethi Cher Cans Khmr Mong Bopo Yiii Syrc Thaa Nkoo Samr Mand Tfng Copt Glag Goth Runr Ogam Brai " +
  "Vaii Lisu Bamu Bali Sund Java Cham Kali Rjng Lepc Olck Tale Talu Lana Bugi Batk Saur Mtei Phag Limb Buhd Hano " +
  "Tagb Tglg Sylo Adlm Rohg Hmng Tang Egyp Xsux Linb Cprt Osge Dsrt Shaw Nshu Wcho Hmnp"
).split(" ");

const COMMON = /[\p{sc=Zyyy}\p{sc=Zinh}]/u;
// Single properties: one regex over \p{RGI_Emoji} takes 40 ms to build, before the first frame.
const EMOJI = /\p{Emoji}/u;
const EMOJI_SHOWN = /\p{Emoji_Presentation}/u;
const IGNORABLE = /\p{Default_Ignorable_Code_Point}/u;
const UNSEARCHED = /[\p{Cc}\p{Cs}\p{Cn}]/u;
const MARK = /^[\p{M}\u200D\uFE00-\uFE0F\u{1F3FB}-\u{1F3FF}]/u;
/** Scripts whose letters join or reorder: their advances may not be touched one by one. */
const CURSIVE = new Set(
  "Arab Syrc Nkoo Mong Mand Adlm Rohg Phag Deva Beng Guru Gujr Orya Taml Telu Knda Mlym Sinh Khmr Mymr Tibt Thai Laoo"
    .split(" "),
);
const REMEMBERED = 20_000;

/** One per shaping instance, so that no module holds state. */
export interface Characters {
  /** Four letters; "" for what takes its neighbours' script. */
  scriptOf(point: number): string;
}

export function createCharacters(): Characters {
  const known = new Map<number, string>();
  let tests: RegExp[] = [];
  return {
    scriptOf(point) {
      if (point < 0x80) return (point | 32) >= 97 && (point | 32) <= 122 ? "Latn" : "";
      let script = known.get(point);
      if (script !== undefined) return script;
      const text = String.fromCodePoint(point);
      script = "";
      if (!COMMON.test(text)) {
        if (tests.length === 0) tests = SCRIPTS.map((name) => new RegExp(`\\p{sc=${name}}`, "u"));
        for (let i = 0; i < SCRIPTS.length && script === ""; i++) {
          if (tests[i].test(text)) script = SCRIPTS[i];
        }
        // A script that we do not list still is not its neighbours': HarfBuzz's default shaper takes it.
        if (script === "") script = "Zzzz";
      }
      if (known.size > REMEMBERED) known.clear();
      known.set(point, script);
      return script;
    },
  };
}

/** Fills `spans` with from, to of each emoji that is shown in colour: whole sequences, joined ones and flags too. */
export function emojiSpans(text: string, spans: number[]): void {
  spans.length = 0;
  for (let at = 0; at < text.length; at++) {
    // Below U+203C only © and ® and keycaps, and these need a selector.
    const unit = text.charCodeAt(at);
    if (unit < 0x203c && text.charCodeAt(at + 1) !== COLOR_SELECTOR) continue;
    const end = emojiEnd(text, at);
    if (end === 0) continue;
    spans.push(at, end);
    at = end - 1;
  }
}

const ZWJ = 0x200d, COLOR_SELECTOR = 0xfe0f, TEXT_SELECTOR = 0xfe0e, KEYCAP = 0x20e3;
const isRegional = (point: number) => point >= 0x1f1e6 && point <= 0x1f1ff;
const isModifier = (point: number) => point >= 0x1f3fb && point <= 0x1f3ff;
const isTag = (point: number) => point >= 0xe0020 && point <= 0xe007f;

/** Where the emoji that starts at `from` ends; 0 when none starts there, or it is shown as text. */
function emojiEnd(text: string, from: number): number {
  let isShown = false;
  let at = from;
  for (;;) {
    const point = text.codePointAt(at) ?? 0;
    const letter = String.fromCodePoint(point);
    if (!EMOJI.test(letter)) return at > from && isShown ? at - 1 : 0; // a joiner that joins nothing stays outside
    at += letter.length;
    if (isRegional(point)) {
      const second = text.codePointAt(at) ?? 0;
      return isRegional(second) ? at + 2 : at;
    }
    let next = text.codePointAt(at) ?? 0;
    if (next === TEXT_SELECTOR) return 0;
    if (EMOJI_SHOWN.test(letter)) isShown = true;
    if (next === COLOR_SELECTOR) {
      isShown = true;
      next = text.codePointAt(++at) ?? 0;
    } else if (isModifier(next)) {
      isShown = true;
      at += 2;
      next = text.codePointAt(at) ?? 0;
    }
    if (next === KEYCAP) next = text.codePointAt(++at) ?? 0;
    while (isTag(next)) {
      at += 2;
      next = text.codePointAt(at) ?? 0;
    }
    if (next !== ZWJ) return isShown ? at : 0;
    at++;
  }
}

/** Needs no glyph of its own: joiners, variation selectors, directional marks. */
export function isIgnorable(point: number): boolean {
  return point > 0xac && IGNORABLE.test(String.fromCodePoint(point));
}

/** Controls, lone surrogates and unassigned characters: no font is asked for them. */
export function isWorthSearching(point: number): boolean {
  return !UNSEARCHED.test(String.fromCodePoint(point));
}

/** Whether a cut before `at` would part a character from what belongs to it. */
export function isInsideCluster(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  if (unit < 0x300) return false;
  if (unit >= 0xdc00 && unit <= 0xdfff) return true;
  return MARK.test(text.slice(at, at + 2)) || text.charCodeAt(at - 1) === 0x200d;
}

export function isCursive(script: string): boolean {
  return CURSIVE.has(script);
}

/** Two cells in a code font: East Asian wide and full width. Emoji are known by their presentation instead. */
export function isWide(point: number): boolean {
  if (point < 0x1100) return false;
  return point <= 0x115f || (point >= 0x2e80 && point <= 0x303e) || (point >= 0x3041 && point <= 0x33ff) ||
    (point >= 0x3400 && point <= 0x4dbf) || (point >= 0x4e00 && point <= 0xa4cf) ||
    (point >= 0xa960 && point <= 0xa97c) || (point >= 0xac00 && point <= 0xd7a3) ||
    (point >= 0xf900 && point <= 0xfaff) || (point >= 0xfe30 && point <= 0xfe6f) ||
    (point >= 0xff01 && point <= 0xff60) || (point >= 0xffe0 && point <= 0xffe6) ||
    (point >= 0x16fe0 && point <= 0x1b2ff) || (point >= 0x1f300 && point <= 0x1f64f) ||
    (point >= 0x1f900 && point <= 0x1f9ff) || (point >= 0x20000 && point <= 0x3fffd);
}
