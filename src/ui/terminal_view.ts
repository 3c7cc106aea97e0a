/**
 * The terminal in its panel: the shown group side by side, the list of all where there are several, the search, words where
 * there is nothing to show. A pure function of `Workbench.terminals`; rows that stayed keep what was drawn of them.
 */
import type { Px } from "../base/mod.ts";
import { addPanel, cross, fill, node } from "./draw.ts";
import { fitText, makeLabel, shapeLabel, uiFont } from "./labels.ts";
import { SIZE } from "./metrics.ts";
import { box, sameBox } from "./scroll.ts";
import { STRINGS } from "./strings.ts";
import { shownGroup, type TermBox, type Terminals, termName } from "./terminal_box.ts";
import { drawRow, type RowDraw, type RowSetting, terminalFaces } from "./terminal_row.ts";
import { addTextInput } from "./text_input.ts";
import { COLOR } from "./theme.ts";
import type { BarPartSource, BarPartView, Workbench } from "./types.ts";
import type { Box, Label, Quad, TextInputView, UiNode } from "./view.ts";

/** Type of terminals, and the room around their cells. */
export const TERMINAL = { font: 13, line: 20, padX: 16, padY: 6, list: 168, row: 28, bar: 10 } as const;
/** Behind and under what a terminal shows; see `drawRow`. */
export interface TermPane {
  readonly term: TermBox;
  readonly box: Box;
  /** Where cells are: whole ones only. */
  readonly grid: Box;
  readonly cols: number;
  readonly count: number;
  readonly drawn: readonly RowDraw[];
  readonly isActive: boolean;
  /** Where the scrollbar is; null: nothing scrolled off. */
  readonly bar: { readonly track: Box; readonly thumb: Box } | null;
}
export interface TerminalView extends BarPartView {
  readonly panes: readonly TermPane[];
  readonly list: readonly { readonly term: number; readonly box: Box; readonly close: Box }[];
  readonly find:
    | { readonly input: TextInputView; readonly box: Box; readonly buttons: readonly FindButton[] }
    | null;
  /** Px of a cell: whole device pixels, so that columns stand sharp. */
  readonly cell: { readonly width: number; readonly height: number };
  readonly hasFocus: boolean;
  readonly made: Made;
}
interface FindButton {
  readonly id: "case" | "previous" | "next" | "close";
  readonly box: Box;
}
interface Made {
  readonly terminals: Terminals;
  readonly area: Box;
  readonly hasFocus: boolean;
  readonly generation: number;
  readonly scale: number;
  readonly look: Workbench["look"];
  readonly preedit: Workbench["preedit"];
  readonly caretOn: boolean;
}

export function layoutTerminal(source: BarPartSource, given: BarPartView | null): TerminalView {
  const { app, area, hasFocus, fonts } = source;
  const last = given as TerminalView | null;
  const terminals = app.terminals!;
  const hasFind = terminals.find !== null;
  const made: Made = {
    terminals,
    area,
    hasFocus,
    generation: fonts.generation,
    scale: app.scale,
    look: app.look,
    preedit: hasFind ? app.preedit : null,
    // Only the caret of the search is part of the view; a terminal's own blinks in paint.
    caretOn: hasFind ? app.caretOn : true,
  };
  if (last !== null && sameMade(last.made, made)) return last;
  const quads: Quad[] = [], labels: Label[] = [], nodes: UiNode[] = [];
  const faces = terminalFaces(TERMINAL.font);
  const scale = app.scale;
  const cell = {
    width: Math.max(1, Math.round(fonts.box(faces[0]).cell * scale)) / scale,
    height: Math.max(1, Math.round(TERMINAL.line * scale)) / scale,
  };
  const group = shownGroup(terminals);
  const draft = { source, quads, labels, nodes };
  if (group === null) {
    addWords(draft);
    return { quads, labels, nodes, panes: [], list: [], find: null, cell, hasFocus, made };
  }
  const hasList = terminals.terms.size > 1;
  const right = hasList ? TERMINAL.list : 0;
  const room = box(area.x, area.y, Math.max(0, area.width - right), area.height);
  const setting: RowSetting = { fonts, faces, cell: cell.width };
  const old = last !== null && last.made.generation === made.generation && last.made.scale === scale
    ? last.panes
    : [];
  const panes: TermPane[] = [];
  const share = room.width / group.terms.length;
  group.terms.forEach((id, i) => {
    const left = Math.round(room.x + share * i);
    const place = box(left, room.y, Math.round(room.x + share * (i + 1)) - left, room.height);
    if (i > 0) quads.push(fill(box(left - 1, room.y, 1, room.height), COLOR.line));
    const before = old.find(({ term }) => term.id === id) ?? null;
    panes.push(
      layoutPane(terminals.terms.get(id)!, {
        place,
        cell,
        setting,
        before,
        isActive: id === terminals.active,
        draft,
      }),
    );
  });
  const list = hasList
    ? addList(terminals, { ...draft, place: box(area.x + area.width - right, area.y, right, area.height) })
    : [];
  const active = panes.find(({ isActive }) => isActive);
  const find = terminals.find === null || active === undefined
    ? null
    : addFind(terminals.find, { ...draft, pane: active });
  return { quads, labels, nodes, panes, list, find, cell, hasFocus, made };
}

