/** Files: an atomic save, the journal, encodings, and what a reload compares. The folder lies where the system keeps temporary files. */
import { seededRandom } from "../src/base/mod.ts";
import { textOfChunks } from "../src/editor/mod.ts";
import { changedSpan, decodeFile, diffText, encodeFile } from "../src/project/mod.ts";
import { Journal, realFileCalls, saveFile } from "../src/project/mod_io.ts";

const random = seededRandom(4);
const dir = Deno.makeTempDirSync({ prefix: "nexus-bench-" });
globalThis.addEventListener("unload", () => Deno.removeSync(dir, { recursive: true }));
const line = () => `const value${random.int(0, 1e6)} = ${random.int(0, 1e6)};\n`;
const lines = (count: number) => Array.from({ length: count }, line);

const small = [new TextEncoder().encode("x".repeat(10 * 1024))];
const plain = `${dir}/plain`, linked = `${dir}/linked`;
Deno.writeFileSync(plain, small[0]);
Deno.writeFileSync(linked, small[0]);
Deno.linkSync(linked, `${dir}/second`);
const calls = realFileCalls;
Deno.bench("atomic save of 10 KB", { group: "files" }, () => {
  if (!saveFile(plain, small, { expect: null, calls, state: dir }).ok) throw new Error("not saved");
});
Deno.bench("save of 10 KB with two names, in place", { group: "files" }, () => {
  if (!saveFile(linked, small, { expect: null, calls, state: dir }).ok) throw new Error("not saved");
});

const head = {
  name: "a",
  path: null,
  real: null,
  language: "plaintext",
  form: { encoding: "UTF-8", lineEnding: "LF" },
  stamp: null,
} as const;
const journal = new Journal(dir, { head, base: "" });
let length = 0;
const append = () => journal.append({ length: length++, from: 0, to: 0, insert: "x" });
Deno.bench("append to the journal", { group: "journal" }, append);
Deno.bench("append to the journal, on disk", { group: "journal" }, () => {
  append();
  journal.syncNow();
});

const many = lines(40_000);
const before = textOfChunks(many);
const after = textOfChunks([...many.slice(0, 20_000), "new\n", ...many.slice(20_000)]);
Deno.bench("what changed in 1 MB, by its leaves", { group: "journal" }, () => {
  if (changedSpan(before, after) === null) throw new Error("nothing changed");
});
const a = many.slice(0, 10_000).join("");
const b = many.slice(0, 10_000).map((text, i) => (i % 500 === 0 ? line() : text)).join("");
Deno.bench("diff of 10,000 lines with 20 changed", { group: "reload" }, () => {
  if (diffText(a, b).length === 0) throw new Error("nothing changed");
});

const japanese = "吾輩は猫である。名前はまだ無い。\r\n".repeat(20_000);
const encoded = encodeFile([japanese.replaceAll("\r\n", "\n")], {
  encoding: "Shift JIS",
  lineEnding: "CRLF",
});
const bytes = encoded.ok ? new Uint8Array(await new Blob(encoded.value).arrayBuffer()) : new Uint8Array();
const text = decodeFile(bytes, "Shift JIS");
Deno.bench("read 640 KB of Shift JIS", { group: "encodings" }, () => {
  if (decodeFile(bytes, "Shift JIS").invalidBytes > 0) throw new Error("misread");
});
Deno.bench("write 640 KB of Shift JIS", { group: "encodings" }, () => {
  if (!encodeFile(text.parts, text).ok) throw new Error("not written");
});
