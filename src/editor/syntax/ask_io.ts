/**
 * Single questions about a text that no document has: its tree as an S-expression, and everything the highlight
 * queries capture in it. For automation and tests; bounded in time, and nothing is kept.
 */
import { Parser } from "web-tree-sitter";
import { loadTree } from "./grammars_io.ts";
import { namedCaptures, placed } from "./highlight_io.ts";
import { grammarNames, grammarOf } from "./languages.ts";
import { Injections, type Layer } from "./layers_io.ts";
import type { CapturesAnswer, FromSyntax, ToSyntax } from "./messages.ts";
import { captureOf, firstState, innerOf, loadLines } from "./textmate_io.ts";

const LIMIT_MS = 20_000;
const INNER_MS = 2000;

type Ask = ToSyntax & { kind: "ask" };
/** Never rejects. */
export async function askSyntax(ask: Ask): Promise<FromSyntax> {
  const { id, language } = ask;
  const refused = (reason: string, isUnknown: boolean): FromSyntax => ({
    kind: "refused",
    id,
    reason,
    isUnknown,
  });
  const grammar = grammarOf(language);
  if (grammar === null) {
    return refused(`There is no grammar for ${language}; there are ${grammarNames.join(", ")}`, true);
  }
  try {
    if (grammar.kind === "tree") {
      const loaded = await loadTree(grammar);
      if (!loaded.ok) return refused(loaded.reason, false);
      const parser = new Parser();
      parser.setLanguage(loaded.value.language);
      const end = performance.now() + LIMIT_MS;
      const tree = parser.parse((at) => ask.text.slice(at, at + 4096), null, {
        progressCallback: () => performance.now() > end,
      });
      try {
        if (tree === null) return refused(`Parsing took more than ${LIMIT_MS / 1000} s`, false);
        if (ask.want === "tree") {
          return { kind: "answer", id, value: { sexp: tree.rootNode.toString() } };
        }
        const root: Layer = {
          loaded: loaded.value,
          tree,
          offset: 0,
          slice: (from, to) => ask.text.slice(from, to),
        };
        return { kind: "answer", id, value: { captures: await treeCaptures(ask.text, root) } };
      } finally {
        tree?.delete();
        parser.delete();
      }
    }
    if (ask.want === "tree") {
      return refused(
        `No tree for ${grammar.name}: its npm package brings no tree-sitter parser, so a TextMate grammar colours it; ` +
          "syntax/captures answers for it",
        true,
      );
    }
    const loaded = await loadLines(grammar);
    if (!loaded.ok) return refused(loaded.reason, false);
    return { kind: "answer", id, value: { captures: await lineCaptures(ask.text, loaded.value.engine) } };
  } catch (error) {
    return refused(error instanceof Error ? error.message : String(error), false);
  }
}

/** Looks again while grammars of inner languages come. */
async function withInner<T>(look: (injections: Injections) => T): Promise<T> {
  let loaded = Promise.withResolvers<void>();
  const injections = new Injections(() => loaded.resolve(), INNER_MS);
  try {
    for (;;) {
      loaded = Promise.withResolvers();
      injections.begin();
      const found = look(injections);
      if (!injections.isLoading) return found;
      await loaded.promise;
    }
  } finally {
    injections.close();
  }
}

function treeCaptures(text: string, root: Layer): Promise<CapturesAnswer["captures"]> {
  return withInner((injections) => {
    const layers = [root];
    injections.add(root, { from: 0, to: text.length }, layers);
    return namedCaptures(text, layers);
  });
}

type Engine = Extract<Awaited<ReturnType<typeof loadLines>>, { ok: true }>["value"]["engine"];
async function lineCaptures(text: string, engine: Engine): Promise<CapturesAnswer["captures"]> {
  const found: { start: number; end: number; name: string }[] = [];
  const blocks: { language: string; from: number; to: number }[] = [];
  let state = firstState, from = 0;
  let fence: string | null = null;
  for (const line of text.split("\n")) {
    const { tokens, ruleStack } = engine.tokenizeLine(line, state, 1000);
    state = ruleStack;
    const inner = innerOf(line, tokens, fence);
    const embedded = inner.language;
    fence = inner.fence;
    for (const { startIndex, endIndex, scopes } of tokens) {
      const name = captureOf(scopes);
      const end = Math.min(endIndex, line.length);
      if (name !== "" && name !== "none" && end > startIndex) {
        found.push({ start: from + startIndex, end: from + end, name });
      }
    }
    const last = blocks.at(-1);
    if (embedded !== null && last?.language === embedded && last.to === from - 1) {
      last.to = from + line.length;
    } else if (embedded !== null) blocks.push({ language: embedded, from, to: from + line.length });
    from += line.length + 1;
  }
  const inner = await withInner((injections) => {
    const layers: Layer[] = [];
    for (const block of blocks) {
      const content = text.slice(block.from, block.to);
      const ranges = [0, content.length];
      const layer = injections.layer(block.language, { content, offset: block.from, ranges });
      if (layer === null) continue;
      layers.push(layer);
      injections.add(layer, { from: block.from, to: block.to }, layers, 1);
    }
    return namedCaptures(text, layers);
  });
  return [...placed(text, found), ...inner].sort((a, b) =>
    a.startLine - b.startLine || a.startCol - b.startCol || b.endLine - a.endLine || b.endCol - a.endCol
  );
}
