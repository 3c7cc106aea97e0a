/**
 * The tab bar of one group: only tabs that fit, the active one among them unless the wheel led elsewhere, so that ten thousand
 * tabs cost what a dozen do. Owns tab widths, marks and nodes; what a tab is called is tab_names.ts.
 */
import type { ViewId } from "../base/mod.ts";
import { cross, fill, node } from "./draw.ts";
import { fitText, italicFont, type LabelSetting, makeLabel, shapeLabel, uiFont } from "./labels.ts";
import { SIZE } from "./metrics.ts";
import { box, groupBox, isInside, sameBox } from "./scroll.ts";
import { STRINGS } from "./strings.ts";
import { type TabNames, tabNames, visibleAround } from "./tab_names.ts";
import { COLOR } from "./theme.ts";
import type { Group, Workbench } from "./types.ts";
import type { Box, Label, Quad, TabBarView, TabView, UiNode } from "./view.ts";

/** A group and its place among the groups. */
export interface TabSource extends LabelSetting {
  readonly app: Workbench;
  readonly group: Group;
  readonly index: number;
}

/** Whether the bar of `source` looks as it did in `was`, with the same fonts. `last`: that bar. */
export function sameTabs({ app, group, index }: TabSource, was: Workbench, last: TabBarView): boolean {
  const old = was.groups[index];
  if (
    old !== group || was.look !== app.look || was.groups.length !== app.groups.length ||
    (was.activeGroup === group.id) !== (app.activeGroup === group.id)
  ) return false;
  if (was.panes !== app.panes || was.width !== app.width || was.height !== app.height) {
    if (!sameBox(barBox(app, index), last.box)) return false;
  }
  if (
    app.pointer !== was.pointer || app.prompt !== was.prompt || app.quickPick !== was.quickPick ||
    app.drag !== was.drag
  ) {
    if (hoveredIn(app, last) !== last.hovered) return false;
  }
  if (app.docs === was.docs && app.views === was.views) return true;
  // Another file of the same name may have come or gone in any group.
  if (app.docs.size !== was.docs.size || app.views.size !== was.views.size) return false;
  const around = visibleAround(group);
  for (let i = around.from; i < around.to; i++) {
    const id = group.tabs[i];
    const view = app.views.get(id), before = app.views === was.views ? view : was.views.get(id);
    if (view?.doc !== before?.doc) return false;
    if (view === undefined) continue;
    const now = app.docs.get(view.doc), then = was.docs.get(view.doc);
    if (
      now !== then && (now?.name !== then?.name || now?.dirty !== then?.dirty || now?.path !== then?.path ||
        now?.isGone !== then?.isGone)
    ) return false;
  }
  return true;
}

const barBox = (app: Workbench, index: number): Box => {
  const area = groupBox(app, index);
  return box(area.x, area.y, area.width, SIZE.tabBar);
};

/** The tab under the pointer, with ! where its close mark is; "" for none. */
function hoveredIn(app: Workbench, { box: bar, tabs }: Pick<TabBarView, "box" | "tabs">): string {
  const { pointer } = app;
  if (pointer === null || app.prompt !== null || app.quickPick || app.drag || !isInside(bar, pointer)) {
    return "";
  }
  const tab = tabs.find((one) => isInside(one.box, pointer));
  return tab === undefined ? "" : `${tab.view}${isInside(tab.close, pointer) ? "!" : ""}`;
}

