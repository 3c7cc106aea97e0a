/**
 * The modal question over everything: its words, its line to type into, its buttons, of which Enter presses the marked one. Owns sizes, wrapping
 * and nodes. What is asked and what an answer does is the app's.
 */
import { type LabelSetting, makeLabel, shapeLabel, uiFont, wrapText } from "./labels.ts";
import { SIZE } from "./metrics.ts";
import { box } from "./scroll.ts";
import { addPanel } from "./draw.ts";
import { addButton, newKit } from "./kit.ts";
import { addTextInput } from "./text_input.ts";
import { COLOR } from "./theme.ts";
import type { Prompt, Workbench } from "./types.ts";
import type { PromptView, TextInputView, UiNode } from "./view.ts";

/** Whether the question looks the same for both. */
export function samePrompt(a: Workbench, b: Workbench): boolean {
  if (a.prompt !== b.prompt || (a.prompt?.input !== undefined && a.preedit !== b.preedit)) return false;
  return a.prompt === null ||
    a.width === b.width && a.height === b.height && a.look === b.look && a.pointer?.x === b.pointer?.x &&
      a.pointer?.y === b.pointer?.y;
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
  const { look, pointer } = app;
  const kit = newKit({ ...setting, size: look.uiFontSize, pointer, focused: null, pressed: null });
  const { quads, labels } = kit;
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
    const { id, label } = prompt.choices[i];
    addButton(kit, { id: `choice-${id}`, label, area: at, kind: i === prompt.focused ? "primary" : "plain" });
    return { id: prompt.choices[i].id, box: at };
  });
  const dialog: UiNode = {
    id: `prompt-${prompt.id}`,
    role: "alertdialog",
    label: prompt.detail === "" ? prompt.text : `${prompt.text} ${prompt.detail}`,
    bounds: [area.x, area.y, area.width, area.height],
    children: kit.nodes,
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
