/** The door of ui: what the app, tests and benches may use of it. */
export type { BarAction, BarHeading } from "./bar_heading.ts";
export {
  type BarPart,
  type BarPartSource,
  type BarPartView,
  DEFAULT_LOOK,
  type DocView,
  type Group,
  type Look,
  type Modal,
  type Notice,
  type NoticeAction,
  type OpenDocument,
  type Prompt,
  type Scroll,
  type TreeLanes,
  type TreePanel,
  type TreeRow,
  type WelcomePage,
  type WelcomeRow,
  type Workbench,
  zoomFactor,
} from "./types.ts";
export {
  COLOR,
  type ColorId,
  type ColorName,
  contrast,
  DARK_THEME,
  HIGH_CONTRAST_THEME,
  LIGHT_THEME,
  makeTheme,
  STYLE,
  type StyleName,
  type TextStyle,
  type Theme,
  THEMES,
} from "./theme.ts";
export { type Chord, chordName, isModifierKey, keysLabel, parseKeys, type Platform } from "./chords.ts";
export { holds, parseWhen, type When, type WhenClause, type WhenValue } from "./when.ts";
export {
  type Binding,
  keyLabels,
  type Keymap,
  type KeyRule,
  keysFor,
  keysName,
  makeKeymap,
  type Match,
  matchKey,
} from "./keymap.ts";
export { defaultKeymap, defaultKeys } from "./default_keys.ts";
export { createLayout, layoutApp, layoutTyped } from "./layout.ts";
export { presetKeys } from "./key_presets.ts";
export { readTheme, type ThemeRead } from "./theme_file.ts";
export {
  type Bar,
  BAR_SIZES,
  type BarId,
  BARS,
  type DividerId,
  evenWeights,
  isBarShown,
  leavesOf,
  onePane,
  type Panes,
  type Side4,
  type Split,
  splitBeside,
  widened,
  withBar,
  withoutLeaf,
} from "./panes.ts";
export { dividerAt, dragDivider, groupBeside, type Places, placesOf, resetDivider } from "./places.ts";
export { activePart, partsIn } from "./bars.ts";
export { bracketDecorate } from "./bracket_colors.ts";
export { DEFAULT_PARTS, type ViewParts } from "./view_parts.ts";
export type { RowMap } from "./row_map.ts";
export {
  clampScroll,
  editorOf,
  isInside,
  revealScroll,
  scrollBy,
  scrollToSlider,
  scrollToThumb,
} from "./scroll.ts";
export { kitFocus } from "./kit.ts";
export { paint } from "./paint.ts";
export { caretArea, cursorFor, cursorOf, type Hit, hitTest, lineAtY, textCaretAt } from "./hit.ts";
export { languageName, STRINGS } from "./strings.ts";
export { commandCategory } from "./strings_quick.ts";
export type {
  AppView,
  BarView,
  Box,
  EditorParts,
  EditorView,
  NoticeView,
  Part,
  PlacedRow,
  PromptView,
  StatusItem,
  TabBarView,
  TreePanelView,
  UiNode,
} from "./view.ts";
export type { RowView } from "./row_view.ts";
export type { FindBox, FindShown } from "./find_box.ts";
export { countText } from "./find_widget.ts";
export type { FindPart, FindView, TextInputView } from "./view.ts";
export {
  inputFrom,
  inputKey,
  inputOf,
  type InputOutcome,
  inputSelect,
  inputSelected,
  inputSelectWord,
  inputSet,
  type InputState,
  inputTo,
  inputType,
  type InputWish,
} from "./input_state.ts";
export {
  EMPTY_LIST,
  type QuickButton,
  type QuickList,
  type QuickPickBox,
  type QuickRow,
} from "./quick_pick_box.ts";
export { type QuickPickHit, quickPickPlaces } from "./quick_pick.ts";
export { listReveal, listTop, listTopAt, listWindow } from "./virtual_list.ts";
export { type Menu, menuClick, type MenuItem, menuKey, type MenuOutcome, menuPoint } from "./menu_state.ts";
export type { ListPlace, QuickPickView } from "./view.ts";
export { inputUnitAt } from "./text_input.ts";
export { ansiColor } from "./terminal_colors.ts";
export {
  addedTerm,
  framed,
  NO_TERMINALS,
  shownGroup,
  type TermBox,
  type TermGroup,
  type Terminals,
  termName,
  withoutTerm,
  withTerm,
} from "./terminal_box.ts";
export { paintTerminal } from "./terminal_paint.ts";
export { cellAt, layoutTerminal, TERMINAL, type TerminalView, type TermPane } from "./terminal_view.ts";
export {
  editRow,
  type ExplorerBox,
  type ExplorerDrag,
  type ExplorerEdit,
  type ExplorerFilter,
  type ExplorerRow,
  filterTree,
  indexOfRow,
  lineCount,
  lineOfRow,
  rowAt,
  rowCount,
  rowOnLine,
} from "./explorer_box.ts";
export { explorerLineAt, explorerPart, explorerPlace, type ExplorerView } from "./explorer_view.ts";
