/**
 * Rehearses the path of a keypress while a person types: between two keys a second app without a window types a letter into a
 * text of its own, through the same compiled functions. A virtual machine's host wipes the core's caches and branch
 * predictors every few milliseconds, so a key that comes 40 ms after the last one runs 3 to 10 times slower than in a loop;
 * a rehearsal every 2 ms keeps the way warm. See docs/decisions.md for what it costs and saves.
 */
import type { Offset } from "../base/mod.ts";
import { textOf } from "../editor/mod.ts";
import type { Scroll } from "../ui/mod.ts";
import { activeView, createApp } from "./app.ts";
import type { HeadlessWindow } from "../window/mod.ts";
import type { Session } from "./session_io.ts";
import { windowlessSession } from "./windowless_io.ts";

/** V8 compiles what ran a few thousand times; until then one rehearsal presses keys for this long. */
const coldKeys = 3000;
const coldMs = 0.5;
/** The twin is made anew now and then, so that its history stays small. */
const keysPerTwin = 20_000;
/** While pages fly by nobody types: a rehearsal would take the core, and the collector's time, from the next page. */
const stillMs = 100;

/** What to call between two keys; the first call makes the twin, about 5 ms. */
export function createRehearsal(session: Session): () => void {
  let twin: Session | null = null;
  let pressed = 0;
  let scroll: Scroll | undefined;
  let movedAt = -Infinity;
  return () => {
    const now = session.meter.now();
    const isAt = activeView(session.app)?.scroll;
    if (isAt !== scroll) {
      if (scroll !== undefined) movedAt = now;
      scroll = isAt;
    }
    if (now - movedAt < stillMs) return;
    const isOld = twin !== null && (pressed % keysPerTwin === 0 || twin.app.scale !== session.app.scale);
    if (isOld) twin!.close();
    if (twin === null || isOld) twin = makeTwin(session);
    const end = session.meter.now() + coldMs;
    do press(twin, ++pressed); while (pressed < coldKeys && session.meter.now() < end);
  };
}

function makeTwin({ app, fonts, atlas }: Session): Session {
  const twin = windowlessSession({
    app: createApp({
      width: app.width,
      height: app.height,
      displayScale: app.scale,
      settings: { ...app.settings, caretBlinking: false },
      keys: app.keys,
      platform: app.platform,
      painter: "software",
      decorate: app.decorate,
    }),
    fonts,
    atlas,
  });
  const lines = Array.from({ length: 200 }, (_, i) => `  const line${i} = compute(${i}, "text");`);
  twin.dispatch({ kind: "document.new", text: textOf(lines.join("\n")), language: null });
  const { id, doc } = activeView(twin.app)!;
  const at = 4000 as Offset;
  const selection = { ranges: [{ anchor: at, head: at }], main: 0 };
  twin.dispatch({ kind: "spec", doc, spec: { view: id, selection, origin: "move", reveal: true } });
  return twin;
}

function press(twin: Session, n: number): void {
  const at = twin.clock.now();
  const key = "abcdefgh"[n & 7];
  const window = twin.window as HeadlessWindow;
  window.post({ kind: "keydown", key, mods: 0, repeat: false, at });
  window.post({ kind: "text", text: key, at });
  twin.turn();
  twin.dispatch({ kind: "keyup", key, mods: 0, repeat: false, at });
  if (n % 60 === 0) twin.dispatch({ kind: "command", id: "deleteAllLeft" });
}
