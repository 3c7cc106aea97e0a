/**
 * The explorer in its side bar: the rows that are in sight, git's letters at the right, the line for a new name, what is dragged. The view
 * stays the same object while nothing that it shows changes, so that typing in an editor costs it a few comparisons.
 */
import type { Px } from "../base/mod.ts";
import { isFolderKind, markAt } from "../project/mod.ts";
import { addPanel, fill, node } from "./draw.ts";
import { editRow, type ExplorerBox, type ExplorerRow, lineCount, rowAt, rowOnLine } from "./explorer_box.ts";
import { isPlainAscii, pictureOf, shownAs } from "./invisible.ts";
import { addRow, addText, type Kit, newKit } from "./kit.ts";
import { fitText, makeLabel, shapeLabel, uiFont, wrapText } from "./labels.ts";
import { SIZE } from "./metrics.ts";
import { box, isInside } from "./scroll.ts";
import { STRINGS } from "./strings.ts";
import { addTextInput } from "./text_input.ts";
import { COLOR, type ColorId } from "./theme.ts";
import type { BarPart, BarPartSource, BarPartView, Workbench } from "./types.ts";
import type { Box } from "./shapes.ts";
import type { ListPlace, TextInputView } from "./view.ts";
import { listRowAt, listWindow } from "./virtual_list.ts";

const words = STRINGS.explorer;

/** As laid out last. */
export interface ExplorerView extends BarPartView {
  readonly input: TextInputView | null;
  readonly made: Made;
}
interface Made {
  readonly explorer: ExplorerBox;
  readonly area: Box;
  readonly look: Workbench["look"];
  readonly scale: number;
  readonly hasFocus: boolean;
  /** The line under the pointer; -1: none. */
  readonly hovered: number;
  /** The file of the tab in front. */
  readonly active: string | null;
  readonly caretOn: boolean;
  readonly preedit: Workbench["preedit"];
  readonly pointer: { readonly x: Px; readonly y: Px } | null;
}

/** Where the rows lie: under the line that tells of a filter. */
export function explorerPlace(explorer: ExplorerBox, area: Box): ListPlace {
  const head = explorer.filter === null ? 0 : SIZE.input + 2;
  const room = box(area.x, area.y + head, area.width, Math.max(0, area.height - head));
  return { area: room, count: lineCount(explorer), rowHeight: SIZE.treeRow, top: explorer.top };
}
/** The line at a point of the view; -1: beside them. */
export const explorerLineAt = (
  explorer: ExplorerBox,
  area: Box,
  at: { readonly x: Px; readonly y: Px },
): number => listRowAt(explorerPlace(explorer, area), at);

/** The path of the file in front, relative to the folder; `null`: it does not lie there. */
function activePath({ groups, activeGroup, views, docs }: Workbench, root: string): string | null {
  for (let i = 0; i < groups.length; i++) {
    const { id, active } = groups[i];
    if (id !== activeGroup || active === null) continue;
    const view = views.get(active);
    const path = view === undefined ? null : docs.get(view.doc)?.path ?? null;
    if (path === null || !path.startsWith(root)) return null;
    return root === "/" ? path.slice(1) : path[root.length] === "/" ? path.slice(root.length + 1) : null;
  }
  return null;
}

function layout(source: BarPartSource, last: BarPartView | null): BarPartView {
  const { app, area, hasFocus, pointer } = source;
  const { explorer } = app;
  if (!explorer) return last ?? NOTHING;
  const { made } = (last ?? NOTHING) as Partial<ExplorerView>;
  const isMoving = explorer.drag !== null && explorer.drag.isMoving;
  const over = isMoving ? app.pointer : pointer;
  const isTyping = explorer.edit !== null && hasFocus;
  const now = {
    explorer,
    area,
    look: app.look,
    scale: app.scale,
    hasFocus,
    hovered: pointer === null ? -1 : explorerLineAt(explorer, area, pointer),
    active: null as string | null,
    caretOn: isTyping ? app.caretOn : true,
    preedit: isTyping ? app.preedit : null,
    pointer: isMoving ? over : null,
  };
  if (
    made !== undefined && made.explorer === explorer && made.area === area && made.look === app.look &&
    made.scale === app.scale && made.hasFocus === hasFocus && made.hovered === now.hovered &&
    made.caretOn === now.caretOn && made.preedit === now.preedit && made.pointer === now.pointer &&
    made.active === activePath(app, explorer.root)
  ) return last!;
  now.active = activePath(app, explorer.root);
  return draw(source, now);
}
const NOTHING: BarPartView = { quads: [], labels: [], nodes: [] };

