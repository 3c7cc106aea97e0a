import { strict as assert } from "node:assert";
import { defaultExcludes } from "./excludes.ts";
import { excludeRules, isExcluded } from "./exclude_rules_io.ts";
import { listFolderAt } from "./list_io.ts";
import { entryKind, entryName, type Listing } from "./listing.ts";

const shown = (listing: Listing): string[] =>
  Array.from({ length: listing.count }, (_, i) => `${entryKind(listing, i)} ${entryName(listing, i)}`);

Deno.test("listFolderAt() tells kinds, links, circles and what may not be read", async () => {
  const root = await Deno.realPath(await Deno.makeTempDir());
  try {
    await Deno.mkdir(`${root}/.git`);
    await Deno.mkdir(`${root}/dir/deep`, { recursive: true });
    await Deno.writeTextFile(`${root}/dir/x`, "");
    await Deno.writeTextFile(`${root}/new\nline 😀`, "");
    await Deno.writeTextFile(`${root}/${"ü".repeat(127)}`, "");
    await Deno.symlink(root, `${root}/dir/loop`);
    await Deno.symlink("dir", `${root}/other`);
    await Deno.symlink("nowhere", `${root}/dead`);
    const rules = { root, excludes: excludeRules(defaultExcludes), hidesIgnored: false };
    assert.deepEqual(shown(listFolderAt(rules, "")), [
      "folder dir",
      "folderLink other",
      "deadLink dead",
      "file new\nline 😀",
      `file ${"ü".repeat(127)}`,
    ]);
    assert.deepEqual(shown(listFolderAt(rules, "other")), ["folder deep", "folderLink loop", "file x"]);
    assert.equal(listFolderAt(rules, "dir/loop").problem?.kind, "circle");
    assert.equal(listFolderAt(rules, "nothing").problem?.kind, "gone");
    assert.equal(listFolderAt(rules, "dir/x").problem?.kind, "gone");
    await Deno.writeTextFile(`${root}/.gitignore`, "*.log\n/dir/deep/\n");
    await Deno.writeTextFile(`${root}/a.log`, "");
    const hiding = { ...rules, hidesIgnored: true };
    assert.ok(!shown(listFolderAt(hiding, "")).includes("file a.log"));
    assert.deepEqual(shown(listFolderAt(hiding, "dir")), ["folderLink loop", "file x"]);
    if (Deno.uid() !== 0) {
      await Deno.chmod(`${root}/dir/deep`, 0);
      assert.equal(listFolderAt(rules, "dir/deep").problem?.kind, "denied");
      await Deno.chmod(`${root}/dir/deep`, 0o700);
    }
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});

Deno.test("isExcluded() reads VS Code's patterns", () => {
  const rules = excludeRules({
    "**/.git": true,
    "*.{js,map}": { when: "$(basename).ts" },
    "out": true,
    "**/keep": false,
    "src/*.tmp": true,
  });
  const is = (path: string, kind: "file" | "folder" = "file", ...beside: string[]) =>
    isExcluded(rules, { path, kind, has: (name) => beside.includes(name) });
  assert.equal(is(".git", "folder"), true);
  assert.equal(is("a/.git", "folder"), true);
  assert.equal(is("out", "folder"), true);
  assert.equal(is("a/out", "folder"), false);
  assert.equal(is("src/x.tmp"), true);
  assert.equal(is("src/a/x.tmp"), false);
  assert.equal(is("x.js"), false);
  assert.equal(is("x.js", "file", "x.ts"), true);
  assert.equal(is("keep"), false);
});
