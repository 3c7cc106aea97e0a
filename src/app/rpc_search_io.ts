/** The `search/` family: looking for text in an open document without the widget. Expressions run in a process of their own. */
import { type MatchSet, needleOf, pairsOf, type Query, searchAll, type SearchSpan } from "../editor/mod.ts";
import type { AppDocument } from "./app.ts";
import type { FindOutcome } from "./events.ts";
import { RegexHost } from "./regex_io.ts";
import { badParams, maybe, type Methods, need, type Params } from "./rpc.ts";
import { docParam, type RpcHost } from "./rpc_host_io.ts";
import { STRINGS } from "../ui/mod.ts";

export function searchMethods(host: RpcHost): Methods {
  return { "search/inFile": (params) => inFile(docParam(host.session(), params), params) };
}

function inFile(doc: AppDocument, params: Params): unknown {
  const text = need.string(params, "query");
  if (text === "") throw badParams('"query" must not be empty');
  const query: Query = {
    text,
    kind: maybe(need.boolean, params, "regex") ?? false ? "regex" : "literal",
    caseSensitive: maybe(need.boolean, params, "caseSensitive") ?? false,
    wholeWord: maybe(need.boolean, params, "wholeWord") ?? false,
  };
  const { state } = doc;
  const from = maybe(need.integer, params, "from") ?? 0;
  const to = maybe(need.integer, params, "to") ?? state.text.length;
  if (from < 0 || to < from || to > state.text.length) {
    throw badParams(`Cannot search ${from}..${to}: the text has ${state.text.length} units`);
  }
  const spans: readonly SearchSpan[] = [{ from, to }];
  const separators = state.settings.wordSeparators;
  if (query.kind === "literal") return listed(searchAll(state.text, needleOf(query, separators), spans));
  return askOnce(doc, { query, separators, spans });
}

async function askOnce(
  { id: doc, state }: AppDocument,
  { query, separators, spans }: { query: Query; separators: string; spans: readonly SearchSpan[] },
): Promise<unknown> {
  const answer = Promise.withResolvers<FindOutcome>();
  const regex = new RegexHost({
    post: (event) => {
      if (event.kind === "find.found" && event.outcome.kind !== "part") answer.resolve(event.outcome);
    },
    pending: () => {},
  });
  try {
    const { text } = state;
    regex.ask({ kind: "regex.search", id: 1, doc, text, told: null, since: null, query, separators, spans });
    const outcome = await answer.promise;
    switch (outcome.kind) {
      case "refused":
        return { matches: [], error: STRINGS.find.badPattern(outcome.reason) };
      case "broken":
        return { matches: [], error: STRINGS.find.broken(outcome.reason) };
      case "stopped":
        return { matches: [], error: STRINGS.find.stopped };
      default:
        return listed(outcome.matches);
    }
  } finally {
    regex.close();
  }
}

function listed(set: MatchSet): { matches: { from: number; to: number }[] } {
  const pairs = pairsOf(set);
  const matches = [];
  for (let i = 0; i < pairs.length; i += 2) matches.push({ from: pairs[i], to: pairs[i + 1] });
  return { matches };
}
