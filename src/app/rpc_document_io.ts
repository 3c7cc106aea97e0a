/** The `document/` family: opening, reading, editing, saving and closing texts. */
import type { DocId, Offset, ViewId } from "../base/mod.ts";
import { type Edit, textOf } from "../editor/mod.ts";
import { encodingNamed, encodingNames } from "../project/mod.ts";
import { viewOn } from "./documents.ts";
import { badParams, maybe, type Methods, need, type Params, refused } from "./rpc.ts";
import { answered, dispatchAnswered, docParam, type RpcHost } from "./rpc_host_io.ts";

export function documentMethods(host: RpcHost): Methods {
  return {
    "document/new": (params) => {
      const text = textOf(need.string(params, "text").replaceAll("\r\n", "\n").replaceAll("\r", "\n"));
      const language = maybe(need.string, params, "language") ?? null;
      return host.session().dispatch({ kind: "document.new", text, language }).result;
    },
    "document/open": (params) => open(host, params),
    "document/list": () =>
      [...host.session().app.docs.values()].map((doc) => ({
        doc: doc.id,
        path: doc.path,
        name: doc.name,
        dirty: doc.dirty,
        version: doc.state.version,
        language: doc.state.settings.language,
        encoding: doc.encoding,
        lineEnding: doc.lineEnding,
        readOnly: doc.readOnly,
      })),
    "document/text": (params) => {
      const { state } = docParam(host.session(), params);
      const from = maybe(need.integer, params, "from") ?? 0;
      const to = maybe(need.integer, params, "to") ?? state.text.length;
      if (from < 0 || to < from || to > state.text.length) {
        throw badParams(`Cannot read ${from}..${to}: the text has ${state.text.length} units`);
      }
      return { text: state.text.slice(from as Offset, to as Offset), version: state.version };
    },
    "document/edit": (params) => edit(host, params),
    "document/save": (params) => save(host, params),
    "document/close": (params) => close(host, params),
  };
}

async function open(host: RpcHost, params: Params) {
  const session = host.session();
  const path = need.string(params, "path");
  const line = maybe(need.integer, params, "line") ?? null;
  const column = maybe(need.integer, params, "column") ?? null;
  if (path === "") throw badParams('"path" is empty');
  if ((line ?? 0) < 0 || (column ?? 0) < 0) throw badParams('"line" and "column" count from 0');
  const as = maybe((p, n) => need.oneOf(p, n, ["auto", "text", "hex"] as const), params, "as") ?? "auto";
  const name = maybe(need.string, params, "encoding");
  const encoding = name === undefined ? undefined : encodingNamed(name);
  if (encoding === null) {
    throw badParams(`There is no encoding ${name}; known are ${encodingNames.join(", ")}`);
  }
  const step = answered(
    session,
    await session.ask({ kind: "file.read", path, line, column, as, encoding }),
    undefined,
  );
  return step.result;
}

function edit(host: RpcHost, params: Params) {
  const session = host.session();
  const doc = docParam(session, params);
  const { length } = doc.state.text;
  const edits: Edit[] = need.list(params, "edits").map((item, i) => {
    if (typeof item !== "object" || item === null) throw badParams(`Edit ${i} must be an object`);
    const start = need.integer(item as Params, "start"), end = need.integer(item as Params, "end");
    const insert = need.string(item as Params, "text").replaceAll("\r\n", "\n").replaceAll("\r", "\n");
    if (start < 0 || end < start || end > length) {
      throw badParams(`Edit ${i} covers ${start}..${end}, the text has ${length} units`);
    }
    return { from: start as Offset, to: end as Offset, insert };
  });
  const sorted = mergeTouching(edits);
  const step = session.dispatch({ kind: "spec", doc: doc.id, spec: { edits: sorted, origin: "tool" } });
  if (step.problem !== undefined) throw refused(step.problem);
  return { version: session.app.docs.get(doc.id)!.state.version };
}

/** Sorted by place, equal places in the given order, touching ones as one edit. Throws for two that overlap. */
function mergeTouching(edits: readonly Edit[]): Edit[] {
  const out: Edit[] = [];
  for (const edit of edits.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    const last = out.at(-1);
    if (last === undefined || edit.from > last.to) out.push(edit);
    else if (edit.from < last.to) {
      throw badParams(`Edits ${last.from}..${last.to} and ${edit.from}..${edit.to} overlap`);
    } else out[out.length - 1] = { from: last.from, to: edit.to, insert: `${last.insert}${edit.insert}` };
  }
  return out;
}

function save(host: RpcHost, params: Params) {
  const session = host.session();
  const doc = docParam(session, params);
  const path = maybe(need.string, params, "path");
  if (path === undefined && doc.path === null) {
    throw refused(`${doc.name} has no name on disk yet; give "path"`, {
      reason: "noPath",
      choices: ["path"],
    });
  }
  if (path === "") throw badParams('"path" is empty');
  const choice = maybe(need.boolean, params, "force") ? "overwrite" : maybe(need.string, params, "answer");
  dispatchAnswered(session, { kind: "document.save", doc: doc.id, path }, choice);
  const after = session.app.docs.get(doc.id)!;
  return { path: after.path, version: after.state.version };
}

function close(host: RpcHost, params: Params) {
  const session = host.session();
  const doc = docParam(session, params);
  const force = maybe(need.boolean, params, "force") ?? false;
  if (force || !doc.dirty) {
    session.dispatch({ kind: "document.close", doc: doc.id });
    return;
  }
  const view = viewOn(session.app, doc.id as DocId) as ViewId;
  session.dispatch({ kind: "view.focus", view });
  dispatchAnswered(
    session,
    { kind: "command", id: "workbench.action.closeActiveEditor" },
    maybe(need.string, params, "answer"),
  );
}
