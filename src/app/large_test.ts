import assert from "node:assert/strict";
import { type DocId, type LineIndex, type Offset, type Px, seededRandom } from "../base/mod.ts";
import { toStringAll } from "../editor/mod.ts";
import { createAtlas, type Fonts } from "../render/mod.ts";
import { FakeMonoFonts } from "../ui/fake_fonts.ts";
import { headlessWindow } from "../window/mod.ts";
import { activeDocument, activeView, type AppDocument } from "./app.ts";
import { ManualClock } from "./clock.ts";
import { Session } from "./session_io.ts";
import { TestApp } from "./testing.ts";

/** A session to which files of 200 bytes are large, read in blocks of 16. */
function smallWorld(state?: string) {
  const fonts = new FakeMonoFonts() as unknown as Fonts;
  const session = new Session({
    app: new TestApp().app,
    window: headlessWindow({ title: "", width: 400 as Px, height: 300 as Px, scale: 1 }),
    fonts,
    atlas: createAtlas({ source: { generation: 1, rasterise: () => null } }),
    painter: null,
    renewPainter: () => Promise.resolve(null),
    frameMs: 0,
    setFonts: () => {},
    clock: new ManualClock(),
    log: () => {},
    state,
    large: { from: 200, blockBytes: 16 },
  });
  const doc = (): AppDocument => activeDocument(session.app)!;
  const settle = async () => {
    while (!session.isSettled) {
      session.turn();
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
    session.turn();
  };
  return {
    session,
    doc,
    settle,
    text: () => toStringAll(doc().state.text),
    notices: () => session.app.notices.map(({ text }) => text).join("\n"),
    open: async (path: string) => {
      await session.ask({ kind: "file.read", path, line: null, column: null, as: "auto" });
    },
    edit(from: number, to: number, insert: string) {
      const edits = [{ from: from as Offset, to: to as Offset, insert }];
      session.dispatch({ kind: "spec", doc: doc().id, spec: { edits, origin: "type" } });
    },
    command: (id: string, arg?: unknown) => session.dispatch({ kind: "command", id, arg }),
    save: async () => {
      session.dispatch({ kind: "document.save", doc: doc().id as DocId });
      await settle();
    },
  };
}
async function withFile(
  content: string | Uint8Array,
  use: (path: string, world: ReturnType<typeof smallWorld>) => Promise<void>,
): Promise<void> {
  const dir = Deno.makeTempDirSync();
  const path = `${dir}/a.log`;
  Deno.writeFileSync(path, typeof content === "string" ? new TextEncoder().encode(content) : content);
  const world = smallWorld(`${dir}/state`);
  try {
    await use(path, world);
  } finally {
    world.session.close();
    Deno.removeSync(dir, { recursive: true });
  }
}
const lines = (count: number, ending = "\n") =>
  Array.from({ length: count }, (_, i) => `line ${i} é 漢 😀${ending}`).join("");

Deno.test("a large file is its beginning first; the rest arrives without touching carets, undo or being saved", async () => {
  await withFile(lines(40), async (path, world) => {
    await world.open(path);
    const start = world.text();
    assert.ok(start.length > 0 && start.length < lines(40).length && lines(40).startsWith(start));
    assert.ok(world.doc().loading !== undefined);
    world.edit(0, 4, "LINE");
    const view = activeView(world.session.app)!.id;
    const caret = () => world.doc().state.selections.get(view)!.ranges[0].head;
    const at = caret();
    await world.settle();
    assert.equal(world.text(), "LINE" + lines(40).slice(4));
    assert.deepEqual([world.doc().loading, world.doc().dirty, caret()], [undefined, true, at]);
    world.command("undo");
    assert.equal(world.text(), lines(40));
    assert.equal(world.doc().dirty, false, "back at what is on disk");
    world.command("redo");
    assert.equal(world.doc().dirty, true);
  });
});

Deno.test("a save before a large file is read copies what is not read yet", async () => {
  await withFile(lines(60), async (path, world) => {
    await world.open(path);
    world.edit(0, 0, "new ");
    await world.save();
    assert.equal(Deno.readTextFileSync(path), "new " + lines(60));
    await world.settle();
    assert.equal(world.text(), "new " + lines(60));
    assert.equal(world.doc().dirty, false);
    world.edit(world.text().length, world.text().length, "end");
    await world.save();
    assert.equal(Deno.readTextFileSync(path), "new " + lines(60) + "end");
  });
});

for (const ending of ["\n", "\r\n", "\r"]) {
  Deno.test(`edits and saves of a large file with ${JSON.stringify(ending)} change only their bytes`, async () => {
    await withFile(lines(50, ending), async (path, world) => {
      await world.open(path);
      await world.settle();
      let model = lines(50);
      assert.equal(world.text(), model);
      const random = seededRandom(7);
      for (let step = 0; step < 25; step++) {
        const line = world.doc().state.text.line(random.int(0, 50) as LineIndex);
        const insert = random.pick(["x", "two\nlines", "", "日本"]);
        world.edit(line.from, line.from + 2, insert);
        model = model.slice(0, line.from) + insert + model.slice(line.from + 2);
        assert.equal(world.text(), model);
        if (step % 5 !== 4) continue;
        await world.save();
        assert.equal(Deno.readTextFileSync(path), model.replaceAll("\n", ending), world.notices());
      }
      while (world.command("undo").handled) { /* to the start */ }
      assert.equal(world.text(), lines(50));
    });
  });
}

Deno.test("a large file that grows on disk grows in the window, unsaved edits stay", async () => {
  await withFile(lines(30), async (path, world) => {
    await world.open(path);
    await world.settle();
    world.edit(0, 0, "mine ");
    Deno.writeTextFileSync(path, "more\n", { append: true });
    const info = Deno.statSync(path);
    const stamp = { mtime: info.mtime!.getTime(), size: info.size, inode: info.ino! };
    world.session.dispatch({ kind: "file.changed", doc: world.doc().id, found: { kind: "file", stamp } });
    await world.settle();
    assert.equal(world.text(), "mine " + lines(30) + "more\n");
    assert.equal(world.doc().dirty, true);
    await world.save();
    assert.equal(Deno.readTextFileSync(path), "mine " + lines(30) + "more\n", world.notices());
  });
});

Deno.test("a large file that another program cuts short shows what is lost, and a save of it is refused", async () => {
  await withFile(lines(60), async (path, world) => {
    await world.open(path);
    await world.settle();
    const { length, lineCount } = world.doc().state.text;
    Deno.truncateSync(path, 100);
    assert.equal(world.text().length, length);
    assert.equal(world.text().split("\n").length, lineCount);
    await world.settle();
    assert.match(world.notices(), /another program/);
    world.edit(0, 0, "x");
    await world.save();
    assert.match(world.session.app.prompt?.detail ?? "", /nother program wrote into the file/);
    assert.equal(Deno.statSync(path).size, 100);
  });
});

Deno.test("a large file that is replaced while nothing is unsaved is read again, carets keep their lines", async () => {
  await withFile(lines(60), async (path, world) => {
    await world.open(path);
    await world.settle();
    const view = activeView(world.session.app)!.id;
    const at = world.doc().state.text.line(20 as LineIndex).from;
    const selection = { ranges: [{ anchor: at, head: at }], main: 0 };
    world.session.dispatch({ kind: "spec", doc: world.doc().id, spec: { view, selection, origin: "move" } });
    Deno.writeTextFileSync(`${path}.new`, "longer first line\n" + lines(59));
    Deno.renameSync(`${path}.new`, path);
    const info = Deno.statSync(path);
    const stamp = { mtime: info.mtime!.getTime(), size: info.size, inode: info.ino! };
    world.session.dispatch({ kind: "file.changed", doc: world.doc().id, found: { kind: "file", stamp } });
    await world.settle();
    assert.equal(world.text(), "longer first line\n" + lines(59));
    const { text, selections } = world.doc().state;
    assert.equal(text.lineAt(selections.get(view)!.ranges[0].head).index, 20);
    assert.equal(world.doc().dirty, false);
  });
});

Deno.test("giving up the save of a large file leaves the old one whole", async () => {
  await withFile(lines(400), async (path, world) => {
    await world.open(path);
    await world.settle();
    world.edit(0, 0, "new ");
    world.session.dispatch({ kind: "document.save", doc: world.doc().id });
    world.session.dispatch({ kind: "file.saving", doc: world.doc().id, done: 1, total: 2 });
    assert.equal(world.command("nexus.file.cancelSave").handled, true);
    await world.settle();
    // So small a file may be written before anybody looks.
    const now = Deno.readTextFileSync(path);
    assert.ok(now === lines(400) || now === "new " + lines(400));
    assert.equal(world.doc().dirty, now === lines(400));
    const names = [...Deno.readDirSync(path.slice(0, path.lastIndexOf("/")))].map(({ name }) => name);
    assert.deepEqual(names.filter((name) => name !== "state"), ["a.log"]);
  });
});

Deno.test("nexus.followFile keeps the end of a growing file in sight until it is scrolled away from", async () => {
  for (const count of [8, 60]) {
    await withFile(lines(count), async (path, world) => {
      await world.open(path);
      await world.settle();
      const view = activeView(world.session.app)!.id;
      const grow = async (text: string) => {
        Deno.writeTextFileSync(path, text, { append: true });
        const info = Deno.statSync(path);
        const stamp = { mtime: info.mtime!.getTime(), size: info.size, inode: info.ino! };
        world.session.dispatch({ kind: "file.changed", doc: world.doc().id, found: { kind: "file", stamp } });
        await world.settle();
      };
      const last = () => world.session.frames.view!.editors[0].rows.at(-1)!.line;
      const end = () => world.doc().state.text.lineCount - 1;
      assert.deepEqual(world.command("nexus.followFile").result, { following: true });
      world.session.turn();
      await grow(lines(40));
      assert.equal(world.text(), lines(count) + lines(40));
      assert.equal(last(), end(), "it went along");
      const top = { line: 0 as LineIndex, dy: 0 as Px, x: 0 as Px };
      world.command("cursorTop");
      world.session.turn();
      assert.equal(world.session.app.views.get(view)!.scroll.line, top.line);
      await grow(lines(5));
      assert.equal(
        world.session.app.views.get(view)!.scroll.line,
        top.line,
        "it stayed where it was scrolled to",
      );
      world.command("cursorBottom");
      world.session.turn();
      await grow(lines(30));
      assert.equal(last(), end(), "it goes along again");
      assert.deepEqual(world.command("nexus.followFile").result, { following: false });
    });
  }
});

Deno.test("a large file that was saved and then grows is read anew: its text lies in the old one", async () => {
  await withFile(lines(40), async (path, world) => {
    await world.open(path);
    await world.settle();
    world.edit(0, 0, "mine ");
    await world.save();
    Deno.writeTextFileSync(path, "more\n", { append: true });
    const info = Deno.statSync(path);
    const stamp = { mtime: info.mtime!.getTime(), size: info.size, inode: info.ino! };
    world.session.dispatch({ kind: "file.changed", doc: world.doc().id, found: { kind: "file", stamp } });
    await world.settle();
    assert.equal(world.text(), "mine " + lines(40) + "more\n");
    world.edit(0, 5, "");
    await world.save();
    assert.equal(Deno.readTextFileSync(path), lines(40) + "more\n", world.notices());
  });
});

Deno.test("a line of a large file that is not read yet is gone to when it is", async () => {
  await withFile(lines(60), async (path, world) => {
    await world.session.ask({ kind: "file.read", path, line: 40, column: 2, as: "auto" });
    await world.settle();
    const { text, selections } = world.doc().state;
    const { head } = selections.get(activeView(world.session.app)!.id)!.ranges[0];
    assert.deepEqual([text.lineAt(head).index, head - text.lineAt(head).from], [40, 2]);
  });
});

Deno.test("a line of a large file is not gone to by whoever has moved before it was read", async () => {
  await withFile(lines(60), async (path, world) => {
    await world.session.ask({ kind: "file.read", path, line: 40, column: 2, as: "auto" });
    world.command("cursorTop");
    world.command("cursorRight");
    await world.settle();
    const { selections } = world.doc().state;
    assert.equal(selections.get(activeView(world.session.app)!.id)!.ranges[0].head, 1);
  });
});
