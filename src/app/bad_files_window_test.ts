import assert from "node:assert/strict";
import type { Client } from "./testing_rpc.ts";
import { inWindow, until } from "./testing_window.ts";

interface Popup {
  readonly kind: "notice" | "prompt";
  readonly text: string;
  readonly detail?: string;
  readonly actions?: readonly string[];
  readonly shown: readonly string[];
}
const popups = async (app: Client): Promise<Popup[]> => (await app.call("window/view")).popups;
const text = (words: string) => new TextEncoder().encode(words);
const plain = "one\ntwo\nthree\n";

/** What is said and offered, all of it on screen: no word is cut. */
async function said(app: Client, wanted: RegExp, offers: RegExp): Promise<void> {
  let seen = "";
  await until(app, async () => {
    for (const popup of await popups(app)) {
      const words = popup.kind === "prompt" ? `${popup.text} | ${popup.detail}` : popup.text;
      seen = words;
      if (!wanted.test(words)) continue;
      const shown = popup.shown.join(" ");
      const whole = popup.kind === "prompt" ? `${popup.text} ${popup.detail}` : popup.text;
      assert.ok(shown.replaceAll(" ", "").startsWith(whole.replaceAll(" ", "")), `cut: ${shown}`);
      assert.match(popup.kind === "prompt" ? shown : popup.actions!.join(" "), offers);
      return true;
    }
    return false;
  }).catch((error) => assert.fail(`${wanted} was not said, but ${seen}: ${error}`));
}
/** Nothing is open or said any more. */
async function calm(app: Client): Promise<void> {
  await app.call("editor/keys", { keys: ["escape"] });
  for (const { doc } of await app.call("document/list")) {
    await app.call("document/close", { doc, force: true });
  }
  await app.call("editor/command", { id: "notifications.clearAll" });
}
const open = (app: Client, path: string) =>
  app.call("editor/command", { id: "workbench.action.files.openFile", args: { path } });

Deno.test("every bad file says in a window what happened and what to do, and no word of it is cut", async () => {
  const dir = await Deno.makeTempDir({ prefix: "nexus-bad-files-with-a-long-name-" });
  const path = `${dir}/a.txt`;
  const write = (bytes: Uint8Array, to = path) => Deno.writeFileSync(to, bytes);
  await inWindow(["--software"], async (app, x) => {
    new Deno.Command("mkfifo", { args: [`${dir}/pipe`] }).outputSync();
    await open(app, `${dir}/pipe`);
    await said(app, /named pipe, which has no end; write what it gives into a file/, /^$/);
    await calm(app);
    await open(app, "/dev/zero");
    await said(app, /device, not a file/, /^$/);
    await calm(app);
    await open(app, "/proc/self/mem");
    await said(app, /Cannot open/, /^$/);
    await calm(app);
    await open(app, `${dir}/no/such/file.ts`);
    await said(app, /folder .*such does not exist; check the path or create it/, /^$/);
    await calm(app);
    Deno.symlinkSync("nowhere", `${dir}/link`);
    await open(app, `${dir}/link`);
    await said(app, /link does not exist yet; it is created when you save/, /^$/);
    await calm(app);
    write(
      text("caf\xff\xfe, and more text that is fine: été, naïve, œuvre\n").map((byte, i) =>
        i === 3 ? 0xff : byte
      ),
    );
    await open(app, path);
    await said(app, /bytes that are not UTF-8; they are kept as they are|which is a guess/, /^|encoding/);
    await calm(app);
    write(new Uint8Array([...plain].flatMap((one) => [one.charCodeAt(0), 0])));
    await open(app, path);
    await app.call("app/waitFor", { what: "idle" });
    await app.call("editor/command", { id: "nexus.encoding.reason" });
    await said(app, /UTF-16 LE: every second byte is zero/, /^$/);
    await calm(app);
    write(text("one\r\ntwo\nthree\r"));
    await open(app, path);
    await app.call("app/waitFor", { what: "idle" });
    assert.match(JSON.stringify(await app.call("window/view")), /Mixed line endings/);
    await calm(app);
    write(text(plain));
    Deno.chmodSync(path, 0o444);
    await open(app, path);
    await said(app, /marked read-only on disk/, /Edit it all the same/);
    await app.call("editor/command", { id: "notification.acceptPrimaryAction" });
    await x("type", "x");
    await until(app, async () => (await app.call("document/list"))[0].dirty);
    await x("key", "ctrl+s");
    await said(
      app,
      /Cannot save a\.txt \| The file is marked read-only; make it writable/,
      /Make it writable and save Save as/,
    );
    await x("key", "Return");
    await until(app, async () => !(await app.call("document/list"))[0].dirty);
    assert.equal(Deno.readTextFileSync(path), `x${plain}`);
    await app.call("editor/command", { id: "notifications.clearAll" });
    await new Promise((resolve) => setTimeout(resolve, 700)); // The watch follows new files in its own time.
    Deno.removeSync(path);
    await said(app, /was deleted on disk\. Your text is still here: saving writes the file again/, /^$/);
    await calm(app);
    write(text(plain));
    await open(app, path);
    await new Promise((resolve) => setTimeout(resolve, 700));
    Deno.removeSync(path);
    Deno.mkdirSync(path);
    await said(app, /is a folder on disk now\. Your text is still here: save it under another name/, /^$/);
    await x("key", "ctrl+s");
    await said(
      app,
      /Cannot save a\.txt \| There is a folder of this name; save it under another one/,
      /Save as Cancel/,
    );
    await calm(app);
    Deno.removeSync(path);
    write(text(plain));
    await open(app, path);
    await new Promise((resolve) => setTimeout(resolve, 700));
    await x("type", "mine");
    await until(app, async () => (await app.call("document/list"))[0].dirty);
    write(text(`${plain}four\n`));
    await said(app, /changed on disk while you have unsaved changes here/, /Merge Compare Drop mine/);
    await x("key", "ctrl+s");
    await said(
      app,
      /has changed on disk \| Another program wrote it/,
      /Merge Compare Overwrite Save as Cancel/,
    );
    await x("key", "Return");
    await until(app, async () => JSON.stringify(await popups(app)).includes("merged with the file on disk"));
    await x("key", "ctrl+s");
    await until(app, async () => !(await app.call("document/list"))[0].dirty);
    assert.equal(Deno.readTextFileSync(path), `mine${plain}four\n`);
    if ([...Deno.readDirSync("/dev")].some(({ name }) => name === "full")) {
      await x("key", "ctrl+shift+s");
      await until(app, async () => (await popups(app)).some(({ kind }) => kind === "prompt"));
      await x("key", "ctrl+a");
      await x("type", "/dev/full");
      await x("key", "Return");
      await said(app, /Cannot save full \| It is a device, not a file/, /Save as Cancel/);
    }
    await calm(app);
  });
  await Deno.remove(dir, { recursive: true });
});
