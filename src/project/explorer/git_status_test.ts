import { strict as assert } from "node:assert";
import { markAt, parseGitStatus } from "./git_status.ts";
import { askGit, findGit } from "./git_status_io.ts";

const record = (xy: string, path: string) => `1 ${xy} N... 100644 100644 100644 1234567 1234567 ${path}`;
const parse = (...records: string[]) => parseGitStatus(`${records.join("\0")}\0`, "");
const mark = (status: ReturnType<typeof parse>, path: string) => {
  const found = markAt(status, path);
  return found === null ? null : found.isInherited ? `(${found.mark})` : found.mark;
};

Deno.test("parseGitStatus() reads every kind of record, names with spaces and line ends too", () => {
  const status = parse(
    "# branch.oid 0123456789abcdef",
    "# branch.head main",
    record(".M", "src/a b.ts"),
    record("A.", "src/new.ts"),
    record(".D", "gone/x"),
    "2 R. N... 100644 100644 100644 1 1 R100 src/to.ts",
    "src/from.ts",
    "u UU N... 100644 100644 100644 100644 1 2 3 deep/er/both.ts",
    "? untracked/",
    "? line\nend",
    "! out/",
  );
  assert.equal(status.branch, "main");
  assert.equal(mark(status, "src/a b.ts"), "modified");
  assert.equal(mark(status, "src/new.ts"), "added");
  assert.equal(mark(status, "src/to.ts"), "renamed");
  assert.equal(mark(status, "src/from.ts"), null);
  assert.equal(mark(status, "src"), "(modified)");
  assert.equal(mark(status, "gone"), "(modified)");
  assert.equal(mark(status, "deep"), "(conflict)");
  assert.equal(mark(status, "deep/er"), "(conflict)");
  assert.equal(mark(status, "untracked"), "untracked");
  assert.equal(mark(status, "untracked/a/b"), "untracked");
  assert.equal(mark(status, "line\nend"), "untracked");
  assert.equal(mark(status, "out/x"), "ignored");
  assert.equal(mark(status, "other"), null);
  assert.equal(status.changes, 7);
});

Deno.test("parseGitStatus() keeps to the folder, and a detached head is its commit", () => {
  const status = parseGitStatus(
    ["# branch.oid 0123456789", "# branch.head (detached)", record(".M", "sub/a"), record(".M", "b"), ""]
      .join("\0"),
    "sub/",
  );
  assert.equal(status.branch, "0123456");
  assert.equal(mark(status, "a"), "modified");
  assert.equal(mark(status, "b"), null);
});

Deno.test("askGit() asks the real git, and starts no filter of the repository's own", async () => {
  const root = await Deno.makeTempDir();
  try {
    const git = async (...args: string[]) => {
      const { success } = await new Deno.Command("git", { args, cwd: root, stdout: "null", stderr: "null" })
        .output();
      assert.ok(success, args.join(" "));
    };
    await git("init", "-q", "-b", "trunk");
    await Deno.mkdir(`${root}/sub`);
    await Deno.writeTextFile(`${root}/sub/a.txt`, "a\n");
    await Deno.writeTextFile(`${root}/.gitignore`, "*.log\n");
    await git("add", ".");
    await git("-c", "user.name=n", "-c", "user.email=e@e", "commit", "-q", "-m", "one");
    await git("config", "filter.evil.clean", `touch ${root}/started; cat`);
    await Deno.writeTextFile(`${root}/.gitattributes`, "*.txt filter=evil\n");
    await Deno.writeTextFile(`${root}/sub/a.txt`, "b\n");
    await Deno.writeTextFile(`${root}/x.log`, "");
    const place = (await findGit(root))!;
    const status = (await askGit(root, place, new AbortController().signal))!;
    assert.equal(status.branch, "trunk");
    assert.equal(mark(status, "sub/a.txt"), "modified");
    assert.equal(mark(status, "x.log"), "ignored");
    assert.equal(mark(status, ".gitattributes"), "untracked");
    const below = (await findGit(`${root}/sub`))!;
    assert.equal(
      mark((await askGit(`${root}/sub`, below, new AbortController().signal))!, "a.txt"),
      "modified",
    );
    await assert.rejects(Deno.lstat(`${root}/started`));
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});
