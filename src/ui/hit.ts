/**
 * What lies under a point of the window, the mouse cursor for it, and the caret nearest to a point for
 * drags that leave the editor. Reads one frame; decides nothing.
 */
import type { LineIndex, Offset, Px, ViewId } from "../base/mod.ts";
import { unreachable } from "../base/mod.ts";
import type { Caret } from "../editor/mod.ts";
import type { CursorShape } from "../window/mod.ts";
import { activePart } from "./bars.ts";
import { rowAt } from "./choice_list.ts";
import { hitFind } from "./find_widget.ts";
import { stickyLineAt } from "./editor_parts.ts";
import { SIZE } from "./metrics.ts";
import { menuHit } from "./menu.ts";
import { minimapLineAt } from "./minimap.ts";
import { unitAtX } from "./row_places.ts";
import { editorOf, isInside } from "./scroll.ts";
import type { BarId, DividerId } from "./panes.ts";
import { dividerAt, placesOf, sameDivider } from "./places.ts";
import { hitQuickPick, type QuickPickHit } from "./quick_pick.ts";
import { inputUnitAt } from "./text_input.ts";
import type { Workbench } from "./types.ts";
import type {
  AppView,
  BarView,
  EditorParts,
  EditorView,
  FindPart,
  PlacedRow,
  ScrollbarView,
} from "./view.ts";

/** A part of the window. `caret` is the nearest one; `part` says whether text, the room right of it, or the room below was hit. */
export type Hit =
  | {
    readonly kind: "text";
    readonly view: ViewId;
    readonly caret: Caret;
    readonly line: LineIndex;
    readonly part: "text" | "after" | "below";
  }
  | { readonly kind: "gutter"; readonly view: ViewId; readonly line: LineIndex }
  /** The mark of a fold, or the chip behind a folded line. */
  | {
    readonly kind: "fold";
    readonly view: ViewId;
    readonly line: LineIndex;
    readonly part: "open" | "folded";
  }
  /** A header over the text. */
  | { readonly kind: "sticky"; readonly view: ViewId; readonly line: LineIndex }
  /** The minimap: `grab` is what to subtract from the pointer for the slider's top; `line` what the bar there stands for. */
  | {
    readonly kind: "minimap";
    readonly view: ViewId;
    readonly line: LineIndex;
    readonly part: "slider" | "map";
    readonly grab: Px;
  }
  | {
    readonly kind: "scrollbar";
    readonly view: ViewId;
    readonly axis: "x" | "y";
    readonly part: "thumb" | "track";
    /** What to subtract from the pointer for `scrollToThumb`: on the track half a thumb, so that it centres there. */
    readonly grab: Px;
  }
  | { readonly kind: "tab"; readonly view: ViewId; readonly group: number }
  | { readonly kind: "tabClose"; readonly view: ViewId; readonly group: number }
  | { readonly kind: "tabBar"; readonly group: number }
  /** A group without a tab. */
  | { readonly kind: "emptyGroup"; readonly group: number }
  /** A line between panes, `axis` the way it is dragged. */
  | { readonly kind: "divider"; readonly id: DividerId; readonly axis: "x" | "y" }
  /** The view of a bar. `cursor`: what the view has there. */
  | { readonly kind: "bar"; readonly bar: BarId; readonly cursor: CursorShape }
  | { readonly kind: "barHeader"; readonly bar: BarId }
  | { readonly kind: "barTab"; readonly bar: BarId; readonly part: string }
  | { readonly kind: "barAction"; readonly bar: BarId; readonly id: string; readonly arg: unknown }
  | { readonly kind: "status"; readonly item: string | null }
  | { readonly kind: "notice"; readonly id: number; readonly part: "body" | "close" }
  /** `index` of the action. */
  | { readonly kind: "noticeAction"; readonly id: number; readonly index: number }
  /** The head of the list of messages. */
  | { readonly kind: "noticeList"; readonly button: string | null }
  /** A row of the welcome page. */
  | { readonly kind: "welcome"; readonly section: number; readonly index: number }
  | { readonly kind: "promptChoice"; readonly id: string }
  | { readonly kind: "promptInput"; readonly unit: number }
  /** The find widget; `unit`: the place in the text of an input. */
  | { readonly kind: "find"; readonly part: FindPart; readonly unit: number }
  /** The tree over the editors; `id` of a row, null beside the rows. */
  | { readonly kind: "treeRow"; readonly id: number | null }
  /** A choice of a snippet's stop; -1 beside the rows. */
  | { readonly kind: "snippetChoice"; readonly index: number }
  /** While a menu is open nothing else is reached: the path to a row, or beside the rows. */
  | { readonly kind: "menu"; readonly at: readonly number[] | "body" | "outside" }
  /** While a picker is open nothing else is reached. */
  | ({ readonly kind: "quickPick" } & QuickPickHit)
  /** Somewhere else while a question waits: nothing below it may be reached. */
  | { readonly kind: "prompt" }
  | { readonly kind: "none" };

