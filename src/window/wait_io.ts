/**
 * Sleeping until the display has something to say. With a descriptor (X11, Wayland): poll(2), synchronously in short
 * slices while the person types, as a nonblocking FFI call otherwise; an eventfd beside it lets `wake` end the long sleep.
 * Without one (macOS, Windows): SDL's own short wait, and a timer.
 */
import type { Sdl } from "./sdl_symbols_io.ts";

export interface Waiter {
  waitSync(ms: number): boolean;
  waitAsync(): Promise<boolean>;
  wake(): void;
  close(): void;
}

const libcSymbols = {
  poll: { parameters: ["buffer", "u64", "i32"], result: "i32" },
  pollLater: { name: "poll", parameters: ["buffer", "u64", "i32"], result: "i32", nonblocking: true },
  eventfd: { parameters: ["u32", "i32"], result: "i32" },
  read: { parameters: ["i32", "buffer", "usize"], result: "isize" },
  write: { parameters: ["i32", "buffer", "usize"], result: "isize" },
  close: { parameters: ["i32"], result: "i32" },
} as const;
const POLLIN = 1;
/** EFD_NONBLOCK | EFD_CLOEXEC. */
const eventfdFlags = 0x80800;

export function makeWaiter(sdl: Sdl, fd: number): Waiter {
  if (fd < 0 || Deno.build.os !== "linux") return timerWaiter(sdl);
  const libc = Deno.dlopen("libc.so.6", libcSymbols);
  const bell = libc.symbols.eventfd(0, eventfdFlags);
  if (bell < 0) {
    libc.close();
    return timerWaiter(sdl);
  }
  return new PollWaiter(libc, { fd, bell });
}

/** struct pollfd: fd i32, events i16, revents i16. */
class PollWaiter implements Waiter {
  readonly #libc: Deno.DynamicLibrary<typeof libcSymbols>;
  readonly #bell: number;
  readonly #soon: Int32Array<ArrayBuffer>;
  readonly #later: Int32Array<ArrayBuffer>;
  readonly #count = new BigUint64Array(1);
  #pending: Promise<boolean> | null = null;
  #isClosed = false;

  constructor(
    libc: Deno.DynamicLibrary<typeof libcSymbols>,
    fds: { readonly fd: number; readonly bell: number },
  ) {
    this.#libc = libc;
    this.#bell = fds.bell;
    this.#soon = new Int32Array([fds.fd, POLLIN]);
    // Another array: a nonblocking poll may be writing its own at any time.
    this.#later = new Int32Array([fds.fd, POLLIN, fds.bell, POLLIN]);
  }

  waitSync(ms: number): boolean {
    if (this.#isClosed) return false;
    return this.#libc.symbols.poll(this.#soon, 1n, ms) > 0;
  }

  waitAsync(): Promise<boolean> {
    if (this.#isClosed) return Promise.resolve(false);
    this.#pending ??= this.#libc.symbols.pollLater(this.#later, 2n, -1).then(() => this.#settle());
    return this.#pending;
  }
  #settle(): boolean {
    this.#pending = null;
    if (this.#isClosed) {
      this.#free();
      return false;
    }
    // The high half of the second number of each pair is what happened.
    const isReadable = this.#later[1] >>> 16 !== 0;
    if (this.#later[3] >>> 16 !== 0) this.#libc.symbols.read(this.#bell, this.#count, 8n);
    this.#later[1] = this.#later[3] = POLLIN;
    return isReadable;
  }

  wake(): void {
    if (this.#isClosed) return;
    this.#count[0] = 1n;
    this.#libc.symbols.write(this.#bell, this.#count, 8n);
  }

  close(): void {
    if (this.#isClosed) return;
    this.wake();
    this.#isClosed = true;
    // A poll still sleeping owns its descriptors until it has woken: `#settle` frees them then.
    if (this.#pending === null) this.#free();
  }
  #free(): void {
    this.#libc.symbols.close(this.#bell);
    this.#libc.close();
  }
}

/** No descriptor to sleep on, and SDL reads events on this thread only: look every 8 ms. */
function timerWaiter(sdl: Sdl): Waiter {
  let pending: Promise<boolean> | null = null;
  let end: ((hasEvents: boolean) => void) | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isAwake = false, isClosed = false;
  const settle = (hasEvents: boolean) => {
    const resolve = end;
    clearTimeout(timer);
    end = pending = null;
    resolve?.(hasEvents);
  };
  return {
    waitSync: (ms) => !isClosed && sdl.SDL_WaitEventTimeout(null, Math.max(0, Math.round(ms))) === 1,
    waitAsync() {
      if (isClosed || isAwake) {
        isAwake = false;
        return Promise.resolve(false);
      }
      pending ??= new Promise((resolve) => {
        end = resolve;
        timer = setTimeout(settle, 8, true);
      });
      return pending;
    },
    wake() {
      if (end === null) isAwake = true;
      else settle(false);
    },
    close() {
      isClosed = true;
      settle(false);
    },
  };
}
