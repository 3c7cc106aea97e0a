/**
 * The status bar: what waits (chord, reading) on the left; position, indent, encoding, line ending,
 * language and painter on the right. Owns which items there are and their texts.
 */
import type { Offset, Px, ViewId } from "../base/mod.ts";
import { type Selection, syntaxOf, type Text } from "../editor/mod.ts";
import { type LabelSetting, makeLabel, shapeLabel, uiFont } from "./labels.ts";
import { SIZE } from "./metrics.ts";
import { box, rowHolding } from "./scroll.ts";
import { languageName, STRINGS } from "./strings.ts";
import { fill, node } from "./draw.ts";
import { COLOR, type ColorId } from "./theme.ts";
import type { OpenDocument, Workbench } from "./types.ts";
import type { Box, EditorView, Label, PlacedRow, Quad, StatusItem, StatusView, UiNode } from "./view.ts";

/** Columns are counted exactly up to here; a longer line counts one cell a unit from its start. */
const MAX_COLUMN_SCAN = 10_000;

interface Entry {
  readonly id: string;
  readonly text: string;
  readonly color: ColorId;
  /** Stands before the text. */
  readonly icon?: "bell";
}

/** The document and selection the status bar speaks of: those of the active view. */
export function activeDocument(
  app: Workbench,
): { readonly doc: OpenDocument; readonly selection: Selection | null } | null {
  const { groups, activeGroup } = app;
  let active: ViewId | null = null;
  for (let i = 0; i < groups.length; i++) if (groups[i].id === activeGroup) active = groups[i].active;
  const view = active === null ? undefined : app.views.get(active);
  const doc = view === undefined ? undefined : app.docs.get(view.doc);
  if (view === undefined || doc === undefined) return null;
  return { doc, selection: doc.state.selections.get(view.id) ?? null };
}

/** Whether the status bar says the same for both. */
export function sameStatus(a: Workbench, b: Workbench): boolean {
  if (!sameAside(a, b)) return false;
  const one = activeDocument(a), other = activeDocument(b);
  if (one === null || other === null) return one === other;
  return one.selection === other.selection && sameDocument(one.doc, other.doc) &&
    one.doc.state.text === other.doc.state.text;
}
/** Whether all but documents is the same. */
function sameAside(a: Workbench, b: Workbench): boolean {
  return a.width === b.width && a.height === b.height && a.look === b.look && a.chord === b.chord &&
    a.painter === b.painter && a.frameMs === b.frameMs && a.modal === b.modal &&
    a.noticeLog?.length === b.noticeLog?.length && !a.noticeList === !b.noticeList;
}
/** Whether all but text and selection is the same. */
function sameDocument(a: OpenDocument, b: OpenDocument): boolean {
  return a.state.settings === b.state.settings && a.encoding === b.encoding &&
    a.lineEnding === b.lineEnding && a.readOnly === b.readOnly && a.loading === b.loading &&
    a.writing === b.writing && a.following === b.following &&
    syntaxOf(a.state)?.status === syntaxOf(b.state)?.status;
}

/**
 * The bar at the window's foot. `last`: the one before and what it was made from, if fonts are still the same, and the
 * editors of this frame. Its parts are taken over.
 */
