/** The draw list as text, and what lies where in it. */
import assert from "node:assert/strict";
import type { LineIndex, Px, ViewId } from "../base/mod.ts";
import { createDrawList, describeDrawList } from "../render/mod.ts";
import { FakeMonoFonts } from "./fake_fonts.ts";
import { caretArea, cursorFor, type Hit, hitTest, lineAtY, textCaretAt } from "./hit.ts";
import { layoutApp } from "./layout.ts";
import { paint } from "./paint.ts";
import { type TestFile, testWorkbench, withScroll } from "./test_workbench.ts";
import { LIGHT_THEME } from "./theme.ts";
import type { Workbench } from "./types.ts";
import type { AppView } from "./view.ts";

const VIEW = 1 as ViewId;
function lay(files: readonly TestFile[], change: Partial<Workbench> = {}) {
  const app = testWorkbench(files, change);
  return { app, view: layoutApp(app, null, new FakeMonoFonts()) };
}
function painted(files: readonly TestFile[], change: Partial<Workbench> = {}): string[] {
  const { app, view } = lay(files, change);
  const list = createDrawList();
  paint(view, app.theme, list);
  return describeDrawList(list).split("\n").map((line) => line.trim());
}

Deno.test("paint() draws gutter, text and caret in layers clipped to their boxes", () => {
  const lines = painted([{ text: "a|", name: "a" }]);
  const at = lines.indexOf("layer 64,36 336x138");
  assert.deepEqual(lines.slice(0, at), [
    "layer 0,0 400x200",
    "rect 0,0 400x200 #15181d",
    "layer 0,36 400x138",
    "rect 0,36 400x22 #1a1f26",
    "glyph 0:49 36,51 #929ba8",
  ]);
  assert.deepEqual(lines.slice(at + 1, at + 4), [
    "glyph 0:97 64,51 #d3d8df",
    "layer 0,36 400x138",
    "rect 72,38 2x18 #3fc1ac",
  ]);
});

Deno.test("paint() hides carets while they blink, without focus and under a question", () => {
  const has = (change: Partial<Workbench>) =>
    painted([{ text: "a|", name: "a" }], change).includes("rect 72,38 2x18 #3fc1ac");
  assert.equal(has({}), true);
  assert.equal(has({ caretOn: false }), false);
  assert.equal(has({ focused: false }), false);
  assert.equal(has({ prompt: { id: 1, text: "?", detail: "", choices: [], focused: 0 } }), false);
});

Deno.test("paint() keeps rows, rects and baselines on whole device pixels at 1.25", () => {
  const { app, view } = lay([{ text: "<a\nb\nc\nd>" }], { scale: 1.25 });
  const list = createDrawList();
  paint(view, app.theme, list);
  for (let i = 0; i < list.rectCount * 4; i++) assert.equal(list.rects[i], Math.round(list.rects[i]));
  assert.ok(list.runCount > 4);
  for (let i = 0; i < list.runCount; i++) {
    const y = list.runPlaces[i * 3 + 1] * list.runPlaces[i * 3 + 2];
    assert.ok(Math.abs(y - Math.round(y)) < 1e-3, `${y}`);
    assert.equal(list.runBounds[i * 4 + 1], list.runBounds[i * 4 + 3]);
  }
});

Deno.test("paint() joins the rects of a selection without gap or overlap at 1.25", () => {
  const lines = painted([{ text: "<aaa\nbbb\nccc\nddd>" }], { scale: 1.25 }).filter((line) =>
    line.endsWith("#21454a")
  );
  const rects = lines.map((line) => /,(\d+) \d+x(\d+)/.exec(line)!.slice(1).map(Number));
  assert.equal(rects.length, 4);
  for (let i = 1; i < rects.length; i++) assert.equal(rects[i - 1][0] + rects[i - 1][1], rects[i][0]);
});

Deno.test("paint() writes the same list for the same view", () => {
  const file = { text: "a\n<b>\nשל" };
  assert.deepEqual(painted([file]), painted([file]));
});

Deno.test("paint() into the list of another frame makes the list that an empty one would get", () => {
  const text = Array.from({ length: 30 }, (_, i) => `line ${i}`).join("\n");
  const kept = createDrawList(), fonts = new FakeMonoFonts();
  const notice = { id: 9, level: "info", text: "Hi" } as const;
  const apps = [
    testWorkbench([{ text }]),
    testWorkbench([{ text }, { text: "b", name: "b" }]),
    testWorkbench([{ text: text.replace("line 3", "line <3>") }], { caretOn: false }),
    testWorkbench([{ text: text.replace("line 3\n", "line x|\n\n") }], { notices: [notice] }),
    withScroll(testWorkbench([{ text }]), VIEW, { line: 4 as LineIndex, dy: 3 as Px, x: 5 as Px }),
    testWorkbench([{ text }], { scale: 1.25 }),
    testWorkbench([{ text }], { theme: LIGHT_THEME }),
    testWorkbench([{ text }], { painter: "other" }),
  ];
  let view: AppView | null = null;
  for (const turn of [0, 0, 1, 0, 2, 3, 2, 4, 0, 4, 5, 0, 6, 0, 7, 0, 3, 1]) {
    view = layoutApp(apps[turn], view, fonts);
    paint(view, apps[turn].theme, kept);
    const fresh = createDrawList();
    paint(view, apps[turn].theme, fresh);
    assert.equal(describeDrawList(kept), describeDrawList(fresh), `turn ${turn}`);
  }
});

