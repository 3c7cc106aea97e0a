/**
 * From the command line to a running app: reads settings, loads fonts, opens the window or none, and hands over to the
 * session. Everything a person may get wrong is one line on standard error and exit code 2.
 */
import type { Px } from "../base/mod.ts";
import { textOf } from "../editor/mod.ts";
import { type Atlas, createAtlas, type Fonts, type FontSettings } from "../render/mod.ts";
import { completeWrites } from "../project/mod_io.ts";
import { createFonts, encodePng } from "../render/mod_io.ts";
import { STRINGS } from "../ui/mod.ts";
import { headlessWindow, type Window } from "../window/mod.ts";
import { openWindow } from "../window/mod_io.ts";
import { barParts } from "./bar_parts.ts";
import { type App, type AppSettings, createApp } from "./app.ts";
import { helpText, parseArguments, type Plan } from "./cli.ts";
import { type Clock, ManualClock } from "./clock.ts";
import { realClock } from "./clock_io.ts";
import { readMacros } from "./editing.ts";
import { type Home, homeAt, readSmall, writeSmall } from "./home_io.ts";
import {
  choosePainter,
  gpuPainters,
  type Painters,
  probeAdapter,
  rememberedAdapter,
  softwarePainters,
} from "./painters_io.ts";
import { badParams, refused } from "./rpc.ts";
import type { InitializeOptions, RpcHost } from "./rpc_host_io.ts";
import { serveStdio } from "./rpc_io.ts";
import { Session } from "./session_io.ts";
import { readRecent } from "./quick_recent.ts";
import { restoreLayout } from "./start_session_io.ts";
import { type Ground, groundOf } from "./start_config_io.ts";
import { keymapOf } from "./step_config.ts";
import { SyntaxDriver } from "./syntax_io.ts";
import { wallClockAt } from "./undo_keeper_io.ts";
import type { WallClock } from "./undo_times.ts";
import { version } from "./version.ts";
import { createRehearsal } from "./warm_io.ts";

const defaultSize = { width: 1280, height: 800 } as const;
/** A display of 120 Hz, where there is none. */
const headlessFrameMs = 1000 / 120;
/** Asking for the adapter waits until the person has settled in: the child takes a core for a fifth of a second. */
const probeAfterMs = 3000;
/** A picture waits this long for colours. */
const coloursMs = 8000;

/** Runs the app; resolves to the exit code. */
export async function start(args: readonly string[]): Promise<number> {
  const parsed = parseArguments(args);
  if (!parsed.ok) return fail(parsed.reason);
  const plan = parsed.value;
  switch (plan.mode) {
    case "version":
      console.log(`Nexus ${version}`);
      return 0;
    case "help":
      console.log(helpText.trimEnd());
      return 0;
    case "screenshot":
      return await takeScreenshot(plan);
    case "headless":
      return plan.rpc
        ? await runHeadless(plan)
        : fail("Option --headless needs --rpc or --screenshot FILE; see --help");
    case "window":
      return await runWindow(plan);
  }
}

function fail(reason: string): number {
  console.error(`nexus: ${reason}`);
  return 2;
}
const log = (text: string) => console.error(text);

const prepare = (plan: Plan): Promise<Ground> => groundOf(homeAt(plan.home));

