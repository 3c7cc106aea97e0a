import assert from "node:assert/strict";
import fc from "fast-check";
import { textOf } from "../editor/mod.ts";
import { layoutApp } from "../ui/mod.ts";
import { documentOf, selectionOf, viewOf } from "./app.ts";
import { readSession, sessionOf } from "./session_state.ts";
import { TestApp } from "./testing.ts";

const w = "workbench.action.";
const form = { encoding: "UTF-8", lineEnding: "LF" } as const;
const stamp = { mtime: 1, size: 1, inode: 1 } as never;

/** The answer of the world to every file that is asked for: its path a hundred times, or that it is gone. */
function answer(it: TestApp, gone: readonly string[] = []): string[] {
  const asked: string[] = [];
  for (const effect of it.effects.splice(0)) {
    if (effect.kind !== "file.read") continue;
    const { path } = effect;
    asked.push(path);
    const outcome = gone.includes(path) ? { kind: "missing", path, real: path } as const : {
      kind: "text",
      path,
      real: path,
      text: textOf(`${path}\n`.repeat(100)),
      form,
      stamp,
      readOnly: false,
      invalidBytes: 0,
    } as const;
    it.send({ kind: "file.read", request: effect, outcome });
  }
  return asked;
}
function opened(...paths: string[]): TestApp {
  const it = new TestApp();
  for (const path of paths) it.command(`${w}files.openFile`, path), answer(it);
  return it;
}
function tabs({ app }: TestApp): string {
  return app.groups.map((group) => {
    const names = group.tabs.map((view) => {
      const doc = documentOf(app, viewOf(app, view).doc);
      const name = `${doc.name}${doc.pending ? "?" : ""}`;
      return group.active === view ? `[${name}]` : name;
    });
    return `${group.id === app.activeGroup ? "*" : ""}${names.join(" ")}`;
  }).join(" | ");
}
function saved(it: TestApp) {
  const read = readSession(JSON.stringify(sessionOf(it.app)));
  assert.ok(read.ok);
  return read.value;
}

Deno.test("a session comes back with its groups, tabs, carets and scroll; files are read when they are shown", () => {
  const it = opened("/p/a.ts", "/p/b.ts", "/p/c.ts");
  it.command(`${w}pinEditor`);
  it.command(`${w}splitEditor`);
  it.command("cursorBottom");
  const other = new TestApp();
  other.send({ kind: "session.restore", session: saved(it) });
  assert.equal(tabs(other), "[c.ts?] a.ts? b.ts? | *[c.ts?]");
  assert.equal(other.app.groups[0].pinned, 1);
  assert.deepEqual(answer(other), ["/p/c.ts"]);
  assert.equal(tabs(other), "[c.ts] a.ts? b.ts? | *[c.ts]");
  const view = other.app.groups[1].active!;
  const { state } = documentOf(other.app, viewOf(other.app, view).doc);
  assert.equal(selectionOf(state, view).ranges[0].head, state.text.length);
  assert.ok(viewOf(other.app, view).scroll.line > 50);
  assert.equal(viewOf(other.app, other.app.groups[0].active!).scroll.line, 0);
  assert.equal(documentOf(other.app, viewOf(other.app, view).doc).dirty, false);
  other.command(`${w}focusFirstEditorGroup`);
  other.command(`${w}nextEditorInGroup`);
  assert.deepEqual(answer(other), ["/p/a.ts"]);
  assert.deepEqual(sessionOf(other.app).groups.map((group) => group.tabs.map(({ name }) => name)), [
    ["c.ts", "a.ts", "b.ts"],
    ["c.ts"],
  ]);
});

Deno.test("a tab that was never shown keeps where it stood for the next start", () => {
  const it = opened("/p/a.ts", "/p/b.ts");
  it.command("cursorBottom");
  it.command(`${w}openEditorAtIndex1`);
  const other = new TestApp();
  other.send({ kind: "session.restore", session: saved(it) });
  answer(other);
  const [, kept] = saved(other).groups[0].tabs;
  assert.equal(kept.view.ranges[0], "/p/b.ts\n".length * 100);
});