/** The bar; `first` of the last one is kept while the active tab still fits. */
export function layoutTabBar(source: TabSource, last: TabBarView | null): TabBarView {
  const { app, group, index } = source;
  const bar = barBox(app, index);
  const quads: Quad[] = [];
  const labels: Label[] = [];
  const tabs: TabView[] = [];
  const nodes: UiNode[] = [];
  quads.push(fill(bar, COLOR.side));
  quads.push(fill(box(bar.x, bar.y + bar.height - 1, bar.width, 1), COLOR.line));
  const names = tabNames(app, group);
  const first = firstTab(source, { bar, before: last?.first ?? 0, names });
  const measures: Measure[] = [];
  let x: number = bar.x;
  for (let i = first; i < group.tabs.length && x < bar.x + bar.width; i++) {
    const measure = measureTab(source, group.tabs[i], names);
    if (measure === null) continue;
    const { width } = measure;
    const area = box(x, bar.y, width, bar.height);
    const markX = markPlace(measure, area);
    const middle = bar.y + bar.height / 2;
    const close = box(markX - SIZE.tabClose / 2, middle - SIZE.tabClose / 2, SIZE.tabClose, SIZE.tabClose);
    tabs.push({ view: group.tabs[i], box: area, close });
    measures.push(measure);
    nodes.push(
      node(`tab-${group.tabs[i]}`, { role: "tab", label: tabLabel(measure, { group, index: i }), area }),
    );
    x += width;
  }
  const hovered = hoveredIn(app, { box: bar, tabs });
  tabs.forEach((tab, i) => drawTab(source, { tab, measure: measures[i], hovered, quads, labels }));
  const tabList: UiNode = {
    id: `tabs-${group.id}`,
    role: "tablist",
    label: STRINGS.tabBar,
    bounds: [bar.x, bar.y, bar.width, bar.height],
    children: nodes,
  };
  return { group: group.id, box: bar, first, tabs, hovered, quads, labels, nodes: [tabList] };
}

function tabLabel(measure: Measure, { group, index }: { group: Group; index: number }): string {
  const { name, dirty, isPinned, isPreview, isGone } = measure;
  let text = dirty ? STRINGS.unsaved(name) : name;
  if (isPinned) text = STRINGS.panes.pinned(text);
  if (isPreview) text = STRINGS.panes.preview(text);
  if (isGone) text = STRINGS.panes.gone(text);
  return STRINGS.tabPlace(text, { index, count: group.tabs.length });
}

interface Measure {
  readonly name: string;
  readonly shown: string;
  /** The folder that tells it from another of its name; "" for none. */
  readonly folder: string;
  readonly dirty: boolean;
  readonly active: boolean;
  readonly isPreview: boolean;
  readonly isPinned: boolean;
  readonly isGone: boolean;
  readonly width: number;
  readonly nameWidth: number;
  readonly textWidth: number;
}

function measureTab(source: TabSource, id: ViewId, names: TabNames): Measure | null {
  const { app, group } = source;
  const view = app.views.get(id);
  const doc = view === undefined ? undefined : app.docs.get(view.doc);
  if (doc === undefined) return null;
  const isPreview = group.preview === id;
  const isPinned = (group.pinned ?? 0) > 0 && group.tabs.indexOf(id) < (group.pinned ?? 0);
  const font = tabFont(app, isPreview);
  const room = SIZE.tabMax - 2 * SIZE.tabPad;
  const shown = fitText(source, { text: doc.name, font, width: room });
  const nameWidth = Math.round(shapeLabel(source, { text: shown, font }).width);
  const folder = names.folderOf(doc);
  const folderRoom = room - nameWidth - SIZE.tabFolderGap;
  const shownFolder = folder === "" || folderRoom < 30
    ? ""
    : fitText(source, { text: folder, font: folderFont, width: folderRoom });
  const folderWidth = shownFolder === ""
    ? 0
    : SIZE.tabFolderGap + Math.round(shapeLabel(source, { text: shownFolder, font: folderFont }).width);
  const textWidth = nameWidth + folderWidth;
  const mark = doc.dirty || isPinned ? SIZE.tabDotGap + SIZE.tabDot : 0;
  // 1 px for the line that parts it from the next.
  const width = 2 * SIZE.tabPad + textWidth + mark + 1;
  return {
    name: doc.name,
    shown,
    folder: shownFolder,
    dirty: doc.dirty,
    active: id === group.active,
    isPreview,
    isPinned,
    isGone: doc.isGone ?? false,
    width,
    nameWidth,
    textWidth,
  };
}
const folderFont = uiFont(SIZE.statusFont);
const tabFont = (app: Workbench, isPreview: boolean) =>
  isPreview ? italicFont(app.look.uiFontSize) : uiFont(app.look.uiFontSize);

