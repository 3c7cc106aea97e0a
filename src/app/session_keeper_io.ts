/**
 * Keeps the layout of a window between two starts: one small file a folder, one for windows without a folder, and one that says which
 * was used last. Written a moment after tabs or panes changed and on leaving. Owns the files; what is in them is session_state.ts.
 */
import { removeQuietly, writePrivate } from "../project/mod_io.ts";
import { STRINGS } from "../ui/mod.ts";
import type { App } from "./app.ts";
import type { Clock } from "./clock.ts";
import { readSmall } from "./home_io.ts";
import { readSession, sessionOf } from "./session_state.ts";
import type { SavedSession } from "./session_types.ts";

/** After a change of tabs or panes: more of them come in a row. */
const writeAfterMs = 1000;

/** What was found for a start. `problem` says why a file was not taken. */
export interface FoundSession {
  readonly session: SavedSession | null;
  readonly problem: string | null;
}
export interface SessionKeeperPorts {
  /** The state folder. */
  readonly state: string;
  readonly clock: Clock;
  readonly app: () => App;
  /** Whether this window is to come back at all. */
  readonly isKept: () => boolean;
  /** Whether the next start without arguments comes back to this window. */
  readonly isLast: () => boolean;
}

export class SessionKeeper {
  readonly #ports: SessionKeeperPorts;
  #groups: App["groups"] | null = null;
  #panes: App["panes"] | null = null;
  #folder: string | null = null;
  #stop: (() => void) | null = null;
  #isLeft = false;

  constructor(ports: SessionKeeperPorts) {
    this.#ports = ports;
  }

  /** Something may have changed: cheap, called after every turn that touched documents. */
  note(app: App): void {
    if (
      this.#isLeft || app.groups === this.#groups && app.panes === this.#panes && app.folder === this.#folder
    ) {
      return;
    }
    this.#groups = app.groups;
    this.#panes = app.panes;
    this.#folder = app.folder;
    this.#stop ??= this.#ports.clock.after(writeAfterMs, () => {
      this.#stop = null;
      this.#write();
    });
  }

  /** Leaving: where everything stands now. */
  leave(): void {
    if (this.#isLeft) return;
    this.#isLeft = true;
    this.#stop?.();
    this.#write();
  }

  #write(): void {
    const app = this.#ports.app();
    if (!this.#ports.isKept()) return;
    try {
      writePrivate(pathOf(this.#ports.state, app.folder), JSON.stringify(sessionOf(app)) + "\n");
      if (this.#ports.isLast()) {
        writePrivate(lastPath(this.#ports.state), JSON.stringify({ folder: app.folder }) + "\n");
      }
    } catch { /* Only a help: not being able to keep it is no reason to stop. */ }
  }
}

const lastPath = (state: string): string => `${state}/sessions/last.json`;
const pathOf = (state: string, folder: string | null): string =>
  `${state}/sessions/${folder === null ? "no-folder" : hashOf(folder)}.json`;

/** 64 bits of FNV-1a as a file name; the file itself says which folder it is of. */
function hashOf(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) {
    hash = (hash ^ BigInt(byte)) * 0x100000001b3n & 0xffffffffffffffffn;
  }
  return hash.toString(16).padStart(16, "0");
}

/** Which folder the last window had; undefined: there was none, null: one without a folder. */
export function lastFolder(state: string): string | null | undefined {
  try {
    const { folder } = JSON.parse(readSmall(lastPath(state)) ?? "{}");
    return folder === null || typeof folder === "string" ? folder : undefined;
  } catch {
    return undefined;
  }
}

/** The kept session of a folder. A file that cannot be used is put aside, so that nothing of it is lost. */
export function findSession(state: string, folder: string | null): FoundSession {
  const path = pathOf(state, folder);
  const text = readSmall(path);
  if (text === null) return { session: null, problem: null };
  const read = readSession(text);
  if (read.ok) {
    return { session: read.value.folder === folder ? read.value : null, problem: null };
  }
  const aside = `${path}.old`;
  try {
    writePrivate(aside, text);
    removeQuietly(path);
  } catch { /* It will be said again. */ }
  return { session: null, problem: STRINGS.panes.session.ignored(read.reason, aside) };
}