const NONE: Hit = { kind: "none" };

/** What lies at a point of the window; what lies on top first. */
export function hitTest(view: AppView, x: Px, y: Px): Hit {
  const at = { x, y };
  if (view.prompt !== null) {
    const choice = view.prompt.choices.find((one) => isInside(one.box, at));
    if (choice !== undefined) return { kind: "promptChoice", id: choice.id };
    const { input } = view.prompt;
    if (input === null || !isInside(input.field, at)) return { kind: "prompt" };
    return { kind: "promptInput", unit: inputUnitAt(input, x) };
  }
  if (view.gallery !== null) return NONE;
  if (view.menu !== null) return { kind: "menu", at: menuHit(view.menu, view.app.menu!, at) };
  if (view.quickPick !== null) return { kind: "quickPick", ...hitQuickPick(view.quickPick, at) };
  if (view.tree !== null && isInside(view.tree.box, at)) {
    return { kind: "treeRow", id: view.tree.rows.find((row) => isInside(row.box, at))?.id ?? null };
  }
  const list = view.notices?.list ?? null;
  if (list !== null && isInside(list.area, at) && !isInside(list.box, at)) {
    const button = view.notices!.places.find(({ id, box }) =>
      (id === "clear" || id === "close") && isInside(box, at)
    );
    return { kind: "noticeList", button: button?.id ?? null };
  }
  for (const notice of view.notices?.notices ?? []) {
    if (!isInside(notice.box, at)) continue;
    const index = notice.actions.findIndex((one) => isInside(one, at));
    if (index >= 0) return { kind: "noticeAction", id: notice.id, index };
    return { kind: "notice", id: notice.id, part: isInside(notice.close, at) ? "close" : "body" };
  }
  if (view.find !== null) {
    const found = hitFind(view.find, at);
    if (found !== null) return { kind: "find", ...found };
  }
  if (view.choices !== null && isInside(view.choices.box, at)) {
    return { kind: "snippetChoice", index: rowAt(view.choices, at) };
  }
  if (isInside(view.status.box, at)) {
    return { kind: "status", item: view.status.items.find((item) => isInside(item.box, at))?.id ?? null };
  }
  const divider = dividerAt(placesOf(view.app), at);
  if (divider !== null) return { kind: "divider", id: divider.id, axis: divider.axis };
  for (const bar of view.bars) if (isInside(bar.box, at)) return hitBarView(view, bar, at);
  for (const bar of view.tabBars) {
    if (!isInside(bar.box, at)) continue;
    const tab = bar.tabs.find((one) => isInside(one.box, at));
    if (tab === undefined) return { kind: "tabBar", group: bar.group };
    return { kind: isInside(tab.close, at) ? "tabClose" : "tab", view: tab.view, group: bar.group };
  }
  for (let i = 0; i < view.editors.length; i++) {
    if (isInside(view.editors[i].box, at)) return hitEditor(view.editors[i], at, view.parts[i]);
  }
  const row = view.welcome?.rows.find(({ box }) => isInside(box, at));
  if (row !== undefined) return { kind: "welcome", section: row.section, index: row.index };
  const group = placesOf(view.app).groups.findIndex((one) => isInside(one, at));
  const empty = view.app.groups[group];
  return empty === undefined || empty.active !== null ? NONE : { kind: "emptyGroup", group: empty.id };
}

function hitBarView({ app }: AppView, bar: BarView, at: { readonly x: Px; readonly y: Px }): Hit {
  const { id, header, content, view } = bar;
  if (isInside(content, at)) {
    return { kind: "bar", bar: id, cursor: activePart(app, id)?.cursor?.(view, at) ?? "arrow" };
  }
  const action = header.actions.find((one) => isInside(one.box, at))?.action;
  if (action !== undefined) return { kind: "barAction", bar: id, id: action.id, arg: action.arg };
  const tab = header.tabs.find((one) => isInside(one.box, at));
  return tab === undefined ? { kind: "barHeader", bar: id } : { kind: "barTab", bar: id, part: tab.id };
}