function draw(source: BarPartSource, made: Made): ExplorerView {
  const { explorer, area, look } = made;
  const { fonts, cache } = source;
  const start = () =>
    newKit({ fonts, cache, size: look.uiFontSize, pointer: null, focused: null, pressed: null });
  const kit = start();
  const place = explorerPlace(explorer, area);
  const rows = listWindow(place);
  const edit = editRow(explorer);
  let input: TextInputView | null = null;
  let inputAt: Box | null = null;
  const list = start();
  for (let line = rows.first; line < rows.last; line++) {
    const at = box(area.x, rows.y + (line - rows.first) * SIZE.treeRow, area.width, SIZE.treeRow);
    if (line === edit) {
      inputAt = at;
      input = drawInput(list, at, made);
      continue;
    }
    drawRow(list, at, { row: rowAt(explorer, rowOnLine(explorer, line, edit)), line, made });
  }
  if (rows.bar !== null) {
    const { thumb } = rows.bar;
    const isHot = source.pointer !== null && isInside(rows.bar.track, source.pointer);
    list.quads.push({ ...fill(thumb, isHot ? COLOR.thumbHover : COLOR.thumb), radius: SIZE.scrollThumb / 2 });
  }
  if (place.count === 0) drawEmpty(list, place.area, explorer);
  if (explorer.filter !== null) drawFilter(kit, area, explorer);
  kit.nodes.push({
    ...node("explorer-tree", { role: "tree", label: words.tree, area: place.area }),
    children: list.nodes,
  });
  const clips = [{ quads: list.quads, labels: list.labels, nodes: [], box: place.area }];
  const over = start();
  if (inputAt !== null) drawProblem(over, inputAt, made);
  if (made.pointer !== null) drawDragged(over, made);
  if (over.quads.length > 0) clips.push({ quads: over.quads, labels: over.labels, nodes: [], box: area });
  return { quads: kit.quads, labels: kit.labels, nodes: kit.nodes, clips, input, made };
}

