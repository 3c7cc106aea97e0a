/** Find and replace: literals in 100 MB, what a key costs while a search is open, and 100,000 replacements in one step. */
import type { Millis, Offset, ViewId } from "../src/base/mod.ts";
import {
  advanceSearch,
  apply,
  changesOf,
  createState,
  type Edit,
  historyField,
  lastChangeField,
  matchesIn,
  needleOf,
  pairsOf,
  type Query,
  refreshed,
  resolve,
  searchAll,
  startSearch,
  textOf,
  textOfChunks,
  undoSpec,
  withView,
} from "../src/editor/mod.ts";
import { typescriptText } from "./fixtures.ts";

const VIEW = 1 as ViewId;
const separators = "`~!@#$%^&*()-=+[{]}\\|;:'\",.<>/?";
const page = typescriptText(10_000);
function* pages(units: number): Generator<string> {
  for (let n = 0; n < units; n += page.length) yield page;
}
const huge = textOfChunks(pages(100_000_000));
const needle = (text: string, more: Partial<Query> = {}) =>
  needleOf({ text, kind: "literal", caseSensitive: true, wholeWord: false, ...more }, separators);

const group = "search";
Deno.bench("100 MB: a text that is not there", { group, n: 8, warmup: 2 }, () => {
  searchAll(huge, needle("nowhereToBeFound"));
});
Deno.bench("100 MB: a common word", { group, n: 8, warmup: 2 }, () => void searchAll(huge, needle("return")));
Deno.bench("100 MB: a common word, any case", { group, n: 8, warmup: 2 }, () => {
  searchAll(huge, needle("return", { caseSensitive: false }));
});
Deno.bench("100 MB: the first 400,000 units of a search", { group, n: 100, warmup: 10 }, () => {
  advanceSearch(startSearch(huge, { needle: needle("return"), near: 50_000_000 }), 400_000);
});

const found = searchAll(huge, needle("return"));
const typed = changesOf([{ from: 50_000_000 as Offset, to: 50_000_000 as Offset, insert: "x" }], huge.length);
const after = typed.apply(huge);
Deno.bench(`a key while ${found.count.toLocaleString("en")} matches are marked`, {
  group,
  n: 2000,
  warmup: 200,
}, () => {
  refreshed(found, { text: after, needle: needle("return"), changes: typed });
});

const lines = Array.from({ length: 100_000 }, (_, i) => `const total${i} = compute(index, total);`).join(
  "\n",
);
const start = withView(
  createState({ text: textOf(lines), fields: [historyField, lastChangeField] as never }),
  VIEW,
);
const matches = matchesIn(advanceSearch(startSearch(start.text, { needle: needle("compute") }), Infinity));
if (matches.count !== 100_000) {
  throw new RangeError(`Cannot replace 100,000 matches: there are ${matches.count}`);
}
function replaced() {
  const pairs = pairsOf(matches);
  const edits: Edit[] = new Array(matches.count);
  for (let i = 0; i < matches.count; i++) {
    edits[i] = { from: pairs[i * 2] as Offset, to: pairs[i * 2 + 1] as Offset, insert: "calculate" };
  }
  return apply(resolve(start, { edits, view: VIEW, origin: "paste" }, 1 as Millis));
}
Deno.bench(
  "replace all: 100,000 matches in one undo step",
  { group, n: 15, warmup: 3 },
  () => void replaced(),
);
const undone = replaced();
Deno.bench("undo of 100,000 replacements", { group, n: 15, warmup: 3 }, () => {
  apply(resolve(undone, undoSpec(undone, { view: VIEW })!, 2 as Millis));
});
