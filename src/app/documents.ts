/**
 * Documents and their tabs as pure changes of the app: opening, editing by a wish, closing, saving marks.
 * Everything that changes a text passes `editDocument`; there is no second door.
 */
import type { DocId, LineIndex, Offset, Px, ViewId } from "../base/mod.ts";
import {
  apply,
  caretAt,
  type Changes,
  createState,
  defaultSettings,
  editingFields,
  type Field,
  historyField,
  historyPoint,
  lastChangeField,
  resolve,
  type Selection,
  type Settings,
  type Spec,
  type State,
  syntaxField,
  type Text,
  vimPlacesField,
  withoutView,
  withSettings,
  withView,
} from "../editor/mod.ts";
import { editLogField } from "./edit_log.ts";
import { followEdit } from "./find_follow.ts";
import { languageSettingsOf } from "./settings.ts";
import { withUndoLimits } from "./undo_store.ts";
import {
  type EncodingReason,
  type FileConfig,
  type FileForm,
  type FileStamp,
  type Language,
  languageById,
  languageOf,
  newFileForm,
} from "../project/mod.ts";
import { revealScroll, type Scroll } from "../ui/mod.ts";
import {
  activeGroup,
  type App,
  type AppDocument,
  type AppSettings,
  documentOf,
  idle,
  selectionOf,
  type Step,
  type StepContext,
  viewOf,
  withDocument,
  withDocView,
  withGroup,
} from "./app.ts";
import { addTab, focusGroup, groupOf, keepTab, takeOut, withoutEmpty } from "./groups.ts";

const fields: readonly Field<unknown>[] = [
  historyField as Field<unknown>,
  lastChangeField as Field<unknown>,
  editLogField as Field<unknown>,
  syntaxField as Field<unknown>,
  ...editingFields,
  vimPlacesField as Field<unknown>,
];
const topScroll: Scroll = { line: 0 as LineIndex, dy: 0 as Px, x: 0 as Px };

/** What a new document is made of. */
export interface NewDocument {
  readonly text: Text;
  readonly name: string;
  readonly path: string | null;
  readonly real: string | null;
  readonly form: FileForm;
  readonly stamp: FileStamp | null;
  readonly encodingReason?: EncodingReason;
  readonly config?: FileConfig;
  readonly readOnly: boolean;
  /** There was a file of this name, and it went away. */
  readonly isGone?: true;
  readonly language: Language;
  readonly large?: AppDocument["large"];
  /** Unsaved from the start: text from standard input, for one. */
  readonly dirty: boolean;
  /** Its tab gives way to the next one that is only looked at. */
  readonly isPreview?: boolean;
  /** What is on disk, where `text` is not that. */
  readonly base?: Text;
}

/** Opens `given` in a new tab of the active group, in front, with a caret at the start. */
export function openDocument(app: App, given: NewDocument): { app: App; doc: DocId; view: ViewId } {
  const doc = app.nextId as DocId;
  const view = (app.nextId + 1) as ViewId;
  const made = makeDocument(app, doc, given);
  const state = withView(made.state, view, { ranges: [caretAt(0 as Offset)], main: 0 });
  let next: App = withDocument({ ...app, nextId: app.nextId + 2 }, { ...made, state });
  next = withDocView(next, { id: view, doc, scroll: topScroll });
  const { preview = null } = activeGroup(next);
  const how = given.isPreview === true ? "preview" : "keep";
  next = addTab(next, view, { group: next.activeGroup, how });
  if (how === "preview" && preview !== null) next = closeView(next, preview);
  return { app: { ...next, barFocus: null, preedit: null, drag: null }, doc, view };
}

/** A document without a view. */
export function makeDocument(app: App, doc: DocId, given: NewDocument): AppDocument {
  const settings = settingsFor(app.settings, given);
  const state = withUndoLimits(app, createState({ text: given.text, settings, fields }));
  return {
    id: doc,
    state,
    name: given.name,
    path: given.path,
    real: given.real,
    dirty: given.dirty,
    encoding: given.form.encoding,
    lineEnding: given.form.lineEnding,
    readOnly: given.readOnly,
    form: given.form,
    stamp: given.stamp,
    encodingReason: given.encodingReason,
    config: given.config,
    isGone: given.isGone,
    large: given.large,
    loading: given.large === undefined || given.large.measured >= given.large.size
      ? undefined
      : { done: given.large.measured, total: given.large.size },
    // What a merge and a stored history need is the whole text: too much of a large one.
    base: given.large !== undefined
      ? undefined
      : given.base ?? (given.stamp === null || given.dirty ? undefined : given.text),
    savedPoint: given.dirty ? -1 : historyPoint(state),
    unread: given.stamp === null || given.real === null || given.large !== undefined ? null : given.text,
  };
}

