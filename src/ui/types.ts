/**
 * What layout reads: the workbench as a value. The app's `App` extends `Workbench` with what only the
 * app needs (registries, pending work). Owns shapes only; what is made of them lies in view.ts.
 * Nothing here knows a device pixel: that begins in paint.
 */
import type { DocId, LineIndex, Offset, Px, ViewId } from "../base/mod.ts";
import type { Decorate, State, VimMarks } from "../editor/mod.ts";
import type { DrawList } from "../render/mod.ts";
import type { CursorShape } from "../window/mod.ts";
import type { BarHeading } from "./bar_heading.ts";
import type { ExplorerBox } from "./explorer_box.ts";
import type { FindBox } from "./find_box.ts";
import type { InputState } from "./input_state.ts";
import type { Menu } from "./menu_state.ts";
import type { BarId, DividerId, Panes } from "./panes.ts";
import type { QuickPickBox } from "./quick_pick_box.ts";
import type { Box, LabelSetting, Part } from "./shapes.ts";
import type { Theme } from "./theme.ts";
import type { Terminals } from "./terminal_box.ts";
import type { ViewParts } from "./view_parts.ts";

/** One open document as the workbench shows it. */
export interface OpenDocument {
  readonly id: DocId;
  readonly state: State;
  readonly name: string;
  readonly path: string | null;
  readonly dirty: boolean;
  /** As shown in the status bar, such as "UTF-8". */
  readonly encoding: string;
  readonly lineEnding: "LF" | "CRLF" | "CR" | "mixed";
  readonly readOnly: boolean;
  /** Its file went away. */
  readonly isGone?: true;
  /** Present while the file is still being read; any unit, `done` of `total`. */
  readonly loading?: { readonly done: number; readonly total: number };
  /** Whether the view goes along with what comes to the file's end. */
  readonly following?: true;
  /** The same of a save that takes long. */
  readonly writing?: { readonly done: number; readonly total: number };
}
/** Where a view stands: the first visible line, the pixels of it that are scrolled off, pixels to the right. */
export interface Scroll {
  readonly line: LineIndex;
  readonly dy: Px;
  readonly x: Px;
}
/** One look at a document. */
export interface DocView {
  readonly id: ViewId;
  readonly doc: DocId;
  readonly scroll: Scroll;
}
/** One pane with tabs. Where it stands is told by `Panes`. */
export interface Group {
  readonly id: number;
  readonly tabs: readonly ViewId[];
  readonly active: ViewId | null;
  /** The tab that the next look at a file replaces; null or absent: none. */
  readonly preview?: ViewId | null;
  /** So many tabs from the left are pinned; absent: none. */
  readonly pinned?: number;
  /** Where the wheel left the bar: the first tab to show; absent: where the active one shows. */
  readonly firstTab?: number;
}
/** What a view of a bar is laid out from. */
export interface BarPartSource extends LabelSetting {
  readonly app: Workbench;
  /** The room under the bar's header. */
  readonly area: Box;
  /** Whether keys go to it. */
  readonly hasFocus: boolean;
  /** The mouse, while nothing else has it and it is over `area`. */
  readonly pointer: { readonly x: Px; readonly y: Px } | null;
}
/** A view of a bar, laid out. What has to be clipped tighter than to the view lies in `clips`, painted in order over the rest. */
export interface BarPartView extends Part {
  readonly clips?: readonly (Part & { readonly box: Box })[];
}
/**
 * A view that a bar can show: explorer, terminal and their like. Pure; the same `last` comes back as long as what it was made of is
 * the same, which is what makes a key cost nothing here. What keys and the mouse do in it is the app's `BarPartStep`.
 */
