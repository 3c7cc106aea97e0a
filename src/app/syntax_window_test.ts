import assert from "node:assert/strict";
import { inWindow, until } from "./testing_window.ts";

Deno.test("a parse that runs away says so in the status bar while keys go on to be typed", async () => {
  const dir = await Deno.makeTempDir();
  const line = (i: number) => `export const value${i} = compute(a[${i}], { b: "x${i}" }); // line ${i}`;
  await Deno.writeTextFile(`${dir}/a.ts`, Array.from({ length: 10_000 }, (_, i) => line(i)).join("\n"));
  await inWindow(["--software", `${dir}/a.ts:1:1`], async (app, x) => {
    const [{ doc }] = await app.call("document/list");
    const status = async (): Promise<string> =>
      (await app.call("window/view")).status.map(({ text }: { text: string }) => text).join("\n");
    await x("type", "<");
    await until(app, async () => /Colours are late|Colours stopped/.test(await status()));
    await x("type", "--delay", "4", "typed");
    const start = async () => (await app.call("document/text", { doc })).text.slice(0, 6);
    await until(app, async () => await start() === "<typed");
    assert.match(await status(), /Colours (are late|stopped)/);
  });
  await Deno.remove(dir, { recursive: true });
});
