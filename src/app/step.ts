/**
 * One event in, the next app out: the only place where the app changes. Pure. A command that throws
 * has changed nothing: the old app stays, the log and a notice say so. What each kind of event means lies in
 * the step_*.ts files.
 */
import { unreachable } from "../base/mod.ts";
import { languageById, newFileForm } from "../project/mod.ts";
import { STRINGS } from "../ui/mod.ts";
import {
  activeView,
  type App,
  documentOf,
  idle,
  noEffects,
  type Step,
  type StepContext,
  withDocument,
} from "./app.ts";
import { closeDocument, editDocument, focusView, openDocument, untitledName } from "./documents.ts";
import type { AppEvent } from "./events.ts";
import { settleFind, stepFindAdvance, stepFound } from "./find.ts";
import { stepFindEdits } from "./find_commands.ts";
import { copyInto } from "./explorer_acts.ts";
import { followActive } from "./explorer.ts";
import { dropFolder } from "./explorer_part.ts";
import { askGitAgain, stepExplorer } from "./step_explorer.ts";
import { stepFolderFiles } from "./folder.ts";
import { withUsed } from "./groups.ts";
import { ringWith } from "./editing.ts";
import { primaryDue } from "./editing_commands.ts";
import { hiddenNotice, withNotice } from "./notices.ts";
import { withOptions } from "./options.ts";
import { settleQuickPick, stepQuickAdvance } from "./quick_lists.ts";
import { fillQuickPick, openQuickPick } from "./quick_pick_open.ts";
import { stepFolds } from "./folding_later.ts";
import { commandIds, runCommand } from "./registry.ts";
import { snippetsFound } from "./snippet_commands.ts";
import { answer, quit, save } from "./saving.ts";
import { quickKeyUp, quickText } from "./step_quick_pick.ts";
import { findText } from "./step_find.ts";
import { findFocus } from "./find_state.ts";
import { stepFileChanged } from "./changed_files.ts";
import { stepLocalHistory } from "./local_history.ts";
import { restoreSession, withShown } from "./session_restore.ts";
import { stepConfigChecked, stepConfigFound, stepThemesFound, withSavedConfig } from "./step_config.ts";
import { stepImportFound } from "./import_step.ts";
import { openThemePick } from "./settings_commands.ts";
import { stepRestored } from "./restoring.ts";
import { stepFileRead, stepFileRefused, stepFileSaved } from "./step_files.ts";
import { stepLargeDamaged, stepLargePart, stepSaveProgress } from "./step_large.ts";
import { stepKey, stepPreedit, stepText } from "./step_keys.ts";
import { barPaste } from "./step_bars.ts";
import { stepDragTick, stepMouseDown, stepMouseMove, stepMouseUp, stepWheel } from "./step_pointer.ts";
import { stepTerminal } from "./terminals.ts";
import { historyArrived, keepNow, withHistories } from "./undo_store.ts";
import { tipDue, withoutTip } from "./tips.ts";
import { tourStep } from "./tour.ts";
import { settleWelcome } from "./welcome_page.ts";
import { vimClipboard } from "./vim.ts";

/** See STYLE "The life of a keypress", line 2. Never throws for what a command did wrong. */
export function step(app: App, event: AppEvent, ctx: StepContext): Step {
  try {
    let taken = withOwed(app, take(app, event, ctx));
    // Where nothing is open the welcome page may be due, whatever the event.
    if (taken.app === app && (app.docs.size > 0 || app.welcome !== null)) return taken;
    if (taken.app.groups !== app.groups || taken.app.activeGroup !== app.activeGroup) {
      taken = withShown({ ...taken, app: withUsed(taken.app) });
    }
    const shown = taken.app.explorer === null ? taken : followActive(app, taken);
    const found = shown.app.find?.isOpen ?? false ? settleFind(shown, ctx) : shown;
    const settled = found.app.quickPick === null ? found : settleQuickPick(found, ctx);
    const { docs, welcome, tour } = settled.app;
    const page = docs.size > 0 && welcome === null
      ? settled
      : { ...settled, app: settleWelcome(settled.app) };
    return tour === null ? page : tourStep(page);
  } catch (error) {
    const text = STRINGS.failed(nameOf(event), error instanceof Error ? error.message : String(error));
    const told = withNotice(app, { level: "error", text });
    const log = error instanceof Error ? error.stack ?? error.message : String(error);
    return {
      ...told,
      effects: [...told.effects, { kind: "log", level: "error", text: log }],
      handled: false,
      problem: text,
    };
  }
}

