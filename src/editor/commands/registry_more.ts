/** The second half of the registry: selections, boxes, folding, brackets, orders of lines, cases, snippets. See registry.ts. */
import * as brackets from "../brackets/commands.ts";
import * as folding from "../folding/commands.ts";
import * as choices from "../snippets/choices.ts";
import * as snippets from "../snippets/commands.ts";
import type { Command } from "../types.ts";
import * as cases from "./case.ts";
import * as box from "./column_select.ts";
import * as comments from "./comments.ts";
import * as cursorHistory from "./cursor_history.ts";
import * as cursors from "./cursors.ts";
import * as deletion from "./delete.ts";
import * as indentation from "./indentation.ts";
import * as order from "./lines_order.ts";
import * as move from "./move.ts";
import * as smart from "./smart_select.ts";
import * as transform from "./transform.ts";

type Row = readonly [id: string, title: string, command: Command];

const rows: readonly Row[] = [
  ["nexus.cursorParagraphUp", "Cursor Paragraph Up", move.cursorParagraphUp],
  ["nexus.cursorParagraphUpSelect", "Select Paragraph Up", move.cursorParagraphUpSelect],
  ["nexus.cursorParagraphDown", "Cursor Paragraph Down", move.cursorParagraphDown],
  ["nexus.cursorParagraphDownSelect", "Select Paragraph Down", move.cursorParagraphDownSelect],
  ["nexus.cursorHalfPageUp", "Cursor Half Page Up", move.cursorHalfPageUp],
  ["nexus.cursorHalfPageUpSelect", "Select Half Page Up", move.cursorHalfPageUpSelect],
  ["nexus.cursorHalfPageDown", "Cursor Half Page Down", move.cursorHalfPageDown],
  ["nexus.cursorHalfPageDownSelect", "Select Half Page Down", move.cursorHalfPageDownSelect],
  [
    "editor.action.insertCursorAtEndOfEachLineSelected",
    "Add Cursors to Line Ends",
    cursors.insertCursorAtEndOfEachLineSelected,
  ],
  ["nexus.splitSelectionIntoLines", "Split Selection into Lines", cursors.splitSelectionIntoLines],
  ["editor.action.addCursorsToBottom", "Add Cursors to Bottom", cursors.addCursorsToBottom],
  ["editor.action.addCursorsToTop", "Add Cursors to Top", cursors.addCursorsToTop],
  ["editor.action.focusNextCursor", "Focus Next Cursor", cursors.focusNextCursor],
  ["editor.action.focusPreviousCursor", "Focus Previous Cursor", cursors.focusPreviousCursor],
  ["nexus.flipSelection", "Swap Selection Ends", cursors.flipSelection],
  ["cursorUndo", "Cursor Undo", cursorHistory.cursorUndo],
  ["cursorRedo", "Cursor Redo", cursorHistory.cursorRedo],
  ["cursorColumnSelectUp", "Column Select Up", box.cursorColumnSelectUp],
  ["cursorColumnSelectDown", "Column Select Down", box.cursorColumnSelectDown],
  ["cursorColumnSelectLeft", "Column Select Left", box.cursorColumnSelectLeft],
  ["cursorColumnSelectRight", "Column Select Right", box.cursorColumnSelectRight],
  ["cursorColumnSelectPageUp", "Column Select Page Up", box.cursorColumnSelectPageUp],
  ["cursorColumnSelectPageDown", "Column Select Page Down", box.cursorColumnSelectPageDown],
  ["editor.action.smartSelect.expand", "Expand Selection", smart.expand],
  ["editor.action.smartSelect.grow", "Expand Selection", smart.expand],
  ["editor.action.smartSelect.shrink", "Shrink Selection", smart.shrink],
  ["editor.action.jumpToBracket", "Go to Bracket", brackets.jumpToBracket],
  ["editor.action.selectToBracket", "Select to Bracket", brackets.selectToBracket],
  ["editor.action.removeBrackets", "Remove Brackets", brackets.removeBrackets],
  ["editor.fold", "Fold", folding.fold],
  ["editor.unfold", "Unfold", folding.unfold],
  ["editor.toggleFold", "Toggle Fold", folding.toggleFold],
  ["editor.foldRecursively", "Fold Recursively", folding.foldRecursively],
  ["editor.unfoldRecursively", "Unfold Recursively", folding.unfoldRecursively],
  ["editor.toggleFoldRecursively", "Toggle Fold Recursively", folding.toggleFoldRecursively],
  ["editor.foldAll", "Fold All", folding.foldAll],
  ["editor.unfoldAll", "Unfold All", folding.unfoldAll],
  ["editor.foldAllBlockComments", "Fold All Block Comments", folding.foldAllBlockComments],
  ["editor.foldAllMarkerRegions", "Fold All Regions", folding.foldAllMarkerRegions],
  ["editor.unfoldAllMarkerRegions", "Unfold All Regions", folding.unfoldAllMarkerRegions],
  ["editor.foldAllExcept", "Fold All Except Selected", folding.foldAllExcept],
  ["editor.unfoldAllExcept", "Unfold All Except Selected", folding.unfoldAllExcept],
  ...[1, 2, 3, 4, 5, 6, 7].map((level): Row => [
    `editor.foldLevel${level}`,
    `Fold Level ${level}`,
    folding.foldLevel(level),
  ]),
  [
    "editor.createFoldingRangeFromSelection",
    "Create Folding Range from Selection",
    folding.createFoldingRangeFromSelection,
  ],
  [
    "editor.removeManualFoldingRanges",
    "Remove Manual Folding Ranges",
    folding.removeManualFoldingRanges,
  ],
  ["editor.gotoParentFold", "Go to Parent Fold", folding.gotoParentFold],
  ["editor.gotoNextFold", "Go to Next Fold", folding.gotoNextFold],
  ["editor.gotoPreviousFold", "Go to Previous Fold", folding.gotoPreviousFold],
  ["editor.action.sortLinesAscending", "Sort Lines Ascending", order.sortLinesAscending],
  ["editor.action.sortLinesDescending", "Sort Lines Descending", order.sortLinesDescending],
  ["editor.action.removeDuplicateLines", "Delete Duplicate Lines", order.removeDuplicateLines],
  ["editor.action.reverseLines", "Reverse Lines", order.reverseLines],
  ["editor.action.transpose", "Transpose Characters around the Cursor", transform.transpose],
  ["editor.action.transformToTitlecase", "Transform to Title Case", cases.toTitleCase],
  ["editor.action.transformToCamelcase", "Transform to Camel Case", cases.toCamelCase],
  ["editor.action.transformToPascalcase", "Transform to Pascal Case", cases.toPascalCase],
  ["editor.action.transformToSnakecase", "Transform to Snake Case", cases.toSnakeCase],
  ["editor.action.transformToKebabcase", "Transform to Kebab Case", cases.toKebabCase],
  ["editor.action.reindentlines", "Reindent Lines", indentation.reindentLines],
  ["editor.action.reindentselectedlines", "Reindent Selected Lines", indentation.reindentSelectedLines],
  ["editor.action.addCommentLine", "Add Line Comment", comments.addCommentLine],
  ["editor.action.removeCommentLine", "Remove Line Comment", comments.removeCommentLine],
  ["deleteInsideWord", "Delete Word", deletion.deleteInsideWord],
  ["nexus.insertSnippet", "Insert Snippet with Values", snippets.insertSnippet],
  ["jumpToNextSnippetPlaceholder", "Next Snippet Placeholder", snippets.nextPlaceholder],
  ["jumpToPrevSnippetPlaceholder", "Previous Snippet Placeholder", snippets.previousPlaceholder],
  ["leaveSnippet", "Leave Snippet", snippets.leaveSnippet],
  ["nexus.nextSnippetChoice", "Next Snippet Choice", choices.nextChoice],
  ["nexus.previousSnippetChoice", "Previous Snippet Choice", choices.previousChoice],
  ["nexus.acceptSnippetChoice", "Accept Snippet Choice", choices.acceptChoice],
  ["nexus.closeSnippetChoices", "Close Snippet Choices", choices.closeChoices],
];

export const moreCommands = rows.map(([id, title, command]) => ({ id, title, command }));
