/**
 * Tooltips: a few words over everything, beside what they are about. Owns their look and place; when they show is the app's.
 */
import { addPanel, node } from "./draw.ts";
import { placePopup } from "./flex.ts";
import { addText, type Kit, newKit } from "./kit.ts";
import { type LabelSetting, shapeLabel, uiFont, wrapText } from "./labels.ts";
import { SIZE } from "./metrics.ts";
import { box } from "./scroll.ts";
import { COLOR } from "./theme.ts";
import type { Workbench } from "./types.ts";
import type { Box, Part } from "./view.ts";

const lineHeight = 18;
const padX = 8;
const padY = 4;
const widest = 420;
/** Between the words and what they are about. */
const gap = 4;

/** Whether the tooltip is the same for both. */
export const sameTip = (a: Workbench, b: Workbench): boolean =>
  a.tip === b.tip && (!a.tip || a.width === b.width && a.height === b.height && a.look === b.look);

/** The words beside what the pointer rests on; null while there are none. */
export function layoutTip(app: Workbench, setting: LabelSetting): Part | null {
  if (!app.tip) return null;
  const { text, anchor } = app.tip;
  const kit = newKit({
    ...setting,
    size: app.look.uiFontSize,
    pointer: null,
    focused: null,
    pressed: null,
  });
  addTooltip(kit, { text, anchor, within: box(gap, gap, app.width - 2 * gap, app.height - 2 * gap) });
  return { quads: kit.quads, labels: kit.labels, nodes: kit.nodes };
}

/** Words below `anchor`, or above it where there is no room. Each line of `text` starts a new one. Answers the box they take. */
export function addTooltip(
  kit: Kit,
  { text, anchor, within }: { readonly text: string; readonly anchor: Box; readonly within: Box },
): Box {
  const font = uiFont(SIZE.statusFont);
  const room = Math.min(widest, within.width - 2 * padX);
  const lines = text.split("\n").flatMap((part, i) =>
    wrapText(kit, { text: part, font, width: room, most: 6 }).map((line) => ({ line, isFirst: i === 0 }))
  );
  const longest = Math.max(...lines.map(({ line }) => shapeLabel(kit, { text: line, font }).width));
  const size = { width: Math.ceil(longest) + 2 * padX, height: lines.length * lineHeight + 2 * padY };
  const near = box(anchor.x, anchor.y - gap, anchor.width, anchor.height + 2 * gap);
  const area = placePopup({ anchor: near, ...size, within, side: "below" });
  addPanel(kit.quads, area);
  lines.forEach(({ line, isFirst }, i) =>
    addText(kit, {
      text: line,
      x: area.x + padX,
      middle: area.y + padY + lineHeight * (i + 0.5),
      width: area.width - 2 * padX + 1,
      color: isFirst ? COLOR.text : COLOR.text2,
      size: SIZE.statusFont,
    })
  );
  kit.nodes.push(node("tooltip", { role: "tooltip", label: text, area }));
  return area;
}
