/**
 * The app itself to bench on: the 10,000-line fixture open at line 5,000, the default keys, one letter after the other,
 * from the event to the pixels in memory. Everything between the operating system and the screen but those two.
 */
import type { DeviceRect, Painter } from "../src/render/mod.ts";
import type { LineIndex, Millis } from "../src/base/mod.ts";
import { textOf } from "../src/editor/mod.ts";
import { createDamageGrid, createDrawList, damageOf } from "../src/render/mod.ts";
import { createSoftwarePainter } from "../src/render/mod_io.ts";
import {
  type AppView,
  DARK_THEME,
  defaultKeymap,
  HIGH_CONTRAST_THEME,
  layoutApp,
  LIGHT_THEME,
  paint,
} from "../src/ui/mod.ts";
import type { KeyEvent, TextEvent } from "../src/window/mod.ts";
import { type App, createApp, defaultAppSettings, type StepContext } from "../src/app/app.ts";
import { goTo } from "../src/app/documents.ts";
import { Meter } from "../src/app/meter.ts";
import { step } from "../src/app/step.ts";
import { benchAtlas, benchFonts, height, memoryWindow, width } from "./bench_screen.ts";
import { typescriptText } from "./fixtures.ts";

const at = 1 as Millis;

/** Letters after which the typing starts again in a fresh app, so that the line stays short of the edge. */
const burst = 60;

/** An app with the fixture (or another text), what a step needs, and what the last frame looked like. */
export function createBenchApp({ source = typescriptText() }: { source?: string } = {}) {
  const fonts = benchFonts();
  const atlas = benchAtlas(fonts);
  const target = memoryWindow();
  const painter: Painter = createSoftwarePainter({ target: () => target, atlas });
  const context: { -readonly [K in keyof StepContext]: StepContext[K] } = {
    view: null,
    fonts,
    at,
    meter: new Meter(() => performance.now()),
  };
  let app: App = createApp({
    width,
    height,
    displayScale: 1,
    settings: defaultAppSettings,
    keys: defaultKeymap("linux"),
    platform: "linux",
    themes: { dark: DARK_THEME, light: LIGHT_THEME, contrast: HIGH_CONTRAST_THEME },
    painter: "software",
  });
  app = step(app, { kind: "document.new", text: textOf(source), language: "typescript" }, context).app;
  const view = app.groups[0].active;
  if (view === null) throw new Error("The fixture did not open");
  app = goTo(app, view, { line: 5000 as LineIndex, column: 0, ctx: context });
  const start = app;
  const list = createDrawList();
  const grid = createDamageGrid({ atlas, width, height });
  const damage: DeviceRect[] = [];
  let frame: AppView = layoutApp(app, null, fonts);
  let typed = 0;

  /** Steps 8 to 11; answers how many rectangles were presented. */
  const show = (): number => showApp(app);
  const showApp = (shown: App): number => {
    frame = layoutApp(shown, frame, fonts);
    context.view = frame;
    paint(frame, shown.theme, list);
    const count = damageOf(list, grid, damage);
    if (count > 0) painter.present(list, damage, count);
    return count;
  };
  /** Steps 2 to 6 for the two events SDL sends for a letter. */
  const type = (key: KeyEvent, text: TextEvent): void => {
    if (typed++ % burst === 0) app = start;
    app = step(app, key, context).app;
    app = step(app, text, context).app;
  };
  show();
  return {
    start,
    view,
    context,
    fonts,
    list,
    grid,
    damage,
    painter,
    type,
    show,
    showApp,
    get app(): App {
      return app;
    },
    get frame(): AppView {
      return frame;
    },
  };
}

export const letterKey: KeyEvent = { kind: "keydown", key: "x", mods: 0, repeat: false, at };
export const letterText: TextEvent = { kind: "text", text: "x", at };
