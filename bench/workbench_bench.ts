/**
 * The whole workbench: side bars, panel, two groups and thirty tabs, 1280 × 800. What a key, another tab and another width cost with
 * all of it shown, against one editor alone; and a kept session of thirty tabs. The views in the bars are stand-ins (fakes) of 40 rows.
 */
import type { Px } from "../src/base/mod.ts";
import { textOf } from "../src/editor/mod.ts";
import { type App, type AppBarPart } from "../src/app/app.ts";
import { showBarPart } from "../src/app/bars.ts";
import { readSession, sessionOf } from "../src/app/session_state.ts";
import { step } from "../src/app/step.ts";
import { makeLabel, uiFont } from "../src/ui/labels.ts";
import { layoutApp, paint } from "../src/ui/mod.ts";
import { COLOR } from "../src/ui/mod.ts";
import { createBenchApp, letterKey, letterText } from "./bench_app.ts";

const group = "workbench";
const place = (id: string, bar: AppBarPart["place"]): AppBarPart => {
  const heading = { title: id };
  return {
    id,
    place: bar,
    order: 0,
    heading: () => heading,
    layout(source, last) {
      if (last !== null) return last;
      const labels = Array.from({ length: 40 }, (_, i) =>
        makeLabel(source, {
          text: `a_file_of_some_name_${i}.ts`,
          font: uiFont(13),
          x: source.area.x + 12,
          middle: source.area.y + 12 + 24 * i,
          color: COLOR.text2,
        }));
      return { quads: [], labels, nodes: [] };
    },
  };
};

const bench = createBenchApp();
const { context } = bench;
const command = (app: App, id: string): App => step(app, { kind: "command", id }, context).app;
function wholeApp(): App {
  let app: App = {
    ...bench.start,
    barParts: [place("files", "left"), place("people", "right"), place("shell", "panel")],
  };
  for (const id of ["files", "people", "shell"]) app = showBarPart(app, id, "keep");
  app = command(app, "workbench.action.splitEditor");
  for (let i = 0; i < 29; i++) {
    const text = textOf(`const name${i} = compute(${i}, "text");\n`.repeat(300));
    app =
      step(app, { kind: "document.new", text, language: "typescript", name: `file_${i}.ts` }, context).app;
  }
  return command(command(app, "workbench.action.focusFirstEditorGroup"), "nexus.revealCaret");
}
const whole = wholeApp();

let turn = 0;
let typed = bench.start;
Deno.bench("a typed letter, one editor alone", { group }, () => {
  if (turn++ % 40 === 0) typed = bench.start;
  typed = step(step(typed, letterKey, context).app, letterText, context).app;
  bench.showApp(typed);
});
let typedIn = whole;
Deno.bench("a typed letter, two groups, side bars and panel", { group }, () => {
  if (turn++ % 40 === 0) typedIn = whole;
  typedIn = step(step(typedIn, letterKey, context).app, letterText, context).app;
  bench.showApp(typedIn);
});
const right = command(whole, "workbench.action.focusSecondEditorGroup");
let switched = right;
Deno.bench("another of thirty tabs, the command to its pixels", { group }, () => {
  switched = command(switched, "workbench.action.nextEditorInGroup");
  bench.showApp(switched);
});
let frame = layoutApp(whole, null, bench.fonts);
Deno.bench("layout and paint of everything, another width each time", { group }, () => {
  const app = { ...whole, width: (1280 - (turn++ & 7)) as Px };
  frame = layoutApp(app, frame, bench.fonts);
  paint(frame, app.theme, bench.list);
});
Deno.bench("layout and paint of everything, nothing kept from the last frame", { group }, () => {
  const fresh = layoutApp(whole, null, bench.fonts);
  paint(fresh, whole.theme, bench.list);
});
const kept = JSON.stringify(sessionOf({
  ...whole,
  docs: new Map(
    [...whole.docs].map(([id, doc]) => [id, { ...doc, path: `/p/${doc.name}`, real: `/p/${doc.name}` }]),
  ),
}));
Deno.bench("a session of thirty tabs, from its file to the first layout", { group }, () => {
  const read = readSession(kept);
  if (!read.ok) throw new Error(read.reason);
  const fresh = {
    ...bench.start,
    docs: new Map(),
    views: new Map(),
    groups: [{ id: 1, tabs: [], active: null }],
  } as App;
  const { app } = step(fresh, { kind: "session.restore", session: read.value }, context);
  layoutApp(app, null, bench.fonts);
});
