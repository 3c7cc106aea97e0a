import assert from "node:assert/strict";
import { type FileCalls, realFileCalls } from "./file_calls_io.ts";
import { crc32 } from "./checksum.ts";
import { stampAt } from "./files_io.ts";
import { completeWrites } from "./in_place_io.ts";
import { saveFile } from "./save_io.ts";
import { attributesOf, setAttributes } from "./xattr_io.ts";
import { seededRandom } from "../base/mod.ts";

const bytes = (text: string) => [new TextEncoder().encode(text)];
function inFolder(use: (dir: string) => void): void {
  const dir = Deno.makeTempDirSync();
  try {
    use(dir);
  } finally {
    Deno.removeSync(dir, { recursive: true });
  }
}
const names = (dir: string) => [...Deno.readDirSync(dir)].map(({ name }) => name).sort();
const text = (path: string) => Deno.readTextFileSync(path);

Deno.test("saveFile() follows a chain of links, relative ones and one that leads nowhere yet", () =>
  inFolder((dir) => {
    Deno.mkdirSync(`${dir}/sub`);
    Deno.writeTextFileSync(`${dir}/sub/real`, "old");
    Deno.symlinkSync("sub/real", `${dir}/b`);
    Deno.symlinkSync("b", `${dir}/a`);
    assert.ok(saveFile(`${dir}/a`, bytes("new"), { expect: stampAt(`${dir}/a`) }).ok);
    assert.equal(text(`${dir}/sub/real`), "new");
    Deno.symlinkSync("sub/later", `${dir}/dangling`);
    assert.ok(saveFile(`${dir}/dangling`, bytes("made"), { expect: "absent" }).ok);
    assert.equal(text(`${dir}/sub/later`), "made");
    assert.ok(["a", "b", "dangling"].every((name) => Deno.lstatSync(`${dir}/${name}`).isSymlink));
    Deno.symlinkSync("loop", `${dir}/loop`);
    const loop = saveFile(`${dir}/loop`, bytes("x"), { expect: null });
    assert.ok(!loop.ok && /circle|symbolic/.test(loop.reason), loop.ok ? "" : loop.reason);
  }));

Deno.test("saveFile() keeps setuid bits and extended attributes", () =>
  inFolder((dir) => {
    const path = `${dir}/a`;
    Deno.writeTextFileSync(path, "old");
    Deno.chmodSync(path, 0o4755);
    const value = new TextEncoder().encode("kept");
    const canHave = setAttributes(path, [{ name: "user.nexus", value }]);
    assert.ok(saveFile(path, bytes("new"), { expect: null }).ok);
    assert.equal(Deno.statSync(path).mode! & 0o7777, 0o4755);
    if (canHave) assert.deepEqual(attributesOf(path), [{ name: "user.nexus", value }]);
    assert.equal(text(path), "new");
  }));

Deno.test("saveFile() writes in place where owner, attributes or a mount would be lost by a rename", () =>
  inFolder((dir) => {
    const path = `${dir}/a`;
    const refuse = (number: number) => (): never => {
      throw new Error(`Refused (os error ${number})`);
    };
    const cases: Record<string, Partial<FileCalls>> = {
      owner: {
        stat: (at) => ({ ...Deno.statSync(at), uid: at.endsWith(".nexus-save") ? 1 : 2 }),
        chown: refuse(1),
      },
      attributes: {
        attributes: () => [{ name: "user.x", value: new Uint8Array([1]) }],
        setAttributes: () => false,
      },
      mount: { rename: refuse(16) },
      device: { rename: refuse(18) },
      folder: {
        open: (at, options) => {
          if (options.createNew && at.startsWith(dir) && !at.includes("/state/")) {
            throw new Deno.errors.PermissionDenied("no");
          }
          return Deno.openSync(at, options);
        },
      },
    };
    for (const [name, part] of Object.entries(cases)) {
      Deno.writeTextFileSync(path, "a longer old text");
      const before = Deno.statSync(path).ino;
      const calls = { ...realFileCalls, ...part };
      const saved = saveFile(path, bytes("new"), { expect: null, calls, state: `${dir}/state` });
      assert.ok(saved.ok, `${name}: ${saved.ok ? "" : saved.reason}`);
      assert.equal(Deno.statSync(path).ino, before, name);
      assert.equal(text(path), "new", name);
      assert.deepEqual(names(dir).filter((one) => one !== "state"), ["a"], name);
      assert.deepEqual(names(`${dir}/state/in-place`), [], name);
    }
  }));