/** Histories are looked for and kept when documents come and go; a keypress owes nothing. */
function withOwed(before: App, taken: Step): Step {
  const { app, effects } = taken;
  if (effects.length === 0 && app.nextId === before.nextId && app.docs.size === before.docs.size) {
    return taken;
  }
  return withHistories(before, taken);
}

function take(app: App, event: AppEvent, ctx: StepContext): Step {
  switch (event.kind) {
    case "keydown":
      return stepKey(awake(app), event, ctx);
    case "text":
      return stepText(awake(app), event.text, ctx);
    case "preedit":
      return stepPreedit(awake(app), event.text, event.caret);
    case "mousedown":
      return stepMouseDown(awake(app), event, ctx);
    case "mousemove":
      return stepMouseMove(app, event, ctx);
    case "mouseup":
      return stepMouseUp(app, event, ctx);
    case "wheel":
      return stepWheel(withoutTip(app), event, ctx);
    case "command":
      return runCommand(awake(app), event, ctx) ?? { ...idle(app), handled: false };
    case "spec":
      return idle(editDocument(app, event.spec, { doc: event.doc, ctx }));
    case "resize": {
      const zoom = app.scale / app.displayScale;
      const scale = event.scale * zoom;
      const width = event.width / zoom as App["width"], height = event.height / zoom as App["height"];
      if (width === app.width && height === app.height && scale === app.scale) return idle(app);
      return idle({ ...app, width, height, scale, displayScale: event.scale });
    }
    case "focus":
    case "blur":
      return {
        ...idle({
          ...app,
          focused: event.kind === "focus",
          caretOn: true,
          held: [],
          chord: null,
          swallowText: false,
        }),
        effects: event.kind === "focus" ? askGitAgain(app) : noEffects,
      };
    case "enter":
    case "leave":
      return event.kind === "enter" || app.pointer === null
        ? idle(app)
        : idle({ ...app, pointer: null, tip: null, tipWait: null });
    case "drop": {
      const into = dropFolder(app, event, ctx);
      if (into !== null) return copyInto(app, event.paths, into);
      return {
        app,
        effects: event.paths.map((path) => ({
          kind: "file.read",
          path,
          line: null,
          column: null,
          as: "auto",
        })),
      };
    }
    case "droptext":
      return runCommand(app, { id: "paste", arg: { text: event.text } }, ctx) ?? idle(app);
    case "close":
      return app.prompt === null ? quit(app) : idle(app);
    case "file.read":
      return stepFileRead(app, event, ctx);
    case "file.saved":
      return withGitAsked(withSavedConfig(stepFileSaved(app, event), event.path));
    case "file.refused":
      return stepFileRefused(app, event);
    case "large.part":
      return stepLargePart(app, event, ctx);
    case "large.damaged":
      return stepLargeDamaged(app, event);
    case "file.saving":
      return stepSaveProgress(app, event);
    case "document.new":
      return newDocument(app, event);
    case "history.read": {
      const next = historyArrived(app, event);
      if (event.then === null) return idle(next);
      if (event.then.kind === "keep") return keepNow(next, event.doc);
      return runCommand(next, event.then, ctx) ?? { ...idle(next), handled: false };
    }
    case "localHistory.found":
      return stepLocalHistory(app, event, ctx);
    case "file.changed":
      return stepFileChanged(app, event);
    case "document.restored":
      return stepRestored(app, event);
    case "session.restore":
      return idle(restoreSession(app, event.session));
    case "document.close":
      return idle(closeDocument(app, event.doc));
    case "document.save":
      return save(app, event);
    case "answer":
      return answer(app, event.choice);
    case "document.options": {
      const doc = documentOf(app, event.doc);
      return idle(withDocument(app, { ...doc, state: withOptions(doc.state, event.options) }));
    }
    case "document.note":
      if (!app.docs.has(event.doc)) return idle(app);
      return idle(editDocument(app, { origin: "tool", notes: [event.note] }, { doc: event.doc, ctx }));
    case "view.focus":
      return idle(focusView(app, event.view));
    case "config.found":
      return stepConfigFound(app, { ...event, commands: commandIds });
    case "import.found":
      return stepImportFound(app, { ...event, commands: commandIds });
    case "config.checked":
      return stepConfigChecked(app);
    case "themes.found": {
      const found = stepThemesFound(app, event);
      return event.then === "pick" ? { ...found, app: openThemePick(found.app) } : found;
    }
    case "find.advance":
      return stepFindAdvance(app);
    case "find.found":
      return stepFound(app, event, ctx);
    case "find.edits":
      return stepFindEdits(app, event, ctx);
    case "explorer.answer":
      return stepExplorer(app, event.answer);
    case "folder.files":
      return stepFolderFiles(app, event);
    case "quickPick.show":
      return app.prompt === null ? idle(openQuickPick(app, event.spec)) : idle(app);
    case "quickPick.fill":
      return idle(fillQuickPick(app, event));
    case "quickPick.advance":
      return stepQuickAdvance(app);
    case "folds.advance":
      return stepFolds(app, { ctx, run: (on, call) => runCommand(on, call, ctx) });
    case "clipboard.text":
      return paste(app, event, ctx);
    case "snippets.found":
      return snippetsFound(app, event);
    case "primary.due":
      return primaryDue(app);
    case "drag.tick":
      return stepDragTick(app, ctx);
    case "tip.due":
      return idle(tipDue(app, event.since));
    case "terminal.heard":
    case "terminal.opened":
    case "terminal.refused":
    case "terminal.closed":
    case "terminal.link":
      return stepTerminal(app, event);
    case "blink":
      return event.on === app.caretOn ? idle(app) : idle({ ...app, caretOn: event.on });
    case "notice":
      return withNotice(app, event);
    case "notice.expired":
      return idle(hiddenNotice(app, event.notice));
    case "painter":
      return event.name === app.painter ? idle(app) : idle({ ...app, painter: event.name });
    case "frame.time":
      return app.showFrameTime ? idle({ ...app, frameMs: event.ms }) : idle(app);
    case "keyup":
      return quickKeyUp(app, event.key, ctx) ??
        (app.swallowText ? idle({ ...app, swallowText: false }) : idle(app));
    case "expose":
    case "clipboard":
    case "device-reset":
      return idle(app);
    default:
      return unreachable(event);
  }
}

