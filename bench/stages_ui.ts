/**
 * Gate stages between the event and the draw list: keys, shaping, layout, paint. See stages.ts.
 * Real fonts (bundled, outline rasteriser), the 10,000-line fixture, 1280 × 800.
 */
import type { Px } from "../src/base/mod.ts";
import { createDrawList } from "../src/render/mod.ts";
import { DARK_THEME, defaultKeymap, layoutApp, matchKey, paint, parseKeys } from "../src/ui/mod.ts";
import { benchFonts, openState, typedState, workbench } from "./bench_screen.ts";
import { fixtureText } from "./fixtures.ts";
import type { Stage } from "./stage.ts";

const code = { family: "code", size: 14 as Px, weight: 400, italic: false } as const;

const keymapMatch: Stage = {
  name: "match a letter, an arrow and a two-part key",
  make() {
    const keys = defaultKeymap("linux");
    const [letter, arrow, first, second] = ["x", "shift+left", "ctrl+k", "ctrl+c"].map((source) => {
      const parsed = parseKeys(source);
      if (!parsed.ok) throw new Error(parsed.reason);
      return parsed.value[0];
    });
    const when = (name: string) => name === "editorTextFocus" || name === "textInputFocus";
    return () => {
      matchKey(keys, [], { chord: letter, when });
      matchKey(keys, [], { chord: arrow, when });
      matchKey(keys, [], { chord: first, when });
      matchKey(keys, [first], { chord: second, when });
    };
  },
};

function shapeNew(name: string, text: string): Stage {
  return {
    name,
    make() {
      const fonts = benchFonts();
      const lines = text.split("\n").filter((line) => line.length > 0);
      let turn = 0;
      return () => {
        // A number no line had before keeps the whole line out of the cache, its words in.
        fonts.shape(`${lines[turn % lines.length]} ${turn}`, code);
        turn++;
      };
    },
  };
}

const shapeCached: Stage = {
  name: "shape 36 cached lines",
  make() {
    const fonts = benchFonts();
    const lines = fixtureText("typescript", 36).split("\n").map((line) => line.trim());
    return () => {
      for (let i = 0; i < lines.length; i++) fonts.shape(lines[i], code);
    };
  },
};

const layoutTyped: Stage = {
  name: "layout after a typed character",
  make() {
    const fonts = benchFonts();
    const before = openState();
    const two = [workbench(before), workbench(typedState(before))];
    let last = layoutApp(two[0], null, fonts);
    let turn = 0;
    return () => {
      last = layoutApp(two[++turn & 1], last, fonts);
    };
  },
};

const layoutScrolled: Stage = {
  name: "layout after scrolling three lines",
  make() {
    const fonts = benchFonts();
    const state = openState();
    const places = Array.from({ length: 64 }, (_, i) => workbench(state, 4000 + i * 3));
    let last = layoutApp(places[0], null, fonts);
    let turn = 0;
    return () => {
      last = layoutApp(places[++turn & 63], last, fonts);
    };
  },
};

const layoutPage: Stage = {
  name: "layout after a page",
  make() {
    const fonts = benchFonts();
    const state = openState();
    const places = Array.from({ length: 64 }, (_, i) => workbench(state, 1000 + i * 36));
    let last = layoutApp(places[0], null, fonts);
    let turn = 0;
    return () => {
      last = layoutApp(places[++turn & 63], last, fonts);
    };
  },
};

const paintScreen: Stage = {
  name: "paint a screen",
  make() {
    const view = layoutApp(workbench(openState()), null, benchFonts());
    const list = createDrawList();
    return () => paint(view, DARK_THEME, list);
  },
};

export const uiStages: readonly Stage[] = [
  keymapMatch,
  shapeNew("shape a changed line", fixtureText("typescript", 400)),
  shapeNew("shape a changed line, mixed scripts", fixtureText("mixed", 200)),
  shapeCached,
  layoutTyped,
  layoutScrolled,
  layoutPage,
  paintScreen,
];
