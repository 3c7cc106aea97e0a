/**
 * Gate stages of the screen side of a keypress: atlas, damage, the software painter. See stages.ts.
 * Frames and glyphs are made up (sample_frames.ts): no fonts, no display, the same on every machine.
 */
import { createAtlas, createDamageGrid, damageOf, type DeviceRect } from "../src/render/mod.ts";
import { createSoftwarePainter } from "../src/render/mod_io.ts";
import { deviceRect, editorFrame, memoryTarget, sampleGlyphs } from "../src/render/sample_frames.ts";
import type { Stage } from "./stage.ts";

const width = 1280, height = 800;

const atlasLookups: Stage = {
  name: "atlas, 100 look-ups",
  make() {
    const atlas = createAtlas({ source: sampleGlyphs() });
    return () => {
      atlas.nextFrame();
      let sum = 0;
      for (let i = 0; i < 100; i++) sum += atlas.find((1 << 16) | (i % 90), i & 3);
      if (sum === 0) throw new Error("No glyph has ink");
    };
  },
};

const damage: Stage = {
  name: "damage of a screen, one glyph changed",
  make() {
    const atlas = createAtlas({ source: sampleGlyphs() });
    const grid = createDamageGrid({ atlas, width, height });
    const same = editorFrame({ width, height, glyphs: 6000 });
    const changed = editorFrame({ width, height, glyphs: 6000, changedRow: 20, like: same });
    const out: DeviceRect[] = [];
    let turn = 0;
    return () => {
      damageOf(turn++ & 1 ? changed : same, grid, out);
    };
  },
};

function softwarePresent(name: string, rect: DeviceRect): Stage {
  return {
    name,
    make() {
      const target = memoryTarget(width, height);
      const atlas = createAtlas({ source: sampleGlyphs() });
      const painter = createSoftwarePainter({ target: () => target, atlas });
      const list = editorFrame({ width, height, glyphs: 6000 });
      return () => painter.present(list, [rect], 1);
    },
  };
}

export const screenStages: readonly Stage[] = [
  atlasLookups,
  damage,
  softwarePresent("software present, one row", deviceRect(256, 304, 1024, 16)),
  softwarePresent("software present, a caret's cell", deviceRect(640, 304, 128, 16)),
  softwarePresent("software present, the whole window", deviceRect(0, 0, width, height)),
];
