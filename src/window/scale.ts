/**
 * How many device pixels a logical pixel gets, from what the display and the environment say. Pure: the io side asks,
 * this decides. Desktops announce their setting by Xft.dpi; physical sizes are often wrong, so they count only when clear.
 */

/** What is known about the display; `undefined` where it does not say. */
export interface ScaleHints {
  /** As the person or the command line asked. Wins, and is not rounded. */
  readonly wanted?: number;
  /** Device pixels per window unit, where the system scales by itself (Wayland, macOS): above 1 it decides. */
  readonly pixelsPerUnit: number;
  /** The X resource `Xft.dpi`. */
  readonly xftDpi?: number;
  /** GDK_SCALE, or another variable that says the same. */
  readonly environment?: string;
  /** Dots per inch as the display says; on Windows this is the person's setting, elsewhere a measured size. */
  readonly displayDpi?: number;
  readonly os: string;
}

/** Between 0.5 and 8; in quarters unless `wanted`. */
export function chooseScale(hints: ScaleHints): number {
  const { wanted, xftDpi, displayDpi } = hints;
  if (wanted !== undefined && wanted > 0 && Number.isFinite(wanted)) return clamp(wanted);
  if (hints.pixelsPerUnit > 1.01) return quarters(hints.pixelsPerUnit);
  if (xftDpi !== undefined && xftDpi > 0) return quarters(xftDpi / 96);
  const named = Number(hints.environment ?? "");
  if (named > 0 && Number.isFinite(named)) return quarters(named);
  if (displayDpi === undefined || !(displayDpi > 0)) return 1;
  if (hints.os === "windows") return quarters(displayDpi / 96);
  // A laptop panel of 4K and no setting at all: twice is right, anything finer would be a guess.
  return hints.os === "linux" && displayDpi >= 192 && displayDpi < 600 ? 2 : 1;
}

/** The value of `Xft.dpi` in an X resource text. */
export function xftDpiOf(resources: string): number | undefined {
  const match = /^Xft\.dpi[ \t]*:[ \t]*([0-9.]+)/m.exec(resources);
  return match === null ? undefined : Number(match[1]);
}

function quarters(scale: number): number {
  return clamp(Math.round(scale * 4) / 4);
}
function clamp(scale: number): number {
  return Math.min(8, Math.max(0.5, scale));
}
