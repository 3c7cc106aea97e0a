/**
 * From the app to pixels: layout, paint, damage, present, and how long each took. Owns the draw list, the damage
 * grid and the last view between frames. The painter is given; which one it is, is somebody else's choice.
 */
import type { DevicePx } from "../base/mod.ts";
import {
  type Atlas,
  createDamageGrid,
  createDrawList,
  damageAll,
  type DamageGrid,
  damageOf,
  type DeviceRect,
  type DrawList,
  type FontMetrics,
  type Painter,
  resizeDamage,
} from "../render/mod.ts";
import { type AppView, layoutApp, layoutTyped, paint, type Theme } from "../ui/mod.ts";
import type { App } from "./app.ts";
import type { Meter } from "./meter.ts";

/** One screen's worth of frames. Not reentrant. */
export class Frames {
  readonly #meter: Meter;
  readonly #list: DrawList = createDrawList();
  readonly #grid: DamageGrid;
  readonly #damage: DeviceRect[] = [];
  #view: AppView | null = null;
  #laidOut: App | null = null;
  #painted: App | null = null;
  #theme: Theme | null = null;
  #generation = -1;
  #isStale = true;
  /** Frames presented, and frames that turned out to change no pixel. */
  presented = 0;
  skipped = 0;

  constructor(meter: Meter, atlas: Atlas) {
    this.#meter = meter;
    this.#grid = createDamageGrid({ atlas, width: 1, height: 1 });
  }

  /** The newest view, also for hits; `null` before the first layout. */
  get view(): AppView | null {
    return this.#view;
  }
  /** Whether the last frame left parts of `app` for another one. */
  get owesRest(): boolean {
    return this.#view !== null && this.#view.app !== this.#view.chrome;
  }
  /** Whether `app` still has to be shown. */
  isDue(app: App): boolean {
    return this.#isStale || this.#painted !== app;
  }
  /** Everything on screen is void: exposed, another painter, another scale. */
  invalidate(): void {
    this.#isStale = true;
  }

  /** `app` cannot be shown; the next one is painted whole. */
  giveUp(app: App): void {
    this.#painted = app;
    this.#isStale = false;
    this.#generation = -1;
  }

  /** The view of `app`, laid out now if the last one is of another app. */
  layout(app: App, fonts: FontMetrics): AppView {
    if (
      this.#view === null || this.#laidOut !== app || this.owesRest || this.#generation !== fonts.generation
    ) {
      this.#view = layoutApp(app, this.#view, fonts);
      this.#laidOut = app;
      if (this.#generation !== fonts.generation) this.#isStale = true;
      this.#generation = fonts.generation;
    }
    return this.#view;
  }

  /** As `layout`, but what lies beside the text may be that of the last frame: `owesRest` says so. */
  #layoutTyped(app: App, fonts: FontMetrics): AppView {
    const last = this.#view;
    if (last === null || this.#isStale || this.#generation !== fonts.generation) {
      return this.layout(app, fonts);
    }
    const typed = layoutTyped(app, last, fonts);
    if (typed === null) return this.layout(app, fonts);
    this.#laidOut = app;
    return this.#view = typed;
  }

  /**
   * Shows `app`; answers whether a pixel may have changed. `painter` null: lays out only. `parts` "text": what a typed key
   * changed in the text first, the rest by another call.
   */
  show(
    app: App,
    fonts: FontMetrics,
    { painter, parts }: { readonly painter: Painter | null; readonly parts: "all" | "text" },
  ): boolean {
    const meter = this.#meter;
    const start = meter.now();
    const view = parts === "text" ? this.#layoutTyped(app, fonts) : this.layout(app, fonts);
    this.#painted = app;
    if (painter === null) {
      this.#isStale = false;
      meter.add("layoutPaint", meter.now() - start);
      return false;
    }
    const width = Math.round(app.width * app.scale) as DevicePx,
      height = Math.round(app.height * app.scale) as DevicePx;
    if (width !== this.#grid.width || height !== this.#grid.height) {
      resizeDamage(this.#grid, width, height);
      this.#isStale = true;
    }
    if (this.#isStale || this.#theme !== app.theme) damageAll(this.#grid);
    this.#isStale = false;
    this.#theme = app.theme;
    paint(view, app.theme, this.#list);
    const count = damageOf(this.#list, this.#grid, this.#damage);
    const painted = meter.now();
    meter.add("layoutPaint", painted - start);
    if (count === 0) {
      this.skipped++;
      return false;
    }
    painter.present(this.#list, this.#damage, count);
    const end = meter.now();
    meter.add("present", end - painted);
    meter.add("frame", end - start);
    this.presented++;
    return true;
  }
}
