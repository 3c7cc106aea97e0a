/**
 * What lies over the editors: notices in the lower right corner, and the modal question. Owns their
 * sizes, wrapping and nodes. Which notices there are and what a choice does is the app's.
 */
import type { ColorId } from "./theme.ts";
import { type LabelSetting, makeLabel, shapeLabel, uiFont, wrapText } from "./labels.ts";
import { SIZE } from "./metrics.ts";
import { box, isInside } from "./scroll.ts";
import { addPanel, cross, fill, node } from "./draw.ts";
import { addTextInput } from "./text_input.ts";
import { COLOR } from "./theme.ts";
import type { Notice, Prompt, Workbench } from "./types.ts";
import type { Box, Label, NoticesView, NoticeView, PromptView, Quad, TextInputView, UiNode } from "./view.ts";

/** Whether the notices look the same for both. */
export function sameNotices(a: Workbench, b: Workbench): boolean {
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

/** The newest notices, the latest lowest; null when there are none. */
export function layoutNotices(app: Workbench, setting: LabelSetting): NoticesView | null {
  if (app.notices.length === 0) return null;
  const quads: Quad[] = [];
  const labels: Label[] = [];
  const nodes: UiNode[] = [];
  const notices: NoticeView[] = [];
  let bottom = app.height - SIZE.status - SIZE.noticePad;
  const least = Math.max(0, app.notices.length - SIZE.noticesMost);
  for (let i = app.notices.length - 1; i >= least; i--) {
    const placed = addNotice(app, setting, { notice: app.notices[i], bottom, quads, labels });
    notices.unshift(placed);
    const { text, actions = [] } = app.notices[i];
    nodes.unshift({
      ...node(`notice-${placed.id}`, { role: "alert", label: text, area: placed.box }),
      children: placed.actions.map((area, k) =>
        node(`notice-${placed.id}-${k}`, { role: "button", label: actions[k].label, area })
      ),
    });
    bottom = placed.box.y - SIZE.noticeGap;
    if (bottom < SIZE.tabBar + 60) break;
  }
  return { notices, quads, labels, nodes };
}

function addNotice(
  app: Workbench,
  setting: LabelSetting,
  { notice, bottom, quads, labels }: { notice: Notice; bottom: number; quads: Quad[]; labels: Label[] },
): NoticeView {
  const width = Math.min(SIZE.notice, app.width - 2 * SIZE.noticePad);
  const left = app.width - SIZE.noticePad - width;
  const font = uiFont(app.look.uiFontSize);
  const textLeft = left + SIZE.noticePad + 16;
  const textWidth = width - 2 * SIZE.noticePad - 16 - 24;
  const lines = wrapText(setting, { text: notice.text, font, width: textWidth, most: SIZE.noticeLines });
  const progress = notice.progress === undefined ? 0 : 8;
  const { actions = [] } = notice;
  const room = actions.length === 0 ? 0 : SIZE.button + SIZE.noticeGap;
  const height = lines.length * SIZE.textLine + 2 * SIZE.noticePad - 4 + progress + room;
  const area = box(left, bottom - height, width, height);
  addPanel(quads, area);
  const mark = box(left + SIZE.noticePad, area.y + 10 + SIZE.textLine / 2 - 4, 8, 8);
  quads.push({ ...fill(mark, levelColor(notice.level)), radius: 4 });
  for (let i = 0; i < lines.length; i++) {
    const middle = area.y + 10 + SIZE.textLine * (i + 0.5);
    labels.push(makeLabel(setting, { text: lines[i], font, x: textLeft, middle, color: COLOR.text }));
  }
  if (notice.progress !== undefined) {
    const track = box(textLeft, area.y + area.height - room - 12, textWidth, 2);
    quads.push(fill(track, COLOR.line));
    const part = Math.max(0, Math.min(1, notice.progress));
    if (part > 0) quads.push(fill(box(track.x, track.y, track.width * part, 2), COLOR.accent));
  }
  const close = box(area.x + area.width - 30, area.y + 6, 24, 24);
  const middleX = close.x + close.width / 2;
  const middle = close.y + close.height / 2;
  if (app.pointer !== null && isInside(close, app.pointer)) {
    quads.push({ ...fill(box(middleX - 9, middle - 9, 18, 18), COLOR.line), radius: SIZE.radiusSmall });
  }
  labels.push(cross(setting, { middleX, middle }));
  const bold = uiFont(app.look.uiFontSize, 500);
  const y = area.y + area.height - SIZE.noticePad - SIZE.button;
  let x = textLeft;
  const placed = actions.map(({ label: text }) => {
    const wide = Math.ceil(shapeLabel(setting, { text, font: bold }).width) + 2 * SIZE.buttonPad;
    const at = box(x, y, Math.min(wide, area.x + area.width - SIZE.noticePad - x), SIZE.button);
    addButton(app, setting, { at, text, isFocused: false, quads, labels });
    x += wide + SIZE.buttonGap;
    return at;
  });
  return { id: notice.id, box: area, close, actions: placed, lines };
}

function levelColor(level: Notice["level"]): ColorId {
  if (level === "error") return COLOR.err;
  return level === "warning" ? COLOR.warn : COLOR.accent;
}

/** Whether the question looks the same for both. */
export function samePrompt(a: Workbench, b: Workbench): boolean {
  if (a.prompt !== b.prompt || (a.prompt?.input !== undefined && a.preedit !== b.preedit)) return false;
  return a.prompt === null ||
    sameFrameOf(a, b) && a.pointer?.x === b.pointer?.x && a.pointer?.y === b.pointer?.y;
}

/** The question over everything; null when nothing is asked. Buttons stand right, the first choice leftmost. */
export function layoutPrompt(app: Workbench, setting: LabelSetting): PromptView | null {
  const { prompt } = app;
  if (prompt === null) return null;
  const width = Math.min(SIZE.prompt, app.width - 2 * SIZE.promptPad);
  const inner = width - 2 * SIZE.promptPad;
  const strong = uiFont(app.look.uiFontSize + 1, 600);
  const font = uiFont(app.look.uiFontSize);
  const title = wrapText(setting, { text: prompt.text, font: strong, width: inner, most: 3 });
  const detail = prompt.detail === ""
    ? []
    : wrapText(setting, { text: prompt.detail, font, width: inner, most: 8 });
  const gap = detail.length > 0 ? 6 : 0;
  const buttons = measureButtons(prompt, { setting, font, inner, bold: uiFont(app.look.uiFontSize, 500) });
  const textHeight = (title.length + detail.length) * SIZE.textLine + gap;
  const inputHeight = prompt.input === undefined ? 0 : SIZE.input + 12;
  const height = textHeight + inputHeight + 2 * SIZE.promptPad + 20 + buttons.height;
  const left = Math.round((app.width - width) / 2);
  const top = Math.max(8, Math.round((app.height - height) * 0.38));
  const area = box(left, top, width, height);
  const quads: Quad[] = [];
  const labels: Label[] = [];
  addPanel(quads, area);
  let y = top + SIZE.promptPad;
  for (const text of title) {
    labels.push(
      makeLabel(setting, { text, font: strong, x: left + SIZE.promptPad, middle: y + 10, color: COLOR.text }),
    );
    y += SIZE.textLine;
  }
  y += gap;
  for (const text of detail) {
    labels.push(
      makeLabel(setting, { text, font, x: left + SIZE.promptPad, middle: y + 10, color: COLOR.text2 }),
    );
    y += SIZE.textLine;
  }
  let input: TextInputView | null = null;
  if (prompt.input !== undefined) {
    input = addTextInput(setting, {
      input: prompt.input,
      field: box(left + SIZE.promptPad, y + 12, inner, SIZE.input),
      font,
      hasFocus: true,
      caretShown: true,
      preedit: app.preedit,
      quads,
      labels,
    });
    y += inputHeight;
  }
  y += 20;
  const choices = buttons.places.map((place, i) => {
    const at = box(left + SIZE.promptPad + place.x, y + place.y, place.width, SIZE.button);
    addButton(app, setting, {
      at,
      text: prompt.choices[i].label,
      isFocused: i === prompt.focused,
      quads,
      labels,
    });
    return { id: prompt.choices[i].id, box: at };
  });
  const dialog: UiNode = {
    id: `prompt-${prompt.id}`,
    role: "alertdialog",
    label: prompt.detail === "" ? prompt.text : `${prompt.text} ${prompt.detail}`,
    bounds: [area.x, area.y, area.width, area.height],
    children: choices.map((one, i) =>
      node(`choice-${one.id}`, { role: "button", label: prompt.choices[i].label, area: one.box })
    ),
  };
  return { id: prompt.id, box: area, choices, input, quads, labels, nodes: [dialog] };
}

/** Buttons in rows that end at the right edge; more than fit begin another row. */
function measureButtons(
  prompt: Prompt,
  { setting, inner, bold }: {
    setting: LabelSetting;
    font: unknown;
    inner: number;
    bold: ReturnType<typeof uiFont>;
  },
): { readonly places: { x: number; y: number; width: number }[]; readonly height: number } {
  const places: { x: number; y: number; width: number }[] = [];
  let row: { x: number; y: number; width: number }[] = [];
  let used = 0;
  let y = 0;
  const close = (): void => {
    for (const one of row) one.x += inner - (used - SIZE.buttonGap);
    row = [];
    used = 0;
  };
  for (const choice of prompt.choices) {
    const text = Math.ceil(shapeLabel(setting, { text: choice.label, font: bold }).width);
    const width = Math.min(inner, text + 2 * SIZE.buttonPad);
    if (used > 0 && used + width > inner) {
      close();
      y += SIZE.button + SIZE.buttonGap;
    }
    const place = { x: used, y, width };
    row.push(place);
    places.push(place);
    used += width + SIZE.buttonGap;
  }
  close();
  return { places, height: prompt.choices.length === 0 ? 0 : y + SIZE.button };
}

function addButton(
  app: Workbench,
  setting: LabelSetting,
  { at, text, isFocused, quads, labels }: {
    at: Box;
    text: string;
    isFocused: boolean;
    quads: Quad[];
    labels: Label[];
  },
): void {
  const hovered = app.pointer !== null && isInside(at, app.pointer);
  const back = isFocused ? COLOR.accentbg : hovered ? COLOR.line : COLOR.side;
  quads.push({ ...fill(at, back), radius: SIZE.radiusSmall });
  quads.push({ ...fill(at, isFocused ? COLOR.accent : COLOR.line), radius: SIZE.radiusSmall, border: 1 });
  const font = uiFont(app.look.uiFontSize, 500);
  const width = shapeLabel(setting, { text, font }).width;
  const x = at.x + (at.width - width) / 2;
  labels.push(makeLabel(setting, { text, font, x, middle: at.y + at.height / 2, color: COLOR.text }));
}
