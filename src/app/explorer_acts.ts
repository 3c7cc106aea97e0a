/**
 * What is done to files from the explorer: names that are typed, moving, copying, the trash, and taking it all back. Each makes an act for
 * the explorer's thread, or asks first; what came of it is step_explorer.ts.
 */
import {
  type ActTag,
  checkName,
  copyName,
  type FileAct,
  indexOfName,
  isFolderKind,
  isWithin,
  joined,
  kindOf,
  nameOf,
  opened,
  parentOf,
  type Passage,
  stemEnd,
  type Tree,
} from "../project/mod.ts";
import { type ExplorerEdit, inputOf, inputSelect, type InputState, STRINGS } from "../ui/mod.ts";
import { type App, idle, type Step } from "./app.ts";
import { showBarPart } from "./bars.ts";
import type { AppEffect } from "./effects.ts";
import {
  asking,
  chosenPaths,
  explorerId,
  listMissing,
  targetFolder,
  wholePathIn,
  withExplorer,
} from "./explorer.ts";
import { withNotice } from "./notices.ts";
import { ask } from "./saving.ts";

const words = STRINGS.explorer;

/** The effect that carries an act out, and the app that knows its number. */
export function acting(app: App, act: FileAct, tag: ActTag = { how: "do" }): Step {
  return {
    app: { ...app, nextId: app.nextId + 1 },
    effects: [asking({ kind: "act", id: app.nextId, act, tag })],
  };
}
function told(app: App, text: string): Step {
  return { ...withNotice(app, { level: "info", text }), problem: text };
}
const isThere = (tree: Tree, folder: string) => (name: string): boolean => {
  const listing = tree.listings.get(folder);
  return listing !== undefined && indexOfName(listing, name) >= 0;
};
const fileOrFolder = (tree: Tree, path: string): "file" | "folder" => {
  const kind = kindOf(tree, path);
  return kind !== null && isFolderKind(kind) ? "folder" : "file";
};

/** A line for the name of something new, in the folder of the focus. */
export function startNew(app: App, kind: "newFile" | "newFolder"): Step {
  const shown = showBarPart(app, explorerId, "focus");
  const explorer = shown.explorer!;
  const folder = targetFolder(explorer);
  const tree = folder === "" ? explorer.tree : opened(explorer.tree, folder);
  const edit: ExplorerEdit = { kind, folder, path: "", input: inputOf(), problem: null };
  return listMissing(withExplorer(shown, { ...explorer, tree, edit, filter: null }, "reveal"));
}
/** A line for another name, without its extension selected. */
export function startRename(app: App): Step | null {
  const shown = showBarPart(app, explorerId, "focus");
  const explorer = shown.explorer!;
  const path = explorer.focus;
  if (path === null || kindOf(explorer.tree, path) === null) return null;
  const name = nameOf(path);
  const input = inputSelect(inputOf(name), stemEnd(name, fileOrFolder(explorer.tree, path)), 0);
  const edit: ExplorerEdit = { kind: "rename", folder: parentOf(path), path, input, problem: null };
  return idle(withExplorer(shown, { ...explorer, edit }, "reveal"));
}

/** Another text in the line, checked. */
export function typedName(app: App, input: InputState): App {
  const explorer = app.explorer!;
  const edit = explorer.edit!;
  if (input === edit.input) return app;
  return {
    ...app,
    explorer: {
      ...explorer,
      edit: { ...edit, input, problem: problemOf(explorer.tree, { ...edit, input }) },
    },
  };
}
function problemOf(tree: Tree, { kind, folder, path, input }: ExplorerEdit): string | null {
  const isRename = kind === "rename";
  const found = checkName(input.text, {
    slashes: isRename ? "refused" : "allowed",
    isTaken: (name) =>
      !(isRename && joined(folder, name) === path) && kindOf(tree, joined(folder, name)) !== null,
  });
  return found === null || found === "blank" ? null : words.problems[found];
}
/** Leaves the line; a name that is one is used, except by "cancel". A name that cannot be stays in the line for Enter. */
export function endName(app: App, how: "enter" | "leave" | "cancel"): Step {
  const explorer = app.explorer!;
  const { kind, folder, path, input, problem } = explorer.edit!;
  const free: App = { ...app, explorer: { ...explorer, edit: null } };
  const text = input.text;
  const isWrong = problem !== null && problem !== words.problems.spaces;
  if (how === "cancel" || text.trim() === "" || kind === "rename" && text === nameOf(path)) return idle(free);
  if (isWrong) return idle(how === "enter" ? app : free);
  const to = joined(folder, text.replace(/\/$/, ""));
  if (kind === "rename") return moving(free, [{ from: path, to }], "refuse");
  const what = kind === "newFolder" || text.endsWith("/") ? "folder" : "file";
  return acting(free, { kind: "create", path: wholePathIn(explorer, to), what }, { how: "do", opens: true });
}

/** Paths of the folder to other ones. */
function moving(
  app: App,
  moves: readonly Passage[],
  over: "refuse" | "trash",
  tag: ActTag = { how: "do" },
): Step {
  const explorer = app.explorer!;
  const whole = moves.map(({ from, to }) => ({
    from: wholePathIn(explorer, from),
    to: wholePathIn(explorer, to),
  }));
  return acting(app, { kind: "move", moves: whole, over }, tag);
}

