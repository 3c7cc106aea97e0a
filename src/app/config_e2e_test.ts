import assert from "node:assert/strict";
import { type Client, startClient } from "./testing_rpc.ts";

const view = async (client: Client) => {
  await client.call("app/waitFor", { what: "idle" });
  return await client.call("window/view");
};
const words = async (client: Client) => JSON.stringify((await view(client)).popups);

Deno.test("settings: made by the command, changed in an editor, broken, mended, with the theme at once", async () => {
  await using client = await startClient();
  await client.call("editor/command", { id: "workbench.action.openSettingsJson" });
  await client.call("app/waitFor", { what: "idle" });
  const [doc] = await client.call("document/list");
  assert.match(doc.path, /home\/settings\.json$/);
  const write = async (text: string) => {
    await client.call("editor/command", { id: "editor.action.selectAll", doc: doc.doc });
    await client.call("editor/command", { id: "paste", args: { text }, doc: doc.doc });
    await client.call("document/save", { doc: doc.doc });
  };
  await write('{ "workbench.colorTheme": "Nord", "editor.fontSize": 20 } // cold\n');
  assert.equal((await view(client)).theme, "Nord");
  await write('{ "workbench.colorTheme": "Nord",\n oops');
  assert.match(await words(client), /settings\.json:2:2: Not JSON/);
  assert.equal((await view(client)).theme, "Nord");
  await write('{ "workbench.colorTheme": "Solarized Light" } // warm\n');
  assert.equal((await view(client)).theme, "Solarized Light");
  assert.doesNotMatch(await words(client), /Not JSON/);
  await client.call("editor/command", { id: "nexus.theme.set", args: { name: "Dracula" } });
  assert.equal((await view(client)).theme, "Dracula");
  const text = await Deno.readTextFile(doc.path);
  assert.equal(text, '{ "workbench.colorTheme": "Dracula" } // warm\n');
  await client.call("editor/command", { id: "nexus.settings.reset", args: { id: "workbench.colorTheme" } });
  assert.equal((await view(client)).theme, "Nexus dark");
  assert.equal((await Deno.readTextFile(doc.path)).includes("// warm"), true);
});

Deno.test("settings: every bundled theme can be read, and the picker shows one while moving", async () => {
  await using client = await startClient();
  await client.call("editor/command", { id: "workbench.action.selectTheme" });
  const shown = await view(client);
  assert.equal(shown.popups[0].count, 31);
  await client.call("editor/keys", { keys: ["down", "down"] });
  assert.equal((await view(client)).theme, "Nexus high contrast");
  await client.call("editor/keys", { keys: ["end"] });
  assert.equal((await view(client)).theme, "Vitesse Light");
  await client.call("editor/keys", { keys: ["escape"] });
  assert.equal((await view(client)).theme, "Nexus dark");
});

Deno.test("settings: a person's own theme, broken and mended, and a keymap", async () => {
  await using client = await startClient({ initialize: null });
  const home = `${client.dir}/home`;
  await Deno.mkdir(`${home}/themes`, { recursive: true });
  const theme = (ground: string) => JSON.stringify({ type: "dark", colors: { "editor.background": ground } });
  await Deno.writeTextFile(`${home}/themes/Mine.json`, theme("#200020"));
  await client.call("app/initialize");
  await client.call("editor/command", { id: "nexus.settings.reload" });
  await client.call("editor/command", { id: "nexus.theme.set", args: { name: "Mine" } });
  assert.equal((await view(client)).theme, "Mine");
  await Deno.writeTextFile(`${home}/themes/Mine.json`, '{ "colors": {\n oops');
  await client.call("editor/command", { id: "nexus.settings.reload" });
  assert.match(await words(client), /themes\/Mine\.json:2:2: Not JSON/);
  assert.equal((await view(client)).theme, "Mine");
  const keys = '[{ "key": "ctrl+u ctrl+u", "command": "type", "args": { "text": "hello" } }]';
  await Deno.writeTextFile(`${home}/keybindings.json`, keys);
  await client.call("editor/command", { id: "nexus.settings.reload" });
  const { doc } = await client.call("document/new", { text: "" });
  await client.call("editor/keys", { keys: ["ctrl+u ctrl+u"] });
  assert.equal((await client.call("document/text", { doc })).text, "hello");
});

Deno.test("settings: a huge file and a folder in its place are said", async () => {
  await using client = await startClient({ initialize: null });
  const home = `${client.dir}/home`;
  await Deno.mkdir(`${home}/settings.json`, { recursive: true });
  await Deno.writeTextFile(`${home}/keybindings.json`, `[${" ".repeat(1_100_000)}]`);
  await client.call("app/initialize");
  assert.match(await words(client), /settings\.json:1:1: It cannot be read/);
});

Deno.test("settings: those of an open folder hold while it is open, and are followed", async () => {
  await using client = await startClient();
  const folder = `${client.dir}/work`;
  await Deno.mkdir(`${folder}/.nexus`, { recursive: true });
  await Deno.writeTextFile(`${folder}/.nexus/settings.json`, '{ "workbench.colorTheme": "Nord" }');
  await Deno.writeTextFile(`${folder}/a.txt`, "x");
  await client.call("document/open", { path: folder });
  assert.equal((await view(client)).theme, "Nord");
  const { doc } = await client.call("document/open", { path: `${folder}/.nexus/settings.json` });
  await client.call("editor/command", { id: "editor.action.selectAll", doc });
  await client.call("editor/command", { id: "paste", args: { text: "{}" }, doc });
  await client.call("document/save", { doc });
  assert.equal((await view(client)).theme, "Nexus dark");
});

Deno.test("settings: a VS Code profile is imported over the protocol, with a report", async () => {
  await using client = await startClient();
  const folder = `${client.dir}/Code/User`;
  await Deno.mkdir(`${folder}/snippets`, { recursive: true });
  await Deno.writeTextFile(`${folder}/settings.json`, '{ "workbench.colorTheme": "Nord", "x.y": 1 }');
  await Deno.writeTextFile(
    `${folder}/keybindings.json`,
    '[{ "key": "ctrl+i", "command": "editor.action.deleteLines" }]',
  );
  await Deno.writeTextFile(`${folder}/snippets/go.json`, '{ "Log": { "prefix": "lg", "body": "log" } }');
  const { taken, left } = await client.call("app/importVSCode", { path: `${client.dir}/Code` });
  assert.deepEqual([taken.length, left.length], [3, 1]);
  assert.equal((await view(client)).theme, "Nord");
  assert.match((await view(client)).title, /Import from VS Code\.md/);
  const { settings } = await client.call("app/settings");
  assert.deepEqual(settings["workbench.colorTheme"], { value: "Nord", default: "Nexus dark", isSet: true });
  assert.match(await Deno.readTextFile(`${client.dir}/home/snippets/go.json`), /lg/);
  const { doc } = await client.call("document/new", { text: "one\ntwo" });
  await client.call("editor/keys", { keys: ["ctrl+i"] });
  assert.equal((await client.call("document/text", { doc })).text, "two");
  assert.match((await client.fail("app/importVSCode", { path: "/nowhere" })).message, /There is no folder/);
});
