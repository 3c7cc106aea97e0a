/**
 * The whole editor in a real window under an X server of its own: keys and mouse by XTest (xdotool), the outcome read through
 * --rpc in the same process. Waits go through the protocol. Not part of the product.
 */
import assert from "node:assert/strict";
import { startXvfb } from "../../tools/xvfb.ts";
import { type Client, startClient } from "./testing_rpc.ts";

/** The client's home folder is the app's; `home` fills it before the start, by path below it. */
export async function inWindow(
  args: readonly string[],
  use: (app: Client, x: X) => Promise<void>,
  home: Readonly<Record<string, string>> = {},
): Promise<void> {
  const display = await startXvfb();
  const runtime = await Deno.makeTempDir(); // Lavapipe says on stderr when there is none.
  const folder = await Deno.makeTempDir();
  try {
    for (const [path, text] of Object.entries(home)) {
      await Deno.mkdir(`${folder}/${path}`.replace(/\/[^/]*$/, ""), { recursive: true });
      await Deno.writeTextFile(`${folder}/${path}`, text);
    }
    const env = {
      DISPLAY: display.name,
      WAYLAND_DISPLAY: "",
      SDL_VIDEODRIVER: "x11",
      XDG_RUNTIME_DIR: runtime,
    };
    const app = await startClient({ args: ["--home", folder, ...args], env });
    try {
      await app.call("app/waitFor", { what: "idle", timeoutMs: 10_000 });
      const x = xdotool(display.name);
      const id = await x("search", "--sync", "--class", "nexus");
      await x("windowfocus", "--sync", id.split("\n")[0]);
      await use(app, x);
      assert.equal(await app.end(), 0);
      assert.equal(await app.stderr, "");
    } finally {
      await app[Symbol.asyncDispose]();
    }
  } finally {
    await display.stop();
    await Deno.remove(runtime, { recursive: true });
    await Deno.remove(folder, { recursive: true });
  }
}
export type X = (...args: string[]) => Promise<string>;
const xdotool = (display: string): X => async (...args) => {
  const { success, stdout, stderr } = await new Deno.Command("xdotool", { args, env: { DISPLAY: display } })
    .output();
  assert.ok(success, `xdotool ${args.join(" ")}: ${new TextDecoder().decode(stderr)}`);
  return new TextDecoder().decode(stdout).trim();
};
/** Asks until it holds; each look lets the app turn. The limit only makes a hang a failure. */
export async function until(app: Client, look: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 400; i++) {
    if (await look()) return;
    await app.call("app/waitFor", { what: "idle", timeoutMs: 5000 });
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`It never came about; ${JSON.stringify(await app.call("document/list"))}`);
}
