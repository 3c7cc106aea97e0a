/**
 * From the workbench to one frame: `layoutApp`, pure but for the memo that goes from view to view. Parts
 * whose inputs are the same objects come back as the same objects. Also the `Layout` that commands see.
 */
import type { LineIndex, Offset, Px, ViewId } from "../base/mod.ts";
import { type Layout, type Line, visibleLine } from "../editor/mod.ts";
import type { FontMetrics } from "../render/mod.ts";
import { layoutBars } from "./bars.ts";
import { layoutChoices } from "./choice_list.ts";
import { layoutEditor } from "./editor_view.ts";
import { findMarksOf } from "./find_marks.ts";
import { layoutFind, sameFind } from "./find_widget.ts";
import { partsOf } from "./editor_parts.ts";
import { fitText, type LabelSetting, makeLabel, shapeLabel, uiFont } from "./labels.ts";
import { caretAtX, caretBeside, subRowOf, xOfCaret } from "./lines.ts";
import { mapMarksOf } from "./map_marks.ts";
import { layoutMenu, sameMenu } from "./menu.ts";
import { layoutNotices, sameNotices } from "./notices_view.ts";
import { layoutPrompt, samePrompt } from "./popups.ts";
import { layoutWelcome, sameWelcome } from "./welcome.ts";
import { box, cacheFrom, editorBoxIn, editorOf, findView, groupBox, isInside, setTextOf } from "./scroll.ts";
import { SIZE } from "./metrics.ts";
import { type Divider, dividerAt, placesOf, sameDivider } from "./places.ts";
import { layoutGallery, sameGallery } from "./gallery.ts";
import { layoutQuickPick, sameQuickPick } from "./quick_pick.ts";
import type { RowMap } from "./row_map.ts";
import { layoutStatus, sameStatus } from "./status_bar.ts";
import { STRINGS } from "./strings.ts";
import { fill } from "./draw.ts";
import { layoutTabBar, sameTabs } from "./tab_bar.ts";
import { COLOR } from "./theme.ts";
import { layoutTip, sameTip } from "./tooltip.ts";
import { layoutTree, sameTree } from "./tree_panel.ts";
import type { Workbench } from "./types.ts";
import type {
  AppView,
  EditorParts,
  EditorView,
  Label,
  Part,
  Quad,
  StatusView,
  TabBarView,
  UiNode,
} from "./view.ts";

