/**
 * The bars beside the editors and the panel: their header with tabs or a title, the buttons in it, and the view below, which its own
 * feature lays out. A header and a view that did not change keep their objects. Owns the frame, not what is in it.
 */
import { fill, node } from "./draw.ts";
import { fitText, makeLabel, shapeLabel, uiFont } from "./labels.ts";
import { SIZE } from "./metrics.ts";
import { type BarId, BARS } from "./panes.ts";
import { placesOf } from "./places.ts";
import { box, isInside, sameBox } from "./scroll.ts";
import type { LabelSetting } from "./shapes.ts";
import { STRINGS } from "./strings.ts";
import { COLOR } from "./theme.ts";
import type { BarAction, BarHeading } from "./bar_heading.ts";
import type { BarPart, Workbench } from "./types.ts";
import type { BarView, Box, Label, Quad, UiNode } from "./view.ts";

/** The bars that show. `last`: those of the frame before, with the same fonts. */
export function layoutBars(
  app: Workbench,
  setting: LabelSetting,
  last: readonly BarView[],
): readonly BarView[] {
  const { bars } = placesOf(app);
  if (bars.left === null && bars.right === null && bars.panel === null) return NONE;
  const views: BarView[] = [];
  for (let i = 0; i < BARS.length; i++) {
    const area = bars[BARS[i]];
    if (area === null) continue;
    const view = layoutBar(app, { id: BARS[i], area, setting, last: lastOf(last, BARS[i]) });
    if (view !== null) views.push(view);
  }
  return views.length === last.length && views.every((view, i) => view === last[i]) ? last : views;
}
const NONE: readonly BarView[] = [];

function lastOf(views: readonly BarView[], id: BarId): BarView | null {
  for (let i = 0; i < views.length; i++) if (views[i].id === id) return views[i];
  return null;
}

/** The views that a bar can show now, in order. */
export function partsIn(app: Workbench, id: BarId): readonly BarPart[] {
  return (app.barParts ?? []).filter((part) => part.place === id && (part.isThere?.(app) ?? true));
}
/** The view that a bar shows; null: none. */
export function activePart(app: Workbench, id: BarId): BarPart | null {
  const parts = app.barParts ?? [];
  const { active } = app.panes[id];
  for (let i = 0; i < parts.length; i++) {
    if (parts[i].id === active && parts[i].place === id) return parts[i];
  }
  return null;
}

function layoutBar(
  app: Workbench,
  { id, area, setting, last }: { id: BarId; area: Box; setting: LabelSetting; last: BarView | null },
): BarView | null {
  const part = activePart(app, id);
  if (part === null) return null;
  const kept = last !== null && sameBox(last.box, area) ? last : null;
  const top = headerHeight(id);
  const content = kept?.content ?? box(area.x, area.y + top, area.width, Math.max(0, area.height - top));
  const isFree = app.prompt === null && !app.quickPick && !app.drag;
  const pointer = isFree && app.pointer !== null && isInside(content, app.pointer) ? app.pointer : null;
  const hasFocus = app.barFocus === id && app.prompt === null && !app.quickPick && app.focused;
  const { fonts, cache } = setting;
  const header = layoutHeader(app, { id, area, setting, part, last: kept?.header ?? null });
  const lastView = kept !== null && kept.part === part.id ? kept.view : null;
  const view = part.layout({ app, area: content, hasFocus, pointer, fonts, cache }, lastView);
  if (kept !== null && kept.part === part.id && kept.header === header && kept.view === view) return kept;
  const name = header.made.headings.find((_, i) => header.made.ids[i] === part.id)?.title ?? "";
  const region: UiNode = {
    ...node(`bar-${id}`, { role: "region", label: STRINGS.panes.bar(id, name), area }),
    children: [...header.nodes, ...view.nodes],
  };
  return { id, part: part.id, box: area, content, header, view, nodes: [region] };
}

const headerHeight = (id: BarId): number => (id === "panel" ? SIZE.panelHeader : SIZE.tabBar);

type BarHeader = BarView["header"];

function layoutHeader(
  app: Workbench,
  { id, area, setting, part, last }: {
    id: BarId;
    area: Box;
    setting: LabelSetting;
    part: BarPart;
    last: BarHeader | null;
  },
): BarHeader {
  const parts = app.barParts ?? [];
  const ids: string[] = [];
  const headings: BarHeading[] = [];
  let isSame = last !== null && last.made.active === part.id && last.made.look === app.look;
  for (let i = 0; i < parts.length; i++) {
    const one = parts[i];
    if (one.place !== id || (one !== part && !(one.isThere?.(app) ?? true))) continue;
    const heading = one.heading(app);
    isSame &&= last!.made.ids[ids.length] === one.id && last!.made.headings[ids.length] === heading;
    ids.push(one.id);
    headings.push(heading);
  }
  const strip = last?.strip ?? box(area.x, area.y, area.width, headerHeight(id));
  const isFree = app.pointer !== null && app.prompt === null && !app.quickPick && !app.drag;
  const pointer = isFree && isInside(strip, app.pointer!) ? app.pointer : null;
  const hovered = last === null || pointer === null ? null : hoveredIn(last, pointer);
  if (isSame && last!.made.ids.length === ids.length && last!.made.hovered === hovered) return last!;
  const made = { active: part.id, look: app.look, ids, headings, hovered };
  return drawHeader({ id, area, strip, setting, pointer, made, uiSize: app.look.uiFontSize });
}

/** What reacts under the pointer; null: nothing. */
function hoveredIn(
  header: Pick<BarHeader, "tabs" | "actions">,
  pointer: { x: number; y: number },
): string | null {
  for (const tab of header.tabs) if (isInside(tab.box, pointer)) return tab.id;
  for (let i = 0; i < header.actions.length; i++) {
    if (isInside(header.actions[i].box, pointer)) return `#${i}`;
  }
  return null;
}