function drawRow(
  kit: Kit,
  area: Box,
  { row, line, made }: { row: ExplorerRow; line: number; made: Made },
): void {
  const { explorer, hasFocus } = made;
  const { path, kind, depth } = row;
  const id = `explorer-${path}`;
  if (kind === "problem") {
    const left = area.x + SIZE.barPad + (depth + 1) * SIZE.treeIndent;
    const width = area.x + area.width - SIZE.barPad - left;
    const text = problemText(explorer, path);
    addText(kit, { text, x: left, middle: area.y + area.height / 2, width, color: COLOR.text3 });
    kit.nodes.push(node(`${id}!`, { role: "treeitem", label: text, area }));
    return;
  }
  const isActive = made.active === path, isSelected = explorer.selected.has(path);
  const isTarget = explorer.drag !== null && explorer.drag.isMoving && explorer.drag.onto === path;
  const found = explorer.git === null || !explorer.showsGit ? null : markAt(explorer.git, path);
  const isFolder = isFolderKind(kind);
  // An open folder shows what is in it; shut, it tells.
  const mark = found === null || isFolder && row.isOpen && found.isInherited ? null : found;
  const isFaint = explorer.cut.has(path) || mark?.mark === "ignored" || kind === "deadLink" ||
    kind === "special";
  const color = isFaint
    ? COLOR.text3
    : mark !== null
    ? markColor(mark.mark)
    : isActive
    ? COLOR.text
    : COLOR.text2;
  if (isTarget) kit.quads.push(fill(area, COLOR.sel));
  if (isSelected && !isActive) kit.quads.push(fill(area, hasFocus ? COLOR.accentbg : COLOR.cur));
  const name = shownName(row.name);
  const isFocused = hasFocus && explorer.focus === path && explorer.edit === null;
  addRow(kit, {
    id,
    area,
    label: name,
    depth,
    isOpen: isFolder ? row.isOpen : undefined,
    isChosen: isActive,
    color,
    mark: mark === null || mark.mark === "ignored"
      ? undefined
      : { text: isFolder ? "•" : LETTERS[mark.mark], color },
  });
  if (made.hovered === line && !isActive && !isSelected) kit.quads.unshift(fill(area, COLOR.cur));
  if (isFocused) kit.quads.push({ ...fill(area, COLOR.accent), border: 1 });
  if (row.match >= 0) markMatch(kit, area, { row, name, length: explorer.filter!.text.length });
}
const LETTERS = {
  untracked: "U",
  added: "A",
  renamed: "R",
  deleted: "D",
  modified: "M",
  conflict: "!",
  ignored: "",
};
function markColor(mark: keyof typeof LETTERS): ColorId {
  switch (mark) {
    case "ignored":
      return COLOR.text3;
    case "modified":
      return COLOR.warn;
    case "deleted":
    case "conflict":
      return COLOR.err;
    default:
      return COLOR.ok;
  }
}

/** A ground under the matched letters: the name itself stays one piece. */
function markMatch(
  kit: Kit,
  area: Box,
  { row, name, length }: { row: ExplorerRow; name: string; length: number },
): void {
  const font = uiFont(kit.size);
  const x = area.x + SIZE.barPad + (row.depth + 1) * SIZE.treeIndent;
  const room = area.x + area.width - SIZE.barPad - 26 - x;
  const from = shapeLabel(kit, { text: name.slice(0, row.match), font }).width;
  const to = Math.min(room, shapeLabel(kit, { text: name.slice(0, row.match + length), font }).width);
  const middle = area.y + area.height / 2;
  if (to > from) {
    kit.quads.push({ ...fill(box(x + from, middle - 9, to - from, 18), COLOR.found), radius: 3 });
  }
}

/** What cannot be seen in a name is shown: pictures for controls, marks that reorder text as a replacement. */
export function shownName(name: string): string {
  if (isPlainAscii(name) && !name.includes("\t")) return name;
  let out = "", before = 0;
  for (const sign of name) {
    const code = sign.codePointAt(0)!;
    const how = code === 9 ? "picture" : shownAs(code, before);
    out += how === "plain" ? sign : how === "picture" ? pictureOf(code) : "\ufffd";
    before = code;
  }
  return out;
}

function problemText({ tree }: ExplorerBox, path: string): string {
  const problem = tree.listings.get(path)?.problem;
  if (!problem) return "";
  return problem.kind === "denied"
    ? words.denied
    : problem.kind === "gone"
    ? words.gone
    : problem.kind === "circle"
    ? words.circle(problem.words)
    : words.cannotRead(problem.words);
}

function drawEmpty(kit: Kit, area: Box, { filter, tree }: ExplorerBox): void {
  const text = filter !== null ? words.noMatch : tree.listings.has("") ? words.empty : words.reading;
  const x = area.x + SIZE.barPad;
  addText(kit, {
    text,
    x,
    middle: area.y + SIZE.treeRow / 2,
    width: area.width - 2 * SIZE.barPad,
    color: COLOR.text3,
  });
}

