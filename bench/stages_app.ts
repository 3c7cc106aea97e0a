/**
 * Gate stages of a typed letter through the whole app as people have it: colours, brackets and all view parts on. See stages.ts.
 * Typing goes forward from a start and then begins again there, as nobody's text goes back and forth.
 */
import {
  createDamageGrid,
  createDrawList,
  damageOf,
  type DeviceRect,
  type DrawList,
} from "../src/render/mod.ts";
import { createSoftwarePainter } from "../src/render/mod_io.ts";
import { type AppView, layoutApp, paint } from "../src/ui/mod.ts";
import type { App } from "../src/app/app.ts";
import { step } from "../src/app/step.ts";
import { createBenchApp, letterKey, letterText } from "./bench_app.ts";
import { benchAtlas, height, memoryWindow, width } from "./bench_screen.ts";
import type { Stage } from "./stage.ts";

/** A power of two; so many letters fit into the line. */
const letters = 32;

interface Typing {
  readonly bench: ReturnType<typeof createBenchApp>;
  /** Before the first letter, and after each. */
  readonly apps: readonly App[];
  readonly frames: readonly AppView[];
  readonly lists: readonly DrawList[];
}
let made: Typing | null = null;
/** Made once for all stages. */
function typing(): Typing {
  if (made !== null) return made;
  const bench = createBenchApp();
  const { context, fonts } = bench;
  const apps = [bench.start];
  const frames = [layoutApp(bench.start, null, fonts)];
  for (let i = 0; i < letters; i++) {
    context.view = frames[i];
    const pressed = step(apps[i], letterKey, context).app;
    const app = step(pressed, letterText, context).app;
    apps.push(app);
    frames.push(layoutApp(app, frames[i], fonts));
  }
  const lists = frames.map((frame) => {
    const list = createDrawList();
    paint(frame, bench.start.theme, list);
    return list;
  });
  return made = { bench, apps, frames, lists };
}

const steps: Stage = {
  name: "app: a key and its text",
  make() {
    const { bench: { context }, apps, frames } = typing();
    let turn = 0;
    return () => {
      const i = turn++ & (letters - 1);
      context.view = frames[i];
      step(step(apps[i], letterKey, context).app, letterText, context);
    };
  },
};
const layout: Stage = {
  name: "app: layout after the letter",
  make() {
    const { bench: { fonts }, apps, frames } = typing();
    let turn = 0;
    return () => {
      const i = turn++ & (letters - 1);
      layoutApp(apps[i + 1], frames[i], fonts);
    };
  },
};
const painting: Stage = {
  name: "app: paint",
  make() {
    const { bench: { start }, frames } = typing();
    const list = createDrawList();
    let turn = 0;
    return () => paint(frames[turn++ & (letters - 1)], start.theme, list);
  },
};
const damaging: Stage = {
  name: "app: damage of the letter",
  make() {
    const { bench: { fonts }, lists } = typing();
    const grid = createDamageGrid({ atlas: benchAtlas(fonts), width, height });
    const out: DeviceRect[] = [];
    let turn = 0;
    return () => {
      damageOf(lists[turn++ & (letters - 1)], grid, out);
    };
  },
};
const presenting: Stage = {
  name: "app: present what the letter changed",
  make() {
    const { bench: { fonts }, lists } = typing();
    const atlas = benchAtlas(fonts);
    const grid = createDamageGrid({ atlas, width, height });
    const target = memoryWindow();
    const painter = createSoftwarePainter({ target: () => target, atlas });
    const damage: DeviceRect[] = [];
    // Not the first letters: with them the tab, the title and the guides around the caret change as well.
    damageOf(lists[8], grid, damage);
    painter.present(lists[8], damage, 1);
    const count = damageOf(lists[9], grid, damage);
    const rects = damage.slice(0, count);
    return () => painter.present(lists[9], rects, count);
  },
};
const whole: Stage = {
  name: "app: from the key to presented",
  make() {
    const bench = createBenchApp();
    return () => {
      bench.type(letterKey, letterText);
      bench.show();
    };
  },
};

export const appStages: readonly Stage[] = [steps, layout, painting, damaging, presenting, whole];
