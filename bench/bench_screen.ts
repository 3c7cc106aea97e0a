/**
 * A screen to bench on: the 10,000-line fixture open in its middle, the bundled fonts by the outline rasteriser, an
 * atlas and a window in plain memory. No display, no system fonts, the same on every machine.
 * Loading this file loads HarfBuzz.
 */
import {
  type DevicePx,
  type DocId,
  type LineIndex,
  type Millis,
  type Px,
  type ViewId,
} from "../src/base/mod.ts";
import { apply, caretAt, createState, resolve, selectionOfOne, textOf, withView } from "../src/editor/mod.ts";
import type { State } from "../src/editor/mod.ts";
import { type Atlas, createAtlas, type Fonts, type PixelTarget } from "../src/render/mod.ts";
import { createFonts, loadHarfBuzz } from "../src/render/mod_io.ts";
import { DARK_THEME, DEFAULT_LOOK, onePane, type OpenDocument, type Workbench } from "../src/ui/mod.ts";
import { typescriptText } from "./fixtures.ts";

export const width = 1280, height = 800;
export const view = 1 as ViewId;
const doc = 1 as DocId;
const harfbuzz = await loadHarfBuzz();

/** Own caches for each caller. */
export function benchFonts(): Fonts {
  return createFonts({
    ligatures: true,
    hinting: "light",
    antialiasing: "grey",
    scale: 1,
    rasteriser: "outline",
    fallback: "bundled-only",
  }, { harfbuzz });
}

export function benchAtlas(fonts: Fonts): Atlas {
  return createAtlas({ source: fonts });
}

export function memoryWindow(): PixelTarget {
  return {
    width: width as DevicePx,
    height: height as DevicePx,
    stride: width,
    pixels: new Uint32Array(width * height),
    flush() {},
  };
}

/** The fixture with a caret in line 5,000, in the middle of it. */
export function openState(): State {
  const text = textOf(typescriptText());
  const line = text.line(5000 as LineIndex);
  const state = createState({ text });
  return withView(state, view, selectionOfOne(caretAt(line.from)));
}

/** The same with one letter typed. */
export function typedState(state: State): State {
  const at = state.selections.get(view)!.ranges[0].head;
  const selection = selectionOfOne(caretAt((at + 1) as typeof at));
  return apply(
    resolve(
      state,
      { edits: [{ from: at, to: at, insert: "x" }], selection, view, origin: "type" },
      1 as Millis,
    ),
  );
}

function documentOf(state: State): OpenDocument {
  return {
    id: doc,
    state,
    name: "fixture.ts",
    path: "/fixture.ts",
    dirty: false,
    encoding: "UTF-8",
    lineEnding: "LF",
    readOnly: false,
  };
}

/** One pane, `line` at its top. */
export function workbench(state: State, line = 4980): Workbench {
  const scroll = { line: line as LineIndex, dy: 0 as Px, x: 0 as Px };
  return {
    width: width as Px,
    height: height as Px,
    scale: 1,
    theme: DARK_THEME,
    look: DEFAULT_LOOK,
    docs: new Map([[doc, documentOf(state)]]),
    views: new Map([[view, { id: view, doc, scroll }]]),
    groups: [{ id: 1, tabs: [view], active: view }],
    activeGroup: 1,
    panes: onePane(1),
    caretOn: true,
    focused: true,
    preedit: null,
    notices: [],
    prompt: null,
    chord: null,
    pointer: null,
    painter: "software",
    frameMs: null,
  };
}