interface HeaderDraw {
  readonly id: BarId;
  readonly area: Box;
  readonly strip: Box;
  readonly setting: LabelSetting;
  readonly pointer: { readonly x: number; readonly y: number } | null;
  readonly made: BarHeader["made"];
  readonly uiSize: number;
}

function drawHeader(draw: HeaderDraw): BarHeader {
  const { id, area, strip, pointer, made } = draw;
  const quads: Quad[] = [fill(area, id === "panel" ? COLOR.panel : COLOR.side)];
  const labels: Label[] = [];
  const nodes: UiNode[] = [];
  const at = made.ids.indexOf(made.active);
  const actions = addActions(draw, { list: headerActions(id, made.headings[at]), quads, labels, nodes });
  const right = actions.length === 0 ? strip.x + strip.width - padOf(id) : actions[0].box.x - 8;
  const room = { quads, labels, nodes, right };
  const tabs = made.ids.length > 1 || id === "panel" ? addTabs(draw, room) : [];
  if (tabs.length === 0) addTitle(draw, room);
  const hovered = pointer === null ? null : hoveredIn({ tabs, actions }, pointer);
  return { strip, quads, labels, nodes, tabs, actions, made: { ...made, hovered } };
}

const padOf = (id: BarId): number => (id === "panel" ? SIZE.panelPad : SIZE.barPad);

/** The feature's own, and in the panel those that every view there has. */
function headerActions(id: BarId, heading: BarHeading): readonly BarAction[] {
  const own = heading.actions ?? [];
  if (id !== "panel") return own;
  return [
    ...own,
    { label: "⌃", title: STRINGS.panes.maximisePanel, id: "workbench.action.toggleMaximizedPanel" },
    { label: "×", title: STRINGS.panes.hidePanel, id: "workbench.action.closePanel" },
  ];
}

interface Drawn {
  readonly quads: Quad[];
  readonly labels: Label[];
  readonly nodes: UiNode[];
}

function addActions(
  { id, strip, setting, pointer }: HeaderDraw,
  { list, quads, labels, nodes }: Drawn & { list: readonly BarAction[] },
): BarHeader["actions"] {
  const size = SIZE.barButton;
  const middle = strip.y + strip.height / 2;
  let x = strip.x + strip.width - (padOf(id) - 4) - list.length * size;
  return list.map((action, i) => {
    const area = box(x, middle - size / 2, size, size);
    x += size;
    const isHovered = pointer !== null && isInside(area, pointer);
    if (isHovered) quads.push({ ...fill(area, COLOR.line), radius: SIZE.radiusSmall });
    const font = uiFont(14);
    const width = shapeLabel(setting, { text: action.label, font }).width;
    const left = area.x + (size - width) / 2;
    const color = isHovered ? COLOR.text : COLOR.text2;
    labels.push(makeLabel(setting, { text: action.label, font, x: left, middle, color }));
    nodes.push(node(`bar-${id}-action-${i}`, { role: "button", label: action.title, area }));
    return { action, box: area };
  });
}

function addTabs(
  { id, strip, setting, pointer, made, uiSize }: HeaderDraw,
  { quads, labels, nodes, right }: Drawn & { right: number },
): BarHeader["tabs"] {
  const font = uiFont(uiSize, id === "panel" ? 400 : 500);
  const middle = strip.y + strip.height / 2;
  const tabs: { id: string; box: Box }[] = [];
  let x = strip.x + padOf(id);
  for (let i = 0; i < made.ids.length; i++) {
    const isActive = made.ids[i] === made.active;
    const text = fitText(setting, { text: made.headings[i].title, font, width: Math.max(0, right - x) });
    const width = Math.ceil(shapeLabel(setting, { text, font }).width);
    if (x + width > right && i > 0) break;
    const area = box(x - SIZE.panelTabGap / 2, strip.y, width + SIZE.panelTabGap, strip.height);
    const isHovered = pointer !== null && isInside(area, pointer);
    const color = isActive || isHovered ? COLOR.text : COLOR.text2;
    labels.push(makeLabel(setting, { text, font, x, middle, color }));
    if (isActive && made.ids.length > 1 || isActive && id === "panel") {
      quads.push(fill(box(x, strip.y + strip.height - SIZE.accentBar, width, SIZE.accentBar), COLOR.accent));
    }
    const label = made.headings[i].title;
    nodes.push(node(`bar-${id}-tab-${made.ids[i]}`, { role: "tab", label, area }));
    tabs.push({ id: made.ids[i], box: area });
    x += width + SIZE.panelTabGap;
  }
  return tabs;
}

function addTitle(
  { id, strip, setting, made, uiSize }: HeaderDraw,
  { labels, nodes, right }: Drawn & { right: number },
): void {
  const { title, detail } = made.headings[0];
  const middle = strip.y + strip.height / 2;
  const x = strip.x + padOf(id);
  const font = uiFont(uiSize, 600);
  const text = fitText(setting, { text: title, font, width: Math.max(0, right - x) });
  const label = makeLabel(setting, { text, font, x, middle, color: COLOR.text });
  labels.push(label);
  nodes.push(node(`bar-${id}-title`, { role: "heading", label: title, area: strip }));
  const left = x + label.shaped.width + 8;
  if (detail === undefined || left + 24 > right) return;
  const thin = uiFont(uiSize);
  const shown = fitText(setting, { text: detail, font: thin, width: right - left });
  labels.push(makeLabel(setting, { text: shown, font: thin, x: left, middle, color: COLOR.text2 }));
}