function withGitAsked(saved: Step): Step {
  const asked = askGitAgain(saved.app);
  return asked.length === 0 ? saved : { ...saved, effects: [...saved.effects, ...asked] };
}

/** A caret that was blinking is solid again while something happens; a tooltip goes. */
function awake(app: App): App {
  const calm = withoutTip(app);
  return calm.caretOn ? calm : { ...calm, caretOn: true };
}

function newDocument(app: App, event: AppEvent & { kind: "document.new" }): Step {
  const opened = openDocument(app, {
    text: event.text,
    name: event.name ?? untitledName(app),
    path: null,
    real: null,
    form: newFileForm,
    stamp: null,
    readOnly: false,
    language: languageById(event.language ?? "plaintext"),
    dirty: event.text.length > 0,
  });
  return { ...idle(opened.app), result: { doc: opened.doc, view: opened.view } };
}

function paste(app: App, event: AppEvent & { kind: "clipboard.text" }, ctx: StepContext): Step {
  if (app.prompt !== null) return stepText({ ...app, swallowText: false }, event.text.split("\n", 1)[0], ctx);
  if (event.view === null && app.quickPick !== null) return quickText(app, event.text);
  if (event.view === null && findFocus(app) !== null) {
    return findText(app, event.text.replaceAll("\r\n", "\n").replaceAll("\r", "\n"));
  }
  if (event.view === null && app.barFocus !== null) return barPaste(app, event.text, ctx);
  if (app.vim !== null && event.origin === "clipboard") {
    const asked = vimClipboard(app, event.text.replaceAll("\r\n", "\n").replaceAll("\r", "\n"), ctx);
    if (asked !== null) return asked;
  }
  const view = event.view ?? activeView(app)?.id;
  if (event.text === "" || view === undefined || !app.views.has(view)) return idle(app);
  const text = event.text.replaceAll("\r\n", "\n").replaceAll("\r", "\n");
  const ours = event.origin === "clipboard" && app.copied?.text === text ? app.copied : null;
  if (ours === null && event.origin === "clipboard") {
    // What other programs copied can be pasted again as well.
    const entry = { kind: "clipboard.write", text, wholeLine: false } as const;
    app = { ...app, editing: { ...app.editing, ring: ringWith(app.editing.ring, entry) } };
  }
  const arg = { text, pasteOnNewLine: ours?.wholeLine ?? false, multicursorText: ours?.parts };
  return runCommand(app, { id: "paste", arg, view }, ctx) ?? idle(app);
}

function nameOf(event: AppEvent): string {
  return event.kind === "command" ? event.id : event.kind === "keydown" ? event.key : event.kind;
}
