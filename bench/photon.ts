/**
 * `deno task bench:photon`: how long from an injected key to a changed pixel, seen from outside the editor, in
 * its real window on an X server of its own. Any editor's command line can stand in for ours.
 * This file reads the arguments, runs what was asked and prints; photon_measure.ts measures.
 */
import { parseArgs } from "node:util";
import { Display, type WindowBox } from "./x11/display.ts";
import { startXvfb } from "../tools/xvfb.ts";
import { fixtureFile } from "./fixtures.ts";
import { percentile, type Summary } from "./photon_stats.ts";
import * as target from "./photon_target.ts";
import * as measure from "./photon_measure.ts";

const help = `Usage: deno task bench:photon [options] [-- COMMAND...]

  --keys N           letters to type (500)
  --painter KIND     software or gpu, for our own editor (software)
  --start            process start to first text, ten times, and memory then
  --scroll           Page Down held and the wheel at 60 Hz, 5 s each
  --idle             10 s left alone, blinking off: CPU time and frames
  --all              keys, start, scroll and idle
  --json FILE        writes the figures there too
  --no-floor         leaves out the null client that shows what the measuring itself costs
  --before KEYS      keys pressed first in another editor, e.g. "o" for vim (X keysym names, ctrl+ shift+ alt+)
  --save KEYS        keys that save, to see that the text arrived, e.g. "Escape colon w Return"

FILE in COMMAND stands for a fresh copy of the 10,000-line TypeScript fixture:
  deno task bench:photon --before o --save "Escape colon w Return" -- xterm -e vim -u NONE +5000 FILE
`;

/** Where the last figures of our own editor are kept for the report, one file a painter. */
export const photonFolder = new URL("../.cache/photon/", import.meta.url).pathname;

const main = new URL("../main.ts", import.meta.url).pathname;
const nullClient = new URL("./x11/null_client.ts", import.meta.url).pathname;
const starts = 10;

interface Plan {
  readonly command: readonly string[];
  readonly file: string;
  readonly before: readonly string[];
  /** Absent: nothing is saved, only pixels tell. */
  readonly save: readonly string[] | null;
}

interface Session {
  readonly display: Display;
  readonly window: WindowBox;
  readonly target: target.Target;
  readonly startMs: number;
}

/** Runs one program on a server of its own, from start to first text, hands it over, stops both. */
async function withTarget<T>(command: readonly string[], use: (session: Session) => T): Promise<T> {
  const server = await startXvfb();
  try {
    const display = new Display(server.name);
    display.watchDamage();
    const running = target.startTarget(command, server.name);
    try {
      const { window, ms } = waitUntilShown(display, running);
      return use({ display, window, target: running, startMs: ms });
    } finally {
      await target.stopTarget(running);
      display.close();
    }
  } finally {
    await server.stop();
  }
}

/** The null client has no text: its window alone is waited for. */
function waitUntilShown(display: Display, running: target.Target): { window: WindowBox; ms: number } {
  if (!running.command.includes(nullClient)) return target.waitForText(display, running);
  const until = performance.now() + 10_000;
  while (performance.now() < until) {
    display.waitDamage(performance.now() + 100);
    const window = display.findWindow();
    if (window !== null) return { window, ms: NaN };
  }
  throw new Error("The null client showed no window within 10 s");
}

function measureKeys(command: readonly string[], plan: Plan, count: number) {
  return withTarget(command, ({ display, window, target }) => {
    measure.settle(display, 300);
    display.focus(window);
    measure.settle(display);
    for (const chord of plan.before) {
      display.tapChord(chord);
      measure.settle(display);
    }
    const report = measure.measureKeys(display, window, { target, count });
    let arrived: boolean | null = null;
    if (plan.save !== null) {
      for (const chord of plan.save) {
        display.tapChord(chord);
        measure.settle(display, 50);
      }
      arrived = false;
      // Saving is asynchronous in most editors.
      for (let i = 0; i < 20 && !arrived; i++) {
        measure.settle(display, 100, 100);
        arrived = Deno.readTextFileSync(plan.file).includes(report.lastBurst);
      }
    }
    return { ...report, arrived };
  });
}

async function measureStart(plan: Plan) {
  const times: number[] = [];
  const memory: number[] = [];
  // The first is to warm the file cache and Deno's own caches, and is not counted.
  for (let i = 0; i <= starts; i++) {
    await withTarget(plan.command, ({ display, target: running, startMs }) => {
      measure.settle(display, 500);
      if (i === 0) return;
      times.push(startMs);
      memory.push(target.residentMb(running));
    });
  }
  const sorted = (values: number[]) => [...values].sort((a, b) => a - b);
  const t = sorted(times);
  return {
    n: starts,
    min: t[0],
    median: percentile(t, 0.5),
    max: t[starts - 1],
    rssMb: percentile(sorted(memory), 0.5),
  };
}

function measureScroll(plan: Plan, how: "page" | "wheel") {
  return withTarget(plan.command, ({ display, window }) => {
    measure.settle(display, 300);
    display.focus(window);
    return measure.measureScroll(display, window, { how });
  });
}

function measureIdle(plan: Plan) {
  return withTarget(plan.command, ({ display, window, target: running }) => {
    display.focus(window);
    return { ...measure.measureIdle(display, running), rssMb: target.residentMb(running) };
  });
}

function row(name: string, s: Summary): string {
  const cells = [s.min, s.p50, s.p90, s.p99, s.max].map((ms) =>
    (Number.isNaN(ms) ? "-" : ms.toFixed(2)).padStart(8)
  ).join("");
  return `${name.padEnd(26)}${cells}${String(s.n).padStart(7)}${String(s.lost).padStart(6)}`;
}
const heading = `${"ms".padEnd(26)}     min     p50     p90     p99     max      n  lost`;

