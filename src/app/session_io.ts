/**
 * One running app: the queue of events, the loop that sleeps when nothing happens, and the wiring of window, fonts and
 * painter. Window, headless mode and automation all go through `dispatch`. Traps of the loop are told in
 * `run`. Owns what it was given until `close`.
 */
import type { Millis } from "../base/mod.ts";
import type { Atlas, Fonts, Painter } from "../render/mod.ts";
import type { ExplorerAnswer } from "../project/mod.ts";
import { claimsFolder, ExplorerHost } from "../project/mod_io.ts";
import { caretArea, cursorFor, STRINGS } from "../ui/mod.ts";
import type { CursorShape, Window, WindowEvent } from "../window/mod.ts";
import { activeDocument, type App, type AppSettings, type Step, type StepContext } from "./app.ts";
import type { Clock } from "./clock.ts";
import { breathe } from "./clock_io.ts";
import { configKeeper } from "./config_keeper_io.ts";
import type { AppEffect } from "./effects.ts";
import type { AppEvent } from "./events.ts";
import { LargeKeeper } from "./large_keeper_io.ts";
import { JournalKeeper } from "./journal_keeper_io.ts";
import { Frames } from "./frames.ts";
import { Meter } from "./meter.ts";
import { perform, type World } from "./perform_io.ts";
import type { SessionParts } from "./session_parts_io.ts";
import { RegexHost } from "./regex_io.ts";
import type { SessionKeeper } from "./session_keeper_io.ts";
import { step } from "./step.ts";
import { createHistoryKeeper } from "./undo_keeper_io.ts";
import type { SyntaxDriver } from "./syntax_io.ts";
import { TerminalDriver } from "./terminals_io.ts";
import { WatchKeeper } from "./watch_keeper_io.ts";
import { windowTitle } from "./title.ts";

/** After a key the loop waits synchronously for this long, in slices, because that wakes sooner. */
const typingMs = 500;
const sliceMs = 2;
/** After a frame the display's server and whoever composes the screen get the processor first, for this long. */
const showMs = 1;
/** Within this of a key what follows its frame happens in any case. */
const followMs = 10;
/** Blinking: half a period, and how long after the last input it goes on. */
const blinkMs = 530;
const blinkForMs = 10_000;

export class Session {
  readonly window: Window;
  readonly fonts: Fonts;
  readonly clock: Clock;
  readonly atlas: Atlas;
  /** Buttons that automation holds down, as in "mousemove". */
  held = 0;
  /** Called between keys while a person types. */
  rehearse: (() => void) | null = null;
  readonly meter = new Meter(() => performance.now());
  readonly frames: Frames;
  /** Follows each frame; null where nobody colours, as in tests and for the twin that warms up. */
  syntax: SyntaxDriver | null = null;
  readonly terminals = new TerminalDriver((message) => this.post({ kind: "terminal.heard", message }));
  readonly #parts: SessionParts;
  readonly #world: World;
  readonly #regex: RegexHost;
  readonly #large: LargeKeeper;
  readonly #explorer: ExplorerHost;
  readonly #queue: AppEvent[] = [];
  readonly #incoming: WindowEvent[] = [];
  readonly #ctx: { -readonly [K in keyof StepContext]: StepContext[K] };
  readonly #waiters: { test: () => boolean; resolve: () => void }[] = [];
  #app: App;
  #painter: Painter | null;
  #scale: number;
  #settings: AppSettings;
  #pending = 0;
  #isStepping = false;
  #exit: number | null = null;
  #lastKey = -Infinity;
  #lastInput = 0;
  #isRenewing = false;
  #stopBlink: (() => void) | null = null;
  #title = "";
  #cursor: CursorShape = "arrow";
  #area = "";
  #keyAt = 0;
  #lastFailure = "";
  #resumed: Step | null = null;
  #nextFrame = 0;
  #isFollowDue = false;
  /** A key has changed a text since the last frame. */
  #isTyped = false;
  /** Keeps unsaved work; `null`: nobody does. */
  keeper: JournalKeeper | null = null;
  /** Keeps tabs and panes for the next start; `null`: nobody does. */
  layout: SessionKeeper | null = null;
  #watch: WatchKeeper | null = null;
  #noted: App["docs"] | null = null;
  #unsaved: "keep" | "discard" = "keep";
  #frameTimer: ReturnType<typeof setTimeout> | null = null;

