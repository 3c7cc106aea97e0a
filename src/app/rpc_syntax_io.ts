/** The `syntax/` family: the tree of a text and what the highlight queries capture in it. */
import { badParams, type Methods, need, type Params, refused } from "./rpc.ts";
import type { RpcHost } from "./rpc_host_io.ts";

/** Texts above this are refused: an answer would be larger than anyone reads. */
const MOST_UNITS = 5_000_000;

export function syntaxMethods(host: RpcHost): Methods {
  const ask = async (want: "tree" | "captures", params: Params) => {
    const language = need.string(params, "language");
    const text = need.string(params, "text").replaceAll("\r\n", "\n").replaceAll("\r", "\n");
    if (text.length > MOST_UNITS) throw badParams(`"text" must have at most ${MOST_UNITS} units`);
    const { syntax } = host.session();
    if (syntax === null) throw refused("This session runs without syntax");
    const answer = await syntax.ask(want, { language, text });
    if (answer.ok) return answer.value;
    throw answer.isUnknown ? badParams(answer.reason) : refused(answer.reason);
  };
  return {
    "syntax/tree": (params) => ask("tree", params),
    "syntax/captures": (params) => ask("captures", params),
  };
}
