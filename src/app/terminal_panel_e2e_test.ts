/** The terminal in the panel, driven by keys, text and the mouse as a person would. */
import assert from "node:assert/strict";
import { startClient } from "./testing_rpc.ts";

const start = () =>
  startClient({
    initialize: { width: 1000, height: 700 },
    env: { SHELL: "/bin/sh", PS1: "$ ", ENV: "/dev/null" },
  });
/** As a person types it: a key down, then its text. */
const typed = (app: App, text: string) =>
  app.call("editor/keys", { keys: [...text].map((char) => (char === " " ? "space" : char)) });
type App = Awaited<ReturnType<typeof start>>;
async function newest(app: App): Promise<number> {
  const { terms } = await app.call("terminal/list");
  return terms.at(-1).term;
}
// deno-lint-ignore no-explicit-any
const nodesOf = (node: any): any[] => [node, ...node.children.flatMap(nodesOf)];
const ids = async (app: App): Promise<string[]> =>
  nodesOf((await app.call("window/view")).tree).map(({ id }) => id);

Deno.test("Ctrl+` opens a shell in the panel; keys go to it, its own go to the workbench", async () => {
  await using app = await start();
  await app.call("document/new", { text: "editor" });
  await app.call("editor/keys", { keys: ["ctrl+`"] });
  const term = await newest(app);
  await app.call("terminal/waitFor", { term, text: "$" });
  await typed(app, "echo ab 123");
  await app.call("editor/keys", { keys: ["enter"] });
  await app.call("terminal/waitFor", { term, text: "\nab 123" });
  await typed(app, "yes");
  await app.call("editor/keys", { keys: ["enter"] });
  await app.call("terminal/waitFor", { term, text: "y\ny" });
  await app.call("editor/keys", { keys: ["ctrl+c"] });
  await app.call("terminal/waitFor", { term, text: "^C" });
  // The grid is as large as the panel shows it, and the program knows.
  await typed(app, "stty size");
  await app.call("editor/keys", { keys: ["enter"] });
  await app.call("terminal/waitFor", { term, text: "8 121" });
  await app.call("editor/keys", { keys: ["ctrl+shift+`"] });
  const second = await newest(app);
  assert.notEqual(second, term);
  await app.call("terminal/waitFor", { term: second, text: "$" });
  assert.ok((await ids(app)).includes(`terminal-tab-${second}`));
  await typed(app, "exit");
  await app.call("editor/keys", { keys: ["enter"] });
  await app.call("terminal/waitExit", { term: second }).catch(() => {});
  await app.call("app/waitFor", { what: "idle" });
  assert.ok(!(await ids(app)).includes(`terminal-tab-${second}`));
  await app.call("editor/keys", { keys: ["ctrl+`"] });
  assert.ok(!(await ids(app)).includes(`terminal-${term}`));
  await app.call("editor/type", { text: "x" });
  assert.equal((await app.call("document/text", { doc: 1 })).text, "xeditor");
});

Deno.test("a shell that does not exist is said in the panel", async () => {
  await using app = await start();
  await app.call("editor/command", {
    id: "workbench.action.terminal.new",
    args: { argv: ["no-such-shell"] },
  });
  await app.call("app/waitFor", { what: "idle" });
  const words = nodesOf((await app.call("window/view")).tree).find((
    { id },
  ) => id === "terminal-words");
  assert.match(words?.label ?? "", /could not start.*no-such-shell: No such file or directory/);
});
