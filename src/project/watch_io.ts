/**
 * Watches the folders of open files, not the files: a file that is replaced by a rename would silence its own watch. What
 * happened is only a hint; whoever is told looks at the file. A storm of changes is gathered into one call.
 */

/** Gathered for so long, so that a program that writes a file in several steps is seen once. */
const gatherMs = 80;
/** More names than this are not kept: everything is looked at then. */
const mostNames = 500;

/** Names of what may have changed; `null`: anything may have. */
export type Changed = ReadonlySet<string> | null;

export class FolderWatch {
  readonly #told: (changed: Changed) => void;
  #watcher: Deno.FsWatcher | null = null;
  #folders = "";
  #names: Set<string> | null = new Set();
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(told: (changed: Changed) => void) {
    this.#told = told;
  }

  /** Watches these folders and no others. Those that cannot be watched are left out. */
  watch(folders: readonly string[]): void {
    const wanted = [...new Set(folders)].sort();
    if (wanted.join("\0") === this.#folders) return;
    this.#folders = wanted.join("\0");
    this.#stop();
    const real = wanted.filter((folder) => canBeWatched(folder));
    if (real.length === 0) return;
    try {
      this.#watcher = Deno.watchFs(real, { recursive: false });
    } catch {
      return; // No watches left (inotify has a limit): a save still sees a newer file by its stamp.
    }
    void this.#listen(this.#watcher);
  }

  close(): void {
    this.#stop();
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  async #listen(watcher: Deno.FsWatcher): Promise<void> {
    try {
      for await (const event of watcher) {
        if (watcher !== this.#watcher) return;
        if (event.kind === "access") continue;
        if (event.flag === "rescan" || event.paths.length === 0) this.#names = null;
        for (const path of event.paths) this.#names?.add(path);
        if (this.#names !== null && this.#names.size > mostNames) this.#names = null;
        this.#timer ??= setTimeout(() => {
          this.#timer = null;
          const names = this.#names;
          this.#names = new Set();
          this.#told(names);
        }, gatherMs);
      }
    } catch { /* The watch ended, as when its folder went: the next `watch` makes a new one. */ }
  }
  #stop(): void {
    const watcher = this.#watcher;
    this.#watcher = null;
    try {
      watcher?.close();
    } catch { /* It had ended by itself. */ }
  }
}

function canBeWatched(folder: string): boolean {
  try {
    return Deno.statSync(folder).isDirectory;
  } catch {
    return false;
  }
}

/** What a path is now, for one who had it open. "renamed": the same file lies in its folder under another name. */
export type Found =
  | { readonly kind: "file"; readonly stamp: { mtime: number; size: number; inode: number } }
  | { readonly kind: "gone" }
  | { readonly kind: "renamed"; readonly to: string }
  | { readonly kind: "folder" }
  | { readonly kind: "unreadable" };

export function lookAt(path: string, inode: number): Found {
  try {
    const info = Deno.statSync(path);
    if (info.isDirectory) return { kind: "folder" };
    Deno.openSync(path, { read: true }).close();
    return {
      kind: "file",
      stamp: { mtime: info.mtime?.getTime() ?? 0, size: info.size, inode: info.ino ?? 0 },
    };
  } catch (error) {
    if (error instanceof Deno.errors.PermissionDenied) return { kind: "unreadable" };
    const to = inode === 0 ? null : otherName(path, inode);
    return to === null ? { kind: "gone" } : { kind: "renamed", to };
  }
}
/** Looks through the folder only, and not through a huge one. */
function otherName(path: string, inode: number): string | null {
  const folder = path.slice(0, path.lastIndexOf("/")) || "/";
  let looked = 0;
  try {
    for (const { name, isFile } of Deno.readDirSync(folder)) {
      if (++looked > 2000) return null;
      if (isFile && Deno.statSync(`${folder}/${name}`).ino === inode) return `${folder}/${name}`;
    }
  } catch { /* The folder went too. */ }
  return null;
}
