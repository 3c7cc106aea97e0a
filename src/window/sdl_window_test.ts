import assert from "node:assert/strict";
import type { DevicePx, Px } from "../base/mod.ts";
import { Mod, type WindowEvent } from "./events.ts";
import { startXvfb } from "../../tools/xvfb.ts";
import { openWindow } from "./mod_io.ts";
import type { Window } from "./types.ts";

// A real window under an X server of its own, worked by xdotool and xclip. Everything waits for a condition; the limit
// only turns a hang into a failure.
const limitMs = 15_000;

async function run(command: string, ...args: string[]): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(command, { args }).output();
  assert.ok(success, `${command} ${args.join(" ")}: ${new TextDecoder().decode(stderr)}`);
  return new TextDecoder().decode(stdout).trim();
}
/** Gives a selection to xclip, which stays in the background as its owner. */
async function give(selection: string, text: string): Promise<void> {
  const args = ["-i", "-selection", selection];
  const child = new Deno.Command("xclip", { args, stdin: "piped", stdout: "null", stderr: "null" }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(text));
  await writer.close();
  assert.ok((await child.status).success);
}

/** Sends WM_DELETE_WINDOW as a window manager does; there is none here. */
function askToClose(xid: bigint): void {
  const x11 = Deno.dlopen("libX11.so.6", {
    XOpenDisplay: { parameters: ["pointer"], result: "pointer" },
    XCloseDisplay: { parameters: ["pointer"], result: "i32" },
    XInternAtom: { parameters: ["pointer", "buffer", "i32"], result: "u64" },
    XSendEvent: { parameters: ["pointer", "u64", "i32", "i64", "buffer"], result: "i32" },
  });
  const x = x11.symbols, display = x.XOpenDisplay(null), utf8 = new TextEncoder();
  const event = new DataView(new ArrayBuffer(192));
  event.setInt32(0, 33, true); // ClientMessage
  event.setBigUint64(32, xid, true);
  event.setBigUint64(40, x.XInternAtom(display, utf8.encode("WM_PROTOCOLS\0"), 0), true);
  event.setInt32(48, 32, true);
  event.setBigUint64(56, x.XInternAtom(display, utf8.encode("WM_DELETE_WINDOW\0"), 0), true);
  x.XSendEvent(display, xid, 0, 0n, new Uint8Array(event.buffer));
  x.XCloseDisplay(display);
  x11.close();
}