function sameMade(a: Made, b: Made): boolean {
  return a.terminals === b.terminals && sameBox(a.area, b.area) && a.hasFocus === b.hasFocus &&
    a.generation === b.generation && a.scale === b.scale && a.look === b.look && a.preedit === b.preedit &&
    a.caretOn === b.caretOn;
}

interface Draft {
  readonly source: BarPartSource;
  readonly quads: Quad[];
  readonly labels: Label[];
  readonly nodes: UiNode[];
}
const words = STRINGS.terminal;

function addWords({ source, labels, nodes }: Draft): void {
  const { app: { terminals, look }, area } = source;
  const { problem, starting } = terminals!;
  const text = problem !== null ? words.refused(problem) : starting > 0 ? words.starting : words.none;
  const font = uiFont(look.uiFontSize);
  const shown = fitText(source, { text, font, width: area.width - 2 * TERMINAL.padX });
  const color = problem === null ? COLOR.text2 : COLOR.err;
  labels.push(
    makeLabel(source, { text: shown, font, x: area.x + TERMINAL.padX, middle: area.y + 20, color }),
  );
  nodes.push(node("terminal-words", { role: "status", label: text, area }));
}

interface PaneSource {
  readonly place: Box;
  readonly cell: { readonly width: number; readonly height: number };
  readonly setting: RowSetting;
  readonly before: TermPane | null;
  readonly isActive: boolean;
  readonly draft: Draft;
}
function layoutPane(term: TermBox, { place, cell, setting, before, isActive, draft }: PaneSource): TermPane {
  const { padX, padY, bar: barWidth } = TERMINAL;
  const foot = term.ended === null ? 0 : TERMINAL.row;
  const cols = Math.max(2, Math.floor((place.width - 2 * padX) / cell.width));
  const count = Math.max(1, Math.floor((place.height - 2 * padY - foot) / cell.height));
  const grid = box(place.x + padX, place.y + padY, cols * cell.width, count * cell.height);
  const drawn: RowDraw[] = [];
  for (let y = 0; y < term.rows.length; y++) {
    const row = term.rows[y];
    const kept = before?.drawn[y];
    drawn.push(kept !== undefined && kept.row === row ? kept : drawRow(row, setting));
  }
  if (term.ended !== null) {
    const font = uiFont(SIZE.statusFont);
    const text = fitText(draft.source, { text: term.ended, font, width: place.width - 2 * padX });
    const middle = place.y + place.height - foot / 2 - 2;
    draft.labels.push(makeLabel(draft.source, { text, font, x: place.x + padX, middle, color: COLOR.text2 }));
  }
  const { state } = term;
  const track = box(place.x + place.width - barWidth, place.y, barWidth, place.height);
  const total = state === null ? 0 : state.base + state.rows;
  let bar: TermPane["bar"] = null;
  if (state !== null && state.base > 0) {
    const height = Math.max(SIZE.scrollThumbMin, Math.round((place.height * state.rows) / total));
    const top = Math.round(((place.height - height) * state.top) / state.base);
    bar = { track, thumb: box(track.x + 2, place.y + top, SIZE.scrollThumb, height) };
    draft.quads.push({ ...fill(bar.thumb, COLOR.thumb), radius: 3 });
  }
  draft.nodes.push(node(`terminal-${term.id}`, { role: "terminal", label: termName(term), area: place }));
  return { term, box: place, grid, cols, count, drawn, isActive, bar };
}