/** What a document is edited with: the settings, over them what its text says, over that its language and `.editorconfig`. */
export function settingsFor(
  settings: AppSettings,
  { language, text, config, large }: Pick<NewDocument, "language" | "text" | "config" | "large">,
): Settings {
  const own = languageSettingsOf(settings, language.id);
  return {
    ...defaultSettings,
    wrap: own.wordWrap ?? (language.id === "markdown" ? "on" as const : "off" as const),
    ...own.editing,
    // Wrapping counts every line.
    ...(large !== undefined && { wrap: "off" as const }),
    ...(own.detectIndentation && indentationOf(text)),
    ...languageSettings(language),
    ...indentOf(config),
  };
}

/** A text of our own making in a tab, only to read: a difference, a list. */
export function openToRead(
  app: App,
  { name, text, language }: { name: string; text: Text; language: string },
): Step {
  const opened = openDocument(app, {
    text,
    name,
    path: null,
    real: null,
    form: newFileForm,
    stamp: null,
    readOnly: true,
    language: languageById(language),
    dirty: false,
  });
  return { ...idle(opened.app), result: { doc: opened.doc, view: opened.view } };
}

/** The document that lies at `real`, whatever name it was opened by. */
export function documentAt(app: App, real: string): AppDocument | null {
  for (const doc of app.docs.values()) if (doc.real === real) return doc;
  return null;
}

/** A view on `doc`: the active one if it shows it, else one of the active group, else the first. */
export function viewOn(app: App, doc: DocId): ViewId | null {
  const { active, tabs } = activeGroup(app);
  if (active !== null && viewOf(app, active).doc === doc) return active;
  for (const view of tabs) if (viewOf(app, view).doc === doc) return view;
  for (const view of app.views.values()) if (view.doc === doc) return view.id;
  return null;
}

/** Brings a tab to the front and gives it the keyboard. */
export function focusView(app: App, view: ViewId): App {
  const group = groupOf(app, view);
  if (group.active === view && group.id === app.activeGroup && app.barFocus === null) return app;
  const next = group.active === view ? app : withGroup(app, { ...group, active: view, firstTab: undefined });
  return { ...focusGroup(next, group.id), preedit: null, drag: null, held: [], chord: null };
}

/** A wish for one document, carried out. Throws what `resolve` throws, with nothing changed. */
export function editDocument(app: App, spec: Spec, { doc: id, ctx }: { doc: DocId; ctx: StepContext }): App {
  const doc = documentOf(app, id);
  const start = ctx.meter.now();
  const tr = resolve(doc.state, ctx.group === undefined ? spec : { ...spec, group: ctx.group }, ctx.at);
  const state = apply(tr);
  ctx.meter.add("update", ctx.meter.now() - start);
  if (state === doc.state) return spec.reveal && spec.view !== undefined ? reveal(app, spec.view, ctx) : app;
  let next = withState(app, doc, state);
  if (state.text !== doc.state.text) {
    next = keepScroll(next, doc, { changes: tr.changes, except: spec.view ?? null });
    if (next.find !== null) next = followEdit(next, id, tr.changes);
  }
  if (spec.reveal && spec.view !== undefined) next = reveal(next, spec.view, ctx);
  return next;
}

/** Puts a state in place and marks the document by where its history stands. */
function withState(app: App, doc: AppDocument, state: State): App {
  const dirty = state.text === doc.state.text ? doc.dirty : historyPoint(state) !== doc.savedPoint;
  const next = withDocument(app, { ...doc, state, dirty });
  return dirty && !doc.dirty ? keptTabs(next, doc.id) : next;
}

/** A file that is worked on is not only looked at: its tabs stay. */
function keptTabs(app: App, doc: DocId): App {
  let next = app;
  for (const { preview } of app.groups) {
    if (preview && app.views.get(preview)?.doc === doc) next = keepTab(next, preview);
  }
  return next;
}