Deno.test("saveFile() in place gives back the bits that writing takes away, or says that they went", () =>
  inFolder((dir) => {
    const path = `${dir}/a`;
    Deno.writeTextFileSync(path, "old");
    Deno.linkSync(path, `${dir}/b`);
    Deno.chmodSync(path, 0o4755);
    // As for a person who is not root: the first byte written takes setuid away.
    const strip = (file: Deno.FsFile) =>
      new Proxy(file, {
        get: (target, key) => {
          const value = Reflect.get(target, key);
          if (typeof value !== "function") return value;
          return (...args: unknown[]) => {
            if (key === "writeSync") Deno.chmodSync(path, Deno.statSync(path).mode! & 0o777);
            return value.apply(target, args);
          };
        },
      });
    const calls: FileCalls = {
      ...realFileCalls,
      open: (at, options) => at === path ? strip(Deno.openSync(at, options)) : Deno.openSync(at, options),
    };
    const kept = saveFile(path, bytes("new"), { expect: null, calls });
    assert.deepEqual([kept.ok && kept.lost, Deno.statSync(path).mode! & 0o7777], [undefined, 0o4755]);
    const chmod = () => {
      throw new Error("Operation not permitted (os error 1)");
    };
    const gone = saveFile(path, bytes("newer"), { expect: null, calls: { ...calls, chmod } });
    assert.match(String(gone.ok && gone.lost), /4755 to 755/);
    assert.equal(text(path), "newer");
    let asked = 0;
    const attributes = () =>
      ++asked % 2 === 1 ? [{ name: "security.capability", value: new Uint8Array(1) }] : [];
    const stripped = { ...realFileCalls, attributes, setAttributes: () => false };
    const bare = saveFile(path, bytes("newest"), { expect: null, calls: stripped });
    assert.match(String(bare.ok && bare.lost), /security\.capability/);
  }));

Deno.test("saveFile() in place sees a file that is written between its first look and its own write", () =>
  inFolder((dir) => {
    const path = `${dir}/a`;
    Deno.writeTextFileSync(path, "old");
    Deno.linkSync(path, `${dir}/b`);
    const expect = stampAt(path);
    const calls: FileCalls = {
      ...realFileCalls,
      open: (at, options) => {
        if (at === path) Deno.writeTextFileSync(path, "theirs, longer");
        return Deno.openSync(at, options);
      },
    };
    const saved = saveFile(path, bytes("mine"), { expect, calls });
    assert.ok(!saved.ok && saved.conflict);
    assert.equal(text(path), "theirs, longer");
  }));

Deno.test("completeWrites() clears away the temporary file of a save that a crash cut off, and no living one's", () =>
  inFolder((dir) => {
    const path = `${dir}/a`;
    Deno.writeTextFileSync(path, "old");
    const calls: FileCalls = {
      ...realFileCalls,
      rename: () => {
        throw new Error("killed here");
      },
      remove: () => {
        throw new Error("killed here");
      },
    };
    const state = `${dir}/state`;
    assert.ok(!saveFile(path, bytes("new"), { expect: null, calls, state }).ok);
    const temporary = names(dir).find((name) => name.endsWith(".nexus-save"))!;
    completeWrites(state);
    assert.ok(names(dir).includes(temporary), "its process lives");
    for (const name of names(`${state}/beside`)) {
      const note = JSON.parse(text(`${state}/beside/${name}`));
      Deno.writeTextFileSync(
        `${state}/beside/${name}`,
        JSON.stringify({ ...note, owner: { pid: 2 ** 30, start: "1" } }),
      );
    }
    completeWrites(state);
    assert.deepEqual([names(dir), names(`${state}/beside`)], [["a", "state"], []]);
    assert.ok(saveFile(path, bytes("new"), { expect: null, state }).ok);
    assert.deepEqual(names(`${state}/beside`), [], "nothing is left of a save that went well");
  }));

