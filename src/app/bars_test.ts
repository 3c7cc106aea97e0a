import { strict as assert } from "node:assert";
import { layoutApp } from "../ui/mod.ts";
import type { BarPartView } from "../ui/mod.ts";
import { type App, type AppBarPart, idle } from "./app.ts";
import { Mod } from "../window/mod.ts";
import { TestApp } from "./testing.ts";

/** A view that says what happens to it in the name of its document count; it notes how often it was laid out. */
function fakePart(id: string, place: AppBarPart["place"]): AppBarPart & { laidOut: number; heard: string[] } {
  const heading = { title: id };
  const view: BarPartView = { quads: [], labels: [], nodes: [] };
  return {
    id,
    place,
    order: 1,
    laidOut: 0,
    heard: [],
    heading: () => heading,
    layout(_source, last) {
      if (last !== null) return last;
      this.laidOut++;
      return { ...view };
    },
    key(app, event) {
      this.heard.push(`key ${event.key}`);
      return event.key === "x" ? idle(app) : null;
    },
    text(app, text) {
      this.heard.push(`text ${text}`);
      return idle(app);
    },
    mouse(app, { kind, x, y, area }) {
      this.heard.push(`${kind} ${x - area.x},${y - area.y}`);
      return idle(app);
    },
    when: (_app, name) => (name === "fakeFocus" ? true : undefined),
  };
}

function withParts(...parts: AppBarPart[]): TestApp {
  const it = new TestApp("one\ntwo\n");
  it.app = { ...it.app, barParts: parts };
  return it;
}
const mouse = (it: TestApp, kind: "mousedown" | "mouseup", x: number, y: number): void =>
  void it.send({ kind, x, y, button: 0, clicks: 1, mods: 0, at: 0 } as never);
const show = ({ app }: TestApp, bar: "left" | "right" | "panel"): boolean => app.panes[bar].isShown;

Deno.test("without a view to show, a bar says so and stays away", () => {
  const it = withParts();
  it.command("workbench.action.toggleSidebarVisibility");
  assert.equal(show(it, "left"), false);
  assert.match(it.app.notices[0].text, /nothing to show/);
});

Deno.test("Ctrl+B shows and hides the side bar; the keyboard stays in the editor", () => {
  const it = withParts(fakePart("tree", "left"));
  it.key("b", Mod.ctrl);
  assert.equal(show(it, "left"), true);
  it.type("ba"); // The text of the chord itself is swallowed.
  assert.equal(it.text, "aone\ntwo\n");
  it.key("b", Mod.ctrl);
  assert.equal(show(it, "left"), false);
});

Deno.test("a view with the keyboard gets keys before bindings and text, and the editor none", () => {
  const panel = fakePart("shell", "panel");
  const it = withParts(panel);
  it.key("j", Mod.ctrl);
  assert.equal(it.app.barFocus, "panel");
  it.key("x");
  it.type("jhi");
  assert.deepEqual(panel.heard, ["key x", "text j", "text h", "text i"]);
  assert.equal(it.text, "one\ntwo\n");
  assert.equal(it.view?.editors[0].hasFocus, false);
  // What the view does not take is looked up as ever.
  it.key("j", Mod.ctrl);
  assert.equal(it.app.barFocus, null);
  assert.equal(show(it, "panel"), false);
});

Deno.test("the mouse reaches a view with its place, and goes on while a button is held", () => {
  const part = fakePart("tree", "left");
  const it = withParts(part);
  it.key("b", Mod.ctrl);
  mouse(it, "mousedown", 10, 50);
  assert.equal(it.app.barFocus, "left");
  it.send({ kind: "mousemove", x: 500, y: 60, buttons: 1, mods: 0, at: 0 } as never);
  mouse(it, "mouseup", 500, 60);
  assert.deepEqual(part.heard, ["down 10,14", "drag 500,24", "up 500,24"]);
  assert.equal(it.app.drag, null);
  mouse(it, "mousedown", 500, 100);
  assert.equal(it.app.barFocus, null);
});

Deno.test("a typed key keeps a bar's view and header by identity", () => {
  const part = fakePart("tree", "left");
  const it = withParts(part);
  it.key("b", Mod.ctrl);
  it.type("a");
  const { view } = it;
  it.type("b");
  it.type("c");
  assert.equal(it.view!.bars, view!.bars);
  assert.equal(part.laidOut, 1);
});

Deno.test("a bar is dragged wider by its line, and a double click takes that back", () => {
  const it = withParts(fakePart("tree", "left"));
  it.key("b", Mod.ctrl);
  mouse(it, "mousedown", 233, 300);
  it.send({ kind: "mousemove", x: 301, y: 300, buttons: 1, mods: 0, at: 0 } as never);
  mouse(it, "mouseup", 301, 300);
  assert.equal(it.app.panes.left.size, 300);
  it.send({ kind: "mousedown", x: 300, y: 300, button: 0, clicks: 2, mods: 0, at: 0 } as never);
  assert.equal(it.app.panes.left.size, 232);
});

Deno.test("tabs of the panel change views; Zen mode hides all bars and gives the keyboard back", () => {
  const it = withParts(fakePart("one", "panel"), fakePart("two", "panel"));
  it.key("j", Mod.ctrl);
  it.command("workbench.action.nextPanelView");
  assert.equal(it.app.panes.panel.active, "two");
  const tab = layoutApp(it.app, it.view, it.fonts).bars[0].header.tabs[0].box;
  mouse(it, "mousedown", tab.x + 12, tab.y + 5);
  assert.equal(it.app.panes.panel.active, "one");
  it.command("workbench.action.toggleZenMode");
  const zen = layoutApp(it.app, it.view, it.fonts);
  assert.deepEqual(zen.bars, []);
  assert.equal(zen.status.nodes.length, 0);
  assert.equal((it.app as App).barFocus, null);
  it.command("workbench.action.toggleZenMode");
  assert.equal(layoutApp(it.app, it.view, it.fonts).bars.length, 1);
});