/** Views that did not act keep the same text on top. */
function keepScroll(
  app: App,
  doc: AppDocument,
  { changes, except }: { changes: Changes; except: ViewId | null },
): App {
  // One view, and it acted: nothing to look at, as nearly always.
  if (app.views.size === 1 && except !== null) return app;
  let next = app;
  const after = documentOf(app, doc.id).state.text;
  for (const view of app.views.values()) {
    if (view.doc !== doc.id || view.id === except) continue;
    const before = doc.state.text;
    const line = Math.min(view.scroll.line, before.lineCount - 1) as LineIndex;
    const moved = after.lineAt(changes.mapOffset(before.line(line).from, -1)).index;
    if (moved !== view.scroll.line) {
      next = withDocView(next, { ...view, scroll: { ...view.scroll, line: moved } });
    }
  }
  return next;
}

/** Scrolls a view so that its main head is seen. */
export function reveal(app: App, view: ViewId, ctx: StepContext): App {
  const docView = viewOf(app, view);
  const scroll = revealScroll(app, view, { last: ctx.view, fonts: ctx.fonts });
  return scroll === docView.scroll ? app : withDocView(app, { ...docView, scroll });
}

/** Puts the caret of a view at a line and column, both from 0 and clamped, in the middle of the view. */
export function goTo(
  app: App,
  view: ViewId,
  { line, column, ctx }: { line: number; column: number; ctx: StepContext },
): App {
  const { doc } = viewOf(app, view);
  const text = documentOf(app, doc).state.text;
  const found = text.line(Math.min(Math.max(line, 0), text.lineCount - 1) as LineIndex);
  const at = Math.min(found.from + Math.max(column, 0), found.to) as Offset;
  const selection: Selection = { ranges: [caretAt(at)], main: 0 };
  const placed = editDocument(app, { view, selection, origin: "move" }, { doc, ctx });
  const scroll = revealScroll(placed, view, { last: ctx.view, fonts: ctx.fonts, how: "middle" });
  return withDocView(placed, { ...viewOf(placed, view), scroll });
}

/** Closes one tab; the document goes with its last one, its group with the last tab in it. Unsaved text is the caller's business. */
export function closeView(app: App, id: ViewId): App {
  const group = groupOf(app, id);
  return withoutEmpty(closeViewIn(app, id), group.id);
}
/** Closes one tab and leaves its group, empty as it may be. */
export function closeViewIn(app: App, id: ViewId): App {
  const { doc } = viewOf(app, id);
  const document = documentOf(app, doc);
  let next = takeOut(withClosed(app, document, id), id);
  const views = new Map(next.views);
  views.delete(id);
  next = { ...next, views, preedit: null, drag: null };
  for (const view of views.values()) {
    if (view.doc === doc) return withDocument(next, { ...document, state: withoutView(document.state, id) });
  }
  const docs = new Map(next.docs);
  docs.delete(doc);
  return { ...next, docs };
}
/** Closed tabs that can come back. */
const mostClosed = 100;
function withClosed(app: App, { path, state }: AppDocument, view: ViewId): App {
  if (path === null) return app;
  const { ranges, main } = selectionOf(state, view);
  const line = state.text.lineAt(ranges[main].head);
  const closed = { path, line: line.index, column: ranges[main].head - line.from };
  return { ...app, closedTabs: [...app.closedTabs, closed].slice(-mostClosed) };
}

/** Closes a document and all its tabs. */
export function closeDocument(app: App, doc: DocId): App {
  let next = app;
  for (const view of app.views.values()) if (view.doc === doc) next = closeView(next, view.id);
  return next;
}

/** Marks a document as it lies on disk now. `point`: where its history stood when the text was taken. */
export function markSaved(
  app: App,
  id: DocId,
  saved: { path: string; real: string; stamp: FileStamp; form?: FileForm; text?: Text; point: number },
): App {
  const doc = documentOf(app, id);
  const dirty = historyPoint(doc.state) !== saved.point;
  const name = baseName(saved.path);
  const renamed = doc.path !== saved.path;
  const form = saved.form ?? doc.form;
  const next: AppDocument = {
    ...doc,
    dirty,
    name,
    path: saved.path,
    real: saved.real,
    stamp: saved.stamp,
    base: doc.large === undefined ? saved.text ?? doc.base : undefined,
    writing: undefined,
    isGone: undefined,
    form,
    encoding: form.encoding,
    lineEnding: form.lineEnding,
    savedPoint: saved.point,
    readOnly: false,
  };
  if (!renamed) return withDocument(app, next);
  const language = languageOf(saved.path, firstLineOf(doc.state.text));
  return withDocument(app, withLanguage(next, language, app.settings));
}

