/**
 * The whole app as one immutable value: the workbench that layout reads, and what only the app needs on top
 * (keymap, drag, questions waiting for an answer). Owns the shape, its start, and the small look-ups and
 * replacements everybody uses. What happens to it is step.ts and its helpers.
 */
import type { DocId, Millis, Offset, Px, ViewId } from "../base/mod.ts";
import {
  type Corner,
  type EditorEffect,
  type FoldScan,
  type Selection,
  type SnippetEntry,
  type State,
  syntaxDecorate,
  type Text,
} from "../editor/mod.ts";
import type { EncodingReason, FileConfig, FileForm, FileStamp, FolderFiles } from "../project/mod.ts";
import type { FontMetrics } from "../render/mod.ts";
import {
  type AppView,
  type BarId,
  type BarPart,
  type BarPartView,
  type Box,
  bracketDecorate,
  type Chord,
  DEFAULT_LOOK,
  defaultKeymap,
  type DividerId,
  type DocView,
  type Group,
  type Keymap,
  type Look,
  NO_TERMINALS,
  type Notice,
  onePane,
  type OpenDocument,
  type Platform,
  type Side4,
  STYLE,
  type Terminals,
  type Theme,
  THEMES,
  type WelcomePage,
  type When,
  type Workbench,
} from "../ui/mod.ts";
import type { KeyEvent } from "../window/mod.ts";
import { type Config, noConfig, ownTheme } from "./config.ts";
import type { AppSettings } from "./app_settings.ts";
import type { AppEffect, LargeRef, ReadEffect, WriteEffect } from "./effects.ts";
import { type Editing, noEditing } from "./editing.ts";
import type { Explorer } from "./explorer_state.ts";
import type { Find } from "./find_state.ts";
import type { Meter } from "./meter.ts";
import type { WallClock } from "./undo_times.ts";
import { startVim, type VimHold } from "./vim_state.ts";
import type { OpenMenu, TipTarget, TipWait } from "./menu_types.ts";
import type { QuickPick } from "./quick_pick_state.ts";
import type { SavedView } from "./session_types.ts";
import type { Tour } from "./tour_types.ts";
import type { UndoTree } from "./undo_types.ts";

type ClipboardWrite = EditorEffect & { readonly kind: "clipboard.write" };

export { type AppSettings, defaultAppSettings, type LanguageSettings } from "./app_settings.ts";

/** An open document and how it lies on disk. */
export interface AppDocument extends OpenDocument {
  /** The path without links; `null` for one that was never saved. */
  readonly real: string | null;
  readonly form: FileForm;
  /** What was on disk when it was read or written last; `null` where nothing was. */
  readonly stamp: FileStamp | null;
  /** The text that lies on disk, as far as is known: what a merge starts from. */
  readonly base?: Text;
  /** The open file that its text lies in: so many bytes of `size` are in the text. Absent: all is in memory. */
  readonly large?: LargeRef;
  /** A line that was asked for and is not read yet. */
  readonly wanted?: {
    readonly view: ViewId;
    readonly line: number;
    readonly column: number;
    /** Where the caret waits; whoever moves it does not wait any more. */
    readonly head: Offset;
  };
  /** What `.editorconfig` says about it. */
  readonly config?: FileConfig;
  /** The file went away, and that was said. */
  readonly isGone?: true;
  /** Why it was taken for its encoding; absent for one that was never read. */
  readonly encodingReason?: EncodingReason;
  /** Where the history stood at that time. */
  readonly savedPoint: number;
  /** It is open but was not shown yet, so its file was not read: the text is empty. How its views stood the last time. */
  readonly pending?: { readonly isAsked: boolean; readonly views: ReadonlyMap<ViewId, SavedView> };
  /** The text as it was opened, while nobody has looked for its stored history yet. */
  readonly unread: Text | null;
}
/** What a closed tab showed, so that it can be opened again where it was. */
export interface ClosedTab {
  readonly path: string;
  readonly line: number;
  readonly column: number;
}
/** Where a dragged tab would go: to a place in a group, or into a new group on a side of one. */
export type TabDrop =
  | { readonly kind: "tab"; readonly group: number; readonly index: number; readonly box: Box }
  | { readonly kind: "split"; readonly group: number; readonly side: Side4; readonly box: Box };
