/**
 * Tells the app when a file that is open changes on disk. Watches are hints: the file itself is looked at, and a version that the
 * app knows already, its own save for one, is no news.
 */
import { sameStamp } from "../project/mod.ts";
import { type Changed, FolderWatch, lookAt } from "../project/mod_io.ts";
import type { App } from "./app.ts";
import type { AppEvent } from "./events.ts";

export class WatchKeeper {
  readonly #app: () => App;
  readonly #post: (event: AppEvent) => void;
  readonly #watch: FolderWatch;
  readonly #claims: string;
  readonly #claimed: () => void;

  /** `claims`: the folder where other processes say what they have open; `claimed`: something changed there. */
  constructor(
    app: () => App,
    post: (event: AppEvent) => void,
    { claims, claimed }: { claims: string; claimed: () => void },
  ) {
    this.#app = app;
    this.#post = post;
    this.#claims = claims;
    this.#claimed = claimed;
    this.#watch = new FolderWatch((changed) => this.#look(changed));
  }

  /** Other files are open than before. */
  follow(): void {
    const folders: string[] = [];
    for (const { path, real } of this.#app().docs.values()) {
      // Through a link both folders count: the link may be replaced, and what it leads to.
      for (const one of [path, real]) {
        if (one?.startsWith("/")) folders.push(one.slice(0, one.lastIndexOf("/")) || "/");
      }
    }
    if (folders.length > 0) folders.push(this.#claims);
    this.#watch.watch(folders);
    this.#look(null);
  }
  close(): void {
    this.#watch.close();
  }

  #look(changed: Changed): void {
    if (changed === null || [...changed].some((path) => path.startsWith(this.#claims))) this.#claimed();
    const app = this.#app();
    for (const doc of app.docs.values()) {
      const { path, real, stamp } = doc;
      if (path === null || stamp === null && !doc.isGone || app.saving.has(doc.id)) continue;
      if (changed !== null && !changed.has(path) && !changed.has(real ?? path)) continue;
      const found = lookAt(path, stamp?.inode ?? 0);
      if (found.kind === "file" && stamp !== null && sameStamp(found.stamp, stamp)) continue;
      if (found.kind !== "file" && doc.isGone) continue; // Said already.
      this.#post({ kind: "file.changed", doc: doc.id, found });
    }
  }
}
