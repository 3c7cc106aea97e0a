/**
 * The WebGPU painter against the software painter, on whatever adapter there is (lavapipe here). One child process
 * makes the device. TOLERANCE: 2 of 255 a channel; one comes from the hardware's own sRGB rounding, one from ours.
 */
import assert from "node:assert/strict";

const TOLERANCE = 2;

Deno.test("createGpuPainter() paints what the software painter paints, and survives a lost device", async () => {
  const child = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", new URL("./compare.ts", import.meta.url).pathname],
    cwd: new URL("../../../", import.meta.url).pathname,
    stdout: "piped",
    stderr: "piped",
  }).output();
  const said = new TextDecoder().decode(child.stdout).trim();
  assert.ok(said.startsWith("{"), new TextDecoder().decode(child.stderr));
  const result = JSON.parse(said);
  if (result.reason !== undefined) {
    console.log(`Not compared: ${result.reason}`);
    return;
  }
  assert.deepEqual(result.errors, []);
  assert.ok(result.apart.length >= 7);
  for (const { name, most } of result.apart) assert.ok(most <= TOLERANCE, `${name}: ${most} apart`);
  assert.ok(result.lostReason.length > 0);
});