/** A notice; `about`: the document whose state it tells, while that lasts. */
export interface AppNotice extends Notice {
  readonly about?: DocId;
}
/** What a held mouse button is doing. */
export type Drag =
  | {
    readonly kind: "select";
    readonly view: ViewId;
    readonly unit: "char" | "word" | "line";
    readonly origin: Selection;
    /** A "drag.tick" was asked for. */
    readonly ticking?: boolean;
  }
  /** A column selection from a corner that stays. `button`: whose going up ends it. */
  | {
    readonly kind: "box";
    readonly view: ViewId;
    readonly from: Corner;
    readonly button: number;
    readonly start: { readonly x: Px; readonly y: Px };
    readonly moved: boolean;
    readonly ticking: boolean;
  }
  /** Selected text on its way; `dropAt` is null until the pointer has moved. */
  | {
    readonly kind: "move";
    readonly view: ViewId;
    readonly at: Offset;
    readonly dropAt: Offset | null;
    readonly start: { readonly x: Px; readonly y: Px };
    readonly ticking: boolean;
  }
  | {
    readonly kind: "scrollbar";
    readonly view: ViewId;
    readonly axis: "x" | "y";
    readonly grab: Px;
    readonly map?: true;
  }
  /** Text of the picker, or its list by the thumb. */
  | { readonly kind: "quickPick"; readonly part: "input" | "thumb"; readonly grab: Px }
  | { readonly kind: "input"; readonly input: "find" | "replace" }
  /** A line between panes; `grab` is what to subtract from the pointer for it. */
  | { readonly kind: "divider"; readonly divider: DividerId; readonly grab: Px }
  /** A tab; `drop` is null until the pointer has moved, and where it cannot go. */
  | {
    readonly kind: "tab";
    readonly view: ViewId;
    readonly start: { readonly x: Px; readonly y: Px };
    readonly moved: boolean;
    readonly drop: TabDrop | null;
  }
  /** Held down in a view of a bar, which gets every move. */
  | { readonly kind: "bar"; readonly bar: BarId };
/** What the open prompt decides about. */
export type Question =
  | { readonly kind: "close"; readonly docs: readonly DocId[]; readonly then: "close" | "quit" }
  | { readonly kind: "overwrite"; readonly doc: DocId; readonly path: string }
  | { readonly kind: "binary"; readonly request: ReadEffect }
  | { readonly kind: "saveAs"; readonly doc: DocId }
  | { readonly kind: "unmappable"; readonly write: WriteEffect }
  | { readonly kind: "refused"; readonly write: WriteEffect }
  | { readonly kind: "makeFolder"; readonly folder: string; readonly write: WriteEffect }
  /** What each choice asks of the world. */
  | { readonly kind: "effects"; readonly effects: Readonly<Record<string, readonly AppEffect[]>> };
/** The mouse in a view of a bar: as the view was laid out, in `area`. "drag": moved while a button that went down there is held. */
export interface BarMouse {
  readonly kind: "down" | "drag" | "up" | "move" | "wheel";
  readonly x: Px;
  readonly y: Px;
  readonly button: number;
  /** How often in a row; 0 where it is no press. */
  readonly clicks: number;
  readonly mods: number;
  readonly dx?: number;
  readonly dy?: number;
  readonly view: BarPartView;
  readonly area: Box;
}
/** A view of a bar with what input means in it. Each is pure; `null`: not taken. */
export interface AppBarPart extends BarPart {
  /** While it has the keyboard, before any binding is looked at. */
  key?(app: App, event: KeyEvent, ctx: StepContext): Step | null;
  text?(app: App, text: string, ctx: StepContext): Step | null;
  /** What was asked of the clipboard while it had the keyboard. */
  paste?(app: App, text: string, ctx: StepContext): Step | null;
  mouse?(app: App, event: BarMouse, ctx: StepContext): Step | null;
  /** Context keys of its own, while it has the keyboard. */
  when?(app: App, name: string): ReturnType<When>;
}
/** A folding command that waits until its document's lines are read. */
export interface FoldWait {
  readonly doc: DocId;
  readonly call: { readonly id: string; readonly arg?: unknown; readonly view?: ViewId };
  readonly scan: FoldScan;
  readonly startedAt: Millis;
  /** The message with its progress, once it takes long. */
  readonly notice: number | null;
}

