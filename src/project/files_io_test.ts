import assert from "node:assert/strict";
import { type FileCalls, realFileCalls } from "./file_calls_io.ts";
import { readFile, stampAt } from "./files_io.ts";
import { saveFile } from "./save_io.ts";

const bytes = (text: string) => [new TextEncoder().encode(text)];
async function inFolder(use: (dir: string) => Promise<void> | void): Promise<void> {
  const dir = await Deno.makeTempDir();
  try {
    await use(dir);
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}
const names = (dir: string) => [...Deno.readDirSync(dir)].map(({ name }) => name).sort();

Deno.test("saveFile() keeps mode, follows a link and leaves nothing beside the file", () =>
  inFolder((dir) => {
    Deno.writeTextFileSync(`${dir}/real`, "old", { mode: 0o640 });
    Deno.symlinkSync("real", `${dir}/link`);
    const saved = saveFile(`${dir}/link`, bytes("new"), { expect: stampAt(`${dir}/real`) });
    assert.ok(saved.ok);
    assert.equal(Deno.readTextFileSync(`${dir}/real`), "new");
    assert.equal(Deno.statSync(`${dir}/real`).mode! & 0o777, 0o640);
    assert.ok(Deno.lstatSync(`${dir}/link`).isSymlink);
    assert.deepEqual(names(dir), ["link", "real"]);
    assert.deepEqual(saved.stamp, stampAt(`${dir}/real`));
  }));

Deno.test("saveFile() keeps hard links together", () =>
  inFolder((dir) => {
    Deno.writeTextFileSync(`${dir}/a`, "a longer old text");
    Deno.linkSync(`${dir}/a`, `${dir}/b`);
    assert.ok(saveFile(`${dir}/a`, bytes("new"), { expect: null }).ok);
    assert.equal(Deno.readTextFileSync(`${dir}/b`), "new");
  }));

Deno.test("saveFile() refuses a version it does not know", () =>
  inFolder((dir) => {
    Deno.writeTextFileSync(`${dir}/a`, "old");
    const stamp = stampAt(`${dir}/a`);
    Deno.writeTextFileSync(`${dir}/a`, "theirs");
    const saved = saveFile(`${dir}/a`, bytes("mine"), { expect: stamp });
    assert.ok(!saved.ok && saved.conflict);
    assert.equal(Deno.readTextFileSync(`${dir}/a`), "theirs");
    Deno.removeSync(`${dir}/a`);
    assert.ok(!saveFile(`${dir}/a`, bytes("mine"), { expect: stamp }).ok, "also one that is gone");
    const absent = saveFile(`${dir}/a`, bytes("mine"), { expect: "absent" });
    assert.ok(absent.ok);
    const again = saveFile(`${dir}/a`, bytes("two"), { expect: "absent" });
    assert.ok(!again.ok && again.conflict, "somebody made it meanwhile");
  }));

// Disk full, quota, read-only mounts: each call of the path fails in turn.
Deno.test("saveFile() leaves the old file whole whichever call fails", () =>
  inFolder((dir) => {
    const full = () => {
      throw new Error("No space left on device (os error 28)");
    };
    const brokenFile = (file: Deno.FsFile, what: "writeSync" | "syncSync"): Deno.FsFile =>
      new Proxy(file, {
        get: (target, key) => {
          if (key === what) return full;
          const value = Reflect.get(target, key);
          return typeof value === "function" ? value.bind(target) : value;
        },
      });
    const faults: Record<string, Partial<FileCalls>> = {
      open: {
        open: (path, options) => (options.createNew ? full() : Deno.openSync(path, options)) as Deno.FsFile,
      },
      write: { open: (path, options) => brokenFile(Deno.openSync(path, options), "writeSync") },
      sync: {
        open: (path, options) => (options.createNew
          ? brokenFile(Deno.openSync(path, options), "syncSync")
          : Deno.openSync(path, options)),
      },
      rename: { rename: full },
      stat: {
        stat: (
          path,
        ) => (path.endsWith(".nexus-save") ? full() as unknown as Deno.FileInfo : Deno.statSync(path)),
      },
      realPath: { realPath: full as unknown as FileCalls["realPath"] },
    };
    for (const [name, fault] of Object.entries(faults)) {
      Deno.writeTextFileSync(`${dir}/a`, "old");
      const saved = saveFile(`${dir}/a`, bytes("new"), {
        expect: null,
        calls: { ...realFileCalls, ...fault },
      });
      assert.ok(!saved.ok, name);
      assert.match(saved.reason, /disk is full; the text is still here/, name);
      assert.equal(Deno.readTextFileSync(`${dir}/a`), "old", name);
      assert.deepEqual(names(dir), ["a"], name);
    }
  }));

Deno.test("readFile() tells files, missing files and what is neither apart", () =>
  inFolder(async (dir) => {
    Deno.writeTextFileSync(`${dir}/a`, "x");
    assert.equal((await readFile(`${dir}/a`)).kind, "file");
    assert.equal((await readFile(`${dir}/b`)).kind, "missing");
    assert.equal((await readFile(dir)).kind, "folder");
    for (const path of [`${dir}/no/b`, `${dir}/a/b`, "/dev/null"]) {
      const read = await readFile(path);
      assert.ok(read.kind === "refused" && read.reason.startsWith(`Cannot open ${path}: `), path);
      assert.ok(!read.reason.includes("os error"), read.reason);
    }
  }));