/** The first tab to show: where the wheel left it, or `before` moved as little as the active one needs. */
function firstTab(
  source: TabSource,
  { bar, before, names }: { bar: Box; before: number; names: TabNames },
): number {
  const { group } = source;
  if (group.firstTab !== undefined) return Math.max(0, Math.min(group.firstTab, group.tabs.length - 1));
  const active = group.active === null ? -1 : group.tabs.indexOf(group.active);
  let first = Math.max(0, Math.min(before, group.tabs.length - 1));
  if (active < 0) return first;
  if (active < first) first = active;
  // Backwards from the active tab: how far left can the first one be for it to fit.
  let width = 0;
  let least = active;
  for (let i = active; i >= 0; i--) {
    width += measureTab(source, group.tabs[i], names)?.width ?? 0;
    if (width > bar.width && i !== active) break;
    least = i;
    if (i === first) break;
  }
  if (least > first) return least;
  return fillLeft(source, { bar, first, names });
}

/** Closing tabs at the end must not leave the bar half empty while others are hidden on the left. */
function fillLeft(
  source: TabSource,
  { bar, first, names }: { bar: Box; first: number; names: TabNames },
): number {
  const { tabs } = source.group;
  let width = 0;
  for (let i = first; i < tabs.length && width <= bar.width; i++) {
    width += measureTab(source, tabs[i], names)?.width ?? 0;
  }
  let from = first;
  while (from > 0) {
    width += measureTab(source, tabs[from - 1], names)?.width ?? 0;
    if (width > bar.width) break;
    from--;
  }
  return from;
}

/** The middle of the mark behind a tab's words: dot, pin or close. */
function markPlace({ dirty, isPinned, textWidth }: Measure, area: Box): number {
  return dirty || isPinned
    ? area.x + SIZE.tabPad + textWidth + SIZE.tabDotGap + SIZE.tabDot / 2
    : area.x + area.width - 1 - SIZE.tabPad / 2 - 1;
}

function drawTab(
  source: TabSource,
  { tab, measure, hovered, quads, labels }: {
    tab: TabView;
    measure: Measure;
    hovered: string;
    quads: Quad[];
    labels: Label[];
  },
): void {
  const { app, group } = source;
  const { x, y, width, height } = tab.box;
  const { active, isPreview } = measure;
  const middle = y + height / 2;
  if (active) {
    // Joined to the editor: it covers the line under the bar.
    quads.push(fill(box(x, y, width - 1, height), COLOR.bg));
    const accent = group.id === app.activeGroup ? COLOR.accent : COLOR.text3;
    quads.push(fill(box(x, y, width - 1, SIZE.accentBar), accent));
  }
  quads.push(fill(box(x + width - 1, y, 1, height), COLOR.line));
  const font = tabFont(app, isPreview);
  const color = active ? COLOR.text : COLOR.text2;
  const left = x + SIZE.tabPad;
  labels.push(makeLabel(source, { text: measure.shown, font, x: left, middle, color }));
  if (measure.isGone) quads.push(fill(box(left, Math.round(middle), measure.nameWidth, 1), color));
  if (measure.folder !== "") {
    const at = left + measure.nameWidth + SIZE.tabFolderGap;
    labels.push(
      makeLabel(source, { text: measure.folder, font: folderFont, x: at, middle, color: COLOR.text3 }),
    );
  }
  drawMark(source, { tab, measure, hovered, quads, labels });
}

function drawMark(
  source: TabSource,
  { tab, measure, hovered, quads, labels }: Parameters<typeof drawTab>[1],
): void {
  const { close } = tab;
  const markX = close.x + close.width / 2, middle = close.y + close.height / 2;
  const isOnClose = hovered === `${tab.view}!`;
  if ((isOnClose || hovered === String(tab.view)) && !measure.isPinned) {
    if (isOnClose) {
      quads.push({ ...fill(box(markX - 8, middle - 8, 16, 16), COLOR.line), radius: SIZE.radiusSmall });
    }
    labels.push(cross(source, { middleX: markX, middle }));
    return;
  }
  const color = measure.active ? COLOR.accent : COLOR.text3;
  if (measure.dirty) {
    const dot = box(markX - SIZE.tabDot / 2, middle - SIZE.tabDot / 2, SIZE.tabDot, SIZE.tabDot);
    quads.push({ ...fill(dot, color), radius: SIZE.tabDot / 2 });
  } else if (measure.isPinned) {
    // A pin: head, plate and needle.
    quads.push(fill(box(markX - 2, middle - 5, 4, 5), color));
    quads.push(fill(box(markX - 4, middle, 8, 1), color));
    quads.push(fill(box(markX - 0.5, middle + 1, 1, 4), color));
  }
}