interface Made {
  readonly session: Session;
}
interface SessionWish {
  readonly window: Window;
  readonly clock: Clock;
  readonly painter: "software" | "gpu" | "none";
  readonly offscreen: boolean;
  /** Unsaved work outlives the process; not where a picture is all that is wanted. */
  readonly keeps: boolean;
}
async function makeSession(ground: Ground, wish: SessionWish): Promise<Made | { reason: string }> {
  const { settings } = ground;
  const size = wish.window.size();
  const fontSettings = (scale: number): FontSettings => fontSettingsOf(settings, scale);
  let fonts: Fonts;
  try {
    fonts = createFonts(fontSettings(size.scale), { harfbuzz: ground.harfbuzz });
  } catch (error) {
    return {
      reason: `Cannot load the bundled fonts: ${
        error instanceof Error ? error.message : error
      }; is assets/fonts complete?`,
    };
  }
  const atlas = createAtlas({ source: fonts });
  let session: Session | null = null;
  const painters = await makePainters(wish, { atlas, onLost: () => void session?.replacePainter() });
  if (!painters.ok) return { reason: painters.reason };
  const first = painters.value?.first ?? null;
  session = new Session({
    app: freshApp(ground, {
      ...size,
      painter: first?.adapter ?? "none",
      keepsUnsaved: wish.keeps,
      wall: wallClockAt(wish.clock.now()),
      recentFiles: readRecent(readSmall(`${ground.home.state}/files.json`) ?? "[]"),
      recentCommands: readRecent(readSmall(`${ground.home.state}/commands.json`) ?? "[]"),
      macros: readMacros(readSmall(`${ground.home.state}/macros.json`) ?? "{}") ?? undefined,
    }),
    window: wish.window,
    fonts,
    atlas,
    painter: first,
    renewPainter: async () => await painters.value?.renew() ?? null,
    setFonts: (scale, now) => fonts.configure(fontSettingsOf(now, scale)),
    frameMs: wish.offscreen ? headlessFrameMs : 0,
    clock: wish.clock,
    state: ground.home.state,
    log,
    historyFolder: `${ground.home.state}/undo`,
    snippetFolder: `${ground.home.config}/snippets`,
    keep: (name, text) => writeSmall(`${ground.home.state}/${name}`, text),
  });
  const made = session;
  made.syntax = new SyntaxDriver({ app: () => made.app, post: (event) => made.post(event) });
  session.dispatch({ kind: "config.checked" });
  void session.ask({ kind: "snippets.read" });
  return { session };
}

type MadePainters = { ok: true; value: Painters | null } | { ok: false; reason: string };
async function makePainters(
  wish: SessionWish,
  { atlas, onLost }: { atlas: Atlas; onLost: () => void },
): Promise<MadePainters> {
  if (wish.painter === "none") return { ok: true, value: null };
  if (wish.painter === "software") return { ok: true, value: softwarePainters(wish.window, atlas) };
  return await gpuPainters(wish.window, { atlas, offscreen: wish.offscreen, onLost });
}

function freshApp(
  { settings, config }: Ground,
  start: {
    keepsUnsaved: boolean;
    width: Px;
    height: Px;
    scale: number;
    painter: string;
    wall: WallClock;
    macros: App["editing"]["macros"] | undefined;
    recentFiles: readonly string[];
    recentCommands: readonly string[];
  },
): App {
  const platform = Deno.build.os === "darwin" ? "mac" : Deno.build.os === "windows" ? "windows" : "linux";
  return createApp({
    width: start.width,
    height: start.height,
    displayScale: start.scale,
    settings,
    config,
    platform,
    barParts,
    theme: config.loaded.get(settings.theme),
    keys: keymapOf(platform, { keymap: settings.keymap, keys: config.keys }),
    painter: start.painter,
    keepsUnsaved: start.keepsUnsaved,
    wall: start.wall,
    macros: start.macros,
    recentFiles: start.recentFiles,
    recentCommands: start.recentCommands,
  });
}

function fontSettingsOf(settings: AppSettings, scale: number): FontSettings {
  const { ligatures, hinting, antialiasing } = settings;
  return { codeFamily: settings.fontFamily ?? undefined, ligatures, hinting, antialiasing, scale };
}

/** Completes saves that were cut off, opens unsaved work of earlier processes, and keeps that of this one. */
function keepUnsaved(session: Session, { state }: Home): void {
  for (const { target, outcome, record } of completeWrites(state)) {
    const text = outcome === "completed"
      ? STRINGS.journal.completed(target)
      : STRINGS.journal.foreign(target, record);
    session.dispatch({ kind: "notice", level: "warning", text });
  }
  session.keepIn(state).restore("start");
}

