import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { type Millis, type Offset, type Random, seededRandom } from "../base/mod.ts";
import {
  apply,
  createState,
  historyField,
  historyNodes,
  isSound,
  packHistory,
  redoSpec,
  resolve,
  restoreSpec,
  type Spec,
  type State,
  stepToSpec,
  textOf,
  toStringAll,
  undoSpec,
} from "../editor/mod.ts";
import { decodeHistory, encodeHistory } from "./history_store.ts";
import { contentDigest, historyPath, readHistory, writeHistory } from "./history_store_io.ts";

const digest = (bytes: Uint8Array) => new Uint8Array(createHash("sha256").update(bytes).digest());
const fields = [historyField];
const pieces = ["a", "word ", "\n", "é", "😀", "\ud800", "日本", "x".repeat(5000)];

function done(state: State, spec: Spec | null, at: number): State {
  return spec === null ? state : apply(resolve(state, spec, at as Millis));
}

/** A document edited, undone and redone at random, by others too. */
function edited(random: Random, steps: number): State {
  let state = createState({ text: textOf("one\ntwo\nthree"), fields });
  for (let i = 0; i < steps; i++) {
    const die = random.next();
    if (die < 0.2) state = done(state, undoSpec(state), i);
    else if (die < 0.25) state = done(state, redoSpec(state), i);
    else if (die < 0.3) state = done(state, stepToSpec(state, random.pick(historyNodes(state)).id), i);
    else {
      const from = random.int(0, state.text.length + 1);
      const to = Math.min(state.text.length, from + (random.next() < 0.5 ? 0 : random.int(0, 9)));
      const insert = random.next() < 0.7 ? random.pick(pieces) : "";
      const origin = die < 0.4 ? "remote" : die < 0.7 ? "paste" : "type";
      state = done(state, { edits: [{ from: from as Offset, to: to as Offset, insert }], origin }, i * 2000);
    }
  }
  return state;
}

const packed = (state: State) =>
  packHistory(state.get(historyField), { length: state.text.length, epochMs: 1e12 });
const bytesOf = (state: State) =>
  encodeHistory(packed(state), { content: contentDigest(state.text), digest });
const decoded = (bytes: Uint8Array, state: State) =>
  decodeHistory(bytes, { content: () => contentDigest(state.text), length: state.text.length, digest });

Deno.test("decodeHistory() brings back every text of the tree", () => {
  for (let seed = 1; seed <= 40; seed++) {
    const state = edited(seededRandom(seed), 60);
    const stored = decoded(bytesOf(state), state);
    assert.ok(stored !== null, `seed ${seed}`);
    let again = createState({ text: state.text, fields });
    again = done(again, restoreSpec(stored, 1e12), 0);
    const before = historyNodes(state), after = historyNodes(again);
    assert.equal(after.length, before.length, `seed ${seed}`);
    for (let i = 0; i < before.length; i++) {
      const one = toStringAll(done(state, stepToSpec(state, before[i].id), 0).text);
      const other = toStringAll(done(again, stepToSpec(again, after[i].id), 0).text);
      assert.equal(other, one, `seed ${seed}, step ${i}`);
      assert.equal(after[i].at, before[i].at);
      assert.equal(after[i].kind, before[i].kind);
    }
  }
});

Deno.test("restoreSpec() puts stored steps under those made meanwhile, and undo goes through both", () => {
  for (let seed = 1; seed <= 20; seed++) {
    const random = seededRandom(seed);
    const state = edited(random, 40);
    const stored = packed(state);
    let own = createState({ text: state.text, fields });
    for (let i = 0; i < random.int(0, 6); i++) {
      const at = random.int(0, own.text.length + 1) as Offset;
      own = done(own, { edits: [{ from: at, to: at, insert: `new ${i}\n` }], origin: "paste" }, i * 5000);
    }
    if (random.next() < 0.5) own = done(own, undoSpec(own), 99);
    const text = toStringAll(own.text);
    let both = done(own, restoreSpec(stored, 1e12), 100);
    assert.equal(toStringAll(both.text), text);
    let back = 0;
    for (let spec = undoSpec(both); spec !== null; spec = undoSpec(both), back++) {
      both = done(both, spec, 100);
    }
    let alone = state;
    for (let spec = undoSpec(alone); spec !== null; spec = undoSpec(alone)) alone = done(alone, spec, 100);
    assert.equal(toStringAll(both.text), toStringAll(alone.text), `seed ${seed}`);
  }
});

Deno.test("decodeHistory() answers null for anything but whole bytes for this very text", () => {
  const random = seededRandom(7);
  const state = edited(random, 25);
  const bytes = bytesOf(state);
  for (let length = 0; length < bytes.length; length += 1 + (bytes.length >> 9)) {
    assert.equal(decoded(bytes.subarray(0, length), state), null, `cut at ${length}`);
  }
  for (let i = 0; i < 600; i++) {
    const bad = bytes.slice();
    const at = random.int(0, bad.length);
    bad[at] ^= 1 << random.int(0, 8);
    assert.equal(decoded(bad, state), null, `bit flipped at ${at}`);
  }
  const other = createState({ text: textOf("x".repeat(state.text.length)), fields });
  assert.equal(decoded(bytes, other), null);
  assert.equal(decoded(new Uint8Array([...bytes, 0]), state), null);
  const newer = bytes.slice();
  newer[4]++;
  assert.equal(decoded(newer, state), null);
});

Deno.test("decodeHistory() survives nonsense with a true digest", () => {
  const state = edited(seededRandom(3), 25);
  const bytes = bytesOf(state);
  let survivors = 0;
  for (let seed = 1; seed <= 2000; seed++) {
    const random = seededRandom(seed);
    const bad = bytes.slice();
    for (let n = random.int(1, 4); n > 0; n--) bad[random.int(69, bad.length)] = random.int(0, 256);
    bad.set(digest(bad.subarray(37)), 5);
    const stored = decoded(bad, state);
    if (stored === null) continue;
    survivors++;
    // Whoever makes a true digest may choose the words, never break the document.
    assert.ok(isSound(stored, state.text.length));
    const again = done(createState({ text: state.text, fields }), restoreSpec(stored, 0), 0);
    for (const { id } of historyNodes(again)) done(again, stepToSpec(again, id), 0);
  }
  assert.ok(survivors > 0 && survivors < 2000);
});

Deno.test("writeHistory() leaves a private file that only its own text gets back", async () => {
  const folder = await Deno.makeTempDir({ prefix: "nexus-test-" });
  try {
    const state = edited(seededRandom(5), 20);
    const real = "/some/where/file.ts";
    const maxBytes = 1 << 20;
    assert.ok(writeHistory(folder, { real, text: state.text, stored: packed(state), maxBytes }));
    const found = readHistory(folder, { real, text: state.text, maxBytes });
    assert.equal(found?.steps.length, packed(state).steps.length);
    assert.equal(readHistory(folder, { real, text: textOf("else"), maxBytes }), null);
    assert.equal(readHistory(folder, { real: "/other", text: state.text, maxBytes }), null);
    assert.equal(readHistory(folder, { real, text: state.text, maxBytes: 10 }), null);
    if (Deno.build.os !== "windows") {
      assert.equal(Deno.statSync(historyPath(folder, real)).mode! & 0o777, 0o600);
    }
    assert.equal([...Deno.readDirSync(folder)].length, 1);
    assert.equal(
      writeHistory("/dev/null/no", { real, text: state.text, stored: packed(state), maxBytes }),
      false,
    );
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
