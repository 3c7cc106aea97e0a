import assert from "node:assert/strict";
import { startClient } from "./testing_rpc.ts";

// deno-lint-ignore no-explicit-any
const nodesOf = (node: any): any[] => [node, ...(node.children ?? []).flatMap(nodesOf)];
async function label(
  client: Awaited<ReturnType<typeof startClient>>,
  id: string,
): Promise<string | undefined> {
  const { tree } = await client.call("window/view");
  return nodesOf(tree).find((node) => node.id === id)?.label;
}

Deno.test("find and replace by keys: count, replace all, one undo", async () => {
  await using client = await startClient();
  const { doc } = await client.call("document/new", { text: "one two\ntwo one\n" });
  await client.call("editor/keys", { keys: ["ctrl+h", "ctrl+a", "o", "n", "e"] });
  await client.call("app/waitFor", { what: "idle" });
  assert.equal(await label(client, "find-count"), "1 of 2");
  await client.call("editor/keys", { keys: ["tab", "x", "y", "ctrl+alt+enter"] });
  await client.call("app/waitFor", { what: "idle" });
  assert.equal((await client.call("document/text", { doc })).text, "xy two\ntwo xy\n");
  await client.call("editor/keys", { keys: ["escape", "ctrl+z"] });
  assert.equal((await client.call("document/text", { doc })).text, "one two\ntwo one\n");
  assert.equal(await client.end(), 0);
});

Deno.test("Ctrl+H in the find input goes on to the replacement", async () => {
  await using client = await startClient();
  const { doc } = await client.call("document/new", { text: "\none two one\n" });
  await client.call("editor/keys", { keys: ["ctrl+f", "o", "n", "e", "ctrl+h", "x", "y"] });
  await client.call("app/waitFor", { what: "idle" });
  await client.call("editor/keys", { keys: ["ctrl+alt+enter"] });
  await client.call("app/waitFor", { what: "idle" });
  assert.equal((await client.call("document/text", { doc })).text, "\nxy two xy\n");
});

Deno.test("expressions: groups in the replacement, a bad one is explained, a runaway one is stopped", async () => {
  await using client = await startClient();
  const long = `${"a".repeat(60)}!`;
  const { doc } = await client.call("document/new", { text: `key=1\nother=22\n${long}\n` });
  const search = async (text: string) => {
    await client.call("editor/keys", { keys: ["ctrl+f", "ctrl+a", "backspace"] });
    await client.call("window/ime", { commit: text });
    await client.call("app/waitFor", { what: "idle", timeoutMs: 20_000 });
  };
  await client.call("editor/keys", { keys: ["ctrl+h", "alt+r"] });
  await search("(\\w+)=(\\d+)");
  assert.match(await label(client, "find-count") ?? "", /of 2$/);
  await client.call("editor/keys", { keys: ["tab"] });
  await client.call("window/ime", { commit: "$2=\\u$1" });
  await client.call("app/waitFor", { what: "idle", timeoutMs: 20_000 });
  assert.equal(await label(client, "find-message"), "key=1 becomes 1=Key");
  await client.call("editor/keys", { keys: ["ctrl+alt+enter"] });
  await client.call("app/waitFor", { what: "idle", timeoutMs: 20_000 });
  assert.equal((await client.call("document/text", { doc })).text, `1=Key\n22=Other\n${long}\n`);
  await search("(a");
  assert.equal(await label(client, "find-message"), "Not a regular expression: Unterminated group");
  await search("(a+)+$");
  assert.match(await label(client, "find-message") ?? "No message", /was stopped/);
  // The next one has a process again.
  await search("a{60}");
  assert.match(await label(client, "find-count") ?? "", /of 1$/);
  // It is searched again as the text changes.
  await client.call("editor/keys", { keys: ["escape", "ctrl+home"] });
  await client.call("editor/command", { id: "actions.find" });
  await search("\\d+");
  await client.call("document/edit", { doc, edits: [{ start: 0, end: 0, text: "7 " }] });
  await client.call("app/waitFor", { what: "idle", timeoutMs: 20_000 });
  assert.match(await label(client, "find-count") ?? "", /of 3$/);
  assert.equal(await client.end(), 0);
});

Deno.test("no search process outlives the app", async () => {
  const client = await startClient();
  await client.call("document/new", { text: "a" });
  await client.call("editor/keys", { keys: ["ctrl+f", "alt+r", "a"] });
  await client.call("app/waitFor", { what: "idle", timeoutMs: 20_000 });
  assert.ok((await children()).length > 0);
  await client.end();
  await client[Symbol.asyncDispose]();
  const left = await children();
  assert.deepEqual(left, []);
});

/** Search processes that come from this test, by what their parent's or their own command line says. */
async function children(): Promise<string[]> {
  const { stdout } = await new Deno.Command("ps", { args: ["-eo", "pid,ppid,args"] }).output();
  const rows = new TextDecoder().decode(stdout).split("\n").map((row) => row.trim().split(/\s+/));
  const ours = new Set([String(Deno.pid)]);
  for (let grown = true; grown;) {
    grown = false;
    for (const [pid, parent] of rows) {
      if (!ours.has(parent) || ours.has(pid)) continue;
      ours.add(pid);
      grown = true;
    }
  }
  return rows.filter(([pid, , ...args]) => ours.has(pid) && args.join(" ").includes("regex_child_io.ts"))
    .map(([pid]) => pid);
}

Deno.test("search/inFile answers literals and expressions, and says why it cannot", async () => {
  await using client = await startClient();
  const { doc } = await client.call("document/new", { text: `Foo food foo\n${"a".repeat(60)}!` });
  const inFile = (more: Record<string, unknown>) => client.call("search/inFile", { doc, ...more });
  assert.deepEqual((await inFile({ query: "foo", wholeWord: true })).matches, [{ from: 0, to: 3 }, {
    from: 9,
    to: 12,
  }]);
  assert.deepEqual((await inFile({ query: "foo", caseSensitive: true, from: 5 })).matches, [{
    from: 9,
    to: 12,
  }]);
  assert.deepEqual((await inFile({ query: "^f|o$", regex: true })).matches, [{ from: 0, to: 1 }, {
    from: 11,
    to: 12,
  }]);
  assert.match((await inFile({ query: "(", regex: true })).error, /Unterminated group/);
  assert.match((await inFile({ query: "(a+)+$", regex: true })).error, /was stopped/);
  assert.match((await client.fail("search/inFile", { doc, query: "" })).message, /must not be empty/);
});
