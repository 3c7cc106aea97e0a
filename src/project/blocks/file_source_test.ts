import assert from "node:assert/strict";
import type { FileBlock } from "../../editor/mod.ts";
import { FileSource } from "./file_source_io.ts";

function withBlocks(count: number, use: (source: FileSource, blocks: FileBlock[]) => void): void {
  const path = Deno.makeTempFileSync();
  try {
    Deno.writeTextFileSync(path, "0123456789abcde\n".repeat(count));
    const source = new FileSource(path, { encoding: "UTF-8", lineEnding: "LF" });
    use(
      source,
      Array.from({ length: count }, (_, i) => ({
        source,
        at: i * 16,
        bytes: 16,
        length: 16,
        breaks: 1,
        isRaw: false,
      })),
    );
    source.close();
  } finally {
    Deno.removeSync(path);
  }
}

Deno.test("read() keeps the block before the last, so that a search may look from each into the next", () => {
  withBlocks(3, (source, [a, b, c]) => {
    const first = source.read(a), second = source.read(b);
    assert.equal(source.read(a), first);
    assert.equal(source.read(b), second);
    source.read(c);
    assert.equal(source.read(b), second);
  });
});

Deno.test("read() keeps what is read again, and not what a search passes once", () => {
  withBlocks(400, (source, blocks) => {
    const first = source.read(blocks[0]);
    for (let i = 1; i < 10; i++) source.read(blocks[i]);
    const again = source.read(blocks[0]);
    assert.notEqual(again, first);
    for (const block of blocks.slice(10)) source.read(block);
    assert.equal(source.read(blocks[0]), again);
  });
});
