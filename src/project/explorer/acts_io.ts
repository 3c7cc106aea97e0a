/**
 * Carries out what is to be done to files, step by step, so that a long copy tells how far it is and can be stopped. What was done before
 * something failed stays and is told, with what takes it back. Runs in the explorer's worker.
 */
import { errno, errorNumber } from "../error_words.ts";
import type { ActAnswer, FileAct, Passage, Trashed } from "./acts.ts";
import { wordsOfAct } from "./act_words.ts";
import { parentOf } from "./names.ts";
import { isThere, moveToTrash, NoTrash, restore } from "./trash_io.ts";

export interface ActWatch {
  readonly signal: AbortSignal;
  /** Files done, of so many as are known by now. */
  readonly told: (done: number, total: number) => void;
}
/** What was done so far. */
interface Done {
  readonly undo: FileAct[];
  readonly moved: Passage[];
  readonly made: string[];
  readonly gone: string[];
}
class Taken extends Error {
  override readonly name = "Taken";
  readonly paths: readonly string[];
  constructor(paths: readonly string[]) {
    super(paths[0]);
    this.paths = paths;
  }
}

/** Never throws: what the system refuses is in the answer. */
export async function carryOut(act: FileAct, watch: ActWatch): Promise<ActAnswer> {
  const done: Done = { undo: [], moved: [], made: [], gone: [] };
  try {
    await carry(act, done, watch);
    return answerOf(done, null);
  } catch (error) {
    const answer = answerOf(done, wordsOfAct(act, error));
    if (error instanceof Taken) return { ...answer, taken: error.paths };
    if (error instanceof NoTrash) return { ...answer, hasNoTrash: true };
    return watch.signal.aborted ? { ...answer, isStopped: true } : answer;
  }
}

function answerOf({ undo, moved, made, gone }: Done, problem: string | null): ActAnswer {
  // The last thing done is the first to be taken back.
  const acts = undo.toReversed();
  const back = acts.length === 0 ? null : acts.length === 1 ? acts[0] : { kind: "several" as const, acts };
  return { problem, undo: back, moved, made, gone };
}

async function carry(act: FileAct, done: Done, watch: ActWatch): Promise<void> {
  switch (act.kind) {
    case "create":
      return create(act, done);
    case "move":
      return await move(act, done, watch);
    case "copy":
      return await copy(act, done, watch);
    case "trash":
      for (const path of act.paths) {
        watch.signal.throwIfAborted();
        trash(path, done);
      }
      return;
    case "restore":
      for (const item of act.items) bringBack(item, done);
      return;
    case "delete":
      for (const path of act.paths) {
        watch.signal.throwIfAborted();
        await Deno.remove(path, { recursive: true });
        done.gone.push(path);
      }
      return;
    case "several":
      for (const one of act.acts) await carry(one, done, watch);
      return;
  }
}

function create({ path, what }: FileAct & { kind: "create" }, done: Done): void {
  if (isThere(path)) throw new Taken([path]);
  // The topmost folder that is made goes again by undo.
  let first = path;
  for (let at = parentOf(path); at !== "" && !isThere(at); at = parentOf(at)) first = at;
  Deno.mkdirSync(parentOf(path) || "/", { recursive: true });
  if (what === "folder") Deno.mkdirSync(path);
  else Deno.openSync(path, { write: true, createNew: true }).close();
  done.undo.push({ kind: "trash", paths: [first] });
  done.made.push(path);
}

function trash(path: string, done: Done): void {
  const item = moveToTrash(path);
  done.undo.push({ kind: "restore", items: [item] });
  done.gone.push(path);
}
function bringBack(item: Trashed, done: Done): void {
  if (isThere(item.path)) throw new Taken([item.path]);
  restore(item);
  done.undo.push({ kind: "trash", paths: [item.path] });
  done.made.push(item.path);
}

/** Puts away what stands in the way, or says that something does. A name that changes only its case stands in no way. */
function clear(passages: readonly Passage[], over: "refuse" | "trash", done: Done): void {
  const taken = passages.filter(({ from, to }) => from !== to && isThere(to) && !isSame(from, to));
  if (taken.length === 0) return;
  if (over === "refuse") throw new Taken(taken.map(({ to }) => to));
  for (const { to } of taken) trash(to, done);
}
function isSame(a: string, b: string): boolean {
  const one = Deno.lstatSync(a), other = Deno.lstatSync(b);
  return one.ino === other.ino && one.dev === other.dev && one.ino !== null && one.nlink === 1;
}

async function move({ moves, over }: FileAct & { kind: "move" }, done: Done, watch: ActWatch): Promise<void> {
  clear(moves, over, done);
  let count = 0;
  for (const { from, to } of moves) {
    watch.signal.throwIfAborted();
    if (to.startsWith(`${from}/`)) throw new RangeError("into itself");
    try {
      Deno.renameSync(from, to);
      done.undo.push({ kind: "move", moves: [{ from: to, to: from }], over: "refuse" });
    } catch (error) {
      if (errorNumber(error) !== errno.otherDevice) throw error;
      // Another disk: copied whole, and only then taken away.
      await copyTree({ from, to }, watch);
      await Deno.remove(from, { recursive: true });
      done.undo.push({ kind: "move", moves: [{ from: to, to: from }], over: "refuse" });
    }
    done.moved.push({ from, to });
    watch.told(++count, moves.length);
  }
}

async function copy(
  { copies, over }: FileAct & { kind: "copy" },
  done: Done,
  watch: ActWatch,
): Promise<void> {
  clear(copies, over, done);
  for (const passage of copies) {
    if (passage.to.startsWith(`${passage.from}/`)) throw new RangeError("into itself");
    watch.signal.throwIfAborted();
    // Before the first file: a copy that is stopped half-way is taken back whole.
    done.undo.push({ kind: "trash", paths: [passage.to] });
    done.made.push(passage.to);
    try {
      await copyTree(passage, watch);
    } catch (error) {
      if (!isThere(passage.to)) {
        done.undo.pop();
        done.made.pop();
      }
      throw error;
    }
  }
}

/** Files with their modes and times, links as links. What is no file, such as a pipe, is left out. */
async function copyTree({ from, to }: Passage, { signal, told }: ActWatch): Promise<void> {
  let done = 0, total = 1;
  const one = async (source: string, target: string): Promise<void> => {
    signal.throwIfAborted();
    const info = await Deno.lstat(source);
    if (info.isSymlink) await Deno.symlink(await Deno.readLink(source), target);
    else if (info.isDirectory) {
      const names: string[] = [];
      for await (const { name } of Deno.readDir(source)) names.push(name);
      total += names.length;
      await Deno.mkdir(target);
      for (const name of names) await one(`${source}/${name}`, `${target}/${name}`);
      await Deno.chmod(target, (info.mode ?? 0o755) & 0o7777);
    } else if (info.isFile) await Deno.copyFile(source, target);
    told(++done, total);
  };
  await one(from, to);
}
