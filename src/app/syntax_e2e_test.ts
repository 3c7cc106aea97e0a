/** Colours in the real app, over automation: they come, follow edits, and what goes wrong is said. */
import assert from "node:assert/strict";
import { type Client, startClient } from "./testing_rpc.ts";

/** The whole view, in which lines carry the styles of their stretches. */
async function stylesOf(client: Client): Promise<string> {
  const view = await client.call("window/view");
  return JSON.stringify(view);
}

Deno.test("syntax/tree and syntax/captures answer for a text of no document, and refuse what nobody knows", async () => {
  await using client = await startClient();
  const { sexp } = await client.call("syntax/tree", { language: "python", text: "x = 1\n" });
  assert.match(sexp, /^\(module \(expression_statement \(assignment/);
  const { captures } = await client.call("syntax/captures", {
    language: "markdown",
    text: "# T\n\n```js\nconst a = 1;\n```\n",
  });
  assert.ok(
    captures.some((one: Record<string, unknown>) =>
      one.capture === "keyword" && one.startLine === 3 && one.startCol === 0 && one.endCol === 5
    ),
  );
  assert.equal((await client.fail("syntax/tree", { language: "klingon", text: "" })).code, -32602);
  assert.equal((await client.fail("syntax/captures", { language: "klingon", text: "" })).code, -32602);
  assert.equal((await client.fail("syntax/captures", { language: "go" })).code, -32602);
});

Deno.test("colours come after opening, stay through a key, and change no text, undo step or saved mark", async () => {
  await using client = await startClient({ initialize: { painter: "none" } });
  const path = `${client.dir}/a.ts`;
  await Deno.writeTextFile(path, "const a = 1;\n");
  const { doc } = await client.call("document/open", { path });
  await client.call("app/waitFor", { what: "highlighted" });
  const before = await stylesOf(client);
  assert.match(before, /"from":0,"to":5,"style":"keyword"/);
  assert.equal((await client.call("document/list"))[0].dirty, false);
  await client.call("editor/type", { text: "/" });
  await client.call("editor/type", { text: "/" });
  await client.call("app/waitFor", { what: "highlighted" });
  assert.match(await stylesOf(client), /"from":0,"to":14,"style":"comment"/);
  await client.call("editor/undo", {});
  await client.call("app/waitFor", { what: "highlighted" });
  assert.equal((await client.call("document/text", { doc })).text, "const a = 1;\n");
  assert.equal(await stylesOf(client), before);
  assert.equal((await client.call("document/list"))[0].dirty, false);
});

Deno.test("a text over 5 MB stays plain and says so; closing in the middle of a parse is no error", async () => {
  await using client = await startClient({ initialize: { painter: "none" } });
  const { doc } = await client.call("document/new", {
    text: "const a = 1;\n".repeat(400_000),
    language: "typescript",
  });
  await client.call("app/waitFor", { what: "highlighted" });
  assert.match(await stylesOf(client), /over 5 MB/);
  await client.call("document/close", { doc, force: true });
  const next = await client.call("document/new", {
    text: "const a = `1`;\n".repeat(60_000),
    language: "typescript",
  });
  await client.call("app/waitFor", { what: "frame" });
  await client.call("document/close", { doc: next.doc, force: true });
  await client.call("document/new", { text: "x = 1", language: "python" });
  await client.call("app/waitFor", { what: "highlighted" });
  assert.doesNotMatch(await stylesOf(client), /failed/);
});
