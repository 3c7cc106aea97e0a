import assert from "node:assert/strict";
import { startXvfb } from "../../tools/xvfb.ts";

for (const way of ["surface", "memory"]) {
  Deno.test(`gpuPainters() by ${way}: the screen shows what the painter says`, async () => {
    const display = await startXvfb();
    const runtime = await Deno.makeTempDir(); // Lavapipe says on stderr when there is none.
    try {
      const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
        args: ["run", "-A", "--no-check", new URL("./testing_gpu_window.ts", import.meta.url).pathname, way],
        cwd: new URL("../../", import.meta.url).pathname,
        env: { DISPLAY: display.name, WAYLAND_DISPLAY: "", SDL_VIDEODRIVER: "x11", XDG_RUNTIME_DIR: runtime },
      }).output();
      const said = new TextDecoder().decode(stdout).trim();
      assert.ok(said.startsWith("{"), new TextDecoder().decode(stderr));
      const result = JSON.parse(said);
      if (result.reason !== undefined) {
        console.log(`Not tried: ${result.reason}`);
        return;
      }
      assert.deepEqual(result.errors, []);
      assert.equal(result.whole.wrong, 0);
      for (const { count, wrong } of result.byDamage) {
        assert.ok(count > 0);
        assert.equal(wrong, 0);
      }
      assert.equal(result.resized.wrong, 0);
      assert.equal(result.showsByMemory, result.info.isFallback);
    } finally {
      await display.stop();
      await Deno.remove(runtime, { recursive: true });
    }
  });
}