/** The document in another language. */
export function withLanguage(doc: AppDocument, language: Language, settings: AppSettings): AppDocument {
  const now = languageById(doc.state.settings.language);
  return followed(doc, {
    before: settingsFor(settings, asNew(doc, now)),
    after: settingsFor(settings, asNew(doc, language)),
  });
}
/** The document under other settings of the app. */
export function withAppSettings(doc: AppDocument, before: AppSettings, after: AppSettings): AppDocument {
  const given = asNew(doc, languageById(doc.state.settings.language));
  return followed(doc, { before: settingsFor(before, given), after: settingsFor(after, given) });
}
const asNew = ({ state, config, large }: AppDocument, language: Language) => ({
  text: state.text,
  config,
  large,
  language,
});
/** What a person or automation chose for this document alone stays; all else follows. */
function followed(doc: AppDocument, { before, after }: { before: Settings; after: Settings }): AppDocument {
  const now = doc.state.settings;
  const settings: Record<string, unknown> = { ...now };
  let isSame = true;
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)]) as Set<keyof Settings>) {
    if (key === "languageConfig" ? before.language === after.language : after[key] === before[key]) continue;
    if (key !== "languageConfig" && now[key] !== before[key]) continue;
    settings[key] = after[key];
    isSame = false;
  }
  return isSame ? doc : { ...doc, state: withSettings(doc.state, settings as unknown as Settings) };
}

function languageSettings({ id, lineComment, blockComment }: Language) {
  const comments = { lineComment, blockComment };
  return { language: id, languageConfig: { comments, brackets: defaultSettings.languageConfig.brackets } };
}

/** The next free name of VS Code's kind: Untitled-1, Untitled-2… */
export function untitledName(app: App): string {
  const taken = new Set([...app.docs.values()].map((doc) => doc.name));
  for (let i = 1;; i++) if (!taken.has(`Untitled-${i}`)) return `Untitled-${i}`;
}
export const baseName = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
/** At most 200 units: for a `#!` line. */
export function firstLineOf(text: Text): string {
  const line = text.line(0 as LineIndex);
  return text.slice(line.from, Math.min(line.to, 200) as Offset);
}
/** The main selection of a view as a string, or "" for a caret, and for more than anybody wants as one string. */
export function mainSelected(app: App, view: ViewId): string {
  const { state } = documentOf(app, viewOf(app, view).doc);
  const selection = selectionOf(state, view);
  const range = selection.ranges[selection.main];
  const from = Math.min(range.anchor, range.head), to = Math.max(range.anchor, range.head);
  return to - from > mostSelected ? "" : state.text.slice(from as Offset, to as Offset);
}
const mostSelected = 32 * 1024 * 1024;

function indentOf(config: FileConfig = {}): Partial<Settings> {
  const { insertSpaces, indentSize, tabSize } = config;
  return {
    ...(insertSpaces !== undefined && { insertSpaces }),
    ...(indentSize !== undefined && { indentSize }),
    ...(tabSize !== undefined && { tabSize }),
  };
}

/** Tabs or spaces, and how many, by what the first 2,000 lines indent with. */
export function indentationOf(text: Text): { insertSpaces?: boolean; tabSize?: number; indentSize?: number } {
  const head = text.slice(0 as Offset, Math.min(text.length, 100_000) as Offset).split("\n", 2000);
  const steps = new Map<number, number>();
  let tabs = 0, spaces = 0, before = 0;
  for (const line of head) {
    if (line.startsWith("\t")) tabs++;
    const width = /^ */.exec(line)![0].length;
    if (width === line.length) continue; // Empty or blank: says nothing.
    if (width >= 2) spaces++;
    const step = Math.abs(width - before);
    if (step >= 2 && step <= 8) steps.set(step, (steps.get(step) ?? 0) + 1);
    before = width;
  }
  if (tabs === 0 && spaces === 0) return {};
  if (tabs > spaces) return { insertSpaces: false };
  let best = 4, most = 0;
  for (const [step, count] of steps) {
    if (count > most || (count === most && step < best)) [best, most] = [step, count];
  }
  return { insertSpaces: true, tabSize: best, indentSize: best };
}