/** One frame of `app`; parts that did not change are those of `last`. */
export function layoutApp(app: Workbench, last: AppView | null, fonts: FontMetrics): AppView {
  const cache = cacheFrom(last, fonts);
  const setting: LabelSetting = { fonts, cache };
  // With other fonts nothing of the last frame is worth a look.
  const old = last !== null && last.cache === cache ? last : null;
  const was = old === null ? null : old.chrome;
  const editors: EditorView[] = [];
  const tabBars: TabBarView[] = [];
  for (let index = 0; index < app.groups.length; index++) {
    const group = app.groups[index];
    if (groupBox(app, index).width === 0) continue; // Another one is maximised.
    const bar = barOf(old, group.id);
    const source = { app, group, index, fonts, cache };
    tabBars.push(bar !== null && sameTabs(source, was!, bar) ? bar : layoutTabBar(source, bar));
    const view = group.active === null ? undefined : app.views.get(group.active);
    const doc = view === undefined ? undefined : app.docs.get(view.doc);
    if (view !== undefined && doc !== undefined) {
      editors.push(layoutEditor({ ...source, view, doc }, editorOf(last, view.id)));
    }
  }
  const parts: (EditorParts | null)[] = [];
  for (let i = 0; i < editors.length; i++) {
    parts.push(
      partsOf(app, editors[i], {
        last: old === null ? null : knownParts(old, editors[i].view),
        cache,
        minimap: "now",
      }),
    );
  }
  const frame = old !== null && sameFrame(app, was!) ? old.frame : layoutFrame(app, setting);
  const bars = layoutBars(app, setting, old === null ? [] : old.bars);
  const status = app.panes.isZen
    ? NO_STATUS
    : old !== null && !was!.panes.isZen && sameStatus(app, was!)
    ? old.status
    : layoutStatus(
      app,
      setting,
      old === null || was!.panes.isZen ? null : { status: old.status, app: was!, editors },
    );
  const notices = old !== null && sameNotices(app, was!) ? old.notices : layoutNotices(app, setting);
  const find = old !== null && sameFind(app, was!) ? old.find : layoutFind(app, setting);
  const prompt = old !== null && samePrompt(app, was!) ? old.prompt : layoutPrompt(app, setting);
  const tree = old !== null && sameTree(app, was!) ? old.tree : layoutTree(app, setting);
  const findMarks = findMarksOf(app, editors, old === null ? null : old.findMarks);
  const choices = layoutChoices(app, editors, { setting, last: old === null ? null : old.choices });
  const quickPick = old !== null && sameQuickPick(app, was!) ? old.quickPick : layoutQuickPick(app, setting);
  const welcome = old !== null && sameWelcome(app, was!) ? old.welcome : layoutWelcome(app, setting);
  const menu = old !== null && sameMenu(app, was!) ? old.menu : layoutMenu(app, setting);
  return {
    width: app.width,
    height: app.height,
    scale: app.scale,
    editors,
    parts,
    tabBars,
    bars,
    frame,
    status,
    notices,
    find,
    findMarks,
    mapMarks: mapMarksOf({ parts, findMarks }, old),
    prompt,
    tree,
    choices,
    quickPick,
    gallery: old !== null && sameGallery(app, was!) ? old.gallery : layoutGallery(app, setting),
    drop: dropOf(app, old),
    menu,
    welcome,
    tip: old !== null && sameTip(app, was!) ? old.tip : layoutTip(app, setting),
    caretsShown: app.caretOn && app.focused && app.prompt === null,
    hoverThumb: hoverThumbOf(app, editors),
    root: rootOf(app, {
      editors,
      tabBars,
      bars,
      status,
      notices,
      find,
      prompt,
      tree,
      choices,
      quickPick,
      menu,
      welcome,
    }),
    cache,
    app,
    chrome: app,
  };
}

/**
 * The first frame of a typed key: the editors as they are now, and all beside them (status bar, minimap, tabs, popups) as in
 * `last`, until `layoutApp` makes the rest. Null where that would show: a popup at the caret, marks in the text, another window.
 */
export function layoutTyped(app: Workbench, last: AppView, fonts: FontMetrics): AppView | null {
  const { cache, app: was } = last;
  if (
    cacheFrom(last, fonts) !== cache || last.findMarks !== null || last.mapMarks.length > 0 ||
    last.choices !== null || last.prompt !== null || last.quickPick !== null || last.gallery !== null ||
    last.tree !== null ||
    app.groups !== was.groups || app.panes !== was.panes || app.activeGroup !== was.activeGroup ||
    app.width !== was.width || app.height !== was.height || app.scale !== was.scale ||
    app.look !== was.look || app.theme !== was.theme || app.modal !== was.modal ||
    app.prompt !== was.prompt || app.quickPick !== was.quickPick
  ) return null;
  const { groups, views, docs } = app;
  const editors: EditorView[] = [], parts: (EditorParts | null)[] = [];
  for (let i = 0; i < last.editors.length; i++) {
    const old = last.editors[i], view = views.get(old.view), doc = docs.get(old.doc);
    if (view === undefined || doc === undefined || view.doc !== old.doc) return null;
    let index = 0;
    while (groups[index].id !== old.group) index++;
    const group = groups[index];
    const editor = layoutEditor({ app, group, index, view, doc, fonts, cache }, old);
    editors.push(editor);
    parts.push(partsOf(app, editor, { last: knownParts(last, editor.view), cache, minimap: "later" }));
  }
  const caretsShown = app.caretOn && app.focused;
  return { ...last, editors, parts, caretsShown, app };
}

function knownParts({ parts }: AppView, view: ViewId): EditorParts | null {
  for (let i = 0; i < parts.length; i++) if (parts[i]?.editor.view === view) return parts[i];
  return null;
}

function barOf(last: AppView | null, group: number): TabBarView | null {
  if (last === null) return null;
  const { tabBars } = last;
  for (let i = 0; i < tabBars.length; i++) if (tabBars[i].group === group) return tabBars[i];
  return null;
}

