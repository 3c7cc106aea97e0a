/**
 * What layout makes and paint, hit testing and the accessibility tree read: one frame, in logical
 * pixels. Owns shapes only. Parts keep their object while what they show stays, so that the next
 * layout can take them over by identity. Boxes are `x, y, width, height` in the window.
 */
import type { DocId, LineIndex, Offset, Px, ViewId } from "../base/mod.ts";
import type { FontMetrics, ShapedText } from "../render/mod.ts";
import type { RowView } from "./row_view.ts";
import type { RowCache } from "./rows.ts";
import type { RowMap } from "./row_map.ts";
import type { MatchSet, State, Text, VimMarks } from "../editor/mod.ts";
import type { CutLine } from "./long_lines.ts";
import type { ViewParts } from "./view_parts.ts";
import type { TextStyle } from "./theme.ts";
import type { Box, Label, Part, Quad, UiNode } from "./shapes.ts";
import type { BarId } from "./panes.ts";
import type { BarAction, BarHeading } from "./bar_heading.ts";
import type { BarPartView, Look, OpenDocument, Scroll, Workbench } from "./types.ts";

export type { Box, Label, Part, Quad, UiNode };

/** A row in the window. A long line has several side by side, of which only the visible ones are here. */
export interface PlacedRow {
  readonly row: RowView;
  readonly from: Offset;
  /** Exclusive; the "\n" is not part of a row. */
  readonly to: Offset;
  readonly line: LineIndex;
  readonly top: Px;
  /** Where the row starts, from the text's left edge, before scrolling. */
  readonly left: Px;
  /** Whether the line goes on after this row. */
  readonly continues: boolean;
  /** Whether the lines below are folded away here. */
  readonly folded: boolean;
  /** Text being composed inside this row: `length` units at row unit `at` which the document does not have. */
  readonly preedit: { readonly at: number; readonly length: number; readonly caret: number } | null;
}
/** One tab on screen. `close` is where its close mark reacts. */
export interface TabView {
  readonly view: ViewId;
  readonly box: Box;
  readonly close: Box;
}
/** The tab bar of one group. Only tabs that fit are here, from index `first` on. */
export interface TabBarView extends Part {
  readonly group: number;
  readonly box: Box;
  readonly first: number;
  readonly tabs: readonly TabView[];
  /** The tab under the pointer, with ! on its close mark; "" for none. */
  readonly hovered: string;
}
/** One text of the status bar. */
export interface StatusItem {
  readonly id: string;
  readonly text: string;
  readonly box: Box;
}
/** The status bar; `items` from left to right. */
export interface StatusView extends Part {
  readonly box: Box;
  readonly items: readonly StatusItem[];
  /**
   * Where the caret's position lies in `items` and in `labels`, the least x it may start at, the x it ends at, and the line
   * it speaks of (-1: not of a caret, or not known). Null: not shown in its place.
   */
  readonly position: {
    readonly item: number;
    readonly label: number;
    readonly least: number;
    readonly end: number;
    readonly line: number;
  } | null;
}
/** One notice on screen; `close` dismisses it. */
export interface NoticeView {
  readonly id: number;
  readonly box: Box;
  readonly close: Box;
  /** As many as the notice has. */
  readonly actions: readonly Box[];
  /** Its words as they are shown, cut where they do not fit. */
  readonly lines: readonly string[];
}
/** The messages on screen: toasts, the newest lowest, or the list of all there were. `places`: its buttons in the order of Tab. */
export interface NoticesView extends Part {
  readonly notices: readonly NoticeView[];
  readonly places: readonly { readonly id: string; readonly box: Box; readonly takesFocus: boolean }[];
  /** The messages of the list, clipped to `box`; `area`: the whole of it, `most`: how far it can be scrolled. */
  readonly list: (Part & { readonly box: Box; readonly area: Box; readonly most: number }) | null;
}
/** The welcome page; rows count in the sections of the page. */
export interface WelcomeView extends Part {
  readonly box: Box;
  readonly rows: readonly { readonly section: number; readonly index: number; readonly box: Box }[];
}
/** The modal question. */
export interface PromptView extends Part {
  readonly id: number;
  readonly box: Box;
  readonly choices: readonly { readonly id: string; readonly box: Box }[];
  readonly input: TextInputView | null;
}
/** An input on screen. `stops` holds the x of each unit from `first` on, and one more for the end of what is shown. */
export interface TextInputView {
  readonly field: Box;
  readonly first: number;
  readonly stops: Float32Array;
  /** Where the caret stands; `null` without the focus. */
  readonly caret: Box | null;
}
/** A part that reacts. */
export type FindPart =
  | "find"
  | "replace"
  | "toggleReplace"
  | "case"
  | "word"
  | "regex"
  | "preserve"
  | "selection"
  | "previous"
  | "next"
  | "close"
  | "replaceOne"
  | "replaceAll"
  | "body";