function addList(
  all: Terminals,
  { source, quads, labels, nodes, place }: Draft & { place: Box },
): TerminalView["list"] {
  quads.push(fill(box(place.x, place.y, 1, place.height), COLOR.line));
  const out: { term: number; box: Box; close: Box }[] = [];
  const font = uiFont(SIZE.statusFont);
  let y = place.y + 4;
  for (const group of all.groups) {
    group.terms.forEach((id, i) => {
      const term = all.terms.get(id)!;
      const row = box(place.x + 1, y, place.width - 1, TERMINAL.row);
      const isActive = id === all.active;
      if (isActive) {
        quads.push(fill(row, COLOR.accentbg), fill(box(row.x, row.y, 2, row.height), COLOR.accent));
      }
      const middle = y + TERMINAL.row / 2;
      const mark = group.terms.length === 1
        ? ""
        : i === 0
        ? "┌ "
        : i === group.terms.length - 1
        ? "└ "
        : "├ ";
      const left = row.x + 12;
      if (mark !== "") {
        labels.push(makeLabel(source, { text: mark.trim(), font, x: left, middle, color: COLOR.text3 }));
      }
      const x = left + (mark === "" ? 0 : 14);
      const close = box(row.x + row.width - 28, y, 24, TERMINAL.row);
      const text = fitText(source, { text: termName(term), font, width: Math.max(20, close.x - x) });
      const color = isActive ? COLOR.text : term.rang ? COLOR.warn : COLOR.text2;
      labels.push(makeLabel(source, { text, font, x, middle, color }));
      if (isActive) labels.push(cross(source, { middleX: close.x + close.width / 2, middle }));
      nodes.push(node(`terminal-tab-${id}`, { role: "tab", label: termName(term), area: row }));
      out.push({ term: id, box: row, close });
      y += TERMINAL.row;
    });
  }
  return out;
}

function addFind(
  find: NonNullable<Terminals["find"]>,
  { source, quads, labels, nodes, pane }: Draft & { pane: TermPane },
): TerminalView["find"] {
  const width = Math.min(420, pane.box.width - 2 * TERMINAL.padX);
  const area = box(
    pane.box.x + pane.box.width - TERMINAL.padX - width,
    pane.box.y + 4,
    width,
    SIZE.input + 12,
  );
  addPanel(quads, area);
  const font = uiFont(source.app.look.uiFontSize);
  const field = box(area.x + 6, area.y + 6, Math.max(40, width - 12 - 190), SIZE.input);
  const hasFocus = find.hasFocus && source.hasFocus;
  const input = addTextInput(source, {
    input: find.input,
    field,
    font,
    placeholder: words.find,
    hasFocus,
    caretShown: source.app.caretOn,
    preedit: source.app.preedit,
    quads,
    labels,
  });
  const middle = area.y + area.height / 2;
  const state = pane.term.state;
  const small = uiFont(SIZE.statusFont);
  if (find.input.text !== "" && state !== null) {
    const text = words.matches(state.matchIndex, state.matchCount);
    labels.push(
      makeLabel(source, { text, font: small, x: field.x + field.width + 8, middle, color: COLOR.text2 }),
    );
  }
  const buttons: FindButton[] = [];
  const signs = [["case", "Aa"], ["previous", "↑"], ["next", "↓"], ["close", "×"]] as const;
  signs.forEach(([id, sign], i) => {
    const place = box(area.x + width - 6 - (signs.length - i) * 26, middle - 13, 26, 26);
    const isOn = id === "case" && find.caseSensitive;
    if (isOn) quads.push({ ...fill(place, COLOR.accentbg), radius: SIZE.radiusSmall });
    const shaped = shapeLabel(source, { text: sign, font: small });
    const x = place.x + (place.width - shaped.width) / 2;
    labels.push(
      makeLabel(source, { text: sign, font: small, x, middle, color: isOn ? COLOR.accent : COLOR.text2 }),
    );
    buttons.push({ id, box: place });
  });
  nodes.push(node("terminal-find", { role: "search", label: words.find, area }));
  return { input, box: area, buttons };
}

/** The cell under a place; outside of the grid beyond its edges. */
export function cellAt(
  view: TerminalView,
  pane: TermPane,
  { x, y }: { x: Px; y: Px },
): { col: number; row: number } {
  return {
    col: Math.floor((x - pane.grid.x) / view.cell.width),
    row: Math.floor((y - pane.grid.y) / view.cell.height),
  };
}
