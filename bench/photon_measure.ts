/**
 * The measurements of photon.ts, each against a window that already shows text: key to changed pixel, scrolling,
 * idling. All sleep on damage events; only rows that can have changed are fetched and compared.
 */
import { seededRandom } from "../src/base/mod.ts";
import type { Display, WindowBox } from "./x11/display.ts";
import { ScreenGrab } from "./x11/shm.ts";
import { caretStrip, changedStrips, frameGaps, type Strip, summarise, type Summary } from "./photon_stats.ts";
import { cpuMs, type Target } from "./photon_target.ts";

const LostAfterMs = 200;
const WarmKeys = 20;
/** Letters on one line before they are taken back: short of any line end or horizontal scroll. */
const Burst = 30;

/** Sleeps until nothing was drawn for `quietMs`, at most `limitMs`. */
export function settle(display: Display, quietMs = 80, limitMs = 3000): void {
  const until = performance.now() + limitMs;
  while (performance.now() < until && display.waitDamage(Math.min(until, performance.now() + quietMs)));
}

function sleepUntil(display: Display, untilMs: number): void {
  while (display.waitDamage(untilMs));
}

export interface KeyReport {
  readonly keys: Summary;
  /** The slowest of the first keys, which are not counted among the others. */
  readonly warmUpMax: number;
  /** CPU time of the target while typing, share of one core. */
  readonly cpuShare: number;
  /** What the last burst typed and left standing, to be looked for in the saved file. */
  readonly lastBurst: string;
  readonly row: Strip;
}

/** Where letters appear. Types some and takes them back. Throws when typing changes nothing. */
function findCaretRow(display: Display, window: WindowBox): Strip {
  const grab = new ScreenGrab(display, window);
  try {
    for (let attempt = 0; attempt < 3; attempt++) {
      const pictures = ["a", "b", "c", "d"].map((key) => {
        settle(display);
        grab.fetch();
        const before = grab.pixels.slice();
        display.tap(display.keycode(key));
        display.waitDamage(performance.now() + 1000);
        settle(display);
        grab.fetch();
        return changedStrips(before, grab.pixels, { width: window.width });
      });
      for (let i = 0; i < pictures.length; i++) {
        display.tap(display.keycode("BackSpace"));
        settle(display);
      }
      const strip = caretStrip(pictures);
      if (strip !== null) return strip;
    }
  } finally {
    grab.close();
  }
  throw new Error(
    "Typing changes no row of the window: has it the keyboard, and does it insert letters? (--before)",
  );
}

/** Types `count` letters at human intervals and times each until the pixels of its row changed. */
export function measureKeys(
  display: Display,
  window: WindowBox,
  options: { readonly target: Target; readonly count: number; readonly seed?: number },
): KeyReport {
  const { target, count, seed = 1 } = options;
  const random = seededRandom(seed);
  const row = findCaretRow(display, window);
  const letters = "abcdefghijklmnopqrstuvwxyz".split("");
  const codes = letters.map((letter) => display.keycode(letter));
  const backspace = display.keycode("BackSpace");
  const grab = new ScreenGrab(display, {
    x: window.x,
    y: window.y + row.fromY,
    width: window.width,
    height: row.toY - row.fromY,
  });
  const base = new Uint32Array(grab.pixels.length);
  const latencies: number[] = [];
  let lost = 0;
  let warmUpMax = 0;
  let burst = "";
  const startedAt = performance.now();
  const cpuBefore = cpuMs(target);
  for (let i = 0; i < WarmKeys + count; i++) {
    if (burst.length === Burst) {
      for (let j = 0; j < Burst; j++) {
        sleepUntil(display, display.tap(backspace) + 10);
      }
      settle(display);
      burst = "";
    }
    sleepUntil(display, performance.now() + 20 + 40 * random.next());
    grab.fetch();
    base.set(grab.pixels);
    const letter = random.int(0, letters.length);
    const at = display.tap(codes[letter]);
    burst += letters[letter];
    const ms = timeToChange(display, { grab, base, at });
    if (i < WarmKeys) warmUpMax = Math.max(warmUpMax, ms ?? LostAfterMs);
    else if (ms === null) lost++;
    else latencies.push(ms);
  }
  const cpuShare = (cpuMs(target) - cpuBefore) / (performance.now() - startedAt);
  settle(display);
  grab.close();
  return { keys: summarise(latencies, lost), warmUpMax, cpuShare, lastBurst: burst, row };
}

interface Watched {
  readonly grab: ScreenGrab;
  readonly base: Uint32Array;
  /** When the key left. */
  readonly at: number;
}

function timeToChange(display: Display, { grab, base, at }: Watched): number | null {
  while (display.waitDamage(at + LostAfterMs)) {
    grab.fetch();
    const now = grab.pixels;
    for (let i = 0; i < base.length; i++) if (now[i] !== base[i]) return performance.now() - at;
  }
  return null;
}

export interface ScrollReport {
  readonly how: "page" | "wheel";
  readonly inputs: number;
  readonly frames: number;
  /** From one frame to the next; at 60 inputs a second 16.7 ms is perfect. */
  readonly gaps: Summary;
  /** From each input to the first pixels that changed after it. */
  readonly latency: Summary;
}

/**
 * 60 inputs a second for `seconds`. Page Down turns round every 100 pages, for the file has an end. Each page is a
 * press and a release: that is what a held key sends, and the server takes no second press of a key that is down.
 */
export function measureScroll(
  display: Display,
  window: WindowBox,
  options: { readonly how: "page" | "wheel"; readonly seconds?: number },
): ScrollReport {
  const { how, seconds = 5 } = options;
  const down = display.keycode("Next");
  const up = display.keycode("Prior");
  const inputs = seconds * 60;
  const times: number[] = [];
  const latencies: number[] = [];
  display.movePointer(window.x + Math.floor(window.width / 2), window.y + Math.floor(window.height / 2));
  settle(display);
  const startedAt = performance.now() + 20;
  let lost = 0;
  for (let i = 0; i < inputs; i++) {
    const due = startedAt + (i * 1000) / 60;
    while (display.waitDamage(due)) times.push(performance.now());
    const at = how === "wheel"
      ? display.click(Math.floor(i / 150) % 2 === 0 ? 5 : 4)
      : display.tap(Math.floor(i / 100) % 2 === 0 ? down : up);
    if (display.waitDamage(due + 1000 / 60)) {
      const now = performance.now();
      times.push(now);
      latencies.push(now - at);
    } else lost++;
  }
  while (display.waitDamage(performance.now() + 100)) times.push(performance.now());
  const gaps = frameGaps(times);
  return { how, inputs, frames: gaps.length + 1, gaps: summarise(gaps), latency: summarise(latencies, lost) };
}

export interface IdleReport {
  readonly seconds: number;
  readonly cpuMs: number;
  readonly cpuShare: number;
  /** Times that something was drawn. */
  readonly frames: number;
}

/** Leaves the window alone for a while, after it has come to rest. */
export function measureIdle(display: Display, target: Target, seconds = 10): IdleReport {
  // The typing wait ends 500 ms after a key, a caret that stops blinking later.
  settle(display, 1500, 8000);
  const before = cpuMs(target);
  const until = performance.now() + seconds * 1000;
  let frames = 0;
  while (display.waitDamage(until)) frames++;
  const spent = cpuMs(target) - before;
  return { seconds, cpuMs: spent, cpuShare: spent / (seconds * 1000), frames };
}
