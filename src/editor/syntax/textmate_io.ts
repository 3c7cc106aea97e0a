/**
 * Loads TextMate grammars and turns their scopes into the capture names that tree-sitter's queries use, so that
 * both kinds look alike. Languages that have a tree are left out of grammars that include them: they are parsed by
 * their trees instead.
 */
import oniguruma from "vscode-oniguruma";
import textmate, { type IGrammar, type StateStack } from "vscode-textmate";
import { type Loaded, packageBytes, packageText } from "./grammars_io.ts";
import { fileOfScope, type LineGrammar } from "./languages.ts";
import { styleOfCapture } from "./styles.ts";

export type { StateStack };
export interface LoadedLines {
  readonly kind: "lines";
  readonly grammar: LineGrammar;
  readonly engine: IGrammar;
}
/** What a line begins with at the top of a text. */
export const firstState: StateStack = textmate.INITIAL;

let registry: Promise<InstanceType<typeof textmate.Registry>> | null = null;
const loading = new Map<string, Promise<Loaded<LoadedLines>>>();

/** Never rejects. */
export function loadLines(grammar: LineGrammar): Promise<Loaded<LoadedLines>> {
  let found = loading.get(grammar.name);
  if (found === undefined) loading.set(grammar.name, found = load(grammar));
  return found;
}

async function load(grammar: LineGrammar): Promise<Loaded<LoadedLines>> {
  try {
    const engine = await (await (registry ??= makeRegistry())).loadGrammar(grammar.scope);
    if (engine === null) return { ok: false, reason: `No grammar is called ${grammar.scope}` };
    return { ok: true, value: { kind: "lines", grammar, engine } };
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

async function makeRegistry() {
  await oniguruma.loadWASM(await packageBytes("vscode-oniguruma/release/onig.wasm"));
  const onigLib = Promise.resolve({
    createOnigScanner: (sources: string[]) => oniguruma.createOnigScanner(sources),
    createOnigString: (text: string) => oniguruma.createOnigString(text),
  });
  return new textmate.Registry({
    onigLib,
    loadGrammar: async (scope) => {
      const file = fileOfScope(scope);
      if (file === null) return null;
      const path = `tm-grammars/grammars/${file}.json`;
      return textmate.parseRawGrammar(await packageText(path), path);
    },
  });
}

/** Scopes by their longest beginning, as capture names; "" says nothing. */
const names: ReadonlyMap<string, string> = new Map(Object.entries({
  comment: "comment",
  constant: "constant",
  "constant.character.escape": "string.escape",
  "constant.language": "constant.builtin",
  "constant.numeric": "number",
  "entity.name": "type",
  "entity.name.function": "function",
  "entity.name.image": "type",
  "entity.name.section": "markup.heading",
  "entity.name.tag": "tag",
  "entity.name.type": "type",
  "entity.name.variable": "variable",
  "entity.other.attribute-name": "attribute",
  "entity.other.inherited-class": "type",
  "entity.other.keyframe-offset": "number",
  invalid: "error",
  keyword: "keyword",
  "keyword.operator": "operator",
  "keyword.other.unit": "type",
  "markup.bold": "markup.strong",
  "markup.changed": "constant",
  "markup.deleted": "diff.minus",
  "markup.fenced_code": "none",
  "markup.heading": "markup.heading",
  "heading.1": "markup.heading",
  "heading.2": "markup.heading",
  "heading.3": "markup.heading",
  "heading.4": "markup.heading",
  "heading.5": "markup.heading",
  "heading.6": "markup.heading",
  "markup.inline.raw": "markup.raw",
  "markup.inserted": "diff.plus",
  "markup.italic": "markup.italic",
  "markup.quote": "markup.quote",
  "markup.raw": "markup.raw",
  "markup.underline.link": "markup.link.url",
  "meta.diff.header": "keyword",
  "meta.diff.range": "type",
  "meta.embedded": "none",
  "meta.property-name": "property",
  "punctuation.definition.comment": "comment",
  "punctuation.definition.heading": "markup.heading",
  "punctuation.definition.list": "markup.list",
  "punctuation.definition.bold": "markup.strong",
  "punctuation.definition.italic": "markup.italic",
  "punctuation.definition.markdown": "punctuation.special",
  "punctuation.definition.metadata": "punctuation.bracket",
  "punctuation.definition.raw": "markup.raw",
  "punctuation.definition.string": "string",
  "punctuation.definition.tag": "punctuation.bracket",
  "punctuation.separator": "punctuation.delimiter",
  "punctuation.terminator": "punctuation.delimiter",
  "punctuation.section": "punctuation.bracket",
  storage: "keyword",
  "storage.type.number": "number",
  string: "string",
  "string.other.link": "markup.link.label",
  "string.regexp": "string.regexp",
  "string.unquoted": "string",
  support: "function.builtin",
  "support.class": "type",
  "support.constant": "constant",
  "support.type": "type",
  "support.type.property-name": "property",
  "support.variable": "variable",
  variable: "variable",
  "variable.language": "variable.builtin",
  "variable.parameter": "variable.parameter",
  "fenced_code.block.language": "label",
}));
const byScope = new Map<string, string>();
function nameOfScope(scope: string): string {
  const known = byScope.get(scope);
  if (known !== undefined) return known;
  let name = "";
  for (let key = scope; key !== "" && name === "";) {
    name = names.get(key) ?? "";
    const dot = key.lastIndexOf(".");
    key = dot < 0 ? "" : key.slice(0, dot);
  }
  byScope.set(scope, name);
  return name;
}

/** The capture name of a token: of its innermost scope that has one. "" for plain text. */
export function captureOf(scopes: readonly string[]): string {
  for (let i = scopes.length - 1; i > 0; i--) {
    const name = nameOfScope(scopes[i]);
    if (name !== "") return name;
  }
  return "";
}
const styles = new Map<string, number>();
export function styleOfToken(scopes: readonly string[]): number {
  const name = captureOf(scopes);
  if (name === "") return 0;
  let style = styles.get(name);
  if (style === undefined) styles.set(name, style = Math.max(0, styleOfCapture(name)));
  return style;
}

/** What a line says of inner languages. */
export interface Inner {
  /** Whose text the line holds; null: the outer language's own. */
  readonly language: string | null;
  /** The language of the code fence that is open behind the line; "" for one without a name, null for none. */
  readonly fence: string | null;
}
type Tokens = ReturnType<IGrammar["tokenizeLine"]>["tokens"];
/** `fence`: what is open in front of the line. */
export function innerOf(line: string, tokens: Tokens, fence: string | null): Inner {
  let isFenced = false, isMark = false;
  let opened: string | null = null, block: string | null = null;
  for (let t = 0; t < tokens.length; t++) {
    const { scopes, startIndex, endIndex } = tokens[t];
    for (let i = 1; i < scopes.length; i++) {
      const scope = scopes[i];
      if (scope.startsWith("markup.fenced_code")) isFenced = true;
      else if (scope.startsWith("fenced_code.block.language") && !scope.includes("attributes")) {
        opened ??= /[\w+#-]+/.exec(line.slice(startIndex, endIndex))?.[0] ?? "";
      } else if (isFenced && scope.startsWith("punctuation.definition.markdown")) isMark = true;
      else if (scope.startsWith("meta.embedded.block.")) block ??= scope.slice(20);
    }
  }
  if (!isFenced) return { language: block === "frontmatter" ? "yaml" : block, fence: null };
  if (opened !== null) return { language: null, fence: opened };
  if (isMark) return { language: null, fence: fence === null ? "" : null };
  return { language: block ?? fence, fence };
}