export function layoutStatus(
  app: Workbench,
  setting: LabelSetting,
  last: {
    readonly status: StatusView;
    readonly app: Workbench;
    readonly editors: readonly EditorView[];
  } | null,
): StatusView {
  if (last !== null) {
    const moved = withPosition(app, setting, last);
    if (moved !== null) return moved;
  }
  const area = box(0, app.height - SIZE.status, app.width, SIZE.status);
  const quads: Quad[] = [fill(area, COLOR.side), fill(box(0, area.y, area.width, 1), COLOR.line)];
  const labels: Label[] = [];
  const items: StatusItem[] = [];
  const nodes: UiNode[] = [];
  let position: StatusView["position"] = null;
  const add = (entry: Entry, x: number): void => {
    const placed = placeEntry(setting, { entry, x, width: widthOf(entry), area });
    quads.push(...placed.quads);
    labels.push(...placed.labels);
    items.push(placed.item);
    nodes.push(placed.node);
  };
  const widthOf = (entry: Entry): number => entryWidth(setting, entry);
  const total = (list: readonly Entry[]): number =>
    list.reduce((sum, entry) => sum + widthOf(entry) + SIZE.statusGap, -SIZE.statusGap);
  const left = leftEntries(app);
  const right = rightEntries(app);
  // In a narrow window what waits for the person stays, and what can be looked up elsewhere goes, the last first.
  const needed = left.length === 0 ? 0 : total(left) + SIZE.statusGap;
  const wanted = right.length;
  for (const id of HIDE_FIRST) {
    if (needed + total(right) <= app.width - 2 * SIZE.statusPad) break;
    const at = right.findIndex((entry) => entry.id === id);
    if (at >= 0 && right.length > 1) right.splice(at, 1);
  }
  const leftEnd = SIZE.statusPad + needed;
  let x: number = SIZE.statusPad;
  for (const entry of left) {
    add(entry, x);
    x += widthOf(entry) + SIZE.statusGap;
  }
  // From the right edge, so that a longer number moves nothing that stands right of it.
  const starts: number[] = [];
  let end = app.width - SIZE.statusPad;
  for (let i = right.length - 1; i >= 0; i--) {
    starts[i] = end - widthOf(right[i]);
    end = starts[i] - SIZE.statusGap;
  }
  // Where something had to go, a shorter position may bring it back: then all is worked out anew.
  if (right[0].id === "position" && right.length === wanted && starts[0] >= leftEnd) {
    const rightEnd = right.length > 1 ? starts[1] - SIZE.statusGap : app.width - SIZE.statusPad;
    position = { item: items.length, label: labels.length, least: leftEnd, end: rightEnd, line: -1 };
  }
  for (let i = 0; i < right.length; i++) add(right[i], i === 0 ? Math.max(leftEnd, starts[0]) : starts[i]);
  const nodeOfBar = barNode(area, nodes);
  return { box: area, items, quads, labels, nodes: [nodeOfBar], position };
}

/** `last` with another position in it: what a typed character or a moved caret changes. Null: more has changed. */
function withPosition(
  app: Workbench,
  setting: LabelSetting,
  { status, app: was, editors }: {
    readonly status: StatusView;
    readonly app: Workbench;
    readonly editors: readonly EditorView[];
  },
): StatusView | null {
  const { position } = status;
  if (position === null || !sameAside(app, was)) return null;
  const now = activeDocument(app), before = activeDocument(was);
  if (now === null || before === null || now.selection === null || !sameDocument(now.doc, before.doc)) {
    return null;
  }
  const said = positionIn(app, { doc: now.doc, selection: now.selection, last: position, editors });
  const old = status.items[position.item];
  const label = status.labels[position.label];
  const headText = said.head ?? label.text;
  const whole = headText + said.tail;
  if (whole === old.text) return status;
  const isSameHead = said.head === null || said.head === label.text;
  const font = uiFont(SIZE.statusFont);
  const head = isSameHead ? label.shaped : shapeLabel(setting, { text: headText, font });
  const tail = setting.fonts.shape(said.tail, font);
  const width = head.width + tail.width;
  const x = position.end - width;
  // Too narrow for all: what may go then is worked out anew.
  if (x < position.least) return null;
  const { baseline, color } = label;
  const labels = status.labels.slice();
  if (!isSameHead || x !== label.x) {
    labels[position.label] = { text: headText, shaped: head, x: x as Px, baseline, color };
  }
  const tailX = (x + head.width) as Px;
  labels[position.label + 1] = { text: said.tail, shaped: tail, x: tailX, baseline, color };
  const items = status.items.slice();
  const reach = x - SIZE.statusGap / 2 === old.box.x && width + SIZE.statusGap === old.box.width
    ? old.box
    : reachOf({ x, width, area: status.box });
  items[position.item] = { id: "position", text: whole, box: reach };
  const nodes = status.nodes[0].children.slice();
  nodes[position.item] = node("status-position", { role: "label", label: whole, area: reach });
  const { box: area, quads } = status;
  const placed = said.line === position.line ? position : { ...position, line: said.line };
  return { box: area, items, quads, labels, nodes: [barNode(area, nodes)], position: placed };
}

/** What the position says, cut before its last word. `head` null: as before. `line`: of a single caret, else -1. */
interface Said {
  readonly head: string | null;
  readonly tail: string;
  readonly line: number;
}

