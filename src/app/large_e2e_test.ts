import assert from "node:assert/strict";
import { startClient } from "./testing_rpc.ts";

Deno.test("a large file: measured by a worker, edited, killed, restored and saved, all but the edit byte for byte", async () => {
  await using app = await startClient();
  const home = `${app.dir}/home`;
  const path = `${app.dir}/a.log`;
  const line = "2026-11-22T15:09:09 INFO [http] request accepted é 漢 after 12 ms\n";
  const content = line.repeat(Math.ceil(21 * 1024 * 1024 / line.length));
  await Deno.writeTextFile(path, content);
  const { doc } = await app.call("document/open", { path });
  await app.call("app/waitFor", { what: "idle" });
  const [{ dirty }] = await app.call("document/list");
  assert.equal(dirty, false);
  await app.call("editor/type", { doc, text: "mine " });
  const folder = `${home}/state/journal`;
  const isKept = () => {
    try {
      return [...Deno.readDirSync(folder)].some(({ name }) => Deno.statSync(`${folder}/${name}`).size > 0);
    } catch {
      return false;
    }
  };
  for (let i = 0; i < 200 && !isKept(); i++) await new Promise((resolve) => setTimeout(resolve, 30));
  await new Promise((resolve) => setTimeout(resolve, 600));
  app.kill("SIGKILL");
  await using next = await startClient({ args: ["--headless", "--home", home] });
  const [restored] = await next.call("document/list");
  assert.deepEqual([restored.name, restored.dirty], ["a.log", true]);
  await next.call("document/save", { doc: restored.doc });
  await next.call("app/waitFor", { what: "idle" });
  assert.ok(await Deno.readTextFile(path) === "mine " + content, "other bytes were saved");
  assert.equal(await next.end(), 0);
});
