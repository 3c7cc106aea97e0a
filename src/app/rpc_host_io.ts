/**
 * What every family of automation methods shares: the session they drive, which document and view a request
 * means, and how a question that would be put to a person becomes an error with its choices.
 */
import type { DocId, ViewId } from "../base/mod.ts";
import { activeView, type AppDocument, type Step } from "./app.ts";
import { viewOn } from "./documents.ts";
import type { AppEvent } from "./events.ts";
import { badParams, maybe, need, type Params, refused } from "./rpc.ts";
import type { Session } from "./session_io.ts";

/** What `app/initialize` may ask for. */
export interface InitializeOptions {
  readonly width?: number;
  readonly height?: number;
  readonly scale?: number;
  readonly painter?: "software" | "gpu" | "none";
  readonly clock?: "real" | "manual";
}
export interface RpcHost {
  /** Starts one with the defaults if there is none yet. */
  session(): Session;
  /** Throws RpcFailure once a session runs with other options. Slow painters are made meanwhile, hence the promise. */
  initialize(options: InitializeOptions): Promise<void>;
  /** Moves the manual clock; throws RpcFailure on a real one. */
  advance(ms: number): void;
  readonly isHeadless: boolean;
  /** Whether there is a session yet. */
  isStarted(): boolean;
  /** Where files made for a caller go. */
  scratch(name: string): string;
}

/** A document that came back with its tab and was not shown yet is read before a request that names it. */
export async function readWaiting(session: Session, line: string): Promise<void> {
  for (const { id, path, pending } of session.app.docs.values()) {
    if (pending === undefined || path === null || !new RegExp(`"doc"\\s*:\\s*${id}\\b`).test(line)) continue;
    await session.ask({ kind: "file.read", path, line: null, column: null, as: "auto", fill: id });
  }
}

/** The document a request names by `doc`, which is required. */
export function docParam(session: Session, params: Params): AppDocument {
  const id = need.integer(params, "doc") as DocId;
  const doc = session.app.docs.get(id);
  if (doc === undefined) {
    throw badParams(`There is no document ${id}; document/list names those that are open`);
  }
  return doc;
}

/** The view a request means: `view`, else a view on `doc`, else the one with the keyboard. */
export function viewParam(session: Session, params: Params): { view: ViewId; doc: AppDocument } {
  const { app } = session;
  const asked = maybe(need.integer, params, "view") as ViewId | undefined;
  if (asked !== undefined) {
    const view = app.views.get(asked);
    if (view === undefined) throw badParams(`There is no view ${asked}`);
    if (params.doc !== undefined && view.doc !== params.doc) {
      throw badParams(`View ${asked} does not show document ${params.doc}`);
    }
    return { view: asked, doc: app.docs.get(view.doc)! };
  }
  if (params.doc !== undefined && params.doc !== null) {
    const doc = docParam(session, params);
    return { view: viewOn(app, doc.id)!, doc };
  }
  const active = activeView(app);
  if (active === null) {
    throw refused("No document is open; use document/open or document/new first", {
      reason: "noDocument",
      choices: [],
    });
  }
  return { view: active.id, doc: app.docs.get(active.doc)! };
}

/** Dispatches; a question it leads to is answered by `choice`, or taken back and thrown with its choices. */
export function dispatchAnswered(session: Session, event: AppEvent, choice: string | undefined): Step {
  return answered(session, session.dispatch(event), choice);
}

/** The same for a step that has been taken. */
export function answered(session: Session, step: Step, choice: string | undefined): Step {
  const { prompt, question } = session.app;
  if (prompt === null || question === null) {
    if (step.problem !== undefined) throw refused(step.problem);
    return step;
  }
  const choices = prompt.choices.map(({ id }) => id).filter((id) => id !== "cancel");
  if (choice !== undefined && choices.includes(choice)) {
    return answered(session, session.dispatch({ kind: "answer", choice }), undefined);
  }
  session.dispatch({ kind: "answer", choice: "cancel" });
  throw refused(`${prompt.text}${/[.?]$/.test(prompt.text) ? "" : "."} ${prompt.detail}`, {
    reason: reasons[question.kind],
    choices,
  });
}
const reasons = {
  close: "unsaved",
  overwrite: "conflict",
  binary: "binary",
  saveAs: "noPath",
  unmappable: "unmappable",
  refused: "refused",
  makeFolder: "noFolder",
  effects: "confirm",
} as const;
