/**
 * Pseudo terminals by libc: a child with one as its controlling terminal, its bytes, its end. Nothing here waits: `wait`
 * is the one call that sleeps, for all children together, on another thread. Owns the descriptors until `close`.
 * Linux with glibc or musl; elsewhere `openPtys` says so.
 */
import type { Result } from "../base/mod.ts";

/** What to run. `argv[0]` is looked up on PATH; `env` is the whole environment. */
export interface PtyWish {
  readonly argv: readonly string[];
  readonly cols: number;
  readonly rows: number;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}
/** How a child ended: by itself with `code`, or by `signal`. */
export interface PtyExit {
  readonly code: number | null;
  readonly signal: number | null;
}
/** One child and its terminal. */
export interface Pty {
  readonly pid: number;
  /** Bytes it wrote, into `into`: how many, 0 when nothing waits, -1 when nothing will come any more. */
  read(into: Uint8Array): number;
  /** Bytes that were taken; fewer when the child does not read. */
  write(bytes: Uint8Array): number;
  resize(cols: number, rows: number, pixels: { readonly width: number; readonly height: number }): void;
  /** Its process group, as a terminal that is closed would. */
  hangUp(): void;
  kill(): void;
  /** `null` while it runs. */
  exit(): PtyExit | null;
  /** The folder it is in now; `null` where the system does not say. */
  folder(): string | null;
  close(): void;
}
/** All pseudo terminals of a thread. */
export interface Ptys {
  open(wish: PtyWish): Result<Pty>;
  /** Sleeps until one of them has something to read, has room to write (only `writing`), or ended; or for `ms` (-1: without end). */
  wait(ptys: readonly Pty[], writing: readonly Pty[], ms: number): Promise<void>;
  /** Ends a running `wait`. */
  wake(): void;
  close(): void;
}

const symbols = {
  posix_openpt: { parameters: ["i32"], result: "i32" },
  grantpt: { parameters: ["i32"], result: "i32" },
  unlockpt: { parameters: ["i32"], result: "i32" },
  ptsname_r: { parameters: ["i32", "buffer", "usize"], result: "i32" },
  ioctl: { parameters: ["i32", "u64", "buffer"], result: "i32" },
  read: { parameters: ["i32", "buffer", "usize"], result: "isize" },
  write: { parameters: ["i32", "buffer", "usize"], result: "isize" },
  close: { parameters: ["i32"], result: "i32" },
  kill: { parameters: ["i32", "i32"], result: "i32" },
  waitpid: { parameters: ["i32", "buffer", "i32"], result: "i32" },
  eventfd: { parameters: ["u32", "i32"], result: "i32" },
  syscall: { parameters: ["i64", "i64", "i64"], result: "i64" },
  poll: { parameters: ["pointer", "u64", "i32"], result: "i32", nonblocking: true },
  malloc: { parameters: ["usize"], result: "pointer" },
  free: { parameters: ["pointer"], result: "void" },
  sigfillset: { parameters: ["buffer"], result: "i32" },
  strerror: { parameters: ["i32"], result: "pointer" },
  posix_spawnp: {
    parameters: ["buffer", "buffer", "buffer", "buffer", "buffer", "buffer"],
    result: "i32",
  },
  posix_spawnattr_init: { parameters: ["buffer"], result: "i32" },
  posix_spawnattr_destroy: { parameters: ["buffer"], result: "i32" },
  posix_spawnattr_setflags: { parameters: ["buffer", "i16"], result: "i32" },
  posix_spawnattr_setsigdefault: { parameters: ["buffer", "buffer"], result: "i32" },
  posix_spawnattr_setsigmask: { parameters: ["buffer", "buffer"], result: "i32" },
  posix_spawn_file_actions_init: { parameters: ["buffer"], result: "i32" },
  posix_spawn_file_actions_destroy: { parameters: ["buffer"], result: "i32" },
  posix_spawn_file_actions_addopen: { parameters: ["buffer", "i32", "buffer", "i32", "u32"], result: "i32" },
  posix_spawn_file_actions_adddup2: { parameters: ["buffer", "i32", "i32"], result: "i32" },
  posix_spawn_file_actions_addchdir_np: { parameters: ["buffer", "buffer"], result: "i32" },
} as const;
type Libc = Deno.DynamicLibrary<typeof symbols>["symbols"];

