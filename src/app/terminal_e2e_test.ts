/** Terminals through the protocol: shells and full-screen programs, what they show, how they end. */
import assert from "node:assert/strict";
import { startClient } from "./testing_rpc.ts";

const bash = ["bash", "--norc", "--noprofile"];
const quiet = { PS1: "$ " };

Deno.test("terminal/open runs a shell that is typed into, read and waited for", async () => {
  await using app = await startClient({ initialize: { painter: "none" } });
  const { term } = await app.call("terminal/open", {
    argv: bash,
    cols: 60,
    rows: 10,
    env: quiet,
    cwd: "/tmp",
  });
  await app.call("terminal/waitFor", { term, text: "$" });
  await app.call("terminal/input", {
    term,
    data: "printf '\\e[31;1mred\\e[0m %s\\n' \"$(tty | cut -c1-8) $COLUMNS $PWD\"\r",
  });
  const screen = await app.call("terminal/waitFor", { term, text: "red /dev/pts 60 /tmp" });
  const row = screen.lines.findIndex((line: string) => line.startsWith("red "));
  assert.deepEqual(screen.attrs[row], [{ start: 0, end: 3, fg: 1, flags: ["bold"] }]);
  assert.equal(screen.cursor.col, 2);
  await app.call("terminal/resize", { term, cols: 100, rows: 20 });
  await app.call("terminal/input", { term, data: "stty size; exit 7\r" });
  assert.deepEqual(await app.call("terminal/waitExit", { term }), { code: 7, signal: null });
  // What was shown stays to be read.
  const last = await app.call("terminal/screen", { term });
  assert.ok(last.lines.includes("20 100"), last.lines.join("\n"));
});

Deno.test("a program that does not exist, a folder that does not, and one that is killed are said in words", async () => {
  await using app = await startClient({ initialize: { painter: "none" } });
  const missing = await app.fail("terminal/open", { argv: ["no-such-shell"] });
  assert.match(missing.message, /Cannot start no-such-shell: No such file or directory/);
  const folder = await app.fail("terminal/open", { argv: bash, cwd: "/no/such/folder" });
  assert.match(folder.message, /the folder \/no\/such\/folder is not there/);
  assert.equal((await app.fail("terminal/screen", { term: 99 })).code, -32602);
  assert.equal((await app.fail("terminal/open", { argv: [] })).code, -32602);
  assert.equal((await app.fail("terminal/open", { argv: bash, cols: 0 })).code, -32602);
  const { term } = await app.call("terminal/open", { argv: ["bash", "-c", "kill -9 $$"] });
  assert.deepEqual(await app.call("terminal/waitExit", { term }), { code: null, signal: "SIGKILL" });
});

Deno.test("vim and less have the keys and the screen that they ask for", async () => {
  await using app = await startClient({ initialize: { painter: "none" } });
  await Deno.writeTextFile(
    `${app.dir}/a.txt`,
    Array.from({ length: 100 }, (_, i) => `line ${i + 1}`).join("\n"),
  );
  const vim = await app.call("terminal/open", {
    argv: ["vim", "-u", "NONE", "-i", "NONE", "-N", "a.txt"],
    cols: 70,
    rows: 12,
    cwd: app.dir,
  });
  await app.call("terminal/waitFor", { term: vim.term, text: "line 11" });
  await app.call("terminal/keys", { term: vim.term, keys: ["down", "down", "end"] });
  await app.call("terminal/input", { term: vim.term, data: "A!" });
  await app.call("terminal/keys", { term: vim.term, keys: ["escape"] });
  const shown = await app.call("terminal/waitFor", { term: vim.term, text: "line 3!" });
  assert.equal(shown.alternate, true);
  await app.call("terminal/input", { term: vim.term, data: ":wq\r" });
  assert.equal((await app.call("terminal/waitExit", { term: vim.term })).code, 0);
  assert.match(await Deno.readTextFile(`${app.dir}/a.txt`), /line 3!\n/);
  const less = await app.call("terminal/open", { argv: ["less", "a.txt"], cols: 40, rows: 8, cwd: app.dir });
  await app.call("terminal/waitFor", { term: less.term, text: "line 7" });
  await app.call("terminal/keys", { term: less.term, keys: ["end"] });
  await app.call("terminal/input", { term: less.term, data: "G" });
  await app.call("terminal/waitFor", { term: less.term, text: "line 100" });
  await app.call("terminal/input", { term: less.term, data: "q" });
  assert.equal((await app.call("terminal/waitExit", { term: less.term })).code, 0);
});

Deno.test("ctrl+c ends a flood, and the children get no secrets", async () => {
  await using app = await startClient({
    initialize: { painter: "none" },
    env: { MY_API_KEY: "hush", GITHUB_TOKEN: "hush" },
  });
  const { term } = await app.call("terminal/open", { argv: bash, env: quiet });
  await app.call("terminal/input", { term, data: "env | grep -c hush; echo count' 'done\r" });
  const { lines } = await app.call("terminal/waitFor", { term, text: "count done" });
  assert.ok(lines.includes("0"), lines.join("\n"));
  await app.call("terminal/input", { term, data: "yes flood\r" });
  await app.call("terminal/waitFor", { term, text: "flood\nflood" });
  await app.call("terminal/keys", { term, keys: ["ctrl+c"] });
  await app.call("terminal/waitFor", { term, text: "^C" });
  await app.call("terminal/close", { term });
  assert.deepEqual((await app.call("terminal/list")).terms, []);
});
