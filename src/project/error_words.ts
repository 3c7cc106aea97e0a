/** Errors of the system by their number, and in words for a person: what is wrong and what to do next. Pure. */

/** errno, which Deno puts into the message; 0 if there is none. */
export function errorNumber(error: unknown): number {
  const text = error instanceof Error ? error.message : String(error);
  return Number(/os error (\d+)/.exec(text)?.[1] ?? 0);
}
/** The numbers are Linux's and macOS's; 18 is EXDEV, 16 EBUSY, 1 EPERM, 13 EACCES, 30 EROFS. */
export const errno = {
  notPermitted: 1,
  io: 5,
  denied: 13,
  busy: 16,
  otherDevice: 18,
  notFolder: 20,
  full: 28,
  readOnly: 30,
};

/** A path that a person knows again and that fits into a message: its end, where it is long. */
export function shortPath(path: string): string {
  if (path.length <= 30) return path;
  const parts = path.split("/");
  const end = parts.slice(-2).join("/");
  const name = parts[parts.length - 1];
  // By code points, so that no pair is cut.
  const signs = [...name];
  const last = end.length <= 36
    ? end
    : signs.length <= 36
    ? name
    : `${signs.slice(0, 20).join("")}…${signs.slice(-14).join("")}`;
  return last.length + 2 < path.length ? `…/${last}` : path;
}

/** Of a file that is to be read. */
export function wordsOfReading(name: string, text: string): string {
  if (name === "PermissionDenied" || name === "NotCapable") {
    return "you may not read it; change who may read it, or ask its owner";
  }
  const number = Number(/os error (\d+)/.exec(text)?.[1] ?? 0);
  if (number === 5) return "the disk reports an error while reading it; nothing was changed";
  return wordsOfError(name, text);
}

export function wordsOfError(name: string, text: string): string {
  if (name === "PermissionDenied" || name === "NotCapable") {
    return "permission denied; save it under another name, or change who may write there";
  }
  if (name === "NotFound") return "the folder does not exist";
  if (name === "NotADirectory") return "a part of the path is not a folder";
  const number = Number(/os error (\d+)/.exec(text)?.[1] ?? 0);
  const words = byNumber[number];
  return words ?? text.replace(/ \(os error \d+\)/, "").replace(/: \w+ '.*'$/, "");
}
const byNumber: Readonly<Record<number, string>> = {
  5: "the disk reports an error; the text is still here, save it on another disk",
  16: "the file is in use by the system; save it under another name",
  18: "it would have to move to another disk; save it under another name",
  28: "the disk is full; the text is still here, free some space and save again",
  30: "the file system is read-only; save it somewhere else",
  36: "the name is too long",
  40: "the links go in a circle",
  122: "the disk quota is used up; the text is still here, free some space and save again",
};
