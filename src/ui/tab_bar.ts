/**
 * The tab bar of one group: only tabs that fit, the active one always among them, so that ten thousand
 * tabs cost what a dozen do. Owns tab widths, marks and nodes.
 */
import type { ViewId } from "../base/mod.ts";
import { cross, fill, node } from "./draw.ts";
import { fitText, type LabelSetting, makeLabel, shapeLabel, uiFont } from "./labels.ts";
import { SIZE } from "./metrics.ts";
import { box, groupBox, isInside } from "./scroll.ts";
import { STRINGS } from "./strings.ts";
import { COLOR } from "./theme.ts";
import type { Group, Workbench } from "./types.ts";
import type { Box, Label, Quad, TabBarView, TabView, UiNode } from "./view.ts";

/** A group and its place among the groups. */
export interface TabSource extends LabelSetting {
  readonly app: Workbench;
  readonly group: Group;
  readonly index: number;
}

/** Whether the bar of `source` looks as it did in `was`, with the same fonts. */
export function sameTabs({ app, group, index }: TabSource, was: Workbench): boolean {
  if (
    was.groups[index] !== group || was.groups.length !== app.groups.length || was.width !== app.width ||
    was.look !== app.look || (was.activeGroup === group.id) !== (app.activeGroup === group.id)
  ) return false;
  if (app.pointer !== was.pointer || app.prompt !== was.prompt || app.quickPick !== was.quickPick) {
    const area = groupBox(app, index);
    const bar = box(area.x, area.y, area.width, SIZE.tabBar);
    if (hoverX(app, bar) !== hoverX(was, bar)) return false;
  }
  if (app.docs === was.docs && app.views === was.views) return true;
  // Names and marks of every tab that may show: those around the active one.
  const around = visibleAround(group);
  for (let i = around.from; i < around.to; i++) {
    const id = group.tabs[i];
    const view = app.views.get(id), old = app.views === was.views ? view : was.views.get(id);
    if (view?.doc !== old?.doc) return false;
    if (view === undefined) continue;
    const now = app.docs.get(view.doc), before = was.docs.get(view.doc);
    if (now !== before && (now?.name !== before?.name || now?.dirty !== before?.dirty)) return false;
  }
  return true;
}

/** More tabs than fit into 10,000 px on either side of the active one never show. */
function visibleAround(group: Group): { from: number; to: number } {
  const active = group.active === null ? 0 : Math.max(0, group.tabs.indexOf(group.active));
  return { from: Math.max(0, active - 100), to: Math.min(group.tabs.length, active + 100) };
}

function hoverX(app: Workbench, bar: Box): number | null {
  if (app.pointer === null || app.prompt !== null || app.quickPick || !isInside(bar, app.pointer)) {
    return null;
  }
  return app.pointer.x;
}

/** The bar; `first` of the last one is kept while the active tab still fits. */
export function layoutTabBar(source: TabSource, last: TabBarView | null): TabBarView {
  const { app, group, index } = source;
  const area = groupBox(app, index);
  const bar = box(area.x, area.y, area.width, SIZE.tabBar);
  const quads: Quad[] = [];
  const labels: Label[] = [];
  const tabs: TabView[] = [];
  const nodes: UiNode[] = [];
  quads.push(fill(bar, COLOR.side));
  quads.push(fill(box(bar.x, bar.y + bar.height - 1, bar.width, 1), COLOR.line));
  const first = firstTab(source, { bar, before: last?.first ?? 0 });
  let x: number = bar.x;
  for (let i = first; i < group.tabs.length && x < bar.x + bar.width; i++) {
    const measure = measureTab(source, group.tabs[i]);
    if (measure === null) continue;
    const place = { i, id: group.tabs[i], x, bar, hover: hoverX(app, bar) };
    const tab = addTab(source, { ...measure, ...place, quads, labels });
    tabs.push(tab);
    const place2 = STRINGS.tabPlace(measure.dirty ? STRINGS.unsaved(measure.name) : measure.name, {
      index: i,
      count: group.tabs.length,
    });
    nodes.push(node(`tab-${tab.view}`, { role: "tab", label: place2, area: tab.box }));
    x += tab.box.width;
  }
  const tabList: UiNode = {
    id: `tabs-${group.id}`,
    role: "tablist",
    label: STRINGS.tabBar,
    bounds: [bar.x, bar.y, bar.width, bar.height],
    children: nodes,
  };
  return { group: group.id, box: bar, first, tabs, quads, labels, nodes: [tabList] };
}