Deno.test("hitTest() finds text, gutter, bars and what lies over them", () => {
  const text = Array.from({ length: 50 }, (_, i) => `line ${i}`).join("\n");
  const { view } = lay([{ text, name: "a" }, { text: "", name: "b", dirty: true }], {
    notices: [{ id: 9, level: "info", text: "Hi" }],
  });
  const hit = (x: number, y: number): Hit => hitTest(view, x as Px, y as Px);
  assert.deepEqual(hit(64 + 17, 36 + 25), {
    kind: "text",
    view: 1,
    line: 1,
    part: "text",
    caret: { at: 9, side: 1 },
  });
  assert.equal((hit(300, 40) as { part: string }).part, "after");
  assert.deepEqual(hit(10, 36 + 50), { kind: "gutter", view: 1, line: 2 });
  const [bar] = view.tabBars;
  const [first, second] = bar.tabs;
  assert.deepEqual(hit(first.box.x + 5, 10), { kind: "tab", view: 1, group: 1 });
  assert.deepEqual(hit(second.close.x + 5, second.close.y + 5), { kind: "tabClose", view: 2, group: 1 });
  assert.deepEqual(hit(390, 10), { kind: "tabBar", group: 1 });
  const thumb = view.editors[0].vertical!.thumb;
  assert.deepEqual(hit(thumb.x + 1, thumb.y + 3), {
    kind: "scrollbar",
    view: 1,
    axis: "y",
    part: "thumb",
    grab: 3,
  });
  const place = view.status.items[0];
  assert.deepEqual(hit(place.box.x + 1, 190), { kind: "status", item: "position" });
  const notice = view.notices!.notices[0];
  assert.deepEqual(hit(notice.close.x + 2, notice.close.y + 2), { kind: "notice", id: 9, part: "close" });
  assert.deepEqual(hit(notice.box.x + 2, notice.box.y + 2), { kind: "notice", id: 9, part: "body" });
  assert.deepEqual(hit(-5, -5), { kind: "none" });
});

Deno.test("hitTest() reaches nothing below a question", () => {
  const prompt = { id: 1, text: "Save?", detail: "Now", choices: [{ id: "yes", label: "Save" }], focused: 0 };
  const { view } = lay([{ text: "abc" }], { prompt });
  const [choice] = view.prompt!.choices;
  assert.deepEqual(hitTest(view, (choice.box.x + 2) as Px, (choice.box.y + 2) as Px), {
    kind: "promptChoice",
    id: "yes",
  });
  assert.deepEqual(hitTest(view, 70 as Px, 40 as Px), { kind: "prompt" });
});

Deno.test("textCaretAt() goes on outside the editor, for drags", () => {
  const { app, view } = lay([{ text: "one\ntwo\nthree" }]);
  const at = (x: number, y: number) => textCaretAt(view, VIEW, { x: x as Px, y: y as Px })!.at;
  assert.equal(at(-50, 40), 0);
  assert.equal(at(1e6, 40), 3);
  assert.equal(at(70, -100), 1);
  assert.equal(at(70, 150), 13);
  assert.equal(at(64 + 8, 1e6), 9);
  assert.equal(lineAtY(view.editors[0], 1e6 as Px), 2);
  const scrolled = layoutApp(withScroll(app, VIEW, { line: 1 as LineIndex }), null, new FakeMonoFonts());
  assert.equal(textCaretAt(scrolled, VIEW, { x: 64 as Px, y: 37 as Px })!.at, 4);
});

Deno.test("cursorFor() is a text cursor over text only", () => {
  const { view } = lay([{ text: "abc" }]);
  const cursor = (x: number, y: number) => cursorFor(view, { pointer: { x: x as Px, y: y as Px } });
  assert.equal(cursor(100, 50), "text");
  assert.equal(cursor(10, 50), "arrow");
  assert.equal(cursorFor(view, { pointer: null }), "arrow");
});

Deno.test("caretArea() is the main caret's box, null when it is scrolled away", () => {
  const { app, view } = lay([{ text: "ab|\n".padEnd(60, "\n") }]);
  assert.deepEqual(caretArea(view), { x: 80, y: 38, width: 2, height: 18 });
  const away = layoutApp(withScroll(app, VIEW, { line: 20 as LineIndex }), null, new FakeMonoFonts());
  assert.equal(caretArea(away), null);
});