const O_RDWR = 2, O_NOCTTY = 0x100, O_NONBLOCK = 0x800, O_CLOEXEC = 0x80000;
const TIOCSWINSZ = 0x5414n;
const SETSIGDEF = 0x04, SETSIGMASK = 0x08, SETSID = 0x80;
const POLLIN = 1, POLLOUT = 4, POLLHUP = 16;
const WNOHANG = 1, SIGHUP = 1, SIGKILL = 9, SYS_pidfd_open = 434n;
/** More than glibc's 336 and 80 bytes. */
const ATTR_BYTES = 512;
/** A child that has ended may have written what the kernel has not passed on yet. */
const drainMs = 200;

/** Opens libc. Refused off Linux. */
export function openPtys(): Result<Ptys> {
  if (Deno.build.os !== "linux") {
    return { ok: false, reason: `Terminals run on Linux so far, not on ${Deno.build.os}` };
  }
  for (const name of ["libc.so.6", `libc.musl-${Deno.build.arch}.so.1`]) {
    try {
      return { ok: true, value: ptysOf(Deno.dlopen(name, symbols)) };
    } catch {
      continue;
    }
  }
  return { ok: false, reason: "Cannot open a terminal: the C library is none we know (glibc 2.29 or musl)" };
}

const encoder = new TextEncoder();
const cString = (text: string) => encoder.encode(`${text}\0`);

/** A list of C strings; the buffers live as long as the answer. */
function cStrings(texts: readonly string[]): { list: BigUint64Array<ArrayBuffer>; keep: Uint8Array[] } {
  const keep = texts.map(cString);
  const list = new BigUint64Array(texts.length + 1);
  keep.forEach((bytes, i) =>
    list[i] = BigInt(Deno.UnsafePointer.value(Deno.UnsafePointer.of(bytes as BufferSource)))
  );
  return { list, keep };
}

class OpenPty implements Pty {
  readonly pid: number;
  readonly master: number;
  /** Readable when the child has ended; -1 on a kernel without it. */
  readonly pidfd: number;
  readonly #libc: Libc;
  readonly #status = new Int32Array(1);
  #exit: PtyExit | null = null;
  #exitAt = 0;
  #isHungUp = false;
  #isClosed = false;

  constructor(libc: Libc, pid: number, master: number) {
    this.#libc = libc;
    this.pid = pid;
    this.master = master;
    this.pidfd = Number(libc.syscall(SYS_pidfd_open, BigInt(pid), 0n));
  }