function hitEditor(
  editor: EditorView,
  at: { readonly x: Px; readonly y: Px },
  parts: EditorParts | null,
): Hit {
  const { vertical, horizontal, view } = editor;
  if (vertical !== null && isInside(vertical.track, at)) {
    return hitBar(vertical, { view, axis: "y", at: at.y });
  }
  if (horizontal !== null && isInside(horizontal.track, at)) {
    return hitBar(horizontal, { view, axis: "x", at: at.x });
  }
  const found = parts === null ? null : hitPart(parts, at);
  if (found !== null) return found;
  const line = lineAtY(editor, at.y);
  if (at.x < editor.text.x) return { kind: "gutter", view, line };
  const caret = caretAtPoint(editor, at.x, at.y);
  return { kind: "text", view, caret, line, part: partAt(editor, at) };
}

function hitPart(parts: EditorParts, at: { readonly x: Px; readonly y: Px }): Hit | null {
  const { editor, minimap, folds } = parts;
  const { view, text, lineHeight } = editor;
  if (minimap !== null && isInside(minimap.box, at)) {
    const onSlider = isInside(minimap.slider, at);
    return {
      kind: "minimap",
      view,
      line: minimapLineAt(minimap, at.y),
      part: onSlider ? "slider" : "map",
      grab: (onSlider ? at.y - minimap.slider.y : minimap.slider.height / 2) as Px,
    };
  }
  const header = stickyLineAt(parts, at);
  if (header !== null) return { kind: "sticky", view, line: header };
  if (at.x < text.x) {
    if (at.x < text.x - SIZE.foldMark) return null;
    for (let i = 0; i < folds.length; i += 3) {
      if (at.y < folds[i] || at.y >= folds[i] + lineHeight) continue;
      const part = folds[i + 2] === 1 ? "folded" : "open";
      return { kind: "fold", view, line: folds[i + 1] as LineIndex, part };
    }
    return null;
  }
  if (editor.map.hidden.total === 0) return null;
  const placed = rowNear(editor, at);
  if (placed === null || !placed.folded || at.y >= placed.top + lineHeight) return null;
  const x = rowLeft(editor, placed) + placed.row.width + editor.cell;
  const isOn = at.x >= x && at.x < x + parts.marks.chip.width + 8;
  return isOn ? { kind: "fold", view, line: placed.line, part: "folded" } : null;
}

function hitBar(bar: ScrollbarView, { view, axis, at }: { view: ViewId; axis: "x" | "y"; at: Px }): Hit {
  const start = axis === "x" ? bar.thumb.x : bar.thumb.y;
  const size = axis === "x" ? bar.thumb.width : bar.thumb.height;
  const onThumb = at >= start && at < start + size;
  return {
    kind: "scrollbar",
    view,
    axis,
    part: onThumb ? "thumb" : "track",
    grab: (onThumb ? at - start : size / 2) as Px,
  };
}

function partAt(
  editor: EditorView,
  { x, y }: { readonly x: Px; readonly y: Px },
): "text" | "after" | "below" {
  const placed = rowNear(editor, { x, y });
  if (placed === null || y >= placed.top + editor.lineHeight) return "below";
  return x - rowLeft(editor, placed) >= placed.row.width ? "after" : "text";
}

/** The line at a height, held within the document: drags above and below the editor go on. */
export function lineAtY(editor: EditorView, y: Px): LineIndex {
  if (!editor.wasPlain) {
    const placed = rowNear(editor, { x: 0 as Px, y });
    return placed === null ? 0 as LineIndex : placed.line;
  }
  const row = Math.floor((y - editor.box.y + editor.scroll.dy) / editor.lineHeight);
  return Math.max(0, Math.min(editor.scroll.line + row, editor.lineCount - 1)) as LineIndex;
}

/** The caret of a view nearest to a point, also outside of it, for drags; null when the view is not on screen. */
export function textCaretAt(
  view: AppView,
  id: ViewId,
  { x, y }: { readonly x: Px; readonly y: Px },
): Caret | null {
  const editor = editorOf(view, id);
  return editor === null ? null : caretAtPoint(editor, x, y);
}

/**
 * The caret nearest to a point, which may lie outside the editor. Below the last line it is the text's end; above
 * and below the visible rows that of the first or last visible one.
 */
export function caretAtPoint(editor: EditorView, x: Px, y: Px): Caret {
  const placed = rowNear(editor, { x, y });
  if (placed === null) return { at: 0 as Offset, side: 1 };
  const isLast = placed.line === editor.lineCount - 1;
  if (
    isLast && y >= placed.top + editor.lineHeight && y < editor.box.y + editor.box.height && !placed.continues
  ) {
    return { at: placed.to, side: -1 };
  }
  const { unit, side } = unitAtX(placed.row, x - rowLeft(editor, placed));
  return { at: (placed.from + documentUnit(placed, unit)) as Offset, side };
}

