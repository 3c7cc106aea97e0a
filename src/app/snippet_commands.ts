/**
 * Snippets as commands: inserting one with values of the app and the world, by its text or by its name, and the one whose prefix
 * stands before the caret. What is known comes from the editor's own table and from the files of a person (snippet_files.ts).
 */
import {
  builtinSnippets,
  dateValues,
  isSnippetFor,
  snippetArgument,
  snippetBefore,
  type SnippetEntry,
  snippetProblem,
  type SnippetValues,
  worldVariablesIn,
} from "../editor/mod.ts";
import { STRINGS } from "../ui/mod.ts";
import {
  activeDocument,
  activeView,
  type App,
  documentOf,
  idle,
  selectionOf,
  type Step,
  viewOf,
} from "./app.ts";
import type { AppCommand, AppCommandContext, AppCommandInfo } from "./app_commands.ts";
import { baseName } from "./documents.ts";
import { withNotice } from "./notices.ts";

const words = STRINGS.snippets;

/**
 * VS Code's, with `{ snippet }` or `{ name, langId? }`; `values` stand for variables that the app and the world would give.
 * `before` units before each caret are replaced.
 */
const insertSnippet: AppCommand = (app, ctx) => {
  const named = byName(app, ctx.arg);
  if (typeof named === "string") return { ...idle(app), problem: named };
  const given = snippetArgument(named === null ? ctx.arg : { snippet: named.body });
  const view = ctx.on === undefined ? activeView(app) : viewOf(app, ctx.on);
  if (given === null) return { ...idle(app), problem: words.needsText };
  if (view === null) return null;
  const { snippet, before } = given;
  const problem = snippetProblem(snippet);
  if (problem !== null) return { ...withNotice(app, { level: "warning", text: problem }), problem };
  const values = { ...appValues(app, ctx), ...given.values };
  const missing = worldVariablesIn(snippet).filter((name) => !Object.hasOwn(values, name));
  if (missing.length > 0) {
    return { app, effects: [{ kind: "snippet.values", view: view.id, snippet, values, before }] };
  }
  return ctx.run(app, { id: "nexus.insertSnippet", arg: { snippet, values, before }, view: view.id });
};

/** What is known for a language, a person's own first. */
function knownFor(app: App, langId: unknown): { language: string; known: readonly SnippetEntry[] } {
  const language = typeof langId === "string"
    ? langId
    : activeDocument(app)?.state.settings.language ?? "plaintext";
  const all = [...app.snippets.entries, ...builtinSnippets];
  return { language, known: all.filter((entry) => isSnippetFor(entry, language)) };
}

/** The entry that `{ name }` means; words where there is none; null where no name is given. */
function byName(app: App, arg: unknown): SnippetEntry | string | null {
  if (typeof arg !== "object" || arg === null || !("name" in arg) || "snippet" in arg) return null;
  const { language, known } = knownFor(app, "langId" in arg ? arg.langId : null);
  const wanted = String(arg.name);
  const found = known.find(({ name, prefixes }) => name === wanted || prefixes.includes(wanted));
  return found ?? words.unknown(wanted, language);
}

/** The snippet whose prefix stands before every caret, in its place. Declines where there is none. */
const expandPrefix: AppCommand = (app, ctx) => {
  const view = activeView(app);
  if (view === null || !app.settings.tabSnippets) return null;
  const { state, readOnly } = documentOf(app, view.doc);
  if (readOnly) return null;
  const from = [app.snippets.entries, builtinSnippets];
  const { language } = state.settings;
  const { ranges, main } = selectionOf(state, view.id);
  const found = snippetBefore(state.text, { at: ranges[main].head, language, from });
  if (found === null) return null;
  for (const { anchor, head } of ranges) {
    const other = anchor === head ? snippetBefore(state.text, { at: head, language, from }) : null;
    if (other?.entry !== found.entry || other.length !== found.length) return null;
  }
  const arg = { snippet: found.entry.body, before: found.length };
  return ctx.run(app, { id: "editor.action.insertSnippet", arg, view: view.id });
};

/** Takes the focused choice, or that of `{ index }`, and goes on, as choosing in VS Code does. */
const chooseAndGo: AppCommand = (app, ctx) => {
  const view = activeView(app);
  const before = view === null ? null : documentOf(app, view.doc).state.version;
  const chosen = ctx.run(app, { id: "nexus.acceptSnippetChoice", arg: ctx.arg });
  if (view === null || chosen === null) return null;
  // What stood there already goes on by itself.
  if (documentOf(chosen.app, view.doc).state.version === before) return chosen;
  const on = ctx.run(chosen.app, { id: "jumpToNextSnippetPlaceholder" });
  return on === null ? chosen : { ...on, effects: [...chosen.effects, ...on.effects] };
};

/** `{ langId? }`: answers what is known. */
const listSnippets: AppCommand = (app, { arg }) => {
  const { known } = knownFor(app, (arg as { langId?: unknown } | null | undefined)?.langId);
  const snippets = known.map(({ name, prefixes, description }) => ({ name, prefixes, description }));
  return { ...idle(app), result: { snippets } };
};

/** Reads the files of a person anew. */
const reload: AppCommand = (app) => ({ app, effects: [{ kind: "snippets.read" }] });

/** What was found in the files of a person. */
export function snippetsFound(
  app: App,
  { folder, entries, problems }: App["snippets"] & { readonly problems: readonly string[] },
): Step {
  let step: Step = idle({ ...app, snippets: { folder, entries } });
  for (const text of problems.slice(0, mostProblems)) {
    const told = withNotice(step.app, { level: "warning", text });
    step = { ...told, effects: [...step.effects, ...told.effects] };
  }
  return step;
}
/** More notices than this would only hide one another. */
const mostProblems = 3;

/** Variables whose values the app knows. */
function appValues(app: App, ctx: AppCommandContext): SnippetValues {
  const doc = activeDocument(app);
  const path = doc?.path ?? "";
  const name = doc === null ? "" : path === "" ? doc.name : baseName(path);
  const dot = name.lastIndexOf(".");
  const slash = path.lastIndexOf("/");
  const { epochMs, zoneMinutes } = app.wall;
  return {
    ...dateValues(epochMs + ctx.at, zoneMinutes),
    TM_FILENAME: name,
    TM_FILENAME_BASE: dot > 0 ? name.slice(0, dot) : name,
    TM_DIRECTORY: slash < 0 ? "" : path.slice(0, Math.max(1, slash)),
    TM_FILEPATH: path,
    RELATIVE_FILEPATH: path,
  };
}

const { titles } = words;
export const snippetCommands: readonly AppCommandInfo[] = [
  { id: "editor.action.insertSnippet", title: titles.insert, run: insertSnippet },
  { id: "nexus.expandSnippet", title: titles.expand, run: expandPrefix },
  { id: "nexus.chooseSnippetChoice", title: titles.choose, run: chooseAndGo },
  { id: "nexus.listSnippets", title: titles.list, run: listSnippets },
  { id: "nexus.reloadSnippets", title: titles.reload, run: reload },
];
