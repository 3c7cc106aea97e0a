/**
 * A session without a window, painted into memory: the twin that rehearses, benches and tests of the loop. Keeps nothing on
 * disk and asks nothing of the machine. The sessions people use are made in start_io.ts.
 */
import type { Px } from "../base/mod.ts";
import type { Atlas, Fonts, Painter } from "../render/mod.ts";
import { createSoftwarePainter } from "../render/mod_io.ts";
import { headlessWindow } from "../window/mod.ts";
import type { App } from "./app.ts";
import { type Clock, ManualClock } from "./clock.ts";
import { Session } from "./session_io.ts";

/** What a windowless session runs on; it owns none of it. */
export interface WindowlessParts {
  readonly app: App;
  readonly fonts: Fonts;
  readonly atlas: Atlas;
  /** Absent: one that stands still. */
  readonly clock?: Clock;
  /** Absent: in software, into memory. "none": nothing is painted. */
  readonly painter?: "none";
}

/** A session as large as its app. */
export function windowlessSession({ app, fonts, atlas, clock, painter }: WindowlessParts): Session {
  const window = headlessWindow({
    title: "",
    width: app.width as Px,
    height: app.height as Px,
    scale: app.scale,
  });
  const painted: Painter | null = painter === "none"
    ? null
    : createSoftwarePainter({ target: () => window.surface(), atlas });
  return new Session({
    app,
    window,
    fonts,
    atlas,
    painter: painted,
    renewPainter: () => Promise.resolve(null),
    frameMs: 0,
    setFonts: () => {},
    clock: clock ?? new ManualClock(),
    log: () => {},
  });
}