/** Nothing but editors shows. */
const NO_STATUS: StatusView = {
  box: box(0, 0, 0, 0),
  items: [],
  quads: [],
  labels: [],
  nodes: [],
  position: null,
};

function sameFrame(a: Workbench, b: Workbench): boolean {
  if (a.width !== b.width || a.height !== b.height || a.look !== b.look || a.panes !== b.panes) return false;
  if (!a.welcome !== !b.welcome) return false;
  if (hotDivider(a) !== hotDivider(b)) return false;
  if (a.groups === b.groups && a.views === b.views) return true;
  if (a.groups.length !== b.groups.length) return false;
  for (let i = 0; i < a.groups.length; i++) if (isEmpty(a, i) !== isEmpty(b, i)) return false;
  return true;
}
/** Whether a group has nothing to show. */
function isEmpty({ groups, views }: Workbench, index: number): boolean {
  const active = groups[index]?.active ?? null;
  return active === null || !views.has(active);
}
/** The line between panes that the pointer is on or drags. */
function hotDivider(app: Workbench): Divider | null {
  const { pointer, drag } = app;
  const places = placesOf(app);
  if (places.dividers.length === 0) return null;
  if (drag?.divider !== undefined) {
    return places.dividers.find(({ id }) => sameDivider(id, drag.divider!)) ?? null;
  }
  if (pointer === null || drag || app.prompt !== null || app.quickPick) return null;
  return dividerAt(places, pointer);
}

/** Tabs in the middle of the window stand on a strip as wide as it. */
function addZenStrip(app: Workbench, quads: Quad[]): void {
  const { x, width } = groupBox(app, 0);
  if (app.groups.length !== 1 || x === 0) return;
  for (const [from, to] of [[0, x], [x + width, app.width]]) {
    quads.push(fill(box(from, 0, to - from, SIZE.tabBar), COLOR.side));
    quads.push(fill(box(from, SIZE.tabBar - 1, to - from, 1), COLOR.line));
  }
}

function layoutFrame(app: Workbench, setting: LabelSetting): Part {
  const quads: Quad[] = [];
  const labels: Label[] = [];
  const { dividers } = placesOf(app);
  const hot = hotDivider(app);
  for (let i = 0; i < dividers.length; i++) quads.push(fill(dividers[i].line, COLOR.line));
  if (app.panes.isZen) addZenStrip(app, quads);
  if (hot !== null) {
    const { x, y, width, height } = hot.line;
    quads.push(fill(hot.axis === "x" ? box(x - 1, y, 3, height) : box(x, y - 1, width, 3), COLOR.accent));
  }
  for (let index = 0; index < Math.max(1, app.groups.length); index++) {
    const area = groupBox(app, index);
    if (area.width === 0 || !isEmpty(app, index) || app.welcome) continue;
    const font = uiFont(app.look.uiFontSize);
    const room = Math.max(0, area.width - 2 * SIZE.tabPad);
    const text = fitText(setting, { text: STRINGS.emptyGroup, font, width: room });
    const { width } = shapeLabel(setting, { text, font });
    const x = area.x + (area.width - width) / 2;
    const middle = area.y + area.height / 2;
    labels.push(makeLabel(setting, { text, font, x, middle, color: COLOR.text2 }));
  }
  return { quads, labels, nodes: [] };
}

/** Where a dragged tab would go: a line between tabs, or a frame around the place. */
function dropOf(app: Workbench, last: AppView | null): Part | null {
  const drop = app.drag?.drop ?? null;
  if (drop === null) return null;
  if (last !== null && last.drop !== null && last.app.drag?.drop === drop) return last.drop;
  const { box: area } = drop;
  if (area.width <= SIZE.accentBar) return { quads: [fill(area, COLOR.accent)], labels: [], nodes: [] };
  const quads: Quad[] = [
    { ...fill(area, COLOR.thumb), radius: SIZE.radiusSmall },
    { ...fill(area, COLOR.accent), radius: SIZE.radiusSmall, border: 2 },
  ];
  return { quads, labels: [], nodes: [] };
}