export interface FindView extends Part {
  readonly box: Box;
  readonly parts: readonly { readonly id: FindPart; readonly box: Box }[];
  readonly find: TextInputView;
  readonly replace: TextInputView | null;
}

/** A list of equal rows in a box. `top`: Px that are scrolled off. */
export interface ListPlace {
  readonly area: Box;
  readonly count: number;
  readonly rowHeight: number;
  readonly top: number;
}
/** A picker: the panel, and the list in it, which is clipped to its box. */
export interface QuickPickView extends Part {
  readonly box: Box;
  readonly input: TextInputView;
  readonly place: ListPlace;
  readonly list: Part & { readonly box: Box };
  readonly bar: ScrollbarView | null;
  readonly buttons: readonly Box[];
  readonly rowButtons: readonly { readonly index: number; readonly button: number; readonly box: Box }[];
}
/** The tree over the editors: the rows that fit. */
export interface TreePanelView extends Part {
  readonly box: Box;
  readonly rows: readonly { readonly id: number; readonly box: Box }[];
}
/** The choices of a snippet's stop; `index` counts in `items`. */
export interface ChoiceListView extends Part {
  readonly box: Box;
  readonly rows: readonly { readonly index: number; readonly box: Box }[];
  readonly items: readonly string[];
  readonly focused: number;
  readonly editorView: ViewId;
  /** What else it was made of. */
  readonly made: string;
  readonly look: Look;
}
/** Where the matches of a search show in one editor; made of that editor, and compared with it. */
export interface FindMarks {
  readonly view: ViewId;
  readonly editor: EditorView;
  readonly matches: MatchSet;
  readonly current: number;
  /** What the marks along the scrollbar depend on besides the matches. */
  readonly rail: string;
  /** Stride 5: x, top, width, height, and 1 for the current match. */
  readonly found: readonly number[];
  /** Pairs of top and height along the scrollbar. */
  readonly bars: readonly number[];
  /** Vim's search, where these are its marks. */
  readonly source?: VimMarks;
}
/** A scrollbar: the track reacts, the thumb is drawn. `max` is the largest scroll in Px. */
export interface ScrollbarView {
  readonly track: Box;
  readonly thumb: Box;
  readonly max: number;
}
/** One text editor on screen. */
export interface EditorView {
  readonly view: ViewId;
  readonly doc: DocId;
  readonly group: number;
  readonly box: Box;
  /** Where text shows: `box` without the gutter. Row x 0 lies at `text.x - scroll.x`. */
  readonly text: Box;
  readonly lineHeight: Px;
  /** From a row's top to its baseline. */
  readonly baseline: number;
  /** One cell of the code font. */
  readonly cell: Px;
  readonly scroll: Scroll;
  readonly lineCount: number;
  readonly contentWidth: Px;
  readonly contentHeight: Px;
  readonly rows: readonly PlacedRow[];
  /** Line numbers from `scroll.line` on, one per visible line; their right edge is `numbersRight`. */
  readonly numbers: readonly ShapedText[];
  readonly numbersRight: Px;
  /** The top of each number, where lines are wrapped or folded; null: one below the other. */
  readonly numberTops: readonly number[] | null;
  /** The line of each number; null: one after the other from that of the first row on. */
  readonly numberLines: readonly number[] | null;
  /** The line of the main head, for its brighter number; -1 when it has none. */
  readonly currentLine: number;
  /** Top of the current line's background, or null when hidden (a selection, or off screen). */
  readonly currentTop: Px | null;
  /** Its rows together. */
  readonly currentHeight: Px;
  /**
   * Stride 3: x, top, height, in the window; only those inside the text area. Plain numbers, as are the two below: making
   * a typed array of three costs 7 µs when caches are cold.
   */
  readonly carets: readonly number[];
  /** Index into `carets` (counted in carets) of the main one, -1 when it is off screen. */
  readonly mainCaret: number;
  /** Stride 3: x, top, and the way text runs at a caret, -1 to the left, where both ways meet in its row. */
  readonly caretHints: readonly number[];
  /** Stride 4: x, top, width, height, in the window. */
  readonly selections: readonly number[];
  /** Stride 3: x, baseline, width of underlined text being composed. */
  readonly underlines: readonly number[];
  readonly vertical: ScrollbarView | null;
  readonly horizontal: ScrollbarView | null;
  readonly hasFocus: boolean;
  /** 0 to 1 while the file is being read. */
  readonly loading: number | null;
  readonly node: UiNode;
  /** Whether every line was one row. */
  readonly wasPlain: boolean;
  readonly hadFolds: boolean;
  /** Cells of a wrapped row; 0 for none. */
  readonly columns: number;
  /** How lines make rows; a memo that goes on to later texts. */
  readonly map: RowMap;
  /** How the long lines of this text are cut; void when the text changes. */
  readonly cuts: Map<LineIndex, CutLine>;
  /** What this was made of, compared by identity next time. */
  readonly made: EditorInputs;
}
/** All that one editor's layout depends on. */
export interface EditorInputs {
  readonly state: State;
  readonly text: Text;
  readonly tabSize: number;
  readonly scroll: Scroll;
  readonly look: Look;
  readonly styles: readonly TextStyle[];
  readonly preedit: Workbench["preedit"];
  readonly hasFocus: boolean;
  /** Whether carets stand on characters, as a block does. */
  readonly onCharacter: boolean;
  /** Where dragged text would land; -1: none is dragged here. */
  readonly drop: number;
  readonly decorate: Workbench["decorate"];
  readonly loading: OpenDocument["loading"];
  readonly name: string;
  readonly fonts: FontMetrics;
  readonly generation: number;
  /** The box of the group. */
  readonly area: Box;
}
/** Lines to draw: stride 4: x, top, height, and 1 for the active one. */
export interface Guides {
  readonly lines: readonly number[];
}

