/**
 * Warms the path of a keypress up while nobody types: a second app with no window types into a text of its own, through the
 * same functions, until V8 has compiled them. Measured with keys 40 ms apart: step, layout and paint of the first hundred
 * keys take 0.75 ms cold and 0.35 after this; it costs about 0.2 s of processor time in the first second, once.
 */
import type { Offset } from "../base/mod.ts";
import { textOf } from "../editor/mod.ts";
import { createSoftwarePainter } from "../render/mod_io.ts";
import { headlessWindow } from "../window/mod.ts";
import { activeView, createApp } from "./app.ts";
import { ManualClock } from "./clock.ts";
import { Session } from "./session_io.ts";

const keys = 3000;
/** A slice this long delays a key that comes meanwhile by half of it on average. */
const sliceMs = 2;
const sliceEveryMs = 8;
const startAfterMs = 200;
/** A person who types has the processor. */
const quietMs = 250;

/** Starts after a moment; ends by itself, or at once when `session` ends. */
export function warmUp(session: Session): void {
  const { app, fonts, atlas } = session;
  const size = { width: app.width, height: app.height, scale: app.scale };
  let rest = keys;
  let twin: Session | null = null;
  const slice = () => {
    if (session.hasEnded || rest <= 0) return void twin?.close();
    if (session.quietMs >= quietMs) {
      twin ??= makeTwin();
      const end = session.meter.now() + sliceMs;
      while (rest > 0 && session.meter.now() < end) press(twin, rest--);
    }
    Deno.unrefTimer(setTimeout(slice, sliceEveryMs));
  };
  Deno.unrefTimer(setTimeout(slice, startAfterMs));

  function makeTwin(): Session {
    const window = headlessWindow({ title: "", ...size });
    const made = new Session({
      app: createApp({
        width: size.width,
        height: size.height,
        displayScale: size.scale,
        settings: app.settings,
        keys: app.keys,
        platform: app.platform,
        themes: app.themes,
        painter: "software",
      }),
      window,
      fonts,
      atlas,
      painter: createSoftwarePainter({ target: () => window.surface(), atlas }),
      renewPainter: () => Promise.resolve(null),
      frameMs: 0,
      setScale: () => {},
      clock: new ManualClock(),
      log: () => {},
    });
    const lines = Array.from({ length: 200 }, (_, i) => `  const line${i} = compute(${i}, "text");`);
    made.dispatch({ kind: "document.new", text: textOf(lines.join("\n")), language: null });
    const { id } = activeView(made.app)!;
    const at = 4000 as Offset;
    const selection = { ranges: [{ anchor: at, head: at }], main: 0 };
    made.dispatch({
      kind: "spec",
      doc: made.app.views.get(id)!.doc,
      spec: { view: id, selection, origin: "move", reveal: true },
    });
    return made;
  }
}

function press(twin: Session, n: number): void {
  const at = twin.clock.now();
  const key = "abcdefgh"[n % 8];
  twin.dispatch({ kind: "keydown", key, mods: 0, repeat: false, at });
  twin.dispatch({ kind: "text", text: key, at });
  twin.turn();
  twin.dispatch({ kind: "keyup", key, mods: 0, repeat: false, at });
  if (n % 40 === 0) twin.dispatch({ kind: "command", id: "type", arg: { text: "\n" } });
}
