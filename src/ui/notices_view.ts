/**
 * Messages over the editors: toasts in the lower right corner, the newest lowest, and the list of all there were, which takes their place while it
 * is open. Owns sizes, wrapping and nodes. Which messages there are and what a button does is the app's.
 */
import { addPanel, cross, fill, node } from "./draw.ts";
import { addButton, addProgress, addText, buttonWidth, type Kit, newKit } from "./kit.ts";
import { type LabelSetting, makeLabel, uiFont, wrapText } from "./labels.ts";
import { SIZE } from "./metrics.ts";
import { box, isInside } from "./scroll.ts";
import { STRINGS } from "./strings.ts";
import { COLOR, type ColorId } from "./theme.ts";
import type { Notice, Workbench } from "./types.ts";
import type { Box, NoticesView, NoticeView } from "./view.ts";

/** The list's width, and the height of the line over it. */
const listWidth = 440;
const listHead = 34;

/** Whether the messages look the same for both. */
export function sameNotices(a: Workbench, b: Workbench): boolean {
  if (a.noticeList !== b.noticeList) return false;
  if (a.noticeList) {
    return a.noticeLog === b.noticeLog && sameFrameOf(a, b) && a.pointer === b.pointer;
  }
  if (a.notices !== b.notices) return a.notices.length === 0 && b.notices.length === 0;
  return a.notices.length === 0 ||
    sameFrameOf(a, b) && (a.pointer === b.pointer || hoverOf(a) === hoverOf(b));
}
function sameFrameOf(a: Workbench, b: Workbench): boolean {
  return a.width === b.width && a.height === b.height && a.look === b.look;
}
function hoverOf(app: Workbench): string {
  if (app.pointer === null || app.notices.length === 0) return "";
  const near = app.pointer.x > app.width - SIZE.notice - 2 * SIZE.noticePad;
  return near ? `${app.pointer.x},${app.pointer.y}` : "";
}

/** Toasts or the list; null when there is nothing to show. */
export function layoutNotices(app: Workbench, setting: LabelSetting): NoticesView | null {
  if (!app.noticeList && app.notices.length === 0) return null;
  const start = { ...setting, size: app.look.uiFontSize, pointer: app.pointer, pressed: null };
  return app.noticeList
    ? listOf(app, newKit({ ...start, focused: app.noticeList.focused }))
    : toastsOf(app, newKit({ ...start, focused: null }));
}

function toastsOf(app: Workbench, kit: Kit): NoticesView {
  const notices: NoticeView[] = [];
  const width = Math.min(SIZE.notice, app.width - 2 * SIZE.noticePad);
  const left = app.width - SIZE.noticePad - width;
  let bottom = app.height - SIZE.status - SIZE.noticePad;
  const least = Math.max(0, app.notices.length - SIZE.noticesMost);
  for (let i = app.notices.length - 1; i >= least; i--) {
    const size = measured(kit, app.notices[i], width);
    const area = box(left, bottom - size.height, width, size.height);
    addPanel(kit.quads, area);
    notices.unshift(addNotice(kit, app.notices[i], { area, lines: size.lines }));
    bottom = area.y - SIZE.noticeGap;
    if (bottom < SIZE.tabBar + 60) break;
  }
  const { quads, labels, places } = kit;
  return { notices, list: null, places, quads, labels, nodes: kit.nodes.toReversed() };
}

/** Newest first, as many as fit below the place it is scrolled to. */
function listOf(app: Workbench, kit: Kit): NoticesView {
  const log = app.noticeLog ?? [];
  const width = Math.min(listWidth, app.width - 2 * SIZE.noticePad);
  const sizes = log.map((notice) => measured(kit, notice, width));
  const wanted = log.length === 0 ? 48 : sizes.reduce((sum, { height }) => sum + height, 0);
  const room = Math.max(60, app.height - SIZE.status - SIZE.tabBar - 2 * SIZE.noticePad - listHead);
  const height = Math.min(wanted, room);
  const top = Math.max(0, Math.min(app.noticeList!.top, wanted - height));
  const x = app.width - SIZE.noticePad - width;
  const area = box(
    x,
    app.height - SIZE.status - SIZE.noticePad - height - listHead,
    width,
    height + listHead,
  );
  addPanel(kit.quads, area);
  const body = box(x, area.y + listHead, width, height);
  const middle = area.y + listHead / 2;
  const words = STRINGS.chrome.notices;
  addText(kit, {
    text: words.title,
    x: x + SIZE.noticePad,
    middle,
    width: 200,
    color: COLOR.text,
    weight: 600,
  });
  const close = box(x + width - 30, area.y + 5, 24, 24);
  const clearWidth = buttonWidth(kit, words.clear);
  if (log.length > 0) {
    const at = box(close.x - clearWidth - 4, area.y + 5, clearWidth, 24);
    addButton(kit, { id: "clear", label: words.clear, area: at, kind: "bare" });
  }
  addClose(kit, close, "close");
  kit.quads.push(fill(box(x + 1, body.y - 1, width - 2, 1), COLOR.line));
  if (log.length === 0) {
    const text = { text: words.none, x: x + SIZE.noticePad, width: width - 2 * SIZE.noticePad };
    addText(kit, { ...text, middle: body.y + body.height / 2, color: COLOR.text2 });
  }
  const start = kit.nodes.length;
  const inner = newKit(kit);
  const notices: NoticeView[] = [];
  let y = body.y - top;
  for (let i = log.length - 1; i >= 0; i--) {
    const at = box(x, y, width, sizes[i].height);
    y += sizes[i].height;
    const isSeen = at.y + at.height > body.y && at.y < body.y + body.height;
    if (!isSeen) {
      // Out of sight, but in reach of Tab.
      kit.places.push(...placesOf(log[i], at));
      continue;
    }
    if (i < log.length - 1) inner.quads.push(fill(box(x + 12, at.y, width - 24, 1), COLOR.line));
    notices.push(addNotice(inner, log[i], { area: at, lines: sizes[i].lines }));
  }
  kit.places.push(...inner.places);
  const { quads, labels, places, nodes } = kit;
  const list = { ...inner, box: body, area, most: wanted - height };
  const dialog = { ...node("notifications", { role: "dialog", label: words.title, area }) };
  return {
    notices,
    list,
    places,
    quads,
    labels,
    nodes: [{ ...dialog, children: [...nodes.slice(0, start), ...inner.nodes] }],
  };
}
const placesOf = ({ id, actions = [] }: Notice, area: Box) =>
  [...actions.map((_, k) => `notice-${id}-${k}`), `close-${id}`].map((one) => ({
    id: one,
    box: area,
    takesFocus: true,
  }));

