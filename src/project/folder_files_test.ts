import assert from "node:assert/strict";
import { entriesOf, fileAt, type FolderFiles } from "./folder_files.ts";
import { listFolderFiles } from "./folder_files_io.ts";
import { listByGit, listByWalk, listFolder } from "./folder_list_io.ts";

const paths = (files: FolderFiles): string[] =>
  Array.from({ length: files.index.count }, (_, i) => fileAt(files, i).slice(files.folder.length + 1));
async function inFolder(
  files: Record<string, string>,
  use: (dir: string) => Promise<void> | void,
): Promise<void> {
  const dir = await Deno.makeTempDir();
  try {
    for (const [path, text] of Object.entries(files)) {
      await Deno.mkdir(`${dir}/${path}`.replace(/\/[^/]*$/, ""), { recursive: true });
      await Deno.writeTextFile(`${dir}/${path}`, text);
    }
    await use(dir);
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}
const git = (cwd: string, ...args: string[]) =>
  assert.ok(new Deno.Command("git", { args, cwd, stdout: "null", stderr: "null" }).outputSync().success);

Deno.test("listByWalk() leaves out what ignore files say, the inner one over the outer", async () => {
  const files = {
    ".gitignore": "*.log\n/out/\n",
    "a.ts": "",
    "a.log": "",
    "out/b.ts": "",
    "src/.gitignore": "!keep.log\nown.ts\n",
    "src/keep.log": "",
    "src/own.ts": "",
    "src/out/c.ts": "",
    "node_modules/x/index.js": "",
    ".git/config": "",
  };
  await inFolder(files, (dir) => {
    assert.deepEqual(paths(listByWalk(dir)), [
      ".gitignore",
      "a.ts",
      "src/.gitignore",
      "src/keep.log",
      "src/out/c.ts",
    ]);
  });
});

Deno.test("listByWalk() does not follow links to folders, and takes odd names", async () => {
  await inFolder({ "a/b.ts": "", "new\nline 😀.ts": "", [`${"x".repeat(255)}`]: "" }, (dir) => {
    Deno.symlinkSync(dir, `${dir}/a/loop`);
    Deno.symlinkSync(`${dir}/a/b.ts`, `${dir}/link.ts`);
    Deno.symlinkSync(`${dir}/nowhere`, `${dir}/broken.ts`);
    assert.deepEqual(paths(listByWalk(dir)), ["link.ts", "new\nline 😀.ts", "x".repeat(255), "a/b.ts"]);
  });
});

Deno.test("listByGit() lists what git knows and what is new, not what is ignored or gone", async () => {
  await inFolder(
    { ".gitignore": "*.log\n", "a.ts": "", "b.log": "", "gone.ts": "", "sub/c.ts": "" },
    (dir) => {
      git(dir, "init", "-q");
      git(dir, "add", "-A");
      Deno.removeSync(`${dir}/gone.ts`);
      Deno.writeTextFileSync(`${dir}/sub/new.ts`, "");
      const files = listByGit(dir)!;
      assert.deepEqual(paths(files).sort(), [".gitignore", "a.ts", "sub/c.ts", "sub/new.ts"]);
      assert.equal(listFolder(dir).source, "git");
      assert.deepEqual(paths(listByGit(`${dir}/sub`)!).sort(), ["c.ts", "new.ts"]);
    },
  );
});

Deno.test("listFolder() starts no program that the repository names", async () => {
  await inFolder({ "a.ts": "" }, (dir) => {
    git(dir, "init", "-q");
    git(dir, "add", "-A");
    git(dir, "config", "core.fsmonitor", `touch ${dir}/ran; false`);
    assert.deepEqual(paths(listFolder(dir)), ["a.ts"]);
    assert.throws(() => Deno.statSync(`${dir}/ran`));
  });
});

Deno.test("listByGit() is null for a folder that no repository holds", async () => {
  await inFolder({ "a.ts": "" }, (dir) => assert.equal(listByGit(dir), null));
});

Deno.test("listFolderFiles() answers from its thread, and says why there is nothing", async () => {
  await inFolder({ "a.ts": "", "b/c.ts": "" }, async (dir) => {
    const ask = (folder: string) =>
      new Promise<Parameters<Parameters<typeof listFolderFiles>[1]>[0]>((resolve) => {
        listFolderFiles(folder, resolve);
      });
    assert.deepEqual(paths((await ask(dir)).files!), ["a.ts", "b/c.ts"]);
    const refused = await ask(`${dir}/nowhere`);
    assert.equal(refused.files, null);
    assert.ok(refused.problem !== null && refused.problem !== "");
  });
});

Deno.test("entriesOf() finds paths of the folder, and none of others", async () => {
  await inFolder({ "a.ts": "", "b/c.ts": "", "b/d.ts": "" }, (dir) => {
    const files = listByWalk(dir);
    const found = entriesOf(files, [`${dir}/b/d.ts`, `${dir}/b/x.ts`, `/elsewhere/a.ts`, `${dir}/a.ts`]);
    assert.deepEqual([...found].map(([path, entry]) => [path, fileAt(files, entry)]), [
      [`${dir}/a.ts`, `${dir}/a.ts`],
      [`${dir}/b/d.ts`, `${dir}/b/d.ts`],
    ]);
  });
});