/** Files and folders go into a folder; asks first where `confirm` says so or something of their names is there. */
export function moveInto(app: App, paths: readonly string[], folder: string): Step {
  const explorer = app.explorer!;
  const going = paths.filter((path) => parentOf(path) !== folder && !isWithin(folder, path));
  if (going.length === 0) return idle(app);
  const taken = going.filter((path) => isThere(explorer.tree, folder)(nameOf(path)));
  const step = moving(
    app,
    going.map((from) => ({ from, to: joined(folder, nameOf(from)) })),
    taken.length > 0 ? "trash" : "refuse",
  );
  const name = nameOf(going[0]);
  const to = folder === "" ? nameOf(explorer.root) : nameOf(folder);
  return taken.length > 0
    ? asked(step, "replace", words.replace.text(taken.length, nameOf(taken[0])))
    : asked(step, "move", words.move.text(going.length, name, to));
}

/** Asks before a step's effects are carried out. */
function asked({ app, effects }: Step, what: "trash" | "remove" | "replace" | "move", text: string): Step {
  const { detail, yes } = words[what];
  return ask(app, { kind: "effects", effects: { yes: effects } }, {
    text,
    detail,
    choices: [{ id: "yes", label: yes }, { id: "cancel", label: STRINGS.choices.cancel }],
  });
}

/** What is chosen goes to the trash, which undo takes back, or for good. */
export function deleteChosen(app: App, how: "trash" | "remove"): Step | null {
  const explorer = app.explorer!;
  const paths = chosenPaths(explorer);
  if (paths.length === 0) return null;
  const whole = paths.map((path) => wholePathIn(explorer, path));
  const act: FileAct = how === "trash" ? { kind: "trash", paths: whole } : { kind: "delete", paths: whole };
  return asked(acting(app, act), how, words[how].text(paths.length, nameOf(paths[0])));
}
/** What the trash did not take can go for good. */
export function askWithoutTrash(app: App, paths: readonly string[]): Step {
  const { effects, app: next } = acting(app, { kind: "delete", paths });
  return ask(next, { kind: "effects", effects: { yes: effects } }, {
    text: words.remove.text(paths.length, nameOf(paths[0])),
    detail: words.noTrash.detail,
    choices: [{ id: "cancel", label: STRINGS.choices.cancel }, { id: "yes", label: words.remove.yes }],
  });
}

/** Something that the tree did not know of stands where files were to go: shall it give way? */
export function askToReplace(
  app: App,
  act: FileAct & { kind: "move" | "copy" },
  taken: readonly string[],
): Step {
  return asked(
    acting(app, { ...act, over: "trash" }),
    "replace",
    words.replace.text(taken.length, nameOf(taken[0])),
  );
}

/** What is chosen is kept for pasting; its paths go to the clipboard, one a line. */
export function keepChosen(app: App, how: "copy" | "cut"): Step | null {
  const explorer = app.explorer!;
  const paths = chosenPaths(explorer);
  if (paths.length === 0) return null;
  const whole = paths.map((path) => wholePathIn(explorer, path));
  const cut = new Set(how === "cut" ? paths : []);
  const write: AppEffect = { kind: "clipboard.write", text: whole.join("\n"), wholeLine: false };
  return {
    app: { ...app, explorer: { ...explorer, clipboard: { paths: whole, how }, cut } },
    effects: [write],
  };
}
export function pasteKept(app: App): Step {
  const explorer = app.explorer!;
  const { clipboard } = explorer;
  if (clipboard === null) return told(app, words.nothingToPaste);
  const folder = targetFolder(explorer);
  if (clipboard.how === "copy") return copyInto(app, clipboard.paths, folder);
  const into = wholePathIn(explorer, folder);
  const moves = clipboard.paths.filter((from) => parentOf(from) !== into && !isWithin(into, from))
    .map((from) => ({ from, to: joined(into, nameOf(from)) }));
  const free: App = { ...app, explorer: { ...explorer, clipboard: null, cut: new Set() } };
  if (moves.length === 0) return idle(free);
  const taken = moves.filter(({ to }) => isThere(explorer.tree, folder)(nameOf(to)));
  const over = taken.length > 0 ? "trash" : "refuse";
  const step = acting(free, { kind: "move", moves, over });
  return taken.length === 0
    ? step
    : asked(step, "replace", words.replace.text(taken.length, nameOf(taken[0].to)));
}
/** Whole paths into a folder; names that are taken there get another one. */
export function copyInto(app: App, paths: readonly string[], folder: string): Step {
  const explorer = app.explorer!;
  const given = new Set<string>();
  const copies = paths.map((from) => {
    const kind = from.startsWith(`${explorer.root}/`)
      ? fileOrFolder(explorer.tree, from.slice(explorer.root.length + 1))
      : "file";
    const name = copyName(nameOf(from), {
      kind,
      isTaken: (one) => given.has(one) || isThere(explorer.tree, folder)(one),
    });
    given.add(name);
    return { from, to: wholePathIn(explorer, joined(folder, name)) };
  });
  return copies.length === 0 ? idle(app) : acting(app, { kind: "copy", copies, over: "refuse" });
}
export function duplicateChosen(app: App): Step | null {
  const explorer = app.explorer!;
  const paths = chosenPaths(explorer);
  if (paths.length === 0) return null;
  return copyInto(app, paths.map((path) => wholePathIn(explorer, path)), parentOf(paths[0]));
}

/** Takes the last act back, or does it again. */
export function takeBack(app: App, how: "undo" | "redo"): Step {
  const explorer = app.explorer!;
  const list = how === "undo" ? explorer.past : explorer.future;
  const act = list.at(-1);
  if (act === undefined) return told(app, how === "undo" ? words.nothingToUndo : words.nothingToRedo);
  const rest = list.slice(0, -1);
  const next = how === "undo" ? { ...explorer, past: rest } : { ...explorer, future: rest };
  return acting({ ...app, explorer: next }, act, { how });
}