/** Our own editor with a fresh home and a caret that stands still, or the command line that was given. */
function planOf(
  given: readonly string[],
  painter: string,
  options: { before?: string; save?: string },
): Plan {
  const folder = Deno.makeTempDirSync({ prefix: "photon-" });
  const file = `${folder}/fixture.ts`;
  Deno.copyFileSync(fixtureFile("typescript", 10_000), file);
  const keys = (text: string | undefined) => (text ?? "").split(/\s+/).filter((key) => key !== "");
  if (given.length > 0) {
    const save = keys(options.save);
    const command = given.map((part) => part.replaceAll("FILE", file));
    return { command, file, before: keys(options.before), save: save.length > 0 ? save : null };
  }
  const home = `${folder}/home`;
  Deno.mkdirSync(home);
  Deno.writeTextFileSync(`${home}/settings.json`, `{ "editor.cursorBlinking": "solid" }\n`);
  const command = [Deno.execPath(), "run", "-A", main, `--${painter}`, "--home", home, `${file}:5000`];
  return { command, file, before: keys(options.before), save: ["ctrl+s"] };
}

async function run(): Promise<number> {
  const cut = Deno.args.indexOf("--");
  const { values } = parseArgs({
    args: cut < 0 ? Deno.args : Deno.args.slice(0, cut),
    options: {
      keys: { type: "string", default: "500" },
      painter: { type: "string", default: "software" },
      start: { type: "boolean", default: false },
      scroll: { type: "boolean", default: false },
      idle: { type: "boolean", default: false },
      all: { type: "boolean", default: false },
      json: { type: "string" },
      "no-floor": { type: "boolean", default: false },
      before: { type: "string" },
      save: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const count = Number(values.keys);
  if (!Number.isInteger(count) || count < 1) {
    throw new Error(`--keys takes a positive number, not ${values.keys}`);
  }
  if (values.painter !== "software" && values.painter !== "gpu") {
    throw new Error(`--painter takes software or gpu, not ${values.painter}`);
  }
  const plan = planOf(cut < 0 ? [] : Deno.args.slice(cut + 1), values.painter, values);
  const isOurs = cut < 0;
  const only = values.start || values.scroll || values.idle;
  const figures: Record<string, unknown> = {
    at: new Date().toISOString(),
    command: isOurs ? `nexus --${values.painter}` : Deno.args.slice(cut + 1).join(" "),
    painter: isOurs ? values.painter : null,
  };
  let failed = false;
  try {
    console.log(figures.command);
    if (values.all || !only) {
      console.log(heading);
      if (!values["no-floor"]) {
        const floor = await measureKeys(
          [Deno.execPath(), "run", "-A", nullClient],
          { ...plan, before: [], save: null },
          Math.min(count, 200),
        );
        figures.floor = floor.keys;
        console.log(row("floor (null client)", floor.keys));
      }
      const { keys, warmUpMax, cpuShare, arrived } = await measureKeys(plan.command, plan, count);
      figures.keys = { ...keys, warmUpMax, cpuShare, arrived };
      console.log(row("key to changed pixel", keys));
      console.log(
        `first ${20} keys, not counted above: max ${warmUpMax.toFixed(2)} ms; CPU while typing ${
          (cpuShare * 100).toFixed(1)
        } % of a core; typed text in the saved file: ${arrived === null ? "not asked (--save)" : arrived}`,
      );
      failed ||= arrived === false || keys.n === 0;
    }
    if (values.all || values.start) {
      const start = figures.start = await measureStart(plan);
      console.log(
        `start to first text, n=${start.n}: median ${start.median.toFixed(0)} ms (${start.min.toFixed(0)}-${
          start.max.toFixed(0)
        }); memory then ${start.rssMb.toFixed(0)} MB`,
      );
    }
    if (values.all || values.scroll) {
      for (const how of ["page", "wheel"] as const) {
        const scroll = figures[how] = await measureScroll(plan, how);
        console.log(`${how}: ${scroll.inputs} inputs, ${scroll.frames} frames`);
        console.log(heading);
        console.log(row(`  ${how}: gap between frames`, scroll.gaps));
        console.log(row(`  ${how}: input to pixel`, scroll.latency));
      }
    }
    if (values.all || values.idle) {
      const idle = figures.idle = await measureIdle(plan);
      console.log(
        `idle ${idle.seconds} s: ${idle.frames} frames, CPU ${idle.cpuMs} ms = ${
          (idle.cpuShare * 100).toFixed(2)
        } %; memory ${idle.rssMb.toFixed(0)} MB`,
      );
    }
  } finally {
    Deno.removeSync(plan.file.replace(/\/[^/]*$/, ""), { recursive: true });
  }
  if (isOurs) keep(`${photonFolder}${values.painter}.json`, figures);
  if (values.json !== undefined) Deno.writeTextFileSync(values.json, JSON.stringify(figures, null, 2) + "\n");
  return failed ? 1 : 0;
}

/** Into what was measured before: a run with --idle alone leaves the keys as they were. */
function keep(path: string, figures: Readonly<Record<string, unknown>>): void {
  let before = {};
  try {
    before = JSON.parse(Deno.readTextFileSync(path));
  } catch { /* The first time. */ }
  Deno.mkdirSync(photonFolder, { recursive: true });
  Deno.writeTextFileSync(path, JSON.stringify({ ...before, ...figures }, null, 2) + "\n");
}

if (import.meta.main) {
  try {
    Deno.exit(await run());
  } catch (error) {
    console.error(`bench:photon: ${(error as Error).message}`);
    Deno.exit(2);
  }
}