/** Opens what the command line names, in order; answers the first refusal. */
async function openFiles(session: Session, plan: Plan): Promise<string | null> {
  let problem: string | null = null;
  for (const file of plan.files) {
    const { path, line, column } = exists(file.raw)
      ? { ...file, path: file.raw, line: null, column: null }
      : file;
    const step = await session.ask({ kind: "file.read", path, line, column, as: "auto" });
    problem ??= step.problem ?? null;
  }
  if (plan.readStdin) {
    const text = await new Response(Deno.stdin.readable).text();
    session.dispatch({
      kind: "document.new",
      text: textOf(text.replaceAll("\r\n", "\n").replaceAll("\r", "\n")),
      language: null,
    });
  }
  return problem;
}
function exists(path: string): boolean {
  try {
    Deno.lstatSync(path);
    return true;
  } catch {
    return false;
  }
}

async function runWindow(plan: Plan): Promise<number> {
  const preparing = prepare(plan);
  const size = plan.size ?? defaultSize;
  const opened = openWindow({
    title: "Nexus",
    width: size.width as Px,
    height: size.height as Px,
    scale: plan.scale ?? undefined,
    software: plan.painter !== "gpu",
  });
  if (!opened.ok) return fail(opened.reason);
  const window = opened.value;
  const ground = await preparing;
  const memory = rememberedAdapter(ground.home, Date.now());
  const painter = choosePainter(plan.painter, { settings: ground.settings, memory });
  let made = await makeSession(ground, { window, clock: realClock, painter, offscreen: false, keeps: true });
  if ("reason" in made && painter === "gpu") {
    const { reason } = made;
    made = await makeSession(ground, {
      window,
      clock: realClock,
      painter: "software",
      offscreen: false,
      keeps: true,
    });
    if (!("reason" in made)) {
      made.session.dispatch({
        kind: "notice",
        level: "warning",
        text: `${reason}; drawing by the processor`,
      });
    }
  }
  if ("reason" in made) return fail(made.reason);
  const { session } = made;
  for (const signal of ["SIGINT", "SIGTERM"] as const) Deno.addSignalListener(signal, () => session.quit(0));
  keepUnsaved(session, ground.home);
  await restoreLayout(session, plan, ground.home.state);
  await openFiles(session, plan);
  if (plan.gallery) session.dispatch({ kind: "command", id: "nexus.gallery" });
  if (plan.rpc) void serveStdio(realWindowHost(session, ground.home));
  if (plan.painter === null && ground.settings.painter === "auto" && memory === null) {
    const timer = setTimeout(() => void probeAdapter(ground.home), probeAfterMs);
    Deno.unrefTimer(timer);
  }
  session.rehearse = createRehearsal(session);
  return await session.run();
}

/** The window is there already: only what needs no new one can be asked for. */
function realWindowHost(session: Session, home: Home): RpcHost {
  return {
    session: () => session,
    isStarted: () => true,
    initialize: (options) => {
      if (options.clock === "manual") {
        throw refused("A real window runs on the real clock", { reason: "realWindow", choices: ["real"] });
      }
      if (options.painter !== undefined && options.painter !== session.painter?.kind) {
        throw refused(`This window is painted by ${session.painter?.kind}; start with --software or --gpu`, {
          reason: "realWindow",
          choices: [],
        });
      }
      return Promise.resolve();
    },
    advance: () => {
      throw refused('The clock is real; use app/initialize { clock: "manual" } without a window', {
        reason: "realClock",
        choices: [],
      });
    },
    isHeadless: false,
    scratch: (name) => scratchIn(home, name),
  };
}

async function runHeadless(plan: Plan): Promise<number> {
  const ground = await prepare(plan);
  const host = headlessHost(plan, ground);
  const serving = serveStdio(host);
  const session = await host.started;
  const code = await session.run();
  void serving; // Standard input may still be open: the exit code ends the process.
  return code;
}