Deno.test("saveFile() refuses what is no file, and names a folder that is gone", () =>
  inFolder((dir) => {
    const why = (path: string) => {
      const saved = saveFile(path, bytes("x"), { expect: null });
      assert.ok(!saved.ok);
      return saved;
    };
    assert.match(why(dir).reason, /folder of this name/);
    assert.match(why("/dev/null").reason, /device/);
    new Deno.Command("mkfifo", { args: [`${dir}/pipe`] }).outputSync();
    assert.match(why(`${dir}/pipe`).reason, /pipe/);
    const gone = why(`${dir}/no/such/file`);
    assert.equal(gone.missingFolder, `${dir}/no/such`);
    assert.match(gone.reason, /the folder .*\/no\/such does not exist/);
  }));

Deno.test("saveFile() sees a file that is replaced between its first look and the rename", () =>
  inFolder((dir) => {
    const path = `${dir}/a`;
    Deno.writeTextFileSync(path, "old");
    let looks = 0;
    const calls: FileCalls = {
      ...realFileCalls,
      stat: (at) => {
        if (at.endsWith("/a") && ++looks === 2) {
          Deno.writeTextFileSync(`${dir}/theirs`, "theirs");
          Deno.renameSync(`${dir}/theirs`, path);
        }
        return Deno.statSync(at);
      },
    };
    const saved = saveFile(path, bytes("mine"), { expect: stampAt(path), calls });
    assert.ok(!saved.ok && saved.conflict);
    assert.equal(text(path), "theirs");
    assert.deepEqual(names(dir), ["a"]);
  }));

/** What the system may say to any call, and what a person is told of it. */
const faults: Record<string, { error: () => Error; words: RegExp }> = {
  full: {
    error: () => new Error("No space left on device (os error 28)"),
    words: /disk is full; the text is/,
  },
  quota: {
    error: () => new Error("Disk quota exceeded (os error 122)"),
    words: /quota is used up; the text is/,
  },
  broken: {
    error: () => new Error("Input/output error (os error 5)"),
    words: /reports an error; the text is/,
  },
  readOnly: { error: () => new Error("Read-only file system (os error 30)"), words: /is read-only; save it/ },
  busy: {
    error: () => new Error("Device or resource busy (os error 16)"),
    words: /in use by the system; save/,
  },
  device: { error: () => new Error("Invalid cross-device link (os error 18)"), words: /another disk/ },
  denied: {
    error: () => new Deno.errors.PermissionDenied("no (os error 13)"),
    words: /permission denied; save/,
  },
};

/** Every call through the port is counted; the `failing`-th one throws. Calls on an open file count too. */
function failing(at: number, error: () => Error): { calls: FileCalls; count: () => number } {
  let count = 0;
  const turn = () => {
    if (++count === at) throw error();
  };
  const openFile = (file: Deno.FsFile): Deno.FsFile =>
    new Proxy(file, {
      get: (target, key) => {
        const value = Reflect.get(target, key);
        if (typeof value !== "function") return value;
        return (...args: unknown[]) => {
          if (/Sync$/.test(String(key))) turn();
          return value.apply(target, args);
        };
      },
    });
  const calls = Object.fromEntries(
    Object.entries(realFileCalls).map(([name, call]) => [name, (...args: unknown[]) => {
      // Cleaning up after a failure may itself fail, and then leaves something behind: that is not what is tested.
      if (name !== "remove") turn();
      const answer = (call as (...args: unknown[]) => unknown)(...args);
      return name === "open" ? openFile(answer as Deno.FsFile) : answer;
    }]),
  ) as unknown as FileCalls;
  return { calls, count: () => count };
}

for (
  const [kind, fault] of ["renamed", "in place"].flatMap((kind) => Object.keys(faults).map((f) => [kind, f]))
) {
  Deno.test(`saveFile() leaves the old text or the new one whole, whichever call fails (${kind}, ${fault})`, () =>
    inFolder((dir) => {
      const { error, words } = faults[fault];
      const path = `${dir}/a`;
      const old = "old ".repeat(3000), fresh = "newer ".repeat(3000);
      Deno.writeTextFileSync(path, old);
      if (kind === "in place") Deno.linkSync(path, `${dir}/b`);
      const put = () => Deno.writeTextFileSync(path, old);
      let succeeded = 0;
      for (let at = 1; succeeded < 3; at++) {
        put();
        const port = failing(at, error);
        const saved = saveFile(path, bytes(fresh), {
          expect: null,
          calls: port.calls,
          state: `${dir}/state`,
        });
        assert.ok(text(path) === (saved.ok ? fresh : old), `call ${at}`);
        assert.deepEqual(names(dir).filter((name) => name.includes("nexus-save")), [], `call ${at}`);
        if (!saved.ok) assert.match(saved.reason, words, `call ${at}`);
        if (port.count() < at) succeeded++;
        assert.ok(at < 80);
      }
    }));
}

