/**
 * The app's end of the terminal worker: starts it for the first terminal, numbers terminals, answers what was asked, and
 * knows how each ended. Owns the worker until `close`. What is shown of terminals is the app's state.
 */
import type { Result } from "../base/mod.ts";
import {
  childEnvironment,
  type FromTerminals,
  type OpenTerm,
  type Question,
  type ToTerminals,
} from "../terminal/mod.ts";
import { openTerminalWorker, type TerminalWorker } from "../terminal/mod_io.ts";
import type { AppView, TerminalView } from "../ui/mod.ts";
import type { App } from "./app.ts";
import { terminalOptions } from "./terminal_options.ts";
import { version } from "./version.ts";

/** How a program ended: `code`, or the name of the signal that ended it. */
export interface TerminalExit {
  readonly code: number | null;
  readonly signal: string | null;
}
/** What the driver knows of a terminal. */
export interface KnownTerminal {
  readonly term: number;
  readonly argv: readonly string[];
  readonly pid: number;
  readonly exit: TerminalExit | null;
}
/** `env`: added to our own, which loses its secrets. */
export interface TerminalWish extends Omit<OpenTerm, "term" | "env"> {
  readonly env?: Readonly<Record<string, string>>;
}
export class TerminalDriver {
  readonly #heard: (message: FromTerminals) => void;
  readonly #terms = new Map<number, KnownTerminal>();
  readonly #opening = new Map<number, (answer: Result<KnownTerminal>) => void>();
  readonly #asked = new Map<number, (value: unknown) => void>();
  readonly #ends = new Map<number, PromiseWithResolvers<TerminalExit>>();
  readonly #watchers = new Map<number, Set<() => void>>();
  #worker: TerminalWorker | null = null;
  /** Whose next screen was asked for. */
  readonly #waiting = new Set<number>();
  /** What terminals were made, cols * 65536 + rows. */
  readonly #sizes = new Map<number, number>();
  #focused: number | null = null;
  #theme: App["theme"] | null = null;
  #scale = 0;
  #next = 1;
  #nextQuestion = 1;

  /** `heard`: everything that comes from the worker, after the driver has noted it. */
  constructor(heard: (message: FromTerminals) => void) {
    this.#heard = heard;
  }