function headlessHost(plan: Plan, ground: Ground): RpcHost & { readonly started: Promise<Session> } {
  const started = Promise.withResolvers<Session>();
  let running: { session: Session; clock: Clock; asked: string } | null = null;
  const startWith = async (options: InitializeOptions): Promise<void> => {
    const width = options.width ?? plan.size?.width ?? defaultSize.width,
      height = options.height ?? plan.size?.height ?? defaultSize.height;
    const scale = options.scale ?? plan.scale ?? 1;
    if (!(width >= 1 && width <= 16384 && height >= 1 && height <= 16384)) {
      throw badParams("The size must be from 1x1 to 16384x16384");
    }
    if (!(scale >= 0.25 && scale <= 8)) throw badParams('"scale" must be from 0.25 to 8');
    const clock = options.clock === "manual" ? new ManualClock() : realClock;
    const window = headlessWindow({ title: "Nexus", width: width as Px, height: height as Px, scale });
    const painter = options.painter ?? plan.painter ?? "software";
    const made = await makeSession(ground, { window, clock, painter, offscreen: true, keeps: true });
    if ("reason" in made) throw refused(made.reason, { reason: "noPainter", choices: ["software", "none"] });
    running = { session: made.session, clock, asked: JSON.stringify(options) };
    keepUnsaved(made.session, ground.home);
    await restoreLayout(made.session, plan, ground.home.state);
    await openFiles(made.session, { ...plan, readStdin: false });
    started.resolve(made.session);
  };
  return {
    started: started.promise,
    session: () => {
      if (running === null) {
        throw refused("Nothing runs yet; call app/initialize first", {
          reason: "notInitialized",
          choices: [],
        });
      }
      return running.session;
    },
    initialize: async (options) => {
      if (running === null) return await startWith(options);
      if (
        Object.values(options).some((value) => value !== undefined) &&
        running.asked !== JSON.stringify(options)
      ) {
        throw refused("The app runs already; app/initialize must come first", {
          reason: "running",
          choices: [],
        });
      }
    },
    advance: (ms) => {
      if (!(running?.clock instanceof ManualClock)) {
        throw refused('The clock is real; start with app/initialize { clock: "manual" }', {
          reason: "realClock",
          choices: [],
        });
      }
      if (!(ms >= 0)) throw badParams('"ms" must not be negative');
      running.clock.advance(ms);
    },
    isStarted: () => running !== null,
    isHeadless: true,
    scratch: (name) => scratchIn(ground.home, name),
  };
}

function scratchIn(home: Home, name: string): string {
  Deno.mkdirSync(`${home.state}/pictures`, { recursive: true });
  return `${home.state}/pictures/${name}`;
}

/** Shows the session until its colours are there, or for as long as they may take. */
async function showColours(session: Session): Promise<void> {
  const end = Date.now() + coloursMs;
  for (;;) {
    session.turn();
    if (session.syntax?.isFresh(session.app, session.frames.view) ?? true) return;
    if (Date.now() > end) return;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

async function takeScreenshot(plan: Plan): Promise<number> {
  const ground = await prepare(plan);
  const size = plan.size ?? defaultSize;
  const window = headlessWindow({
    title: "Nexus",
    width: size.width as Px,
    height: size.height as Px,
    scale: plan.scale ?? 1,
  });
  const made = await makeSession(ground, {
    window,
    clock: new ManualClock(),
    painter: plan.painter ?? "software",
    offscreen: true,
    keeps: false,
  });
  if ("reason" in made) return fail(made.reason);
  const problem = await openFiles(made.session, plan);
  if (problem !== null) return fail(problem);
  if (plan.gallery) made.session.dispatch({ kind: "command", id: "nexus.gallery" });
  await showColours(made.session);
  const picture = await made.session.painter!.read();
  try {
    await Deno.writeFile(plan.screenshot!, await encodePng(picture));
  } catch (error) {
    return fail(`Cannot write ${plan.screenshot}: ${error instanceof Error ? error.message : error}`);
  }
  made.session.close();
  return 0;
}
