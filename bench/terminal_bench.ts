/**
 * The terminal with its screen drawn (120 x 40, software): a flood of 7.9 MB, the longest that the app's thread was busy with a
 * frame of it, and how long ^C takes in a flood without end. A flood is run once a sample: budgets look at that run.
 */
import type { Px } from "../src/base/mod.ts";
import { createSoftwarePainter } from "../src/render/mod_io.ts";
import { defaultKeymap } from "../src/ui/mod.ts";
import { headlessWindow } from "../src/window/mod.ts";
import { createApp, defaultAppSettings } from "../src/app/app.ts";
import { barParts } from "../src/app/bar_parts.ts";
import { realClock } from "../src/app/clock_io.ts";
import { Session } from "../src/app/session_io.ts";
import { terminalOptions } from "../src/app/terminal_options.ts";
import { benchAtlas, benchFonts, memoryWindow } from "./bench_screen.ts";

const fonts = benchFonts();
const atlas = benchAtlas(fonts);
const target = memoryWindow();
const session = new Session({
  app: createApp({
    width: 1280,
    height: 800,
    displayScale: 1,
    settings: defaultAppSettings,
    keys: defaultKeymap("linux"),
    platform: "linux",
    painter: "software",
    barParts,
  }),
  window: headlessWindow({ title: "", width: 1280 as Px, height: 800 as Px, scale: 1 }),
  fonts,
  atlas,
  painter: createSoftwarePainter({ target: () => target, atlas }),
  renewPainter: () => Promise.resolve(null),
  // As on a display of 60 Hz.
  frameMs: 1000 / 60,
  setFonts: () => {},
  clock: realClock,
  log: (text) => console.error(text),
});
const running = session.run();
const driver = session.terminals;
let longestMs = 0;

/** A program in the panel, which is as large as the window. */
async function show(argv: readonly string[]): Promise<number> {
  const answer = await driver.open({
    argv,
    cols: 150,
    rows: 36,
    cwd: "/tmp",
    options: terminalOptions(session.app),
  });
  if (!answer.ok) throw new Error(answer.reason);
  const { term } = answer.value;
  session.post({ kind: "terminal.opened", term, program: argv[0], asked: { beside: null } });
  session.post({ kind: "command", id: "workbench.action.terminal.focus" });
  return term;
}
async function flood(): Promise<void> {
  const term = await show(["seq", "1", "1000000"]);
  await driver.ended(term);
  longestMs = Math.max(longestMs, session.meter.percentiles("frame")?.p99 ?? 0);
}

Deno.bench("seq 1 1000000 (7.9 MB), drawn", { group: "terminal", n: 5, warmup: 1 }, flood);

Deno.bench("^C in a flood, until the prompt shows", { group: "terminal", n: 20, warmup: 2 }, async (b) => {
  const term = await show(["bash", "--norc", "-c", "trap 'echo stopped; exit 3' INT; yes flood of words"]);
  await driver.changed(term);
  await new Promise((resolve) => setTimeout(resolve, 100));
  b.start();
  driver.post({ kind: "key", term, key: { key: "c", mods: 1 } });
  await driver.ended(term);
  b.end();
  driver.closeTerm(term);
  session.post({ kind: "terminal.closed", term });
});
globalThis.addEventListener("unload", () => {
  console.log(`terminal: frames of the floods took ${longestMs.toFixed(1)} ms at the most (p99 of each)`);
  session.quit(0);
  void running;
});