  /** Starts a program; its number goes up with each. */
  open(wish: TerminalWish): Promise<Result<KnownTerminal>> {
    const term = this.#next++;
    const env = childEnvironment(Deno.env.toObject(), { version, extra: wish.env });
    return new Promise((resolve) => {
      this.#opening.set(term, (answer) => {
        this.#opening.delete(term);
        resolve(answer);
      });
      this.#terms.set(term, { term, argv: wish.argv, pid: 0, exit: null });
      this.#ends.set(term, Promise.withResolvers());
      this.#start().post({ kind: "open", ...wish, term, env });
    });
  }
  get(term: number): KnownTerminal | undefined {
    return this.#terms.get(term);
  }
  list(): KnownTerminal[] {
    return [...this.#terms.values()];
  }
  post(message: ToTerminals): void {
    this.#worker?.post(message);
  }
  /** `null` for a terminal that is closed. */
  ask(term: number, about: Question): Promise<unknown> {
    if (this.#worker === null || !this.#terms.has(term)) return Promise.resolve(null);
    const id = this.#nextQuestion++;
    return new Promise((resolve) => {
      this.#asked.set(id, resolve);
      this.#worker!.post({ kind: "question", term, id, about });
    });
  }
  /** Resolves when its program has ended. */
  ended(term: number): Promise<TerminalExit> | null {
    return this.#ends.get(term)?.promise ?? null;
  }
  /** Resolves when something of it has changed since the last frame, or it ended. Asks for a frame. */
  changed(term: number): Promise<void> {
    return new Promise((resolve) => {
      const set = this.#watchers.get(term) ?? new Set();
      this.#watchers.set(term, set.add(resolve));
      this.post({ kind: "ask", term });
    });
  }
  /** After a frame: the next screens are asked for, terminals are as large as they are shown, programs know of the focus. */
  observe(app: App, view: AppView | null): void {
    if (this.#worker === null || view === null) return;
    const shown = view.bars.find(({ part }) => part === "terminal")?.view as TerminalView | undefined;
    const focused = shown?.hasFocus ? app.terminals.active : null;
    if (focused !== this.#focused) {
      if (this.#focused !== null) this.post({ kind: "focus", term: this.#focused, isOn: false });
      if (focused !== null) this.post({ kind: "focus", term: focused, isOn: true });
      this.#focused = focused;
    }
    if (app.theme !== this.#theme || app.scale !== this.#scale) {
      if (this.#theme !== null) {
        const options = terminalOptions(app);
        for (const term of this.#terms.keys()) this.post({ kind: "options", term, options });
      }
      this.#theme = app.theme;
      this.#scale = app.scale;
    }
    if (shown === undefined) return;
    for (let i = 0; i < shown.panes.length; i++) {
      const { term: { id }, cols, count } = shown.panes[i];
      const size = cols * 65536 + count;
      if (this.#sizes.get(id) !== size) {
        this.#sizes.set(id, size);
        this.post({ kind: "resize", term: id, cols, rows: count });
      }
      if (this.#waiting.has(id)) continue;
      this.#waiting.add(id);
      this.post({ kind: "ask", term: id });
    }
  }
  /** Hangs its program up and forgets it. */
  closeTerm(term: number): void {
    this.post({ kind: "close", term });
    this.#terms.delete(term);
    this.#sizes.delete(term);
    this.#waiting.delete(term);
  }
  close(): void {
    this.#worker?.close();
    this.#worker = null;
    for (const resolve of this.#asked.values()) resolve(null);
    for (const resolve of [...this.#opening.values()]) {
      resolve({ ok: false, reason: "The editor is closing" });
    }
  }

  #start(): TerminalWorker {
    return this.#worker ??= openTerminalWorker((message) => this.#take(message), version);
  }
  #take(message: FromTerminals): void {
    const known = this.#terms.get(message.term);
    switch (message.kind) {
      case "opened":
        if (known === undefined) return;
        this.#terms.set(message.term, { ...known, pid: message.pid });
        this.#opening.get(message.term)?.({ ok: true, value: this.#terms.get(message.term)! });
        break;
      case "refused":
        this.#terms.delete(message.term);
        this.#ends.delete(message.term);
        this.#opening.get(message.term)?.({ ok: false, reason: message.reason });
        break;
      case "exited": {
        const exit = {
          code: message.code,
          signal: message.signal === null ? null : signalName(message.signal),
        };
        if (known !== undefined) this.#terms.set(message.term, { ...known, exit });
        this.#ends.get(message.term)?.resolve(exit);
        this.#tell(message.term);
        break;
      }
      case "frame":
        this.#waiting.delete(message.term);
        this.#tell(message.term);
        break;
      case "answer":
        this.#asked.get(message.id)?.(message.value);
        this.#asked.delete(message.id);
        return;
    }
    this.#heard(message);
  }
  #tell(term: number): void {
    const set = this.#watchers.get(term);
    this.#watchers.delete(term);
    set?.forEach((resolve) => resolve());
  }
}

const signals: Readonly<Record<number, string>> = {
  1: "SIGHUP",
  2: "SIGINT",
  3: "SIGQUIT",
  4: "SIGILL",
  5: "SIGTRAP",
  6: "SIGABRT",
  7: "SIGBUS",
  8: "SIGFPE",
  9: "SIGKILL",
  10: "SIGUSR1",
  11: "SIGSEGV",
  12: "SIGUSR2",
  13: "SIGPIPE",
  14: "SIGALRM",
  15: "SIGTERM",
};
function signalName(signal: number): string {
  return signals[signal] ?? `SIG${signal}`;
}