interface Measured {
  readonly lines: readonly string[];
  readonly height: number;
}
function measured(kit: Kit, { text, progress, actions = [] }: Notice, width: number): Measured {
  const room = width - 2 * SIZE.noticePad - 16 - 24;
  const lines = text.split("\n").flatMap((line) =>
    wrapText(kit, { text: line, font: uiFont(kit.size), width: room, most: SIZE.noticeLines })
  );
  const below = (progress === undefined ? 0 : 10) +
    (actions.length === 0 ? 0 : SIZE.button + SIZE.noticeGap);
  return { lines, height: lines.length * SIZE.textLine + 2 * SIZE.noticePad - 4 + below };
}

/** One message in `area`: its mark, words, progress, buttons and the close mark. */
function addNotice(
  kit: Kit,
  notice: Notice,
  { area, lines }: { area: Box; lines: readonly string[] },
): NoticeView {
  const { id, text, level, progress, actions = [] } = notice;
  const font = uiFont(kit.size);
  const left = area.x + SIZE.noticePad + 16;
  const mark = box(area.x + SIZE.noticePad, area.y + 10 + SIZE.textLine / 2 - 4, 8, 8);
  kit.quads.push({ ...fill(mark, levelColor(level)), radius: 4 });
  const first = kit.nodes.length;
  lines.forEach((line, i) => {
    const middle = area.y + 10 + SIZE.textLine * (i + 0.5);
    kit.labels.push(makeLabel(kit, { text: line, font, x: left, middle, color: COLOR.text }));
  });
  let y = area.y + 10 + lines.length * SIZE.textLine;
  if (progress !== undefined) {
    addProgress(kit, {
      area: box(left, y + 5, area.width - 2 * SIZE.noticePad - 16 - 24, 3),
      done: progress,
    });
    y += 10;
  }
  let x: number = left;
  const end = area.x + area.width - SIZE.noticePad;
  const placed = actions.map(({ label }, k) => {
    const at = box(x, y + SIZE.noticeGap - 2, Math.min(buttonWidth(kit, label), end - x), SIZE.button);
    addButton(kit, { id: `notice-${id}-${k}`, label, area: at, kind: k === 0 ? "primary" : "plain" });
    x += at.width + SIZE.buttonGap;
    return at;
  });
  const close = box(area.x + area.width - 30, area.y + 8, 24, 24);
  addClose(kit, close, `close-${id}`);
  const children = kit.nodes.splice(first);
  kit.nodes.push({ ...node(`notice-${id}`, { role: "alert", label: text, area }), children });
  return { id, box: area, close, actions: placed, lines };
}

function addClose(kit: Kit, area: Box, id: string): void {
  const middleX = area.x + area.width / 2, middle = area.y + area.height / 2;
  const isHovered = kit.pointer !== null && isInside(area, kit.pointer);
  const small = box(middleX - 9, middle - 9, 18, 18);
  if (isHovered) kit.quads.push({ ...fill(small, COLOR.line), radius: SIZE.radiusSmall });
  if (kit.focused === id) {
    kit.quads.push({ ...fill(small, COLOR.accent), radius: SIZE.radiusSmall, border: 1 });
  }
  kit.labels.push(cross(kit, { middleX, middle }));
  kit.places.push({ id, box: area, takesFocus: true });
  kit.nodes.push(node(id, { role: "button", label: STRINGS.chrome.tips.closeNotice, area }));
}

function levelColor(level: Notice["level"]): ColorId {
  if (level === "error") return COLOR.err;
  return level === "warning" ? COLOR.warn : COLOR.accent;
}
