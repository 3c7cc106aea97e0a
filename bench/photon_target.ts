/**
 * Starts the program to be measured on a display of its own and watches it from outside: its window, its first
 * text, its CPU time and memory, its end. Ours is one command line among others, so that editors compare.
 */
import { Display, type WindowBox } from "./x11/display.ts";
import { ScreenGrab } from "./x11/shm.ts";
import { looksLikeText } from "./photon_stats.ts";

/** `command[0]` is the program; the rest its arguments. */
export interface Target {
  readonly child: Deno.ChildProcess;
  readonly command: readonly string[];
  /** performance.now() just before the process was made. */
  readonly startedAt: number;
}

/** Throws an `Error` that names the program when it cannot be started. Its stderr is ours. */
export function startTarget(command: readonly string[], displayName: string): Target {
  const env = Deno.env.toObject();
  // Else some toolkits would open their window on the desktop of whoever runs this.
  delete env.WAYLAND_DISPLAY;
  Object.assign(env, {
    DISPLAY: displayName,
    SDL_VIDEODRIVER: "x11",
    GDK_BACKEND: "x11",
    QT_QPA_PLATFORM: "xcb",
  });
  const startedAt = performance.now();
  try {
    const child = new Deno.Command(command[0], {
      args: command.slice(1),
      env,
      clearEnv: true,
      stdin: "null",
      stdout: "null",
      stderr: "inherit",
    }).spawn();
    return { child, command, startedAt };
  } catch (error) {
    throw new Error(`Cannot start ${command[0]}: ${(error as Error).message}`);
  }
}

/** SIGTERM, and SIGKILL for who has not gone after two seconds. */
export async function stopTarget(target: Target): Promise<void> {
  const signal = (name: Deno.Signal) => {
    try {
      target.child.kill(name);
    } catch { /* It has ended by itself. */ }
  };
  signal("SIGTERM");
  const timer = setTimeout(() => signal("SIGKILL"), 2000);
  await target.child.status;
  clearTimeout(timer);
}

/** Ended, as the kernel says: while we wait synchronously no promise would tell. */
function isGone(target: Target): boolean {
  try {
    return /\) [ZX] /.test(Deno.readTextFileSync(`/proc/${target.child.pid}/stat`));
  } catch {
    return true;
  }
}

/**
 * Waits for the first text in the target's window and answers how long after the start it was there. The
 * middle of the window is looked at, each time something was drawn. Throws when nothing comes for 30 s.
 */
export function waitForText(
  display: Display,
  target: Target,
): { readonly window: WindowBox; readonly ms: number } {
  const until = target.startedAt + 30_000;
  let window: WindowBox | null = null;
  let grab: ScreenGrab | null = null;
  try {
    while (performance.now() < until) {
      if (isGone(target)) throw new Error(`${target.command.join(" ")} ended before it showed text`);
      display.waitDamage(Math.min(until, performance.now() + 100));
      const found = display.findWindow();
      if (found === null) continue;
      if (
        grab === null || window === null || found.width !== window.width || found.height !== window.height
      ) {
        grab?.close();
        // Past a gutter and above a status bar; 800x500 is plenty of text and cheap to look at.
        const x = found.x + Math.min(80, Math.floor(found.width / 8));
        const y = found.y + Math.min(60, Math.floor(found.height / 8));
        const width = Math.min(800, Math.floor(found.width * 0.7));
        const height = Math.min(500, Math.floor(found.height * 0.7));
        grab = new ScreenGrab(display, { x, y, width, height });
      }
      window = found;
      grab.fetch();
      if (looksLikeText(grab.pixels, { width: grab.rect.width })) {
        return { window, ms: performance.now() - target.startedAt };
      }
    }
  } finally {
    grab?.close();
  }
  throw new Error(
    `${target.command.join(" ")} showed no text within 30 s${window === null ? " (no window)" : ""}`,
  );
}

/** The process and all it started, by /proc. */
function family(pid: number): number[] {
  const out = [pid];
  for (let i = 0; i < out.length; i++) {
    try {
      for (const task of Deno.readDirSync(`/proc/${out[i]}/task`)) {
        const children = Deno.readTextFileSync(`/proc/${out[i]}/task/${task.name}/children`).trim();
        if (children !== "") out.push(...children.split(" ").map(Number));
      }
    } catch { /* It has ended meanwhile. */ }
  }
  return out;
}

/** User and system CPU time of the target and its children so far, in ms; the kernel counts in steps of 10. */
export function cpuMs(target: Target): number {
  let ticks = 0;
  for (const pid of family(target.child.pid)) {
    try {
      const stat = Deno.readTextFileSync(`/proc/${pid}/stat`);
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      ticks += Number(fields[11]) + Number(fields[12]);
    } catch { /* It has ended meanwhile. */ }
  }
  return ticks * 10;
}

/** Resident memory of the target and its children, in MB. */
export function residentMb(target: Target): number {
  let kb = 0;
  for (const pid of family(target.child.pid)) {
    try {
      kb += Number(/VmRSS:\s+(\d+)/.exec(Deno.readTextFileSync(`/proc/${pid}/status`))?.[1] ?? 0);
    } catch { /* It has ended meanwhile. */ }
  }
  return kb / 1024;
}
