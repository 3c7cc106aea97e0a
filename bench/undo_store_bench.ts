/** Keeping and bringing back a long history: 100,000 steps of a few letters in a file of 400 KB. */
import { createHash } from "node:crypto";
import { type Millis, type Offset, seededRandom } from "../src/base/mod.ts";
import {
  apply,
  createState,
  grafted,
  historyField,
  historySummary,
  packHistory,
  resolve,
  textOf,
} from "../src/editor/mod.ts";
import { decodeHistory, encodeHistory } from "../src/project/mod.ts";
import { contentDigest } from "../src/project/mod_io.ts";
import { typescriptText } from "./fixtures.ts";

const steps = 100_000;
const random = seededRandom(31);
let state = createState({ text: textOf(typescriptText()), fields: [historyField] });
for (let i = 0; i < steps; i++) {
  const at = random.int(0, state.text.length - 9) as Offset;
  const to = (random.next() < 0.3 ? at + random.int(1, 9) : at) as Offset;
  const edits = [{ from: at, to, insert: random.next() < 0.8 ? "some words " : "" }];
  state = apply(resolve(state, { edits, origin: "paste" }, (i * 2000) as Millis));
}
const history = state.get(historyField);
const { length } = state.text;
const digest = (bytes: Uint8Array) => new Uint8Array(createHash("sha256").update(bytes).digest());
const content = contentDigest(state.text);
const stored = packHistory(history, { length, epochMs: 0 });
const bytes = encodeHistory(stored, { content, digest });
const fresh = createState({ text: state.text, fields: [historyField] }).get(historyField);
const limits = { maxSteps: 500_000, maxBytes: 256 * 1024 * 1024 };
let sink = bytes.length;

const group = `undo store, ${steps} steps`;
Deno.bench("pack and encode", { group }, () => {
  const packed = packHistory(history, { length, epochMs: 0 });
  sink += encodeHistory(packed, { content, digest }).length;
});
Deno.bench("decode and check", { group }, () => {
  const found = decodeHistory(bytes, { content: () => content, length, digest });
  if (found === null) throw new Error("A stored history does not come back");
  sink += found.steps.length;
});
Deno.bench("put under the history of the session", { group }, () => {
  sink += grafted(fresh, { stored, epochMs: 0, limits }).live;
});
Deno.bench("digest of 400 KB", { group }, () => {
  sink += contentDigest(state.text)[0];
});
Deno.bench("the undo tree's 2,000 rows", { group }, () => {
  sink += historySummary(state, 2000).length;
});
