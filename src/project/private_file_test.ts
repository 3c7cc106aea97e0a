import assert from "node:assert/strict";
import { writePrivate } from "./private_file_io.ts";

Deno.test("writePrivate() makes its folder, keeps others out, and replaces as a whole or not at all", () => {
  const dir = Deno.makeTempDirSync();
  try {
    const path = `${dir}/made/a.json`;
    writePrivate(path, "one");
    writePrivate(path, new TextEncoder().encode("two"));
    assert.equal(Deno.readTextFileSync(path), "two");
    const bits = (at: string) => Deno.statSync(at).mode! & 0o777;
    assert.deepEqual([bits(path), bits(`${dir}/made`)], [0o600, 0o700]);
    Deno.mkdirSync(`${dir}/made/folder`);
    assert.throws(() => writePrivate(`${dir}/made/folder`, "x"));
    assert.deepEqual([...Deno.readDirSync(`${dir}/made`)].map(({ name }) => name).sort(), [
      "a.json",
      "folder",
    ]);
  } finally {
    Deno.removeSync(dir, { recursive: true });
  }
});