export interface BarPart {
  readonly id: string;
  /** Where it is shown; `order` among the views there. */
  readonly place: BarId;
  readonly order: number;
  /** Called each frame while its bar is shown: cheap, and the same object for the same words. */
  heading(app: Workbench): BarHeading;
  /** Whether there is anything to show; absent: always. A folder's tree is not without a folder. */
  isThere?(app: Workbench): boolean;
  /** The view in `area`; its quads need not fill it, the bar's colour is there. */
  layout(source: BarPartSource, last: BarPartView | null): BarPartView;
  /** Draws more over quads and labels, clipped to the area: for grids of cells. Places are Px × scale. */
  paint?(view: BarPartView, target: { theme: Theme; out: DrawList; scale: number; app: Workbench }): void;
  /** Absent: an arrow. */
  cursor?(view: BarPartView, at: { readonly x: Px; readonly y: Px }): CursorShape;
  /** Where an input method may open; absent or null: nowhere. */
  caret?(view: BarPartView): Box | null;
}
/** A message that does not ask. `progress` from 0 to 1. */
export interface Notice {
  readonly id: number;
  readonly level: "info" | "warning" | "error";
  readonly text: string;
  readonly progress?: number;
  /** Commands that it offers as buttons. */
  readonly actions?: readonly NoticeAction[];
}
export interface NoticeAction {
  readonly label: string;
  /** Of the command, and what it is given. */
  readonly id: string;
  readonly arg?: unknown;
  /** The notice stays when it is used. */
  readonly stays?: true;
}
/** A row of the welcome page: a command. */
export interface WelcomeRow {
  readonly id: string;
  readonly label: string;
  readonly detail?: string;
  readonly keys?: string;
  readonly isDone?: boolean;
  readonly run: { readonly id: string; readonly arg?: unknown };
}
/** The welcome page; `focused` counts rows over all sections, -1 while none has the keyboard. `made`: what it was read from. */
export interface WelcomePage {
  readonly sections: readonly { readonly title: string; readonly rows: readonly WelcomeRow[] }[];
  readonly focused: number;
  readonly made: { readonly keys: unknown; readonly recentFiles: unknown; readonly folder: unknown };
}
/** A question that everything waits for; `focused` is an index into `choices`. */
export interface Prompt {
  readonly id: number;
  readonly text: string;
  readonly detail: string;
  readonly choices: readonly { readonly id: string; readonly label: string }[];
  readonly focused: number;
  /** A line to type an answer into, such as a file name. */
  readonly input?: InputState;
}
/** What a row of a tree draws left of its words: its own lane and those of others, from 0. */
export interface TreeLanes {
  readonly column: number;
  /** Lanes that pass. */
  readonly through: readonly number[];
  /** Lanes from above that end in this row's dot. */
  readonly joining: readonly number[];
  readonly hasChild: boolean;
  readonly hasParent: boolean;
}
/** `text` says what, `detail` when. */
export interface TreeRow {
  readonly id: number;
  readonly text: string;
  readonly detail: string;
  readonly lanes: TreeLanes;
  readonly isCurrent: boolean;
}
/** A tree as a list over the editors; `focused` is an index into `rows`. */
export interface TreePanel {
  readonly title: string;
  readonly hint: string;
  readonly rows: readonly TreeRow[];
  readonly focused: number;
}
/** How text is set, from settings. */
export interface Look {
  readonly codeFontSize: Px;
  readonly codeLineHeight: Px;
  readonly uiFontSize: Px;
  /** Zoom level as in VS Code: `Workbench.scale` already holds 1.2 ** zoom. Kept here to be shown and stored. */
  readonly zoom: number;
  readonly ligatures: boolean;
  /** The last line may be scrolled up to the first row. */
  readonly scrollBeyondLastLine: boolean;
  /** Rows kept between the caret and the edge while revealing. */
  readonly cursorSurroundingLines: number;
  /** What is shown around and over the text; absent: nothing. */
  readonly parts?: ViewParts;
}
/** What a mode of the keyboard shows: its line in the status bar, and the shape of the carets. */
export interface Modal {
  readonly text: string;
  readonly caret: "line" | "block" | "underline";
}
/** Everything layout looks at. Compared by identity: what did not change keeps its object. */
export interface Workbench {
  /** Logical size of the window: device size / scale. */
  readonly width: Px;
  readonly height: Px;
  /** Device pixels per logical one: display scale × zoom factor. */
  readonly scale: number;
  readonly theme: Theme;
  readonly look: Look;
  readonly docs: ReadonlyMap<DocId, OpenDocument>;
  readonly views: ReadonlyMap<ViewId, DocView>;
  readonly groups: readonly Group[];
  /** The `id` of the group that has the focus. */
  readonly activeGroup: number;
  /** How the window is divided; the leaves of its tree are `groups` in order. */
  readonly panes: Panes;
  /** Views that bars can show; absent: none. */
  readonly barParts?: readonly BarPart[];
  readonly terminals?: Terminals;
  /** The tree of the open folder; null or absent: there is none. */
  readonly explorer?: ExplorerBox | null;
  /** The bar that keys go to; null or absent: the editors. */
  readonly barFocus?: BarId | null;
  /** The blink: false hides carets for now. */
  readonly caretOn: boolean;
  /** Whether the window has the keyboard. */
  readonly focused: boolean;
  /** IME text being composed at the main head of the active view; `caret` counts UTF-16 units in it. */
  readonly preedit: { readonly text: string; readonly caret: number } | null;
  readonly notices: readonly Notice[];
  readonly prompt: Prompt | null;
  /** Keys held of a chord, such as "Ctrl+K", while the rest is awaited. */
  readonly chord: string | null;
  /** Where the mouse is, for hover; null outside the window. */
  readonly pointer: { readonly x: Px; readonly y: Px } | null;
  /** "software", or the adapter's name. */
  readonly painter: string;
  /** Vim's mode; null or absent while it is off. */
  readonly modal?: Modal | null;
  /** The search that Vim marks on screen; null or absent: none. */
  readonly marked?: VimMarks | null;
  /** The last frame's time, while it is asked for. */
  readonly frameMs: number | null;
  /** Find and replace; absent or null before it was first opened. */
  readonly find?: FindBox | null;
  /** What the mouse drags: of text on its way `dropAt` is where it would land, `divider` a line between panes, `drop` where a tab would go. */
  readonly drag?: {
    readonly kind: string;
    readonly view?: ViewId;
    readonly dropAt?: Offset | null;
    readonly divider?: DividerId;
    readonly drop?: { readonly box: Box } | null;
  } | null;
  /** Whether the page of all widgets lies over the window. */
  readonly gallery?: boolean;
  /** The picker while it is open. */
  readonly quickPick?: QuickPickBox | null;
  /** What was said, oldest first; absent: nothing. */
  readonly noticeLog?: readonly Notice[];
  /** The list of it while it is open: how far it is scrolled, and which button has the keyboard. */
  readonly noticeList?: { readonly top: number; readonly focused: string | null } | null;
  /** What an empty window shows; null or absent: a line of words. */
  readonly welcome?: WelcomePage | null;
  /** The open context menu. */
  readonly menu?: Menu | null;
  /** Words about what the pointer rests on, beside it. */
  readonly tip?: { readonly text: string; readonly anchor: Box } | null;
  /** The undo tree while it is open. */
  readonly treePanel?: TreePanel | null;
  /** Who colours text; called in order, for visible lines only. Absent: plain text. */
  readonly decorate?: readonly Decorate[];
}
/** What a fresh start looks like. */
export const DEFAULT_LOOK: Look = {
  codeFontSize: 14 as Px,
  codeLineHeight: 22 as Px,
  uiFontSize: 13 as Px,
  zoom: 0,
  ligatures: true,
  scrollBeyondLastLine: true,
  cursorSurroundingLines: 0,
};
/** The factor of a zoom level, as VS Code zooms: a fifth a step. */
export function zoomFactor(level: number): number {
  return 1.2 ** level;
}