Deno.test("completeWrites() finishes a write in place that a crash cut off anywhere", () =>
  inFolder((dir) => {
    const path = `${dir}/a`;
    const random = seededRandom(5);
    for (let round = 0; round < 40; round++) {
      const old = "o".repeat(random.int(0, 20_000)), fresh = "n".repeat(random.int(1, 20_000));
      Deno.writeTextFileSync(path, old);
      const record = recordOf({ dir, path, old, fresh });
      // What a crash leaves: some bytes of the tail, or of the head, are the new ones.
      const cut = random.int(0, fresh.length + 1);
      const now = round % 2 === 0
        ? fresh.slice(0, Math.min(cut, old.length)) + old.slice(Math.min(cut, old.length))
        : old + fresh.slice(old.length, Math.max(old.length, cut));
      using file = Deno.openSync(path, { write: true });
      file.truncateSync(0);
      file.writeSync(new TextEncoder().encode(now));
      const done = completeWrites(`${dir}/state`);
      assert.ok(text(path) === fresh, `round ${round}`);
      assert.ok(now === fresh || done[0]?.outcome === "completed");
      assert.throws(() => Deno.statSync(record));
    }
  }));

Deno.test("completeWrites() leaves a file alone that somebody changed after the crash, and a torn record too", () =>
  inFolder((dir) => {
    const path = `${dir}/a`;
    Deno.writeTextFileSync(path, "old");
    const record = recordOf({ dir, path, old: "old", fresh: "new" });
    Deno.writeTextFileSync(path, "theirs");
    assert.deepEqual(completeWrites(`${dir}/state`), [{ target: path, outcome: "foreign", record }]);
    assert.equal(text(path), "theirs");
    Deno.writeTextFileSync(path, "old");
    Deno.truncateSync(record, Deno.statSync(record).size - 1);
    assert.deepEqual(completeWrites(`${dir}/state`), []);
    assert.equal(text(path), "old");
    assert.deepEqual(names(`${dir}/state/in-place`), []);
  }));

/** The record of a write in place by a process that is gone: made by a real save whose every write to the file fails. */
function recordOf(
  { dir, path, old, fresh }: { dir: string; path: string; old: string; fresh: string },
): string {
  Deno.writeTextFileSync(path, old);
  let removed = "";
  const calls: FileCalls = {
    ...realFileCalls,
    rename: () => {
      throw new Error("busy (os error 16)");
    },
    remove: (at) => {
      if (!at.endsWith(".redo")) return Deno.removeSync(at);
      removed = at;
    },
  };
  const saved = saveFile(path, bytes(fresh), { expect: null, calls, state: `${dir}/state` });
  assert.ok(saved.ok, saved.ok ? "" : saved.reason);
  disown(removed);
  Deno.writeTextFileSync(path, old);
  return removed;
}
function disown(record: string): void {
  const all = Deno.readFileSync(record);
  const view = new DataView(all.buffer);
  const size = view.getUint32(8);
  const head = JSON.parse(new TextDecoder().decode(all.subarray(16, 16 + size)));
  const fresh = new TextEncoder().encode(
    JSON.stringify({ ...head, owner: { pid: 999_999_999, start: "1" } }),
  );
  const next = new Uint8Array(16 + fresh.length + all.length - 16 - size);
  next.set(all.subarray(0, 16));
  next.set(fresh, 16);
  next.set(all.subarray(16 + size), 16 + fresh.length);
  const after = new DataView(next.buffer);
  after.setUint32(8, fresh.length);
  after.setUint32(12, crc32(next.subarray(16)));
  Deno.writeFileSync(record, next);
}
