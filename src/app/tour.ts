/**
 * The tour: a few things to do, told one at a time in a message; each is over when it was really done, which is seen from the app and not from keys.
 * Without a tour a step costs one comparison. Pure.
 */
import { keysFor, keysLabel, STRINGS } from "../ui/mod.ts";
import { activeDocument, activeView, type App, idle, selectionOf, type Step } from "./app.ts";
import type { AppCommand, AppCommandInfo } from "./app_commands.ts";
import { withNotice, withoutNotice } from "./notices.ts";
import type { Tour } from "./tour_types.ts";

const words = STRINGS.chrome.tour;
type Done = (app: App, tour: Tour) => boolean;
/** What is done, the command that does it (its keys are told), and how that is seen. */
const STEPS: readonly {
  readonly what: keyof typeof words.steps;
  readonly command: string;
  readonly isDone: Done;
}[] = [
  {
    what: "palette",
    command: "workbench.action.showCommands",
    isDone: ({ quickPick }) => quickPick !== null && quickPick.spec === null && quickPick.prefix === ">",
  },
  {
    what: "write",
    command: "workbench.action.files.newUntitledFile",
    isDone: (app) => (activeDocument(app)?.dirty ?? false) && activeDocument(app)!.state.text.lineCount > 2,
  },
  {
    what: "carets",
    command: "editor.action.insertCursorAbove",
    isDone: (app) => {
      const view = activeView(app), doc = activeDocument(app);
      return view !== null && doc !== null && selectionOf(doc.state, view.id).ranges.length > 1;
    },
  },
  {
    what: "find",
    command: "actions.find",
    isDone: ({ find }) => find !== null && find.isOpen && find.find.text !== "",
  },
  {
    what: "split",
    command: "workbench.action.splitEditor",
    isDone: (app, { before }) => app.groups.length > before.groups.length,
  },
  {
    what: "theme",
    command: "workbench.action.toggleLightDarkThemes",
    isDone: (app, { before }) => app.theme !== before.theme,
  },
  {
    what: "sheet",
    command: "workbench.action.keybindingsReference",
    isDone: ({ quickPick }) => quickPick?.spec?.id === "shortcuts",
  },
];

function said(app: App, at: number): Step {
  const { what, command } = STEPS[at];
  const chords = keysFor(app.keys, command);
  const keys = chords === null ? words.inPalette : keysLabel(chords, app.platform);
  const told = withNotice(app, {
    level: "info",
    text: words.steps[what](keys),
    progress: at / STEPS.length,
    actions: [
      { label: words.skip, id: "nexus.tour.skip", stays: true },
      { label: words.end, id: "nexus.tour.end", stays: true },
    ],
  });
  const notice = told.app.notices[told.app.notices.length - 1].id;
  return {
    ...told,
    app: { ...told.app, tour: { at, notice, before: { theme: app.theme, groups: app.groups } } },
  };
}
function next(app: App, tour: Tour): Step {
  const quiet: App = { ...withoutNotice(app, tour.notice), tour: null };
  if (tour.at + 1 < STEPS.length) return said(quiet, tour.at + 1);
  return withNotice(quiet, { level: "info", text: words.over });
}

/** After each step of the app: whether what is to be done was done. */
export function tourStep(taken: Step): Step {
  const { app } = taken;
  const tour = app.tour!;
  if (!app.noticeLog.some(({ id }) => id === tour.notice)) return { ...taken, app: { ...app, tour: null } };
  if (!STEPS[tour.at].isDone(app, tour)) return taken;
  const step = next(app, tour);
  return { ...taken, app: step.app, effects: [...taken.effects, ...step.effects] };
}

const start: AppCommand = (app) => said(app.tour === null ? app : ended(app), 0);
const skip: AppCommand = (app) => (app.tour === null ? null : next(app, app.tour));
const end: AppCommand = (app) => (app.tour === null ? null : idle(ended(app)));
const ended = (app: App): App => ({ ...withoutNotice(app, app.tour!.notice), tour: null });

export const tourCommands: readonly AppCommandInfo[] = [
  { id: "nexus.tour", title: words.titles.start, run: start },
  { id: "nexus.tour.skip", title: words.titles.skip, run: skip },
  { id: "nexus.tour.end", title: words.titles.end, run: end },
];