/** The headers of scopes over the top of the text. */
export interface Sticky {
  readonly lines: readonly StickyLine[];
}
export interface StickyLine {
  readonly line: LineIndex;
  readonly row: RowView;
  readonly number: ShapedText;
  readonly top: Px;
}
/** Sixteen lines: stride 2, where a bar starts and how wide it is in Px; width 0 for a blank line. */
export interface MinimapBand {
  readonly bars: readonly number[];
}
/** A bar a line, and where the view stands. */
export interface Minimap {
  readonly box: Box;
  readonly slider: Box;
  /** The visible line of the first bar. */
  readonly first: number;
  readonly bands: readonly MinimapBand[];
  /** Lines that are not folded away. */
  readonly lines: number;
  readonly editor: EditorView;
}

/** The parts of one editor. Numbers are packed and in the window, in Px. */
export interface EditorParts {
  readonly editor: EditorView;
  readonly settings: ViewParts;
  readonly guides: Guides | null;
  /** Stride 3: x, top, width of a box around a bracket. */
  readonly brackets: readonly number[];
  /** Stride 4: x, middle, width, and 1 for a tab. */
  readonly blanks: readonly number[];
  /** Where rulers stand. */
  readonly rulers: readonly number[];
  /** Stride 3: top, line, and 1 where something is folded. */
  readonly folds: readonly number[];
  readonly minimap: Minimap | null;
  readonly sticky: Sticky | null;
  /** The signs of folds, shaped. */
  readonly marks: { readonly open: ShapedText; readonly folded: ShapedText; readonly chip: ShapedText };
  /** Whether the pointer is over the gutter, which shows what may be folded. */
  readonly hover: boolean;
}
/** The header of a bar. Tabs stand where there are several views, and always in the panel. */
export interface BarHeaderView extends Part {
  readonly strip: Box;
  readonly tabs: readonly { readonly id: string; readonly box: Box }[];
  readonly actions: readonly { readonly action: BarAction; readonly box: Box }[];
  readonly made: {
    readonly active: string;
    readonly look: Look;
    readonly ids: readonly string[];
    readonly headings: readonly BarHeading[];
    /** What reacts under the pointer. */
    readonly hovered: string | null;
  };
}
/** A bar beside the editors, or the panel. */
export interface BarView {
  readonly id: BarId;
  /** The id of the view it shows, and that view in `content`. */
  readonly part: string;
  readonly view: BarPartView;
  readonly box: Box;
  readonly content: Box;
  readonly header: BarHeaderView;
  readonly nodes: readonly UiNode[];
}
/** One open panel of a menu: what lies behind its rows, and the rows, which are clipped to it. */
export interface MenuPanelView {
  readonly box: Box;
  readonly rows: readonly Box[];
  readonly back: Part;
  readonly list: Part;
}
/** The panels on screen, the outermost first. */
export interface MenuView {
  readonly panels: readonly MenuPanelView[];
  readonly nodes: readonly UiNode[];
}
/** One frame. */
export interface AppView {
  readonly width: Px;
  readonly height: Px;
  readonly scale: number;
  readonly editors: readonly EditorView[];
  readonly tabBars: readonly TabBarView[];
  /** The bars that show. */
  readonly bars: readonly BarView[];
  /** Beside `editors`: what lies around and over their text; null where all of it is off. */
  readonly parts: readonly (EditorParts | null)[];
  /** Lines between panes, and what an empty group says. */
  readonly frame: Part;
  readonly status: StatusView;
  readonly notices: NoticesView | null;
  readonly find: FindView | null;
  readonly findMarks: FindMarks | null;
  /** Beside `editors`, or empty where none has any: what is selected and found in the minimap. Stride 3: top, height, 1 for a match. */
  readonly mapMarks: readonly (readonly number[])[];
  readonly prompt: PromptView | null;
  readonly tree: TreePanelView | null;
  readonly choices: ChoiceListView | null;
  readonly quickPick: QuickPickView | null;
  readonly gallery: Part | null;
  /** Where what is dragged would go. */
  readonly drop: Part | null;
  readonly menu: MenuView | null;
  readonly welcome: WelcomeView | null;
  readonly tip: Part | null;
  /** Whether carets are drawn: the blink and the focus allow it. */
  readonly caretsShown: boolean;
  /** The thumb that the pointer is over. */
  readonly hoverThumb: { readonly view: ViewId; readonly axis: "x" | "y" } | null;
  readonly root: UiNode;
  readonly cache: LayoutCache;
  /** What this was made of, compared by identity next time. */
  readonly app: Workbench;
  /** What all beside the editors was made of: an older one in the first frame of a typed key. */
  readonly chrome: Workbench;
}
/** Shaped things that the next frame may take over. One object goes from view to view; content decides, so it is a memo. */
export interface LayoutCache {
  /** By tab size. */
  readonly rows: Map<number, RowCache>;
  readonly labels: Map<string, ShapedText>;
  /** How lines make rows in each view. */
  readonly rowMaps: Map<ViewId, RowMap>;
  readonly fonts: FontMetrics;
  readonly generation: number;
}