function positionIn(
  app: Workbench,
  { doc, selection, last, editors }: {
    doc: OpenDocument;
    selection: Selection;
    last: { readonly line: number };
    editors: readonly EditorView[];
  },
): Said {
  const { text, settings } = doc.state;
  const { ranges, main } = selection;
  const { anchor, head } = ranges[main];
  if (ranges.length > 1 || anchor !== head) {
    const said = positionText(text, { selection, tabSize: settings.tabSize });
    const cut = said.lastIndexOf(" ") + 1;
    return { head: said.slice(0, cut), tail: said.slice(cut), line: -1 };
  }
  const placed = rowOfHead(app, { doc, head, editors });
  const { index, column } = placed === null ? placeOf(text, { head, tabSize: settings.tabSize }) : {
    index: placed.line,
    column: columnIn(placed.row.text, { to: head - placed.from, tabSize: settings.tabSize }),
  };
  // The position of a caret ends in its column, so on the same line nothing else changes.
  if (index === last.line) return { head: null, tail: String(column + 1), line: index };
  const said = STRINGS.position(index + 1, column + 1);
  const cut = said.lastIndexOf(" ") + 1;
  return { head: said.slice(0, cut), tail: said.slice(cut), line: index };
}

/** The row on screen that holds the head, if it is a line as it lies in the text: what it says need not be read again. */
function rowOfHead(
  app: Workbench,
  { doc, head, editors }: { doc: OpenDocument; head: Offset; editors: readonly EditorView[] },
): PlacedRow | null {
  for (let i = 0; i < editors.length; i++) {
    const { made, rows, hasFocus, doc: id } = editors[i];
    if (!hasFocus || id !== doc.id || made.text !== doc.state.text || app.preedit !== null) continue;
    const placed = rowHolding(rows, head);
    // A row of a wrapped line may begin anywhere in it.
    const isPart = placed === null || placed.left > 0 || placed.continues ||
      doc.state.settings.wrap !== "off";
    return isPart ? null : placed;
  }
  return null;
}

function barNode(area: Box, children: readonly UiNode[]): UiNode {
  return {
    id: "status",
    role: "status",
    label: STRINGS.statusBar,
    bounds: [area.x, area.y, area.width, area.height],
    children,
  };
}

/** Where an item reacts. */
function reachOf({ x, width, area }: { x: number; width: number; area: Box }): Box {
  return box(x - SIZE.statusGap / 2, area.y, width + SIZE.statusGap, area.height);
}

/** The position is two labels, so that another column is one short word to shape and "Ln 12, Col " stays as it is. */
function entryWidth(setting: LabelSetting, { id, text, icon }: Entry): number {
  const font = uiFont(SIZE.statusFont);
  if (icon !== undefined) {
    return text === "" ? BELL : BELL + BELL_GAP + shapeLabel(setting, { text, font }).width;
  }
  if (id !== "position") return shapeLabel(setting, { text, font }).width;
  const cut = text.lastIndexOf(" ") + 1;
  return shapeLabel(setting, { text: text.slice(0, cut), font }).width +
    setting.fonts.shape(text.slice(cut), font).width;
}

function placeEntry(
  setting: LabelSetting,
  { entry, x, width, area }: { entry: Entry; x: number; width: number; area: Box },
): {
  readonly quads: readonly Quad[];
  readonly labels: readonly Label[];
  readonly item: StatusItem;
  readonly node: UiNode;
} {
  const { id, text, color } = entry;
  const font = uiFont(SIZE.statusFont);
  const middle = area.y + (area.height + 1) / 2;
  const reach = reachOf({ x, width, area });
  const item: StatusItem = { id, text, box: reach };
  if (entry.icon !== undefined) {
    const label = STRINGS.chrome.notices.bell(Number(text));
    const quads: Quad[] = [];
    addBell(quads, { x, middle, color });
    const labels = text === ""
      ? []
      : [makeLabel(setting, { text, font, x: x + BELL + BELL_GAP, middle, color })];
    return { quads, labels, item, node: node(`status-${id}`, { role: "button", label, area: reach }) };
  }
  const nodeOfItem = node(`status-${id}`, { role: "label", label: text, area: reach });
  if (id !== "position") {
    return {
      quads: [],
      labels: [makeLabel(setting, { text, font, x, middle, color })],
      item,
      node: nodeOfItem,
    };
  }
  const cut = text.lastIndexOf(" ") + 1;
  const head = makeLabel(setting, { text: text.slice(0, cut), font, x, middle, color });
  const tail: Label = {
    text: text.slice(cut),
    // Not by the cache of labels, which numbers would fill; fonts know short words themselves.
    shaped: setting.fonts.shape(text.slice(cut), font),
    x: (x + head.shaped.width) as Px,
    baseline: head.baseline,
    color,
  };
  return { quads: [], labels: [head, tail], item, node: nodeOfItem };
}