function hoverThumbOf(app: Workbench, editors: readonly EditorView[]): AppView["hoverThumb"] {
  const { pointer } = app;
  if (pointer === null || app.prompt !== null || app.quickPick) return null;
  for (let i = 0; i < editors.length; i++) {
    const { vertical, horizontal, view } = editors[i];
    if (vertical !== null && isInside(vertical.track, pointer)) return { view, axis: "y" };
    if (horizontal !== null && isInside(horizontal.track, pointer)) return { view, axis: "x" };
  }
  return null;
}

function rootOf(
  app: Workbench,
  { editors, tabBars, bars, status, notices, find, prompt, tree, choices, quickPick, menu, welcome }: Pick<
    AppView,
    | "editors"
    | "tabBars"
    | "bars"
    | "status"
    | "notices"
    | "find"
    | "prompt"
    | "tree"
    | "choices"
    | "quickPick"
    | "menu"
    | "welcome"
  >,
): UiNode {
  const children: UiNode[] = [];
  for (let i = 0; i < tabBars.length; i++) children.push(...tabBars[i].nodes);
  for (let i = 0; i < editors.length; i++) children.push(editors[i].node);
  for (let i = 0; i < bars.length; i++) children.push(...bars[i].nodes);
  children.push(...status.nodes);
  if (find !== null) children.push(...find.nodes);
  if (choices !== null) children.push(...choices.nodes);
  if (notices !== null) children.push(...notices.nodes);
  if (tree !== null) children.push(...tree.nodes);
  if (quickPick !== null) children.push(...quickPick.nodes);
  if (welcome !== null) children.push(...welcome.nodes);
  if (menu !== null) children.push(...menu.nodes);
  if (prompt !== null) children.push(...prompt.nodes);
  return {
    id: "window",
    role: "window",
    label: STRINGS.appName,
    bounds: [0 as Px, 0 as Px, app.width, app.height],
    children,
  };
}

/** A line, or the visible one that stands for it. */
function shownLine(map: RowMap, line: Line): Line {
  return map.hidden.total === 0 ? line : map.text.line(visibleLine(map.hidden, line.index) as LineIndex);
}

/**
 * Places in the document of `view`, for commands: rows count wraps and folds, x counts from the text's left edge. Shapes what
 * `last` lacks. Throws RangeError when the view is not open.
 */
export function createLayout(
  app: Workbench,
  view: ViewId,
  { last, fonts }: { last: AppView | null; fonts: FontMetrics },
): Layout {
  const found = findView(app, view);
  if (found === null) throw new RangeError(`Cannot lay out view ${view}: it is not open`);
  const set = setTextOf(app, { doc: found.doc, last, fonts, view, index: found.index });
  const { text, map } = set;
  const { scroll } = found;
  const height = editorBoxIn(groupBox(app, found.index)).height;
  return {
    // Two rows of the last page stay in sight, as in VS Code.
    pageRows: Math.max(1, Math.floor(height / app.look.codeLineHeight) - 2),
    get rowCount() {
      return map.rowCount;
    },
    get topRow() {
      const line = Math.min(scroll.line, text.lineCount - 1);
      return map.rowOfLine(line) + Math.ceil(scroll.dy / app.look.codeLineHeight);
    },
    placeOf: (caret) => {
      const line = shownLine(map, text.lineAt(caret.at));
      if (map.isPlain) return { row: line.index, x: xOfCaret(set, line, caret) };
      const shown = { at: Math.min(caret.at, line.to) as Offset, side: caret.side };
      // Rows around are measured before this one gets its number, so that a page from here is counted right.
      map.lookAround(line.index);
      return { row: map.rowOfLine(line.index) + subRowOf(set, line, shown), x: xOfCaret(set, line, shown) };
    },
    caretAt: ({ row, x }) => {
      if (map.isPlain) {
        const index = Math.max(0, Math.min(Math.round(row), text.lineCount - 1));
        return caretAtX(set, text.line(index as LineIndex), x);
      }
      const wanted = Math.max(0, Math.min(Math.round(row), map.rowCount - 1));
      const index = map.lineOfRow(wanted);
      return caretAtX(set, text.line(index), x, wanted - map.rowOfLine(index));
    },
    beside: (caret, to) => caretBeside(set, caret, to),
  };
}
