/**
 * The measures of the workbench, in Px, from the design's 4 px grid. Change the look here.
 */

/** Every fixed measure. */
export const SIZE = {
  tabBar: 36,
  /** Bars beside the editors and the panel below: as they start, and the least they are dragged to. */
  leftBar: 232,
  rightBar: 280,
  panel: 214,
  barLeast: 140,
  panelLeast: 80,
  barPad: 12,
  panelPad: 16,
  panelHeader: 34,
  panelTabGap: 20,
  barButton: 24,
  /** The least that bars leave for editors, and that dragging leaves of a group. */
  editorLeast: 240,
  editorLeastHeight: 120,
  groupLeast: 160,
  groupLeastHeight: 90,
  /** How far from a line between panes a drag may start. */
  dividerReach: 3,
  zenWidth: 1000,
  tabPad: 16,
  tabDot: 7,
  tabDotGap: 8,
  tabClose: 20,
  tabMax: 240,
  tabFolderGap: 6,
  accentBar: 2,
  status: 26,
  statusPad: 12,
  statusGap: 16,
  statusFont: 12,
  gutter: 64,
  /** Where line numbers end, from the editor's left edge. */
  numbersEnd: 44,
  /** The room of fold marks, left of the text. */
  foldMark: 18,
  /** A line in the minimap, the bar in it, the room of all, and left of the bars. */
  minimapLine: 3,
  minimapBar: 2,
  minimap: 92,
  minimapPad: 8,
  /** No minimap in an editor narrower than this. */
  minimapLeast: 480,
  /** What lies between a widened gutter's numbers and the text. */
  numbersGap: 20,
  caret: 2,
  /** Above and below a caret, inside its row. */
  caretInset: 2,
  scrollTrack: 14,
  scrollThumb: 6,
  scrollInset: 4,
  scrollThumbMin: 24,
  /** Kept free right of the caret while revealing sideways. */
  revealPad: 32,
  notice: 360,
  noticePad: 12,
  noticeGap: 8,
  noticeLines: 12,
  noticesMost: 5,
  prompt: 480,
  promptPad: 20,
  /** A picker over the window, and rows of lists with one line and with two. */
  quickPick: 620,
  /** A row of a tree, and how far each depth is set in. */
  treeRow: 24,
  treeIndent: 14,
  listRow: 28,
  listRowTall: 46,
  input: 34,
  inputPad: 10,
  button: 28,
  buttonPad: 14,
  buttonGap: 8,
  radius: 8,
  radiusSmall: 4,
  textLine: 20,
  shadow: 24,
} as const;
