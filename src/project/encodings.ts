/**
 * The encodings a file may be stored in: their names (shown, and as VS Code calls them in settings) and how each is
 * built. Only a table and look-ups; the mapping of bytes is charset.ts, choosing one for a file is detect.ts.
 */

/** How bytes make units. "utf8" and "utf16" are algorithms; the others are tables made from `TextDecoder`. */
export type EncodingKind = "utf8" | "utf16le" | "utf16be" | "single" | "multi";
interface Row {
  readonly id: string;
  readonly kind: EncodingKind;
  readonly bom: readonly number[];
  /** What `TextDecoder` calls it; "" is ISO 8859-1, which it does not have: byte and code point are one. */
  readonly label: string;
}
const row = (id: string, kind: EncodingKind, label = id, bom: readonly number[] = []): Row => ({
  id,
  kind,
  bom,
  label,
});

const table = {
  "UTF-8": row("utf8", "utf8", "utf-8"),
  "UTF-8 with BOM": row("utf8bom", "utf8", "utf-8", [0xef, 0xbb, 0xbf]),
  "UTF-16 LE": row("utf16lenobom", "utf16le", "utf-16le"),
  "UTF-16 LE with BOM": row("utf16le", "utf16le", "utf-16le", [0xff, 0xfe]),
  "UTF-16 BE": row("utf16benobom", "utf16be", "utf-16be"),
  "UTF-16 BE with BOM": row("utf16be", "utf16be", "utf-16be", [0xfe, 0xff]),
  "ISO 8859-1": row("iso88591", "single", ""),
  "ISO 8859-2": row("iso88592", "single", "iso-8859-2"),
  "ISO 8859-15": row("iso885915", "single", "iso-8859-15"),
  "Windows 1250": row("windows1250", "single", "windows-1250"),
  "Windows 1251": row("windows1251", "single", "windows-1251"),
  "Windows 1252": row("windows1252", "single", "windows-1252"),
  "Windows 1253": row("windows1253", "single", "windows-1253"),
  "Windows 1254": row("windows1254", "single", "windows-1254"),
  "Windows 1255": row("windows1255", "single", "windows-1255"),
  "Windows 1256": row("windows1256", "single", "windows-1256"),
  "Windows 1257": row("windows1257", "single", "windows-1257"),
  "Windows 1258": row("windows1258", "single", "windows-1258"),
  "KOI8-R": row("koi8r", "single", "koi8-r"),
  "KOI8-U": row("koi8u", "single", "koi8-u"),
  "Shift JIS": row("shiftjis", "multi", "shift_jis"),
  "EUC-JP": row("eucjp", "multi", "euc-jp"),
  "EUC-KR": row("euckr", "multi", "euc-kr"),
  "GBK": row("gbk", "multi", "gbk"),
  "GB18030": row("gb18030", "multi", "gb18030"),
  "Big5": row("cp950", "multi", "big5"),
} as const satisfies Readonly<Record<string, Row>>;

/** As it is shown to a person. */
export type Encoding = keyof typeof table;
export const encodingNames = Object.keys(table) as readonly Encoding[];

export const kindOfEncoding = (encoding: Encoding): EncodingKind => table[encoding].kind;
export const bomOf = (encoding: Encoding): readonly number[] => table[encoding].bom;
export const decoderLabel = (encoding: Encoding): string => table[encoding].label;

/** Other people's names for the same thing. */
const aliases: Readonly<Record<string, Encoding>> = {
  latin1: "ISO 8859-1",
  ascii: "UTF-8",
  utf8withbom: "UTF-8 with BOM",
  utf16: "UTF-16 LE with BOM",
  sjis: "Shift JIS",
  cp932: "Shift JIS",
  windows31j: "Shift JIS",
  gb2312: "GBK",
  cp936: "GBK",
  big5hkscs: "Big5",
  ksc56011987: "EUC-KR",
  uhc: "EUC-KR",
};
const bare = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, "");
const byBareName = new Map<string, Encoding>([
  ...Object.entries(aliases),
  ...encodingNames.map((name) => [bare(name), name] as const),
  ...encodingNames.map((name) => [bare(decoderLabel(name)), name] as const).filter(([label, name]) =>
    label !== "" && bomOf(name).length === 0
  ),
  // Last, so that VS Code's "utf16le", which writes a BOM, wins over our shorter name.
  ...encodingNames.map((name) => [table[name].id, name] as const),
]);

/** By the shown name, VS Code's id ("utf8bom", "windows1252", "shiftjis") or the web's label; `null` for one nobody knows. */
export function encodingNamed(name: string): Encoding | null {
  return byBareName.get(bare(name)) ?? null;
}