/** Reads the window until `isThere`; everything read since the last call is in `seen`. */
async function until(window: Window, isThere: (seen: WindowEvent[]) => boolean): Promise<WindowEvent[]> {
  const seen: WindowEvent[] = [], end = performance.now() + limitMs;
  for (;;) {
    window.poll(seen);
    if (isThere(seen)) return seen;
    if (performance.now() > end) throw new Error(`It never came; seen: ${JSON.stringify(seen)}`);
    window.waitSync(5);
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
}
const has = (kind: WindowEvent["kind"]) => (seen: WindowEvent[]) => seen.some((event) => event.kind === kind);
type Kinds<E> = E extends { readonly kind: infer K } ? K : never;
/** The events of one kind; unions such as "keydown" | "keyup" count as their whole. */
function only<K extends Kinds<WindowEvent>>(seen: WindowEvent[], kind: K) {
  type Wanted<E> = E extends { readonly kind: string } ? K extends E["kind"] ? E : never : never;
  return seen.filter((event): event is Wanted<WindowEvent> & WindowEvent => event.kind === kind);
}
const isUp = (key: string) => (seen: WindowEvent[]) =>
  seen.some((event) => event.kind === "keyup" && event.key === key);
function open(scale?: number): Window {
  const opened = openWindow({
    title: "Window test é",
    width: 640 as Px,
    height: 400 as Px,
    scale,
    software: true,
  });
  assert.ok(opened.ok, opened.ok ? "" : opened.reason);
  return opened.value;
}

Deno.test("openWindow() gives a window that hears, shows and copies", async (t) => {
  const before = Deno.env.get("DISPLAY"), display = await startXvfb();
  Deno.env.set("DISPLAY", display.name);
  try {
    const window = open();
    await until(window, has("focus"));
    const xid = await run("xdotool", "search", "--class", "nexus");
    try {
      await useWindow(t, { window, xid });
    } finally {
      window.close();
    }
    assert.equal(window.poll([]), 0);
    assert.equal(await window.waitAsync(), false);

    await t.step("openWindow() opens again after close(), at another scale", async () => {
      const again = open(2);
      assert.deepEqual(again.size(), { width: 640, height: 400, scale: 2 });
      assert.deepEqual(again.pixelSize(), { width: 1280, height: 800 });
      await until(again, has("focus"));
      await run(
        "xdotool",
        "mousemove",
        "--window",
        await run("xdotool", "search", "--class", "nexus"),
        "100",
        "31",
      );
      const moved = await until(again, (seen) => only(seen, "mousemove").some((event) => event.x === 50));
      assert.equal(only(moved, "mousemove").at(-1)?.y, 15.5);
      while (again.poll([]) > 0) again.waitSync(1);
      const sleeping = again.waitAsync();
      again.close();
      assert.equal(await sleeping, false);
    });
    await t.step("openWindow() leaves no variables to our children", () => {
      assert.equal(Deno.env.get("SDL_VIDEO_X11_WMCLASS"), undefined);
    });
  } finally {
    if (before === undefined) Deno.env.delete("DISPLAY");
    else Deno.env.set("DISPLAY", before);
    await display.stop();
  }
});

async function useWindow(
  t: Deno.TestContext,
  { window, xid }: { window: Window; xid: string },
): Promise<void> {
  // SDL takes a release and a press of one key within 2 ms for a repeat, and swallows the release: also that of Shift.
  const key = (...keys: string[]) => run("xdotool", "key", "--delay", "8", ...keys);

  await t.step("the title and the class are ours", async () => {
    assert.equal(await run("xdotool", "getwindowname", xid), "Window test é");
    window.setTitle("Other ü");
    window.poll([]);
    assert.equal(await run("xdotool", "getwindowname", xid), "Other ü");
    assert.equal(window.isVisible(), true);
    assert.equal(window.isFocused(), true);
    assert.equal(window.driver, "x11");
    assert.ok(window.fd > 2);
  });

  await t.step("a second window is refused", () => {
    const second = openWindow({ title: "", width: 10 as Px, height: 10 as Px, software: true });
    assert.ok(!second.ok && second.kind === "failed");
  });

  await t.step("poll() tells keys and their text", async () => {
    await key("a", "shift+b", "Return", "ctrl+shift+k", "alt+f", "F5");
    const seen = await until(window, isUp("f5"));
    const downs = only(seen, "keydown").filter(({ key }) => !["shift", "ctrl", "alt"].includes(key));
    assert.deepEqual(downs.map(({ key, mods }) => [key, mods]), [
      ["a", 0],
      ["b", Mod.shift],
      ["enter", 0],
      ["k", Mod.ctrl | Mod.shift],
      ["f", Mod.alt],
      ["f5", 0],
    ]);
    assert.deepEqual(only(seen, "text").map(({ text }) => text), ["a", "B"]);
    for (let i = 1; i < seen.length; i++) assert.ok(seen[i].at >= seen[i - 1].at - 1);
  });

  await t.step("poll() follows the layout", async () => {
    await run("setxkbmap", "fr");
    await key("eacute");
    const french = await until(window, (seen) => isUp("2")(seen) && has("text")(seen));
    assert.deepEqual(only(french, "text").map(({ text }) => text), ["é"]);

    await run("setxkbmap", "ru");
    await run("xdotool", "keydown", "37", "key", "54", "keyup", "37"); // ctrl, the key where US has c
    const russian = await until(window, isUp("ctrl"));
    const chord = only(russian, "keydown").find(({ key }) => key === "c");
    assert.equal(chord?.mods, Mod.ctrl);
    assert.equal(has("text")(russian), false);

    await run("setxkbmap", "de");
    await run("xdotool", "keydown", "108", "key", "24", "keyup", "108"); // the right Alt key, q
    const german = await until(window, isUp("altgr"));
    assert.equal(only(german, "keydown").find(({ key }) => key === "q")?.mods, Mod.altgr);
    assert.deepEqual(only(german, "text").map(({ text }) => text), ["@"]);
    await run("setxkbmap", "us");
  });

  await t.step("poll() tells the pointer", async () => {
    await run("xdotool", "mousemove", "--window", xid, "40", "50");
    await run(
      "xdotool",
      "click",
      "--repeat",
      "2",
      "--delay",
      "10",
      "1",
      "keydown",
      "shift",
      "click",
      "5",
      "keyup",
      "shift",
      "click",
      "4",
      "click",
      "3",
    );
    const seen = await until(window, (seen) => only(seen, "mouseup").some(({ button }) => button === 2));
    const downs = only(seen, "mousedown");
    assert.deepEqual(downs.map(({ button, clicks, x, y }) => [button, clicks, x, y]), [[0, 1, 40, 50], [
      0,
      2,
      40,
      50,
    ], [2, 1, 40, 50]]);
    assert.deepEqual(only(seen, "wheel").map(({ dx, dy, x, y, mods }) => [dx, dy, x, y, mods]), [
      [0, 1, 40, 50, Mod.shift],
      [0, -1, 40, 50, 0],
    ]);
    await run("xdotool", "mousedown", "1", "mousemove", "--window", xid, "60", "50", "mouseup", "1");
    const dragged = await until(window, has("mouseup"));
    assert.ok(only(dragged, "mousemove").some(({ buttons, x }) => buttons === 1 && x === 60));
  });

  await t.step("surface() shows what was written, and follows a resize", async () => {
    const target = window.surface();
    assert.deepEqual([target.width, target.height], [640, 400]);
    target.pixels.fill(0x102030);
    target.pixels[5 * target.stride + 7] = 0xff8040;
    target.flush(
      [{ x: 0 as DevicePx, y: 0 as DevicePx, width: 640 as DevicePx, height: 400 as DevicePx }],
      1,
    );
    window.poll([]);
    assert.equal(await pixelAt(xid, 7, 5), "ff8040");
    assert.equal(await pixelAt(xid, 8, 5), "102030");

    await run("xdotool", "windowsize", xid, "700", "300");
    const seen = await until(window, has("resize"));
    const resize = only(seen, "resize").at(-1);
    assert.deepEqual([resize?.width, resize?.height, resize?.scale], [700, 300, 1]);
    assert.equal(window.surface(), target);
    assert.deepEqual([target.width, target.height, target.pixels.length], [700, 300, target.stride * 300]);
    target.pixels.fill(0x00ff00);
    // A painter that missed the resize must not be able to do harm either: two rectangles, one partly outside.
    const whole = { x: 0 as DevicePx, y: 0 as DevicePx, width: 900 as DevicePx, height: 300 as DevicePx };
    target.flush([whole, whole], 2);
    window.poll([]);
    assert.equal(await pixelAt(xid, 699, 299), "00ff00");
  });

  await t.step(
    "surface() waits for the display to read what was shown before it gives the memory again",
    async () => {
      const whole = { x: 0 as DevicePx, y: 0 as DevicePx, width: 700 as DevicePx, height: 300 as DevicePx };
      for (let i = 0; i < 50; i++) {
        const target = window.surface();
        target.pixels.fill(0x010101 * i);
        target.flush([whole], 1);
      }
      // Nobody asked for this: what was flushed last stands.
      window.surface().pixels.fill(0xff0000);
      assert.equal(await pixelAt(xid, 350, 150), "313131");
    },
  );

  await t.step("clipboard() and setClipboard() go round with another program", async () => {
    assert.equal(window.setClipboard("copied ✓\n"), true);
    assert.equal(window.clipboard(), "copied ✓\n");
    assert.equal(await paste(window, "clipboard"), "copied ✓\n");
    await give("clipboard", "from outside é");
    assert.equal(window.clipboard(), "from outside é");
    const large = "ü".repeat(2_500_000);
    await give("clipboard", large);
    assert.ok(window.clipboard() === large, "a selection sent in pieces");
    assert.equal(window.setClipboard(""), true);
    assert.equal(window.clipboard(), "");
  });

  await t.step(
    "setClipboard() refuses what would end the connection, and hands over what is just below",
    async () => {
      assert.equal(window.setClipboard("x".repeat(40_000_000)), false);
      const large = "y".repeat(16_000_000);
      assert.equal(window.setClipboard(large), true);
      assert.ok(await paste(window, "clipboard") === large);
    },
  );

  await t.step("primary() and setPrimary() go round with another program", async () => {
    assert.equal(window.setPrimary("selected"), true);
    assert.equal(window.primary(), "selected");
    assert.equal(await paste(window, "primary"), "selected");
    await give("primary", "elsewhere");
    assert.equal(window.primary(), "elsewhere");
  });

  await t.step("waitAsync() wakes for a key and by wake()", async () => {
    while (window.poll([]) > 0) window.waitSync(1);
    const sleeping = window.waitAsync();
    assert.equal(window.waitAsync(), sleeping);
    window.wake();
    assert.equal(await sleeping, false);
    window.poll([]);
    const next = window.waitAsync();
    await key("x");
    assert.equal(await next, true);
    await until(window, isUp("x"));
  });

  await t.step("setCursor(), setTextArea(), setIcon() and requestAttention() are taken", () => {
    for (const shape of ["text", "hand", "ew-resize", "grab", "arrow"] as const) window.setCursor(shape);
    window.setTextArea({ x: 1 as Px, y: 2 as Px, width: 3 as Px, height: 4 as Px });
    window.setIcon({ width: 2, height: 2, pixels: new Uint8Array(16).fill(255) });
    window.requestAttention();
    window.stopText();
    window.startText();
    window.poll([]);
  });

  await t.step("poll() tells a wish to close", async () => {
    askToClose(BigInt(xid));
    const seen = await until(window, has("close"));
    assert.equal(only(seen, "close").length, 1);
    assert.equal(window.isVisible(), true);
  });
}

Deno.test("openWindow() shows pixels where the display shares no memory", async () => {
  const before = Deno.env.get("DISPLAY"), display = await startXvfb("800x600", ["-extension", "MIT-SHM"]);
  Deno.env.set("DISPLAY", display.name);
  try {
    const window = open();
    await until(window, has("focus"));
    const target = window.surface();
    target.pixels.fill(0x336699);
    const whole = { x: 0 as DevicePx, y: 0 as DevicePx, width: 640 as DevicePx, height: 400 as DevicePx };
    target.flush([whole], 1);
    window.poll([]);
    assert.equal(await pixelAt(await run("xdotool", "search", "--class", "nexus"), 320, 200), "336699");
    window.close();
  } finally {
    if (before === undefined) Deno.env.delete("DISPLAY");
    else Deno.env.set("DISPLAY", before);
    await display.stop();
  }
});

/** What another program pastes; the window answers meanwhile. */
async function paste(window: Window, selection: string): Promise<string> {
  const child = new Deno.Command("xclip", { args: ["-o", "-selection", selection], stderr: "null" }).output();
  let output: Deno.CommandOutput | null = null;
  child.then((done) => output = done);
  await until(window, () => output !== null);
  return new TextDecoder().decode((await child).stdout);
}
/** A pixel as other programs see it, by ImageMagick. */
async function pixelAt(xid: string, x: number, y: number): Promise<string> {
  const said = await run("import", "-window", xid, "-crop", `1x1+${x}+${y}`, "-depth", "8", "txt:-");
  return /#([0-9A-F]{6})/.exec(said)?.[1].toLowerCase() ?? said;
}

Deno.test("openWindow() says that there is no display, and names the way out", () => {
  const names = ["DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER"];
  const before = names.map((name) => Deno.env.get(name));
  const attempt = () => openWindow({ title: "", width: 10 as Px, height: 10 as Px, software: true });
  try {
    for (const name of names) Deno.env.delete(name);
    const none = attempt();
    assert.ok(!none.ok && none.kind === "no-display" && /--headless/.test(none.reason));
    Deno.env.set("DISPLAY", ":64999");
    const wrong = attempt();
    assert.ok(!wrong.ok && wrong.kind === "no-display" && /:64999/.test(wrong.reason));
    assert.equal(wrong.reason.includes("\n"), false);
  } finally {
    names.forEach((name, i) =>
      before[i] === undefined ? Deno.env.delete(name) : Deno.env.set(name, before[i])
    );
  }
});