interface Measure {
  readonly name: string;
  readonly shown: string;
  readonly dirty: boolean;
  readonly active: boolean;
  readonly width: number;
  readonly textWidth: number;
}

function measureTab(source: TabSource, id: ViewId): Measure | null {
  const { app, group } = source;
  const view = app.views.get(id);
  const doc = view === undefined ? undefined : app.docs.get(view.doc);
  if (doc === undefined) return null;
  const font = uiFont(app.look.uiFontSize);
  const room = SIZE.tabMax - 2 * SIZE.tabPad;
  const shown = fitText(source, { text: doc.name, font, width: room });
  const textWidth = Math.round(shapeLabel(source, { text: shown, font }).width);
  const mark = doc.dirty ? SIZE.tabDotGap + SIZE.tabDot : 0;
  // 1 px for the line that parts it from the next.
  const width = 2 * SIZE.tabPad + textWidth + mark + 1;
  return { name: doc.name, shown, dirty: doc.dirty, active: id === group.active, width, textWidth };
}

/** The first tab to show: `before`, moved as little as the active one needs. */
function firstTab(source: TabSource, { bar, before }: { bar: Box; before: number }): number {
  const { group } = source;
  const active = group.active === null ? -1 : group.tabs.indexOf(group.active);
  let first = Math.max(0, Math.min(before, group.tabs.length - 1));
  if (active < 0) return first;
  if (active < first) first = active;
  // Backwards from the active tab: how far left can the first one be for it to fit.
  let width = 0;
  let least = active;
  for (let i = active; i >= 0; i--) {
    width += measureTab(source, group.tabs[i])?.width ?? 0;
    if (width > bar.width && i !== active) break;
    least = i;
    if (i === first) break;
  }
  if (least > first) return least;
  return fillLeft(source, { bar, first });
}

/** Closing tabs at the end must not leave the bar half empty while others are hidden on the left. */
function fillLeft(source: TabSource, { bar, first }: { bar: Box; first: number }): number {
  const { tabs } = source.group;
  let width = 0;
  for (let i = first; i < tabs.length && width <= bar.width; i++) {
    width += measureTab(source, tabs[i])?.width ?? 0;
  }
  let from = first;
  while (from > 0) {
    width += measureTab(source, tabs[from - 1])?.width ?? 0;
    if (width > bar.width) break;
    from--;
  }
  return from;
}

interface NewTab extends Measure {
  readonly id: ViewId;
  readonly x: number;
  readonly bar: Box;
  readonly hover: number | null;
  readonly quads: Quad[];
  readonly labels: Label[];
}

function addTab(source: TabSource, tab: NewTab): TabView {
  const { app, group } = source;
  const { id, x, bar, hover, width, textWidth, active, dirty, quads, labels } = tab;
  const area = box(x, bar.y, width, bar.height);
  const hovered = hover !== null && hover >= x && hover < x + width;
  const middle = bar.y + bar.height / 2;
  if (active) {
    // Joined to the editor: it covers the line under the bar.
    quads.push(fill(box(x, bar.y, width - 1, bar.height), COLOR.bg));
    const accent = group.id === app.activeGroup ? COLOR.accent : COLOR.text3;
    quads.push(fill(box(x, bar.y, width - 1, SIZE.accentBar), accent));
  }
  quads.push(fill(box(x + width - 1, bar.y, 1, bar.height), COLOR.line));
  const color = active ? COLOR.text : COLOR.text2;
  labels.push(
    makeLabel(source, {
      text: tab.shown,
      font: uiFont(app.look.uiFontSize),
      x: x + SIZE.tabPad,
      middle,
      color,
    }),
  );
  const markX = dirty
    ? x + SIZE.tabPad + textWidth + SIZE.tabDotGap + SIZE.tabDot / 2
    : x + width - 1 - SIZE.tabPad / 2 - 1;
  const close = box(markX - SIZE.tabClose / 2, middle - SIZE.tabClose / 2, SIZE.tabClose, SIZE.tabClose);
  if (hovered) {
    if (app.pointer !== null && isInside(close, app.pointer)) {
      quads.push({ ...fill(box(markX - 8, middle - 8, 16, 16), COLOR.line), radius: SIZE.radiusSmall });
    }
    labels.push(cross(source, { middleX: markX, middle }));
  } else if (dirty) {
    const left = markX - SIZE.tabDot / 2;
    const dot = fill(
      box(left, middle - SIZE.tabDot / 2, SIZE.tabDot, SIZE.tabDot),
      active ? COLOR.accent : COLOR.text3,
    );
    quads.push({ ...dot, radius: SIZE.tabDot / 2 });
  }
  return { view: id, box: area, close };
}