export interface App extends Workbench {
  /** Whether unsaved work outlives the process. */
  readonly keepsUnsaved: boolean;
  readonly barFocus: BarId | null;
  readonly barParts: readonly AppBarPart[];
  readonly terminals: Terminals;
  readonly find: Find | null;
  readonly docs: ReadonlyMap<DocId, AppDocument>;
  readonly notices: readonly AppNotice[];
  readonly settings: AppSettings;
  readonly keys: Keymap;
  /** Whose names keys have. */
  readonly platform: Platform;
  /** Chords pressed of a longer binding. */
  readonly held: readonly Chord[];
  /** The text event of a chord that ran a command is still to come, and is not typing. */
  readonly swallowText: boolean;
  readonly drag: Drag | null;
  readonly question: Question | null;
  /** What we put on the clipboard last: pasting the same text again knows how it was copied. */
  readonly copied: ClipboardWrite | null;
  /** A person's files: settings, keys, themes. */
  readonly config: Config;
  /** Of the display, without zoom. */
  readonly displayScale: number;
  /** Whether the status bar shows the frame time. */
  readonly showFrameTime: boolean;
  /** Documents that are being written; closing waits for them. */
  readonly saving: ReadonlySet<DocId>;
  readonly nextId: number;
  /** Views in the order they were used, the latest first. */
  readonly recentViews: readonly ViewId[];
  /** Files whose tabs were closed, the latest last. */
  readonly closedTabs: readonly ClosedTab[];
  readonly editing: Editing;
  /** Vim mode; null while it is off. */
  readonly vim: VimHold | null;
  /** The open undo tree; what it shows is `treePanel`. */
  readonly undoTree: UndoTree | null;
  readonly wall: WallClock;
  /** A person's own snippets and the folder they were read from; null: not read. */
  readonly snippets: { readonly folder: string | null; readonly entries: readonly SnippetEntry[] };
  /** A folding command that waits for its text to be read; null for none. */
  readonly foldWait: FoldWait | null;
  readonly quickPick: QuickPick | null;
  /** All that was said until a person clears it, oldest first; `notices` are those that show as toasts. */
  readonly noticeLog: readonly AppNotice[];
  readonly noticeList: { readonly top: number; readonly focused: string | null } | null;
  readonly welcome: WelcomePage | null;
  readonly tour: Tour | null;
  readonly menu: OpenMenu | null;
  /** The tooltip that shows, and the one that waits for its moment. */
  readonly tip: TipTarget | null;
  readonly tipWait: TipWait | null;
  /** The open folder, without links; null: none. */
  readonly folder: string | null;
  readonly explorer: Explorer | null;
  /** Its files, once somebody asked for them, and when that was. */
  readonly files: FolderFiles | null;
  readonly filesAsked: { readonly at: Millis; readonly isWaiting: boolean } | null;
  /** Paths of files that were opened lately, newest first. */
  readonly recentFiles: readonly string[];
  /** Ids of commands that were picked lately, newest first. */
  readonly recentCommands: readonly string[];
}

/** What a step may look at besides the app: the last view, fonts, and the time. */
export interface StepContext {
  /** The last one laid out: what a person saw when they clicked. */
  readonly view: AppView | null;
  readonly fonts: FontMetrics;
  readonly at: Millis;
  /** Where the document's part of a step is told apart from the rest. */
  readonly meter: Meter;
  /** All edits of one playing of a macro are undone together. */
  readonly group?: number;
}
/** What a step came to. `handled` and `result` answer whoever asked; `problem` is why nothing happened. */
export interface Step {
  readonly app: App;
  readonly effects: readonly AppEffect[];
  readonly handled?: boolean;
  readonly result?: unknown;
  readonly problem?: string;
}
export const noEffects: readonly AppEffect[] = [];
/** The step that changed nothing. */
export const idle = (app: App): Step => ({ app, effects: noEffects });

export interface AppStart {
  readonly width: number;
  readonly height: number;
  readonly displayScale: number;
  readonly settings: AppSettings;
  readonly platform: Platform;
  /** Absent: the default keys of the platform. */
  readonly keys?: Keymap;
  readonly painter: string;
  /** Absent: no files. */
  readonly config?: Config;
  /** Of the settings, where it is not one of our own. */
  readonly theme?: Theme;
  /** Unsaved work is journalled; absent: not. */
  readonly keepsUnsaved?: boolean;
  /** Kept from earlier; absent: none. */
  readonly macros?: Editing["macros"];
  /** Files opened and commands picked in earlier sessions; absent: none. */
  readonly recentFiles?: readonly string[];
  readonly recentCommands?: readonly string[];
  /** Absent: the beginning of 1970, UTC. */
  readonly wall?: WallClock;
  /** Views for side bars and the panel, in order; absent: none. */
  readonly barParts?: App["barParts"];
  /** Who colours text; absent: syntax, and brackets where the settings say so. */
  readonly decorate?: App["decorate"];
}

