import { strict as assert } from "node:assert";
import { carryOut } from "./acts_io.ts";
import type { ActAnswer, FileAct } from "./acts.ts";

const watch = { signal: new AbortController().signal, told: () => {} };
const act = (wish: FileAct): Promise<ActAnswer> => carryOut(wish, watch);
async function well(wish: FileAct | null): Promise<FileAct | null> {
  const { problem, undo } = await act(wish!);
  assert.equal(problem, null);
  return undo;
}

/** A folder with a home of its own, so that its trash is nobody else's. */
async function inFolder(use: (root: string) => Promise<void>): Promise<void> {
  const root = await Deno.makeTempDir();
  const before = Deno.env.get("XDG_DATA_HOME");
  Deno.env.set("XDG_DATA_HOME", `${root}/home data`);
  try {
    await Deno.mkdir(`${root}/w`);
    await use(`${root}/w`);
  } finally {
    if (before === undefined) Deno.env.delete("XDG_DATA_HOME");
    else Deno.env.set("XDG_DATA_HOME", before);
    await Deno.remove(root, { recursive: true });
  }
}
/** Everything below a folder with its content, sorted. */
function tree(root: string, at = ""): string[] {
  return [...Deno.readDirSync(`${root}/${at}`)].flatMap(({ name, isDirectory, isSymlink }) => {
    const path = at === "" ? name : `${at}/${name}`;
    if (isSymlink) return [`${path} -> ${Deno.readLinkSync(`${root}/${path}`)}`];
    return isDirectory
      ? [`${path}/`, ...tree(root, path)]
      : [`${path}: ${Deno.readTextFileSync(`${root}/${path}`)}`];
  }).sort();
}
const write = (path: string, text: string): void => {
  Deno.mkdirSync(path.slice(0, path.lastIndexOf("/")), { recursive: true });
  Deno.writeTextFileSync(path, text);
};

Deno.test("every act is taken back by what it answers, and done again by what that answers", async () => {
  await inFolder(async (root) => {
    write(`${root}/a.txt`, "a");
    write(`${root}/lib/b.txt`, "b");
    Deno.symlinkSync("nowhere", `${root}/lib/link`);
    const acts: FileAct[] = [
      { kind: "create", path: `${root}/x/y/new.txt`, what: "file" },
      { kind: "create", path: `${root}/folder`, what: "folder" },
      { kind: "move", moves: [{ from: `${root}/a.txt`, to: `${root}/lib/c.txt` }], over: "refuse" },
      { kind: "move", moves: [{ from: `${root}/a.txt`, to: `${root}/lib/b.txt` }], over: "trash" },
      { kind: "copy", copies: [{ from: `${root}/lib`, to: `${root}/lib copy` }], over: "refuse" },
      { kind: "trash", paths: [`${root}/a.txt`, `${root}/lib`] },
    ];
    const start = tree(root);
    for (const one of acts) {
      const undo = await well(one);
      const after = tree(root);
      assert.notDeepEqual(after, start, one.kind);
      const redo = await well(undo);
      assert.deepEqual(tree(root), start, `${one.kind} undone`);
      const again = await well(redo);
      assert.deepEqual(tree(root), after, `${one.kind} done again`);
      await well(again);
      assert.deepEqual(tree(root), start, `${one.kind} undone again`);
    }
  });
});

Deno.test("what stands in the way stays as it is, and is told", async () => {
  await inFolder(async (root) => {
    write(`${root}/a`, "a");
    write(`${root}/b`, "b");
    const before = tree(root);
    const moved = await act({
      kind: "move",
      moves: [{ from: `${root}/a`, to: `${root}/b` }],
      over: "refuse",
    });
    assert.deepEqual(moved.taken, [`${root}/b`]);
    assert.match(moved.problem!, /^Cannot move .*: something of that name is there already$/);
    const made = await act({ kind: "create", path: `${root}/a`, what: "file" });
    assert.deepEqual(made.taken, [`${root}/a`]);
    const into = await act({ kind: "move", moves: [{ from: `${root}`, to: `${root}/in` }], over: "refuse" });
    assert.match(into.problem!, /cannot go into itself/);
    assert.deepEqual(tree(root), before);
  });
});

Deno.test("the trash keeps notes as the specification has them, and names that are taken get a number", async () => {
  await inFolder(async (root) => {
    const name = "ü %\n.txt";
    for (const text of ["1", "2"]) {
      write(`${root}/${name}`, text);
      await well({ kind: "trash", paths: [`${root}/${name}`] });
    }
    const trash = `${Deno.env.get("XDG_DATA_HOME")}/Trash`;
    const notes = [...Deno.readDirSync(`${trash}/info`)].map((one) => one.name).sort();
    assert.deepEqual(notes, ["ü %\n.2.txt.trashinfo", "ü %\n.txt.trashinfo"]);
    const note = Deno.readTextFileSync(`${trash}/info/${notes[1]}`);
    const path = `${root}/${name}`.split("/").map(encodeURIComponent).join("/");
    assert.match(note, /^\[Trash Info\]\nPath=.*\nDeletionDate=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\n$/);
    assert.ok(note.includes(`Path=${path}\n`));
    assert.equal(Deno.readTextFileSync(`${trash}/files/ü %\n.2.txt`), "2");
    const long = "n".repeat(255);
    write(`${root}/${long}`, "long");
    const undo = await well({ kind: "trash", paths: [`${root}/${long}`] });
    await well(undo);
    assert.equal(Deno.readTextFileSync(`${root}/${long}`), "long");
  });
});

Deno.test("half of an act is told and can be taken back", async () => {
  await inFolder(async (root) => {
    write(`${root}/a`, "a");
    const answer = await act({ kind: "trash", paths: [`${root}/a`, `${root}/missing`] });
    assert.match(answer.problem!, /is not there any more/);
    assert.deepEqual(answer.gone, [`${root}/a`]);
    await well(answer.undo);
    assert.deepEqual(tree(root), ["a: a"]);
  });
});

Deno.test("a copy that is stopped is taken back whole", async () => {
  await inFolder(async (root) => {
    for (let i = 0; i < 20; i++) write(`${root}/many/${i}`, "x");
    const abort = new AbortController();
    const answer = await carryOut({
      kind: "copy",
      copies: [{ from: `${root}/many`, to: `${root}/copy` }],
      over: "refuse",
    }, { signal: abort.signal, told: (done) => done === 5 && abort.abort() });
    assert.equal(answer.isStopped, true);
    assert.ok(tree(root).some((line) => line.startsWith("copy/")));
    await well(answer.undo);
    assert.equal(tree(root).some((line) => line.startsWith("copy")), false);
  });
});
