/** One typed letter, stage by stage as STYLE numbers them, and whole: 10,000-line file, its middle, software painter. */
import type { DeviceRect } from "../src/render/mod.ts";
import type { Millis } from "../src/base/mod.ts";
import { apply, caretAt, resolve, selectionOfOne } from "../src/editor/mod.ts";
import { createDamageGrid, createDrawList, damageOf } from "../src/render/mod.ts";
import { createSoftwarePainter } from "../src/render/mod_io.ts";
import { layoutApp, matchKey, paint } from "../src/ui/mod.ts";
import { decodeEvent, eventBytes, newDecodeState } from "../src/window/decode.ts";
import { step } from "../src/app/step.ts";
import { whenOf } from "../src/app/context_keys.ts";
import { activeDocument, selectionOf } from "../src/app/app.ts";
import { runCommand } from "../src/app/registry.ts";
import { createBenchApp, letterKey, letterText } from "./bench_app.ts";
import { benchAtlas, height, memoryWindow, width } from "./bench_screen.ts";

const group = "keypress";
const bench = createBenchApp();
const { start, view, context, fonts } = bench;
const state = activeDocument(start)!.state;
const head = selectionOf(state, view).ranges[0].head;

const events = new DataView(new ArrayBuffer(2 * eventBytes));
events.setUint32(0, 0x300, true);
events.setInt32(16, 27, true);
events.setInt32(20, 120, true);
events.setUint32(eventBytes, 0x303, true);
events.setUint8(eventBytes + 12, 120);
const decoding = { state: newDecodeState(), at: 1 as Millis, takeText: () => "" };

Deno.bench("1 decode a key and its text", { group }, () => {
  decodeEvent(events, 0, decoding);
  decodeEvent(events, eventBytes, decoding);
});
Deno.bench("2-6 step: a key and its text", { group }, () => {
  step(step(start, letterKey, context).app, letterText, context);
});
const chord = { key: letterKey.key, mods: letterKey.mods };
Deno.bench("3 match the key", { group }, () => {
  matchKey(start.keys, [], { chord, when: whenOf(start) });
});
Deno.bench("4-6 the command type", { group }, () => {
  runCommand(start, { id: "type", arg: { text: "x" } }, context);
});
const spec = {
  edits: [{ from: head, to: head, insert: "x" }],
  selection: selectionOfOne(caretAt((head + 1) as typeof head)),
  view,
  origin: "type" as const,
};
Deno.bench("5-6 resolve and apply", { group }, () => {
  apply(resolve(state, spec, 1 as Millis));
});

const apps = [start, step(start, letterText, context).app];
const frames = apps.map((app) => layoutApp(app, null, fonts));
let turn = 0;
let last = frames[0];
Deno.bench("8 layout after the letter", { group }, () => {
  last = layoutApp(apps[++turn & 1], last, fonts);
});
const painted = createDrawList();
Deno.bench("9 paint", { group }, () => paint(frames[++turn & 1], start.theme, painted));

const lists = frames.map((frame) => {
  const list = createDrawList();
  paint(frame, start.theme, list);
  return list;
});
const atlas = benchAtlas(fonts);
const grid = createDamageGrid({ atlas, width, height });
const damage: DeviceRect[] = [];
Deno.bench("10 damage", { group }, () => {
  damageOf(lists[++turn & 1], grid, damage);
});
const target = memoryWindow();
const painter = createSoftwarePainter({ target: () => target, atlas });
damageOf(lists[0], grid, damage);
painter.present(lists[0], damage, 1);
const count = damageOf(lists[1], grid, damage);
if (count === 0) throw new Error("A typed letter changed no pixel");
Deno.bench("11 present what the letter changed", { group }, () => painter.present(lists[1], damage, count));

Deno.bench("2-11 event to presented", { group }, () => {
  bench.type(letterKey, letterText);
  if (bench.show() === 0) throw new Error("A typed letter changed no pixel");
});