/** An app without documents. */
export function createApp(start: AppStart): App {
  const look: Look = {
    ...DEFAULT_LOOK,
    codeFontSize: start.settings.fontSize as Px,
    codeLineHeight: start.settings.lineHeight as Px,
    ligatures: start.settings.ligatures,
    parts: start.settings.parts,
  };
  return {
    width: start.width as Px,
    height: start.height as Px,
    scale: start.displayScale,
    displayScale: start.displayScale,
    theme: start.theme ?? ownTheme(start.settings.theme) ?? THEMES.dark,
    config: start.config ?? noConfig,
    look,
    docs: new Map(),
    views: new Map(),
    groups: [{ id: 1, tabs: [], active: null }],
    activeGroup: 1,
    panes: onePane(1),
    barParts: start.barParts ?? [],
    terminals: NO_TERMINALS,
    barFocus: null,
    caretOn: true,
    focused: true,
    preedit: null,
    notices: [],
    prompt: null,
    chord: null,
    pointer: null,
    painter: start.painter,
    frameMs: null,
    decorate: start.decorate ?? decorateOf(start.settings),
    settings: start.settings,
    keys: start.keys ?? defaultKeymap(start.platform),
    platform: start.platform,
    held: [],
    swallowText: false,
    drag: null,
    question: null,
    copied: null,
    showFrameTime: false,
    find: null,
    saving: new Set(),
    nextId: 1,
    recentViews: [],
    closedTabs: [],
    keepsUnsaved: start.keepsUnsaved ?? false,
    editing: start.macros === undefined ? noEditing : { ...noEditing, macros: start.macros },
    ...(start.settings.vim ? startVim() : { vim: null, modal: null }),
    undoTree: null,
    treePanel: null,
    quickPick: null,
    noticeLog: [],
    noticeList: null,
    welcome: null,
    tour: null,
    menu: null,
    tip: null,
    tipWait: null,
    folder: null,
    explorer: null,
    files: null,
    filesAsked: null,
    recentFiles: start.recentFiles ?? [],
    recentCommands: start.recentCommands ?? [],
    wall: start.wall ?? { epochMs: 0, zoneMinutes: 0 },
    snippets: { folder: null, entries: [] },
    foldWait: null,
  };
}

export function decorateOf({ parts }: AppSettings): App["decorate"] {
  return parts.bracketColors ? [syntaxDecorate(STYLE), bracketDecorate()] : [syntaxDecorate(STYLE)];
}

/** The view that has the keyboard; `null` with no tab open. */
export function activeView(app: App): DocView | null {
  const group = activeGroup(app);
  return group.active === null ? null : app.views.get(group.active) ?? null;
}
export function activeGroup(app: App): Group {
  for (const group of app.groups) if (group.id === app.activeGroup) return group;
  throw new RangeError(`Cannot find group ${app.activeGroup}`);
}
export function activeDocument(app: App): AppDocument | null {
  const view = activeView(app);
  return view === null ? null : documentOf(app, view.doc);
}
/** Throws RangeError for an id that is not open: a bug of the caller. */
export function documentOf(app: App, id: DocId): AppDocument {
  const doc = app.docs.get(id);
  if (doc === undefined) throw new RangeError(`Cannot find document ${id}`);
  return doc;
}
export function viewOf(app: App, id: ViewId): DocView {
  const view = app.views.get(id);
  if (view === undefined) throw new RangeError(`Cannot find view ${id}`);
  return view;
}
export function selectionOf(state: State, view: ViewId): Selection {
  const selection = state.selections.get(view);
  if (selection === undefined) throw new RangeError(`Cannot find the selection of view ${view}`);
  return selection;
}
export function withDocument(app: App, doc: AppDocument): App {
  return { ...app, docs: new Map(app.docs).set(doc.id, doc) };
}
export function withDocView(app: App, view: DocView): App {
  return { ...app, views: new Map(app.views).set(view.id, view) };
}
export function withGroup(app: App, group: Group): App {
  return { ...app, groups: app.groups.map((g) => (g.id === group.id ? group : g)) };
}
