/**
 * The trash of freedesktop.org's Trash specification 1.0: the home trash for files of the same disk, the trash at the top of another disk
 * for its own. Written here because what a library does not tell, where a file went, is what undo needs. Blocks; runs in the worker.
 */
import { isError } from "../file_calls_io.ts";
import type { Trashed } from "./acts.ts";

const exists = 17, otherDevice = 18;

/** There is no trash for a file: it can only be deleted. */
export class NoTrash extends Error {
  override readonly name = "NoTrash";
}

/** Moves a file or folder into its trash. Throws `NoTrash`, or what the system says. */
export function moveToTrash(path: string, now: Date = new Date()): Trashed {
  const device = Deno.lstatSync(path).dev;
  for (const { trash, top } of trashesFor(path, device)) {
    try {
      return put(path, { trash, top, now });
    } catch (error) {
      if (!isError(error, otherDevice)) throw error;
    }
  }
  throw new NoTrash(`There is no trash on the disk of ${path}`);
}

/** Brings a file back to where it was. Throws where something else is there by now. */
export function restore({ path, file, info }: Trashed): void {
  if (isThere(path)) throw new Deno.errors.AlreadyExists(path);
  Deno.mkdirSync(path.slice(0, path.lastIndexOf("/")) || "/", { recursive: true });
  Deno.renameSync(file, path);
  try {
    Deno.removeSync(info);
  } catch { /* A note without a file is what every trash cleans up. */ }
}

function put(path: string, { trash, top, now }: { trash: string; top: string | null; now: Date }): Trashed {
  for (const folder of [`${trash}/files`, `${trash}/info`]) {
    Deno.mkdirSync(folder, { recursive: true, mode: 0o700 });
  }
  const name = shortened(path.slice(path.lastIndexOf("/") + 1));
  const noted = top === null ? path : path.slice(top === "/" ? 1 : top.length + 1);
  const text = `[Trash Info]\nPath=${noted.split("/").map(encodeURIComponent).join("/")}\nDeletionDate=${
    local(now)
  }\n`;
  for (let i = 1;; i++) {
    const free = i === 1 ? name : numbered(name, i);
    const info = `${trash}/info/${free}.trashinfo`;
    const file = `${trash}/files/${free}`;
    try {
      // The note is what claims a name, before the file.
      Deno.writeTextFileSync(info, text, { createNew: true, mode: 0o600 });
    } catch (error) {
      if (error instanceof Deno.errors.AlreadyExists || isError(error, exists)) continue;
      throw error;
    }
    try {
      if (!isThere(file)) {
        Deno.renameSync(path, file);
        return { path, file, info };
      }
    } catch (error) {
      Deno.removeSync(info);
      throw error;
    }
    Deno.removeSync(info); // A file without a note has the name.
  }
}
/** So that a number and ".trashinfo" still go behind it. */
function shortened(name: string): string {
  const encoder = new TextEncoder();
  let signs = [...name];
  while (encoder.encode(signs.join("")).length > 230) signs = signs.slice(0, -4);
  return signs.join("");
}
function numbered(name: string, i: number): string {
  const dot = name.lastIndexOf(".");
  const end = dot > 0 ? dot : name.length;
  return `${name.slice(0, end)}.${i}${name.slice(end)}`;
}
function local(date: Date): string {
  const two = (n: number) => String(n).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${
    two(date.getMinutes())
  }:${two(date.getSeconds())}`;
}

function trashesFor(path: string, device: number): { trash: string; top: string | null }[] {
  const found: { trash: string; top: string | null }[] = [];
  const home = homeTrash();
  if (home !== null && deviceOf(home) === device) found.push({ trash: home, top: null });
  const top = topOf(path, device);
  const uid = Deno.uid();
  if (uid === null || top === "/" && home !== null && found.length > 0) return found;
  const shared = `${top === "/" ? "" : top}/.Trash`;
  try {
    const info = Deno.lstatSync(shared);
    // Only where nobody can put a link in the way: a real folder with the sticky bit.
    if (info.isDirectory && ((info.mode ?? 0) & 0o1000) !== 0) found.push({ trash: `${shared}/${uid}`, top });
  } catch { /* There is none. */ }
  const own = `${top === "/" ? "" : top}/.Trash-${uid}`;
  try {
    Deno.mkdirSync(own, { mode: 0o700 });
  } catch { /* It is there, or may not be made: the next line tells. */ }
  try {
    if (Deno.lstatSync(own).isDirectory) found.push({ trash: own, top });
  } catch { /* No trash there. */ }
  return found;
}
function homeTrash(): string | null {
  const data = Deno.env.get("XDG_DATA_HOME");
  if (data?.startsWith("/")) return `${data}/Trash`;
  const home = Deno.env.get("HOME");
  return home?.startsWith("/") ? `${home}/.local/share/Trash` : null;
}
/** Of the folder, or of the nearest one above that is there. */
function deviceOf(path: string): number {
  for (let at = path;; at = at.slice(0, at.lastIndexOf("/"))) {
    try {
      return Deno.statSync(at === "" ? "/" : at).dev;
    } catch { /* Higher. */ }
    if (at === "") return -1;
  }
}
function topOf(path: string, device: number): string {
  let top = path;
  for (let at = path; at !== "";) {
    at = at.slice(0, at.lastIndexOf("/"));
    try {
      if (Deno.statSync(at === "" ? "/" : at).dev !== device) return top;
    } catch {
      return top;
    }
    top = at === "" ? "/" : at;
  }
  return top;
}
export function isThere(path: string): boolean {
  try {
    Deno.lstatSync(path);
    return true;
  } catch {
    return false;
  }
}
