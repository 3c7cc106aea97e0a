/** What a session is made of: the window, fonts, painter and clock of one running app, and where it keeps things. Only shapes. */
import type { Atlas, Fonts, Painter } from "../render/mod.ts";
import type { Window } from "../window/mod.ts";
import type { App, AppSettings } from "./app.ts";
import type { Clock } from "./clock.ts";
import type { LargeWorld } from "./perform_large_io.ts";

export interface SessionParts {
  readonly app: App;
  readonly window: Window;
  readonly fonts: Fonts;
  readonly atlas: Atlas;
  /** `null`: nothing is painted. */
  readonly painter: Painter | null;
  /** A new one after a lost device, for the window as it is then. */
  readonly renewPainter: () => Promise<Painter | null>;
  /** Fonts as settings ask for them, at a scale. */
  readonly setFonts: (scale: number, settings: AppSettings) => void;
  /** Shortest time between two frames of the loop, in ms: a display without a person shows no more than a real one. */
  readonly frameMs: number;
  readonly clock: Clock;
  /** The state folder; absent: nothing is kept. */
  readonly state?: string;
  readonly log: (text: string) => void;
  /** Keeps a small file by name; absent: nothing is kept. */
  readonly keep?: (name: string, text: string) => void;
  /** Where a person's snippet files are; absent: nowhere. */
  readonly snippetFolder?: string;
  /** For tests: other sizes of large files. */
  readonly large?: Pick<LargeWorld, "from" | "blockBytes">;
  /** Where histories are kept; absent: nowhere. */
  readonly historyFolder?: string;
}
