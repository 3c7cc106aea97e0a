/**
 * The choices of a snippet's tab stop, as a list below the caret. Owns its measures and its nodes; what is offered is the
 * editor's, and choosing is the app's. Without a snippet a frame pays for one look at a field.
 */
import type { ViewId } from "../base/mod.ts";
import { type SnippetChoices, snippetChoices } from "../editor/mod.ts";
import { fitText, type LabelSetting, makeLabel, shapeLabel, uiFont } from "./labels.ts";
import { SIZE } from "./metrics.ts";
import { box, isInside } from "./scroll.ts";
import { STRINGS } from "./strings.ts";
import { fill, node } from "./draw.ts";
import { COLOR } from "./theme.ts";
import type { Workbench } from "./types.ts";
import type { Box, ChoiceListView, EditorView, Label, Quad, UiNode } from "./view.ts";

const rowHeight = 24;
const mostRows = 10;
const pad = 4;
const inner = 10;
const least = 120;
const widest = 420;

/** The list over the editor that has the keyboard; `last` itself where nothing changed; null where nothing is offered. */
export function layoutChoices(
  app: Workbench,
  editors: readonly EditorView[],
  { setting, last }: { setting: LabelSetting; last: ChoiceListView | null },
): ChoiceListView | null {
  const editor = focusedEditor(app, editors);
  if (editor === null || app.prompt !== null) return null;
  const { state } = editor.made;
  const offer = snippetChoices(state, editor.view);
  if (offer === null) return null;
  const anchor = anchorOf(editor, offer);
  if (anchor === null) return null;
  const hovered = last === null || app.pointer === null ? -1 : rowAt(last, app.pointer);
  const made =
    `${anchor.x},${anchor.y},${anchor.height},${offer.focused},${hovered},${app.width},${app.height}`;
  if (
    last !== null && last.made === made && last.look === app.look && last.editorView === editor.view &&
    sameItems(last.items, offer.items)
  ) return last;
  return listView(app, { editor: editor.view, offer, anchor, hovered, made, setting });
}

function focusedEditor(app: Workbench, editors: readonly EditorView[]): EditorView | null {
  for (let i = 0; i < editors.length; i++) {
    if (editors[i].group === app.activeGroup) return editors[i].mainCaret < 0 ? null : editors[i];
  }
  return null;
}
function sameItems(a: readonly string[], b: readonly string[]): boolean {
  return a === b || a.length === b.length && a.every((item, i) => item === b[i]);
}

interface Anchor {
  readonly x: number;
  readonly y: number;
  readonly height: number;
}
/** Where the stop begins: the left end of what is selected before the main caret, or as many cells left of it. */
function anchorOf(editor: EditorView, { at }: SnippetChoices): Anchor | null {
  const i = editor.mainCaret * 3;
  const x = editor.carets[i], y = editor.carets[i + 1], height = editor.carets[i + 2];
  const { selections } = editor;
  for (let k = 0; k < selections.length; k += 4) {
    const isHere = Math.abs(selections[k + 1] - y) < editor.lineHeight / 2;
    if (isHere && Math.abs(selections[k] + selections[k + 2] - x) <= 2) {
      return { x: selections[k], y, height };
    }
  }
  const selection = editor.made.state.selections.get(editor.view);
  const head = selection?.ranges[selection.main].head ?? at;
  return { x: Math.max(editor.text.x, x - Math.max(0, head - at) * editor.cell), y, height };
}

function listView(
  app: Workbench,
  { editor, offer, anchor, hovered, made, setting }: {
    editor: ViewId;
    offer: SnippetChoices;
    anchor: Anchor;
    hovered: number;
    made: string;
    setting: LabelSetting;
  },
): ChoiceListView {
  const { items, focused } = offer;
  const font = uiFont(app.look.uiFontSize);
  const count = Math.min(mostRows, items.length);
  const first = Math.max(0, Math.min(items.length - count, focused - (count >> 1)));
  let width = least;
  for (let i = first; i < first + count; i++) {
    const shown = fitText(setting, { text: oneLine(items[i]), font, width: widest });
    width = Math.max(width, shapeLabel(setting, { text: shown, font }).width + 2 * (inner + pad));
  }
  width = Math.ceil(Math.min(width, app.width - 8));
  const height = count * rowHeight + 2 * pad;
  const left = Math.round(Math.max(4, Math.min(anchor.x - inner - pad, app.width - width - 4)));
  const below = anchor.y + anchor.height + 3;
  const isBelow = below + height <= app.height - SIZE.status;
  const top = Math.round(isBelow ? below : Math.max(4, anchor.y - 3 - height));
  const area = box(left, top, width, height);
  const quads: Quad[] = [
    {
      ...fill(box(area.x, area.y + 6, area.width, area.height), COLOR.shadow),
      radius: SIZE.radius,
      blur: SIZE.shadow,
    },
    { ...fill(area, COLOR.raised), radius: SIZE.radius },
    { ...fill(area, COLOR.line), radius: SIZE.radius, border: 1 },
  ];
  const labels: Label[] = [];
  const rows: { index: number; box: Box }[] = [];
  const children: UiNode[] = [];
  for (let i = 0; i < count; i++) {
    const index = first + i;
    const at = box(left + pad, top + pad + i * rowHeight, width - 2 * pad, rowHeight);
    if (index === focused || index === hovered) {
      quads.push({ ...fill(at, index === focused ? COLOR.accentbg : COLOR.line), radius: SIZE.radiusSmall });
    }
    const text = fitText(setting, { text: oneLine(items[index]), font, width: at.width - 2 * inner });
    labels.push(
      makeLabel(setting, { text, font, x: at.x + inner, middle: at.y + rowHeight / 2, color: COLOR.text }),
    );
    rows.push({ index, box: at });
    children.push(node(`choice-${index}`, { role: "option", label: items[index], area: at }));
  }
  const list: UiNode = {
    ...node("snippet-choices", { role: "listbox", label: STRINGS.snippets.choices, area }),
    children,
  };
  return {
    box: area,
    rows,
    items,
    focused,
    editorView: editor,
    made,
    look: app.look,
    quads,
    labels,
    nodes: [list],
  };
}

/** An empty choice and one of several lines are shown, too. */
function oneLine(item: string): string {
  return item === "" ? "∅" : item.replaceAll("\n", "⏎");
}

/** The choice at a point of the window; -1 beside the rows. */
export function rowAt(view: ChoiceListView, at: { readonly x: Box["x"]; readonly y: Box["y"] }): number {
  for (const { index, box: area } of view.rows) if (isInside(area, at)) return index;
  return -1;
}