/** What is typed to filter, as a field that says how much it found. */
function drawFilter(kit: Kit, area: Box, { filter }: ExplorerBox): void {
  const field = box(area.x + 8, area.y, area.width - 16, SIZE.input - 4);
  const text = filter!.text;
  const count = words.matches(filter!.matches);
  const font = uiFont(SIZE.statusFont);
  const wide = shapeLabel(kit, { text: count, font }).width;
  addTextInput(kit, {
    input: { text, anchor: text.length, head: text.length },
    field,
    right: wide + 8,
    font: uiFont(kit.size),
    hasFocus: true,
    caretShown: true,
    preedit: null,
    quads: kit.quads,
    labels: kit.labels,
  });
  const x = field.x + field.width - SIZE.inputPad - wide;
  const middle = field.y + field.height / 2;
  kit.labels.push(makeLabel(kit, { text: count, font, x, middle, color: COLOR.text3 }));
  kit.nodes.push(
    node("explorer-filter", { role: "searchbox", label: `${words.filter}: ${text}`, area: field }),
  );
}

function drawInput(kit: Kit, area: Box, { explorer, hasFocus, caretOn, preedit }: Made): TextInputView {
  const edit = explorer.edit!;
  const depth = depthOf(explorer);
  const x = area.x + SIZE.barPad + (depth + 1) * SIZE.treeIndent - SIZE.inputPad;
  const field = box(x, area.y, Math.max(60, area.x + area.width - 6 - x), area.height);
  kit.nodes.push(node("explorer-input", { role: "textbox", label: edit.input.text, area: field }));
  return addTextInput(kit, {
    input: edit.input,
    field,
    font: uiFont(kit.size),
    hasFocus,
    caretShown: caretOn,
    preedit,
    isWrong: edit.problem !== null,
    quads: kit.quads,
    labels: kit.labels,
  });
}
function depthOf(explorer: ExplorerBox): number {
  const { folder } = explorer.edit!;
  return folder === "" ? 0 : folder.split("/").length;
}

/** Under the line for a name, over the rows. */
function drawProblem(kit: Kit, area: Box, { explorer }: Made): void {
  const problem = explorer.edit?.problem ?? null;
  if (problem === null) return;
  const width = area.width - 2 * SIZE.barPad;
  const font = uiFont(SIZE.statusFont);
  const lines = wrapText(kit, { text: problem, font, width: width - 16, most: 3 });
  const panel = box(area.x + SIZE.barPad, area.y + area.height + 2, width, lines.length * 18 + 10);
  addPanel(kit.quads, panel);
  kit.quads.push({ ...fill(panel, COLOR.err), radius: SIZE.radius, border: 1 });
  lines.forEach((text, i) =>
    kit.labels.push(
      makeLabel(kit, { text, font, x: panel.x + 8, middle: panel.y + 14 + i * 18, color: COLOR.text }),
    )
  );
}

/** What is dragged, beside the pointer. */
function drawDragged(kit: Kit, { explorer, pointer }: Made): void {
  const { paths } = explorer.drag!;
  const font = uiFont(SIZE.statusFont);
  const name = paths[0].slice(paths[0].lastIndexOf("/") + 1);
  const text = fitText(kit, {
    text: paths.length === 1 ? shownName(name) : `${paths.length} files`,
    font,
    width: 160,
  });
  const width = shapeLabel(kit, { text, font }).width + 16;
  const panel = box(pointer!.x + 12, pointer!.y + 8, width, 22);
  kit.quads.push({ ...fill(panel, COLOR.accentbg), radius: SIZE.radiusSmall });
  kit.quads.push({ ...fill(panel, COLOR.accent), radius: SIZE.radiusSmall, border: 1 });
  kit.labels.push(makeLabel(kit, { text, font, x: panel.x + 8, middle: panel.y + 11, color: COLOR.text }));
}

const NO_HEADING = { title: words.view } as const;
/** The view for the left bar. */
export const explorerPart: BarPart = {
  id: "workbench.view.explorer",
  place: "left",
  order: 1,
  isThere: (app) => Boolean(app.explorer),
  heading: (app) => app.explorer?.heading ?? NO_HEADING,
  layout,
  cursor: (view, at) => {
    const { input } = view as ExplorerView;
    return input !== null && input !== undefined && isInside(input.field, at) ? "text" : "arrow";
  },
  caret: (view) => (view as ExplorerView).input?.caret ?? null,
};
