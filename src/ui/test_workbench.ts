/**
 * Workbenches for tests and benches: one document or several, with text in which `|` is a caret and
 * `<…>` a selection whose head is at its end. Only tests and benches import it.
 */
import type { DocId, LineIndex, Offset, Px, ViewId } from "../base/mod.ts";
import { createState, defaultSettings, type Range, type Settings, textOf, withView } from "../editor/mod.ts";
import { onePane } from "./panes.ts";
import { DARK_THEME } from "./theme.ts";
import { DEFAULT_LOOK, type DocView, type OpenDocument, type Workbench } from "./types.ts";

/** One file to open. */
export interface TestFile {
  readonly name?: string;
  /** `|` and `<…>` are selections unless `ranges` is given. */
  readonly text: string;
  readonly ranges?: readonly Range[];
  readonly settings?: Partial<Settings>;
  readonly dirty?: boolean;
}

/** Text without its marks, and the ranges they meant. */
export function readMarks(marked: string): { readonly text: string; readonly ranges: readonly Range[] } {
  const ranges: Range[] = [];
  let text = "";
  let anchor = -1;
  for (const char of marked) {
    const at = text.length as Offset;
    if (char === "|") ranges.push({ anchor: at, head: at });
    else if (char === "<") anchor = at;
    else if (char === ">") ranges.push({ anchor: anchor as Offset, head: at });
    else text += char;
  }
  return { text, ranges };
}

/** A document with view id = doc id = `id`. */
export function testDocument(id: number, file: TestFile): OpenDocument {
  const { text, ranges } = file.ranges === undefined
    ? readMarks(file.text)
    : { text: file.text, ranges: file.ranges };
  const settings = { ...defaultSettings, ...file.settings };
  const start = createState({ text: textOf(text), settings });
  const zero = 0 as Offset;
  const selection = {
    ranges: ranges.length === 0 ? [{ anchor: zero, head: zero }] : ranges,
    main: Math.max(0, ranges.length - 1),
  };
  return {
    id: id as DocId,
    state: withView(start, id as ViewId, selection),
    name: file.name ?? `file${id}.ts`,
    path: null,
    dirty: file.dirty ?? false,
    encoding: "UTF-8",
    lineEnding: "LF",
    readOnly: false,
  };
}

/** A window of 400 × 200 with these files as tabs of one group, the first one active. */
export function testWorkbench(files: readonly TestFile[], change: Partial<Workbench> = {}): Workbench {
  const docs = new Map<DocId, OpenDocument>();
  const views = new Map<ViewId, DocView>();
  files.forEach((file, index) => {
    const id = index + 1;
    docs.set(id as DocId, testDocument(id, file));
    const scroll = { line: 0 as LineIndex, dy: 0 as Px, x: 0 as Px };
    views.set(id as ViewId, { id: id as ViewId, doc: id as DocId, scroll });
  });
  const tabs = [...views.keys()];
  return {
    width: 400 as Px,
    height: 200 as Px,
    scale: 1,
    theme: DARK_THEME,
    look: DEFAULT_LOOK,
    docs,
    views,
    groups: [{ id: 1, tabs, active: tabs[0] ?? null }],
    activeGroup: 1,
    panes: onePane(1),
    caretOn: true,
    focused: true,
    preedit: null,
    notices: [],
    prompt: null,
    chord: null,
    pointer: null,
    painter: "software",
    frameMs: null,
    ...change,
  };
}

/** The same workbench with another scroll of one view. */
export function withScroll(app: Workbench, id: ViewId, scroll: Partial<DocView["scroll"]>): Workbench {
  const view = app.views.get(id)!;
  return { ...app, views: new Map(app.views).set(id, { ...view, scroll: { ...view.scroll, ...scroll } }) };
}
/** The same workbench with another document in place of the one with its id. */
export function withDocument(app: Workbench, doc: OpenDocument): Workbench {
  return { ...app, docs: new Map(app.docs).set(doc.id, doc) };
}
