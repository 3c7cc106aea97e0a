/** The instrument against the null client: a real server, real keys, real pixels. No times are asserted. */
import { equal, ok } from "node:assert/strict";
import { Display } from "./x11/display.ts";
import { ScreenGrab } from "./x11/shm.ts";
import { startXvfb } from "../tools/xvfb.ts";
import { startTarget, stopTarget } from "./photon_target.ts";
import { measureKeys, settle } from "./photon_measure.ts";

const nullClient = new URL("./x11/null_client.ts", import.meta.url).pathname;

Deno.test("measureKeys() sees every key of a client that draws, and none of one that is stopped", async () => {
  const server = await startXvfb();
  const display = new Display(server.name);
  display.watchDamage();
  const target = startTarget([Deno.execPath(), "run", "-A", nullClient], server.name);
  try {
    const until = performance.now() + 20_000;
    let window = display.findWindow();
    while (window === null && performance.now() < until) {
      display.waitDamage(performance.now() + 100);
      window = display.findWindow();
    }
    ok(window !== null);
    settle(display);
    display.focus(window);
    const report = measureKeys(display, window, { target, count: 40 });
    equal(report.keys.n + report.keys.lost, 40);
    equal(report.keys.lost, 0);
    ok(report.keys.min > 0 && report.keys.min <= report.keys.p50 && report.keys.p50 <= report.keys.max);
    // The null client fills rows 400 to 417.
    equal(report.row.fromY, 400);
    equal(report.row.toY, 418);

    const grab = new ScreenGrab(display, window);
    grab.fetch();
    equal(grab.pixels[0] & 0xffffff, 0x202428);
    grab.close();

    Deno.kill(target.child.pid, "SIGSTOP");
    const before = performance.now();
    display.tap(display.keycode("a"));
    equal(display.waitDamage(performance.now() + 50), false);
    ok(performance.now() - before >= 49);
    Deno.kill(target.child.pid, "SIGCONT");
  } finally {
    await stopTarget(target);
    display.close();
    await server.stop();
  }
});

Deno.test("keycode() names the key that does not exist", async () => {
  const server = await startXvfb("200x100");
  const display = new Display(server.name);
  try {
    let message = "";
    try {
      display.keycode("NoSuchKey");
    } catch (error) {
      message = (error as Error).message;
    }
    equal(message, 'Cannot type "NoSuchKey": no key gives that keysym');
  } finally {
    display.close();
    await server.stop();
  }
});