/** What a narrow window lacks first: what can be looked up elsewhere. */
const HIDE_FIRST = ["painter", "lineEnding", "indent", "encoding", "frame", "language", "bell"];
/** How wide the bell is, and what lies between it and the count. */
const BELL = 12;
const BELL_GAP = 4;

/** A bell of rectangles: its body, its rim, its clapper. */
function addBell(quads: Quad[], { x, middle, color }: { x: number; middle: number; color: ColorId }): void {
  const top = Math.round(middle) - 6;
  quads.push({ ...fill(box(x + 2, top, 8, 8), color), radius: 4 });
  quads.push(fill(box(x + 2, top + 5, 8, 3), color));
  quads.push(fill(box(x + 1, top + 8, 10, 1), color));
  quads.push(fill(box(x + 5, top + 10, 2, 2), color));
}

function leftEntries(app: Workbench): Entry[] {
  const entries: Entry[] = [];
  if (app.modal) entries.push({ id: "mode", text: app.modal.text, color: COLOR.text });
  if (app.chord !== null) entries.push({ id: "chord", text: STRINGS.chord(app.chord), color: COLOR.text });
  const doc = activeDocument(app)?.doc;
  if (doc?.loading !== undefined) {
    const percent = Math.floor((100 * doc.loading.done) / Math.max(1, doc.loading.total));
    entries.push({ id: "loading", text: STRINGS.loading(percent), color: COLOR.text2 });
  }
  if (doc?.writing !== undefined) {
    const percent = Math.floor((100 * doc.writing.done) / Math.max(1, doc.writing.total));
    entries.push({ id: "writing", text: STRINGS.writing(percent), color: COLOR.text });
  }
  if (doc?.following) entries.push({ id: "following", text: STRINGS.following, color: COLOR.text });
  if (doc?.readOnly) entries.push({ id: "readOnly", text: STRINGS.readOnly, color: COLOR.text2 });
  const syntax = doc === undefined ? undefined : syntaxOf(doc.state)?.status;
  if (syntax === "stopped" || syntax === "slow") {
    const text = syntax === "slow" ? STRINGS.syntaxSlow : STRINGS.syntaxStopped;
    entries.push({ id: "syntax", text, color: COLOR.warn });
  }
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
  const count = app.noticeLog?.length ?? 0;
  const color = app.noticeList ? COLOR.text : COLOR.text2;
  if (app.noticeLog !== undefined) {
    entries.push({ id: "bell", text: count === 0 ? "" : String(count), color, icon: "bell" });
  }
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
  const { index, column } = placeOf(text, { head, tabSize });
  const place = STRINGS.position(index + 1, column + 1);
  return anchor === head ? place : place + STRINGS.selected(Math.abs(head - anchor));
}

/** Line and column of an offset, from 0. */
function placeOf(text: Text, { head, tabSize }: { head: Offset; tabSize: number }) {
  const { index, from } = text.lineAt(head);
  if (head - from > MAX_COLUMN_SCAN) return { index, column: head - from };
  return { index, column: columnIn(text.slice(from, head), { to: head - from, tabSize }) };
}

/** Columns as VS Code counts them: a tab reaches the next stop, a pair is one. */
function columnIn(line: string, { to, tabSize }: { to: number; tabSize: number }): number {
  let column = 0;
  for (let i = 0; i < to; i++) {
    const unit = line.charCodeAt(i);
    if (unit === 9) column += tabSize - column % tabSize;
    else if (unit < 0xdc00 || unit > 0xdfff || i === 0 || line.charCodeAt(i - 1) >> 10 !== 0x36) column++;
  }
  return column;
}