Deno.test("a file that went away is said and shown, and cannot be typed into by mistake", () => {
  const it = opened("/p/a.ts");
  const other = new TestApp();
  other.send({ kind: "session.restore", session: saved(it) });
  answer(other, ["/p/a.ts"]);
  assert.match(other.app.notices[0].text, /a\.ts was open here and is not there any more/);
  other.type("x");
  assert.equal(other.text, "");
  const view = layoutApp(other.app, other.view, other.fonts);
  assert.match(view.tabBars[0].nodes[0].children[0].label, /not there any more/);
});

Deno.test("unsaved work that came back takes its place; what the session does not know stays in front", () => {
  const it = opened("/p/a.ts", "/p/b.ts");
  it.command(`${w}openEditorAtIndex1`);
  it.type("x");
  it.command(`${w}files.newUntitledFile`);
  it.type("lost and found");
  it.command(`${w}openEditorAtIndex1`);
  const session = saved(it);
  const other = new TestApp();
  const restored = (name: string, path: string | null, text: string) =>
    other.send({
      kind: "document.restored",
      name,
      path,
      real: path,
      form,
      stamp,
      language: "plaintext",
      text: textOf(text),
    });
  restored("a.ts", "/p/a.ts", "xa");
  restored("Untitled-1", null, "lost and found");
  restored("Untitled-2", null, "new");
  other.send({ kind: "session.restore", session });
  assert.equal(tabs(other), "*a.ts Untitled-1 b.ts? [Untitled-2]");
  assert.deepEqual(other.names, ["a.ts*", "Untitled-1*", "Untitled-2*", "b.ts"]);
});

Deno.test("opening a file that waits reads it once and goes to the line", () => {
  const it = opened("/p/a.ts", "/p/b.ts");
  const other = new TestApp();
  other.send({ kind: "session.restore", session: saved(it) });
  answer(other);
  other.command(`${w}files.openFile`, "/p/a.ts");
  answer(other);
  assert.equal(tabs(other), "*[a.ts] b.ts");
  assert.equal(other.app.docs.size, 2);
  assert.match(other.text, /^\/p\/a\.ts/);
});

Deno.test("readSession() refuses another version and whatever is not a whole session, and never throws", () => {
  const good = JSON.stringify(sessionOf(opened("/p/a.ts", "/p/b.ts").app));
  assert.deepEqual(readSession(good.replace('"version":1', '"version":9')), {
    ok: false,
    reason: "it was written by another version of Nexus (9)",
  });
  for (
    const text of [
      "",
      "null",
      "[]",
      "{",
      good.slice(0, -2),
      good.replace('"activeGroup":0', '"activeGroup":7'),
    ]
  ) {
    assert.equal(readSession(text).ok, false, text);
  }
  // Whatever one value becomes: it is refused, or the app stands it.
  const whole = JSON.parse(good);
  fc.assert(fc.property(fc.nat(200), fc.jsonValue(), (pick, value) => {
    const copy = structuredClone(whole);
    const places: [Record<string, unknown>, string][] = [];
    const walk = (node: unknown) => {
      if (typeof node !== "object" || node === null) return;
      for (const key of Object.keys(node)) {
        places.push([node as Record<string, unknown>, key]);
        walk((node as Record<string, unknown>)[key]);
      }
    };
    walk(copy);
    const [node, key] = places[pick % places.length];
    node[key] = value;
    const read = readSession(JSON.stringify(copy));
    if (!read.ok) return;
    const it = new TestApp();
    const { problem } = it.send({ kind: "session.restore", session: read.value });
    assert.equal(problem, undefined);
    answer(it);
    it.type("x");
    layoutApp(it.app, it.view, it.fonts);
  }));
});

Deno.test("thirty tabs come back without reading more than those in front", () => {
  const paths = Array.from({ length: 30 }, (_, i) => `/p/${i}.ts`);
  const it = opened(...paths);
  const other = new TestApp();
  other.send({ kind: "session.restore", session: saved(it) });
  assert.equal(other.app.views.size, 30);
  assert.deepEqual(answer(other), ["/p/29.ts"]);
});