  constructor(parts: SessionParts) {
    this.#parts = parts;
    this.#app = parts.app;
    this.window = parts.window;
    this.fonts = parts.fonts;
    this.clock = parts.clock;
    this.atlas = parts.atlas;
    this.#scale = parts.app.scale;
    this.#settings = parts.app.settings;
    this.frames = new Frames(this.meter, parts.atlas);
    this.#painter = parts.painter;
    this.#ctx = { view: null, fonts: parts.fonts, at: 0 as Millis, meter: this.meter };
    const post = (event: AppEvent) => this.post(event);
    const pending = (change: 1 | -1) => this.#world.pending(change);
    this.#large = new LargeKeeper({ app: () => this.#app, post, pending, breathe });
    this.#regex = new RegexHost({ post, pending });
    const take = (answer: ExplorerAnswer) => post({ kind: "explorer.answer", answer });
    this.#explorer = new ExplorerHost({ take, pending, log: parts.log });
    this.#world = {
      explorer: this.#explorer,
      window: parts.window,
      clock: parts.clock,
      histories: parts.historyFolder === undefined ? null : createHistoryKeeper(parts.historyFolder, {
        clock: parts.clock,
        post,
        quiet: () => this.quietMs,
      }),
      post,
      pending: (change) => {
        this.#pending += change;
        this.#wakeWaiters();
      },
      log: parts.log,
      keep: parts.keep ?? (() => {}),
      snippetFolder: parts.snippetFolder,
      quit: (unsaved) => {
        this.#unsaved = unsaved;
        this.quit(0);
      },
      // Not within the step that asked.
      restore: () => queueMicrotask(() => this.keeper?.restore("asked")),
      state: parts.state,
      regex: this.#regex,
      terminals: this.terminals,
      app: () => this.#app,
      large: { keeper: this.#large, saves: new Map(), ...parts.large },
      later: breathe,
      config: configKeeper(() => this.#app, () => this.#world),
    };
  }

  get app(): App {
    return this.#app;
  }
  get painter(): Painter | null {
    return this.#painter;
  }
  get hasEnded(): boolean {
    return this.#exit !== null;
  }
  /** How long nobody has pressed a key or a button. */
  get quietMs(): number {
    return this.clock.now() - this.#lastInput;
  }
  get title(): string {
    return this.#title;
  }
  get cursor(): CursorShape {
    return this.#cursor;
  }
  /** Whether no event, effect or frame is waiting. */
  get isIdle(): boolean {
    return this.#queue.length === 0 && this.#pending === 0 && !this.#isRenewing && !this.#isFollowDue &&
      !this.frames.isDue(this.#app);
  }
  /** Whether everything that was started has ended; frames may be due. */
  get isSettled(): boolean {
    return this.#queue.length === 0 && this.#pending === 0;
  }

  /** Queues an event from outside a turn and wakes the loop. */
  post(event: AppEvent): void {
    this.#queue.push(event);
    this.window.wake();
  }

  /** Steps an event now, and after it what it led to. Answers the step of the event itself. */
  dispatch(event: AppEvent): Step {
    if (this.#isStepping) throw new TypeError(`Cannot dispatch ${event.kind} inside a step: post it`);
    const first = this.#step(event);
    this.#resumed = null;
    const problem = this.#drainQueue() ?? first.problem;
    this.#wakeWaiters();
    // A command that waited for a stored history is answered by its second go.
    const answer = this.#resumed ?? first;
    return problem === undefined ? answer : { ...answer, problem };
  }

  #step(event: AppEvent): Step {
    const meter = this.meter;
    this.#ctx.view = this.frames.view;
    this.#ctx.at = this.clock.now();
    this.#isStepping = true;
    const start = meter.now();
    try {
      const taken = step(this.#app, event, this.#ctx);
      this.#app = taken.app;
      meter.add("dispatch", meter.now() - start);
      if (taken.app.scale !== this.#scale || taken.app.settings !== this.#settings) {
        this.#scale = taken.app.scale;
        this.#settings = taken.app.settings;
        this.#parts.setFonts(this.#scale, this.#settings);
      }
      if (taken.effects.length > 0) perform(taken.effects, this.#world);
      return taken;
    } finally {
      this.#isStepping = false;
    }
  }

  #drainQueue(): string | undefined {
    let problem: string | undefined;
    for (let i = 0; i < this.#queue.length; i++) {
      const event = this.#queue[i];
      const taken = this.#step(event);
      problem ??= taken.problem;
      if (event.kind === "history.read" && event.then?.kind === "command") this.#resumed = taken;
    }
    this.#queue.length = 0;
    return problem;
  }

  /** Carries out one effect and answers the step of the event it comes back as. */
  ask(effect: AppEffect): Promise<Step> {
    return new Promise((resolve) => {
      perform([effect], { ...this.#world, post: (event) => resolve(this.dispatch(event)) });
    });
  }

  /** Takes every waiting event, then shows the app if it changed, until nothing waits. Never waits for a frame's time. */
  turn(): void {
    this.#nextFrame = 0;
    this.#turn();
    this.#follow();
  }
  #turn(): void {
    for (;;) {
      this.#takeEvents();
      if (this.#exit !== null || !this.#showIfDue()) return;
      // Presenting reads the display's connection and moves waiting keys where poll(2) does not see them: look again.
    }
  }

  #takeEvents(): void {
    const incoming = this.#incoming;
    incoming.length = 0;
    this.window.poll(incoming);
    if (this.#app.showFrameTime && incoming.length > 0) {
      this.#step({ kind: "frame.time", ms: this.meter.last("frame") });
    }
    for (let i = 0; i < incoming.length; i++) {
      const event = incoming[i], { docs } = this.#app;
      this.#note(event);
      this.#step(event);
      if (docs !== this.#app.docs && (event.kind === "text" || event.kind === "keydown")) {
        this.#isTyped = true;
      }
    }
    this.#drainQueue();
  }

  /** What the loop itself learns from an event. */
  #note(event: WindowEvent): void {
    switch (event.kind) {
      case "keydown":
      case "text":
        this.#lastKey = this.#lastInput = this.clock.now();
        this.#keyAt = event.at;
        this.meter.add("event", Math.max(0, this.meter.now() - event.at));
        return;
      case "mousedown":
      case "focus":
        this.#lastInput = this.clock.now();
        return;
      case "expose":
      case "resize":
        return this.frames.invalidate();
      case "device-reset":
        return void this.replacePainter();
    }
  }

  #showIfDue(): boolean {
    const app = this.#app;
    if (!this.frames.isDue(app) || !this.window.isVisible() || this.#isRenewing) {
      if (!this.#isFollowDue) this.#wakeWaiters();
      return false;
    }
    if (this.#parts.frameMs > 0 && !this.#isFrameTime()) return false;
    this.#show(app, this.#isTyped ? "text" : "all");
    this.#isTyped = false;
    if (this.#keyAt > 0) {
      this.meter.add("keyToPresent", Math.max(0, this.meter.now() - this.#keyAt));
      this.#keyAt = 0;
    }
    this.#isFollowDue = true;
    return true;
  }

  /** What a frame leads to but nobody waits for: what lies beside the text, the window's look, colours, keeping unsaved work. */
  #follow(): void {
    if (!this.#isFollowDue) return;
    this.#isFollowDue = false;
    if (this.frames.owesRest && !this.#isRenewing) this.#show(this.#app, "all");
    this.#dress(this.#app);
    this.#scheduleBlink();
    this.syntax?.observe(this.#app, this.frames.view);
    this.terminals.observe(this.#app, this.frames.view);
    this.#wakeWaiters();
  }

  /** A frame that throws must not take the text with it: it is told once, and the next change tries again. */
  #show(app: App, parts: "all" | "text"): void {
    try {
      this.frames.show(app, this.fonts, { painter: this.#painter, parts });
    } catch (error) {
      this.frames.giveUp(app);
      const words = error instanceof Error ? error.stack ?? error.message : String(error);
      this.#parts.log(words);
      if (words === this.#lastFailure) return;
      this.#lastFailure = words;
      this.post({ kind: "notice", level: "error", text: STRINGS.frameFailed });
    }
  }

  /** Whether the display would take a frame now; if not, the loop is woken when it will. */
  #isFrameTime(): boolean {
    const now = this.meter.now();
    if (now < this.#nextFrame) {
      this.#frameTimer ??= setTimeout(() => {
        this.#frameTimer = null;
        this.window.wake();
      }, this.#nextFrame - now);
      return false;
    }
    this.#nextFrame = now + this.#parts.frameMs;
    return true;
  }

  /** The window's own look: title, cursor, and where an input method may open. */
  #dress(app: App): void {
    const title = windowTitle(activeDocument(app));
    if (title !== this.#title) this.window.setTitle(this.#title = title);
    const view = this.frames.view;
    if (view === null) return;
    const cursor = cursorFor(view, app);
    if (cursor !== this.#cursor) this.window.setCursor(this.#cursor = cursor);
    const area = caretArea(view);
    if (area === null) return;
    const key = `${area.x},${area.y},${area.height}`;
    if (key !== this.#area) {
      this.#area = key;
      this.window.setTextArea(area);
    }
  }

  #scheduleBlink(): void {
    if (this.#stopBlink !== null || !this.#app.settings.caretBlinking || !this.#app.focused) return;
    this.#stopBlink = this.clock.after(blinkMs, () => {
      this.#stopBlink = null;
      const quiet = this.clock.now() - this.#lastInput;
      // Just typed: solid for a whole half period. Long idle: solid for good, and no more timers.
      if (quiet > blinkForMs) return this.#app.caretOn ? undefined : this.post({ kind: "blink", on: true });
      if (quiet < blinkMs) return this.#scheduleBlink();
      this.post({ kind: "blink", on: !this.#app.caretOn });
    });
  }

  /** A new painter in place of a lost one; everything is painted anew. Until it is there the screen keeps its last frame. */
  async replacePainter(): Promise<void> {
    this.#painter?.close();
    this.#painter = null;
    this.#isRenewing = true;
    this.#painter = await this.#parts.renewPainter();
    this.#isRenewing = false;
    this.frames.invalidate();
    this.post({ kind: "painter", name: this.#painter?.adapter ?? "none" });
  }

  /** Resolves when `test` holds; looked at after every turn. Rejects with a TimeoutError. */
  async until(test: () => boolean, timeoutMs: number): Promise<void> {
    if (test()) return;
    const waiter = Promise.withResolvers<void>();
    const entry = { test, resolve: waiter.resolve };
    this.#waiters.push(entry);
    const timer = setTimeout(() => waiter.reject(new DOMException("Timed out", "TimeoutError")), timeoutMs);
    try {
      await waiter.promise;
    } finally {
      clearTimeout(timer);
      const at = this.#waiters.indexOf(entry);
      if (at >= 0) this.#waiters.splice(at, 1);
    }
  }
  #wakeWaiters(): void {
    this.layout?.note(this.#app);
    const { docs } = this.#app;
    if (docs !== this.#noted) {
      this.#noted = docs;
      this.keeper?.note(this.#app);
      this.#large.note(this.#app);
    }
    for (let i = this.#waiters.length - 1; i >= 0; i--) {
      if (this.#waiters[i].test()) this.#waiters[i].resolve();
    }
  }

  /** Starts keeping unsaved work. */
  keepIn(state: string): JournalKeeper {
    this.#world.config?.start();
    this.#watch = new WatchKeeper(() => this.#app, (event) => this.post(event), {
      claims: claimsFolder(state),
      claimed: () => this.keeper?.lookForOthers(),
    });
    return this.keeper = new JournalKeeper({
      filesOpened: () => this.#watch?.follow(),
      state,
      clock: this.clock,
      app: () => this.#app,
      dispatch: (event) => this.dispatch(event),
      post: (event) => this.post(event),
      log: this.#parts.log,
      large: this.#world.large,
    });
  }

  quit(code: number): void {
    this.#exit ??= code;
    this.window.wake();
  }

  /**
   * Runs until `quit`. While a person types it sleeps in the kernel inside this thread, a few ms at a time with a turn of the
   * event loop between (0.29 ms from key to pixel against 0.55 with the asynchronous wait alone); else it awaits the display.
   */
  async run(): Promise<number> {
    while (this.#exit === null) {
      this.#turn();
      if (this.#exit !== null) break;
      if (this.window.fd >= 0 && this.clock.now() - this.#lastKey < typingMs) {
        const isShown = this.#isFollowDue, hasEvents = this.window.waitSync(isShown ? showMs : sliceMs);
        if (isShown && (!hasEvents || this.clock.now() - this.#lastKey > followMs)) this.#follow();
        if (hasEvents) continue;
        if (!isShown) this.rehearse?.();
        await breathe();
      } else {
        this.#follow();
        await this.window.waitAsync();
      }
    }
    this.close();
    return this.#exit ?? 0;
  }

  close(): void {
    this.#exit ??= 0; // A closed window answers at once: `run` must not go on asking it.
    if (this.#isFollowDue) this.keeper?.note(this.#app);
    this.#world.histories?.flush();
    this.#watch?.close();
    this.layout?.leave();
    this.#world.config?.close();
    this.keeper?.leave(this.#unsaved);
    this.#stopBlink?.();
    this.syntax?.close();
    this.terminals.close();
    if (this.#frameTimer !== null) clearTimeout(this.#frameTimer);
    this.#regex.close();
    this.#large.close();
    this.#explorer.close();
    this.#painter?.close();
    this.window.close();
  }
}