/** The row unit without text being composed: inside that, the place where it will go. */
function documentUnit({ preedit }: PlacedRow, unit: number): number {
  if (preedit === null || unit <= preedit.at) return unit;
  return Math.max(preedit.at, unit - preedit.length);
}

function rowLeft(editor: EditorView, placed: PlacedRow): number {
  return editor.text.x - editor.scroll.x + placed.left;
}

/** The row at a height, or the nearest visible one; of rows side by side that under x. */
function rowNear(editor: EditorView, { x, y }: { readonly x: Px; readonly y: Px }): PlacedRow | null {
  const { rows, lineHeight } = editor;
  let best: PlacedRow | null = null;
  for (let i = 0; i < rows.length; i++) {
    const placed = rows[i];
    if (best !== null && placed.top > best.top && y < placed.top) break;
    if (best !== null && placed.top === best.top && x < rowLeft(editor, placed)) continue;
    best = placed;
    const next = rows[i + 1];
    if (y < placed.top + lineHeight && (next === undefined || next.top !== placed.top)) break;
  }
  return best;
}

/** The mouse cursor for where the pointer is. */
export function cursorFor(
  view: AppView,
  { pointer, drag }: Pick<Workbench, "pointer" | "drag">,
): CursorShape {
  // A line that is dragged may lag behind the pointer.
  if (drag?.divider !== undefined) {
    const { divider } = drag;
    const found = placesOf(view.app).dividers.find(({ id }) => sameDivider(id, divider));
    if (found !== undefined) return found.axis === "x" ? "ew-resize" : "ns-resize";
  }
  return pointer === null ? "arrow" : cursorOf(hitTest(view, pointer.x, pointer.y));
}

/** Fields of the status bar that ask when they are clicked. */
const CLICKABLE: ReadonlySet<string> = new Set([
  "encoding",
  "lineEnding",
  "language",
  "indent",
  "readOnly",
  "position",
  "writing",
  "bell",
]);

/** The mouse cursor for what it is over. */
export function cursorOf(hit: Hit): CursorShape {
  switch (hit.kind) {
    case "text":
    case "promptInput":
      return "text";
    case "quickPick":
      if (hit.part === "input") return "text";
      return hit.part === "row" || hit.part === "button" || hit.part === "rowButton" ? "hand" : "arrow";
    case "divider":
      return hit.axis === "x" ? "ew-resize" : "ns-resize";
    case "bar":
      return hit.cursor;
    case "find":
      return hit.part === "body" ? "arrow" : hit.part === "find" || hit.part === "replace" ? "text" : "hand";
    case "tabClose":
    case "barTab":
    case "barAction":
    case "promptChoice":
    case "noticeAction":
    case "fold":
    case "sticky":
    case "treeRow":
    case "snippetChoice":
      return "hand";
    case "status":
      return hit.item !== null && CLICKABLE.has(hit.item) ? "hand" : "arrow";
    case "noticeList":
      return hit.button === null ? "arrow" : "hand";
    case "welcome":
      return "hand";
    case "notice":
      return hit.part === "close" ? "hand" : "arrow";
    case "barHeader":
    case "emptyGroup":
    case "gutter":
    case "menu":
    case "minimap":
    case "scrollbar":
    case "tab":
    case "tabBar":
    case "prompt":
    case "none":
      return "arrow";
    default:
      return unreachable(hit);
  }
}

/** Where an input method should put its window: the main caret's box in the window; null when it is off screen. */
export function caretArea(
  view: AppView,
): { readonly x: Px; readonly y: Px; readonly width: Px; readonly height: Px } | null {
  const input = view.prompt?.input?.caret ?? view.quickPick?.input.caret ?? view.find?.find.caret ??
    view.find?.replace?.caret ?? null;
  if (input !== null) return input;
  const { barFocus = null } = view.app;
  const bar = barFocus === null ? undefined : view.bars.find(({ id }) => id === barFocus);
  if (bar !== undefined) return activePart(view.app, bar.id)?.caret?.(bar.view) ?? null;
  const editor = view.editors.find((one) => one.hasFocus);
  if (editor === undefined || editor.mainCaret < 0) return null;
  const at = editor.mainCaret * 3;
  return {
    x: editor.carets[at] as Px,
    y: editor.carets[at + 1] as Px,
    width: 2 as Px,
    height: editor.carets[at + 2] as Px,
  };
}
