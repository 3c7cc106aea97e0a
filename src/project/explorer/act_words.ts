/** What went wrong with files, in words for a person: what was tried, with which file, why not, and what helps. Pure. */
import { shortPath } from "../error_words.ts";
import type { FileAct } from "./acts.ts";

/** The act's own verb and the file it is about. */
function verbOf(act: FileAct): { verb: string; path: string } {
  switch (act.kind) {
    case "create":
      return { verb: "create", path: act.path };
    case "move":
      return { verb: "move", path: act.moves[0]?.from ?? "" };
    case "copy":
      return { verb: "copy", path: act.copies[0]?.from ?? "" };
    case "trash":
    case "delete":
      return { verb: "delete", path: act.paths[0] ?? "" };
    case "restore":
      return { verb: "bring back", path: act.items[0]?.path ?? "" };
    case "several":
      return act.acts.length === 0 ? { verb: "change", path: "" } : verbOf(act.acts[0]);
  }
}

export function wordsOfAct(act: FileAct, error: unknown): string {
  const { verb, path } = verbOf(act);
  return `Cannot ${verb} ${shortPath(path)}: ${reasonOf(error)}`;
}
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  switch (error.name) {
    case "Taken":
      return "something of that name is there already";
    case "NoTrash":
      return "its disk has no trash";
    case "AbortError":
      return "it was stopped";
    case "RangeError":
      return "a folder cannot go into itself";
    case "PermissionDenied":
    case "NotCapable":
      return "permission denied; change who may write there";
    case "NotFound":
      return "it is not there any more";
    case "AlreadyExists":
      return "something of that name is there already";
    case "NotADirectory":
      return "a part of the path is not a folder";
  }
  const number = Number(/os error (\d+)/.exec(error.message)?.[1] ?? 0);
  return byNumber[number] ??
    (error.message.replace(/ \(os error \d+\)/, "").replace(/: \w+ '.*'$/, "") || error.name);
}
const byNumber: Readonly<Record<number, string>> = {
  16: "it is in use by the system",
  17: "something of that name is there already",
  22: "the disk does not take such a name",
  28: "the disk is full; free some space and try again",
  30: "the file system is read-only",
  36: "the name is too long",
  39: "the folder is not empty",
  40: "the links go in a circle",
  122: "the disk quota is used up; free some space and try again",
};
