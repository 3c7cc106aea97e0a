/**
 * One round of the kill test: a Nexus edits and saves a file until SIGKILL falls at a random moment; then the file must be a
 * whole version, the last one that was said to be saved or a later one, and a new Nexus must know everything that was typed more
 * than a second before. Not part of the product.
 */
import assert from "node:assert/strict";
import { seededRandom } from "../base/mod.ts";
import { startClient } from "./testing_rpc.ts";

/** What a person may lose. */
const lossMs = 1000;
const filler = "All work and no play makes a torn file.\n".repeat(500);

/** What went wrong, in words; null: nothing. */
export async function killRound(seed: number): Promise<string | null> {
  try {
    await round(seed);
    return null;
  } catch (error) {
    if (error instanceof assert.AssertionError) return error.message;
    throw error;
  }
}

async function round(seed: number): Promise<void> {
  const random = seededRandom(seed);
  await using app = await startClient();
  const home = `${app.dir}/home`;
  const path = `${app.dir}/a.txt`;
  await Deno.writeTextFile(path, `0\n${filler}`);
  // Half of the files have a second name, and so are written in place.
  const isLinked = seed % 2 === 0;
  if (isLinked) await Deno.link(path, `${app.dir}/b.txt`);
  const { doc } = await app.call("document/open", { path });
  /** When the text that starts with this number was known to the editor. */
  const typedAt: number[] = [performance.now()];
  let saved = 0, asked = 0;
  const killAt = performance.now() + random.int(100, 3500);
  const timer = setTimeout(() => app.kill("SIGKILL"), killAt - performance.now());
  try {
    for (let n = 1;; n++) {
      await app.call("document/edit", {
        doc,
        edits: [{ start: 0, end: String(n - 1).length, text: String(n) }],
      });
      typedAt[n] = performance.now();
      if (random.int(0, 3) === 0) {
        asked = n;
        await app.call("document/save", { doc });
        saved = n;
      }
    }
  } catch { /* Killed. */ }
  clearTimeout(timer);
  await app.end();
  const whole = (text: string) => /^(\d+)\n([^]*)$/.exec(text);
  await using next = await startClient({ args: ["--headless", "--home", home] });
  const found = whole(await Deno.readTextFile(path));
  assert.ok(found !== null && found[2] === filler, `seed ${seed}: the file is torn`);
  const onDisk = Number(found[1]);
  assert.ok(onDisk === saved || onDisk === asked, `seed ${seed}: ${onDisk} is neither ${saved} nor ${asked}`);
  if (isLinked) assert.equal(await Deno.readTextFile(`${app.dir}/b.txt`), found[0], `seed ${seed}: the link`);
  const left = [...Deno.readDirSync(app.dir)].map(({ name }) => name).filter((name) => name.startsWith("."));
  assert.deepEqual(left, [], `seed ${seed}: a temporary file is left`);
  const known = typedAt.findLastIndex((at) => at <= killAt - lossMs);
  const [restored] = await next.call("document/list");
  const { text } = restored === undefined
    ? { text: found[0] }
    : await next.call("document/text", { doc: restored.doc });
  const parts = whole(text);
  assert.ok(parts !== null && parts[2] === filler, `seed ${seed}: the restored text is torn`);
  const kept = Math.max(onDisk, Number(parts[1]));
  assert.ok(kept >= known, `seed ${seed}: ${kept} is older than ${known}, which was typed a second before`);
}