  read(into: Uint8Array): number {
    if (this.#isClosed) return -1;
    const count = Number(this.#libc.read(this.master, into as BufferSource, BigInt(into.length)));
    if (count > 0) return count;
    if (this.#isHungUp || count === 0) return -1;
    return this.exit() !== null && performance.now() - this.#exitAt > drainMs ? -1 : 0;
  }
  write(bytes: Uint8Array): number {
    if (this.#isClosed || bytes.length === 0) return 0;
    return Math.max(0, Number(this.#libc.write(this.master, bytes as BufferSource, BigInt(bytes.length))));
  }
  resize(cols: number, rows: number, { width, height }: { width: number; height: number }): void {
    if (!this.#isClosed) this.#libc.ioctl(this.master, TIOCSWINSZ, Uint16Array.of(rows, cols, width, height));
  }
  hangUp(): void {
    // Its group: the child is the leader of a session of its own.
    if (this.#exit === null) this.#libc.kill(-this.pid, SIGHUP);
  }
  kill(): void {
    if (this.#exit === null) this.#libc.kill(-this.pid, SIGKILL);
  }
  exit(): PtyExit | null {
    if (this.#exit !== null) return this.#exit;
    if (this.#libc.waitpid(this.pid, this.#status, WNOHANG) !== this.pid) return null;
    const status = this.#status[0];
    const signal = status & 0x7f;
    this.#exit = signal === 0 ? { code: (status >> 8) & 0xff, signal: null } : { code: null, signal };
    this.#exitAt = performance.now();
    return this.#exit;
  }
  folder(): string | null {
    try {
      return Deno.readLinkSync(`/proc/${this.pid}/cwd`);
    } catch {
      return null;
    }
  }
  /** What `poll` said of the master. */
  note(events: number): void {
    if ((events & POLLHUP) !== 0 && (events & POLLIN) === 0) this.#isHungUp = true;
  }
  /** Nobody has the terminal open any more. */
  get isHungUp(): boolean {
    return this.#isHungUp;
  }
  get hasEnded(): boolean {
    return this.#exit !== null;
  }
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#libc.close(this.master);
    if (this.pidfd >= 0) this.#libc.close(this.pidfd);
  }
}

function ptysOf(library: Deno.DynamicLibrary<typeof symbols>): Ptys {
  const libc = library.symbols;
  const wakeFd = libc.eventfd(0, O_NONBLOCK | O_CLOEXEC);
  const one = new BigUint64Array([1n]);
  const counted = new BigUint64Array(1);
  let isWaiting = false;
  return {
    open: (wish) => spawn(libc, wish),
    async wait(ptys, writing, ms) {
      // Not in a buffer of this isolate: the sleeping thread must not outlive the memory it writes to.
      const count = 1 + ptys.length * 2;
      const fds = libc.malloc(BigInt(count * 8))!;
      const view = new DataView(Deno.UnsafePointerView.getArrayBuffer(fds, count * 8));
      const set = (index: number, fd: number, events: number) => {
        view.setInt32(index * 8, fd, true);
        view.setInt32(index * 8 + 4, events, true);
      };
      set(0, wakeFd, POLLIN);
      const open = ptys as readonly OpenPty[];
      let limit = ms;
      open.forEach((pty, i) => {
        set(1 + i * 2, pty.isHungUp ? -1 : pty.master, POLLIN | (writing.includes(pty) ? POLLOUT : 0));
        // What has ended stays ready: asking for it would spin.
        set(2 + i * 2, pty.hasEnded ? -1 : pty.pidfd, POLLIN);
        if (pty.hasEnded || pty.pidfd < 0) limit = limit < 0 ? drainMs : Math.min(limit, drainMs);
      });
      isWaiting = true;
      await libc.poll(fds, BigInt(count), limit);
      isWaiting = false;
      open.forEach((pty, i) => pty.note(view.getInt16(1 * 8 + i * 16 + 6, true)));
      libc.read(wakeFd, counted, 8n);
      libc.free(fds);
    },
    wake() {
      if (isWaiting) libc.write(wakeFd, one, 8n);
    },
    close() {
      libc.close(wakeFd);
      library.close();
    },
  };
}

function spawn(libc: Libc, { argv, cols, rows, cwd, env }: PtyWish): Result<Pty> {
  const folder = isFolder(cwd);
  if (!folder) return { ok: false, reason: `Cannot start ${argv[0]}: the folder ${cwd} is not there` };
  const master = libc.posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
  if (master < 0) return { ok: false, reason: "The system has no pseudo terminal left" };
  const name = new Uint8Array(128);
  const isReady = libc.grantpt(master) === 0 && libc.unlockpt(master) === 0 &&
    libc.ptsname_r(master, name, BigInt(name.length)) === 0;
  if (!isReady) {
    libc.close(master);
    return { ok: false, reason: "The system refused a pseudo terminal; is /dev/pts mounted?" };
  }
  libc.ioctl(master, TIOCSWINSZ, Uint16Array.of(rows, cols, 0, 0));
  const attr = new Uint8Array(ATTR_BYTES), actions = new Uint8Array(ATTR_BYTES), pid = new Int32Array(1);
  libc.posix_spawnattr_init(attr);
  libc.posix_spawnattr_setflags(attr, SETSID | SETSIGDEF | SETSIGMASK);
  const all = new Uint8Array(128), none = new Uint8Array(128);
  libc.sigfillset(all);
  libc.posix_spawnattr_setsigdefault(attr, all);
  libc.posix_spawnattr_setsigmask(attr, none);
  libc.posix_spawn_file_actions_init(actions);
  // The first terminal that the leader of a session opens becomes its controlling one.
  libc.posix_spawn_file_actions_addopen(actions, 0, name, O_RDWR, 0);
  libc.posix_spawn_file_actions_adddup2(actions, 0, 1);
  libc.posix_spawn_file_actions_adddup2(actions, 0, 2);
  libc.posix_spawn_file_actions_addchdir_np(actions, cString(cwd));
  const args = cStrings(argv);
  const vars = cStrings(Object.entries(env).map(([key, value]) => `${key}=${value}`));
  const failed = libc.posix_spawnp(pid, cString(argv[0]), actions, attr, args.list, vars.list);
  libc.posix_spawnattr_destroy(attr);
  libc.posix_spawn_file_actions_destroy(actions);
  // Held until here: the lists point into them.
  args.keep.length = vars.keep.length = 0;
  if (failed !== 0) {
    libc.close(master);
    const words = Deno.UnsafePointerView.getCString(libc.strerror(failed)!);
    return { ok: false, reason: `Cannot start ${argv[0]}: ${words}` };
  }
  return { ok: true, value: new OpenPty(libc, pid[0], master) };
}

function isFolder(path: string): boolean {
  try {
    return Deno.statSync(path).isDirectory;
  } catch {
    return false;
  }
}
