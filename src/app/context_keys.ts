/**
 * The context keys of VS Code's that `when` clauses ask for, as far as there is something behind them. Keys and menus read them; a view of a bar
 * adds its own while it has the keyboard.
 */
import { fieldValue, type Range, snippetChoices, snippetField } from "../editor/mod.ts";
import type { When } from "../ui/mod.ts";
import { activeDocument, activeGroup, activeView, type App, selectionOf } from "./app.ts";
import { focusedPart } from "./bars.ts";
import { findFocus } from "./find_state.ts";
import { isPinned } from "./groups.ts";
import { paneWhen } from "./pane_commands.ts";

/** Values of the context keys that `when` clauses ask for. */
export function whenOf(app: App): When {
  return (name) => {
    const own = app.barFocus === null ? undefined : focusedPart(app)?.when?.(app, name);
    if (own !== undefined) return own;
    switch (name) {
      case "editorFocus":
        return activeView(app) !== null && app.prompt === null && app.quickPick === null &&
          app.barFocus === null;
      case "editorTextFocus":
        return activeView(app) !== null && app.prompt === null && app.quickPick === null &&
          app.barFocus === null && !app.gallery && findFocus(app) === null;
      case "textInputFocus":
        // An input takes its keys before bindings are looked at; what they move is the editor's.
        if (app.quickPick !== null || app.gallery) return false;
        return app.prompt === null
          ? activeView(app) !== null && app.barFocus === null && findFocus(app) === null
          : app.prompt.input !== undefined;
      case "findWidgetVisible":
        return app.find !== null && app.find.isOpen;
      case "findInputFocussed":
        return findFocus(app) === "find";
      case "replaceInputFocussed":
        return findFocus(app) === "replace";
      case "activeEditorIsPinned": {
        const view = activeView(app);
        return view !== null && isPinned(activeGroup(app), view.id);
      }
      case "activeEditorHasPath":
        return activeDocument(app)?.path != null;
      case "activeEditorIsInFolder":
        return app.folder !== null && (activeDocument(app)?.real?.startsWith(`${app.folder}/`) ?? false);
      case "editorIsOpen":
        return activeView(app) !== null;
      case "editorReadonly":
        return activeDocument(app)?.readOnly ?? false;
      case "editorHasSelection":
        return ranges(app).some((r) => r.anchor !== r.head);
      case "editorHasMultipleSelections":
        return ranges(app).length > 1;
      case "inSnippetMode":
        return inSnippet(app);
      case "snippetChoicesVisible":
        return hasChoices(app);
      case "editorLangId":
        return activeDocument(app)?.state.settings.language;
      case "slowSave":
        return [...app.docs.values()].some((doc) => doc.writing !== undefined);
      case "notificationToastsVisible":
        return app.notices.length > 0;
      case "galleryVisible":
        return app.gallery ?? false;
      case "inQuickOpen":
        return app.quickPick !== null;
      case "promptVisible":
        return app.prompt !== null;
      default:
        return paneWhen(app, name);
    }
  };
}

function inSnippet(app: App): boolean {
  const view = activeView(app), doc = activeDocument(app);
  return view !== null && doc !== null && fieldValue(doc.state, snippetField)?.view === view.id;
}

export function hasChoices(app: App): boolean {
  const view = activeView(app), doc = activeDocument(app);
  return view !== null && doc !== null && snippetChoices(doc.state, view.id) !== null;
}

function ranges(app: App): readonly Range[] {
  const view = activeView(app), doc = activeDocument(app);
  return view === null || doc === null ? [] : selectionOf(doc.state, view.id).ranges;
}
