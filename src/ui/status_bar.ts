/**
 * The status bar: what waits (chord, reading) on the left; position, indent, encoding, line ending,
 * language and painter on the right. Owns which items there are and their texts.
 */
import type { Offset } from "../base/mod.ts";
import type { Selection, Text } from "../editor/mod.ts";
import { type LabelSetting, makeLabel, shapeLabel, uiFont } from "./labels.ts";
import { SIZE } from "./metrics.ts";
import { box } from "./scroll.ts";
import { languageName, STRINGS } from "./strings.ts";
import { fill, node } from "./tab_bar.ts";
import { COLOR, type ColorId } from "./theme.ts";
import type { OpenDocument, Workbench } from "./types.ts";
import type { Label, Quad, StatusItem, StatusView, UiNode } from "./view.ts";

/** Columns are counted exactly up to here; a longer line counts one cell a unit from its start. */
const MAX_COLUMN_SCAN = 10_000;

interface Entry {
  readonly id: string;
  readonly text: string;
  readonly color: ColorId;
}

/** The document and selection the status bar speaks of: those of the active view. */
export function activeDocument(
  app: Workbench,
): { readonly doc: OpenDocument; readonly selection: Selection | null } | null {
  const group = app.groups.find((one) => one.id === app.activeGroup);
  const view = group === undefined || group.active === null ? undefined : app.views.get(group.active);
  const doc = view === undefined ? undefined : app.docs.get(view.doc);
  if (view === undefined || doc === undefined) return null;
  return { doc, selection: doc.state.selections.get(view.id) ?? null };
}

/** What the status bar depends on, compared by identity. */
export function statusInputs(app: Workbench, { fonts }: LabelSetting): unknown[] {
  const active = activeDocument(app);
  const doc = active?.doc;
  return [
    app.width,
    app.height,
    app.look,
    fonts,
    fonts.generation,
    app.chord,
    app.painter,
    app.frameMs,
    active?.selection,
    doc?.state.text,
    doc?.state.settings,
    doc?.encoding,
    doc?.lineEnding,
    doc?.readOnly,
    doc?.loading,
  ];
}

/** The bar at the window's foot. */
export function layoutStatus(app: Workbench, setting: LabelSetting): StatusView {
  const area = box(0, app.height - SIZE.status, app.width, SIZE.status);
  const quads: Quad[] = [fill(area, COLOR.side), fill(box(0, area.y, area.width, 1), COLOR.line)];
  const labels: Label[] = [];
  const items: StatusItem[] = [];
  const nodes: UiNode[] = [];
  const font = uiFont(SIZE.statusFont);
  const middle = area.y + (area.height + 1) / 2;
  const add = (entry: Entry, x: number, width: number): void => {
    labels.push(makeLabel(setting, { text: entry.text, font, x, middle, color: entry.color }));
    const reach = box(x - SIZE.statusGap / 2, area.y, width + SIZE.statusGap, area.height);
    items.push({ id: entry.id, text: entry.text, box: reach });
    nodes.push(node(`status-${entry.id}`, { role: "label", label: entry.text, area: reach }));
  };
  const widthOf = (entry: Entry): number => shapeLabel(setting, { text: entry.text, font }).width;
  const total = (list: readonly Entry[]): number =>
    list.reduce((sum, entry) => sum + widthOf(entry) + SIZE.statusGap, -SIZE.statusGap);
  const left = leftEntries(app);
  const right = rightEntries(app);
  // In a narrow window what waits for the person stays, and what can be looked up elsewhere goes, the last first.
  const needed = left.length === 0 ? 0 : total(left) + SIZE.statusGap;
  while (right.length > 1 && needed + total(right) > app.width - 2 * SIZE.statusPad) right.pop();
  let x: number = SIZE.statusPad;
  for (const entry of left) {
    add(entry, x, widthOf(entry));
    x += widthOf(entry) + SIZE.statusGap;
  }
  const widths = right.map(widthOf);
  x = Math.max(x, app.width - SIZE.statusPad - total(right));
  for (let i = 0; i < right.length; i++) {
    add(right[i], x, widths[i]);
    x += widths[i] + SIZE.statusGap;
  }
  const bar: UiNode = {
    id: "status",
    role: "status",
    label: STRINGS.statusBar,
    bounds: [area.x, area.y, area.width, area.height],
    children: nodes,
  };
  return { box: area, items, quads, labels, nodes: [bar] };
}

function leftEntries(app: Workbench): Entry[] {
  const entries: Entry[] = [];
  if (app.chord !== null) entries.push({ id: "chord", text: STRINGS.chord(app.chord), color: COLOR.text });
  const doc = activeDocument(app)?.doc;
  if (doc?.loading !== undefined) {
    const percent = Math.floor((100 * doc.loading.done) / Math.max(1, doc.loading.total));
    entries.push({ id: "loading", text: STRINGS.loading(percent), color: COLOR.text2 });
  }
  if (doc?.readOnly) entries.push({ id: "readOnly", text: STRINGS.readOnly, color: COLOR.text2 });
  return entries;
}

function rightEntries(app: Workbench): Entry[] {
  const entries: Entry[] = [];
  const say = (id: string, text: string, color: ColorId = COLOR.text2): void =>
    void entries.push({ id, text, color });
  if (app.frameMs !== null) say("frame", STRINGS.frame(app.frameMs), COLOR.accent);
  const active = activeDocument(app);
  if (active !== null) {
    const { doc, selection } = active;
    const { settings, text } = doc.state;
    if (selection !== null) say("position", positionText(text, { selection, tabSize: settings.tabSize }));
    say(
      "indent",
      settings.insertSpaces ? STRINGS.spaces(settings.indentSize) : STRINGS.tabs(settings.tabSize),
    );
    say("encoding", doc.encoding);
    say("lineEnding", doc.lineEnding === "mixed" ? STRINGS.mixedEndings : doc.lineEnding);
    say("language", languageName(settings.language));
  }
  say("painter", app.painter);
  return entries;
}

function positionText(text: Text, { selection, tabSize }: { selection: Selection; tabSize: number }): string {
  const { ranges, main } = selection;
  if (ranges.length > 1) {
    let units = 0;
    for (let i = 0; i < ranges.length; i++) units += Math.abs(ranges[i].head - ranges[i].anchor);
    return units === 0 ? STRINGS.selections(ranges.length) : STRINGS.selectionsOf(ranges.length, units);
  }
  const { anchor, head } = ranges[main];
  const line = text.lineAt(head);
  const column = columnAt(text, { from: line.from, to: head, tabSize });
  const place = STRINGS.position(line.index + 1, column + 1);
  return anchor === head ? place : place + STRINGS.selected(Math.abs(head - anchor));
}

/** Columns as VS Code counts them: a tab reaches the next stop, a pair is one. */
function columnAt(text: Text, { from, to, tabSize }: { from: Offset; to: Offset; tabSize: number }): number {
  if (to - from > MAX_COLUMN_SCAN) return to - from;
  const before = text.slice(from, to);
  let column = 0;
  for (let i = 0; i < before.length; i++) {
    const unit = before.charCodeAt(i);
    if (unit === 9) column += tabSize - column % tabSize;
    else if (unit < 0xdc00 || unit > 0xdfff || i === 0 || before.charCodeAt(i - 1) >> 10 !== 0x36) column++;
  }
  return column;
}
