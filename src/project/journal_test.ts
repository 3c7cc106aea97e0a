import assert from "node:assert/strict";
import {
  editRecord,
  headRecord,
  insertedText,
  type JournalEdit,
  type JournalHead,
  journalMagic,
  readJournal,
  restoredText,
  textRecord,
} from "./journal.ts";
import { Journal, leftJournals } from "./journal_io.ts";
import { changedSpan } from "./text_span.ts";
import { textOf } from "../editor/mod.ts";
import { seededRandom } from "../base/mod.ts";

const head: JournalHead = {
  owner: { pid: 1, start: "2" },
  name: "a.ts",
  path: "/a.ts",
  real: "/a.ts",
  language: "typescript",
  form: { encoding: "UTF-8", lineEnding: "LF" },
  stamp: { mtime: 1, size: 2, inode: 3 },
};
const join = (parts: Uint8Array[]) => new Uint8Array(parts.flatMap((part) => [...part]));

/** A journal of random edits, and every text it went through. */
function sample(seed: number): { bytes: Uint8Array<ArrayBuffer>; texts: string[]; ends: number[] } {
  const random = seededRandom(seed);
  let text = "héllo \udcff wörld\n";
  const parts = [journalMagic, headRecord(head), textRecord(text)];
  const texts = [text];
  const ends = [join(parts).length];
  for (let i = 0; i < random.int(0, 8); i++) {
    const from = random.int(0, text.length + 1), to = random.int(from, text.length + 1);
    const edit: JournalEdit = {
      length: text.length,
      from,
      to,
      insert: random.pick(["", "x", "日本", "\ud83d"]),
    };
    parts.push(editRecord(edit));
    text = restoredText(text, [edit]);
    texts.push(text);
    ends.push(join(parts).length);
  }
  return { bytes: join(parts), texts, ends };
}

Deno.test("readJournal() gives back the text, surrogate halves and all", () => {
  for (let seed = 1; seed <= 50; seed++) {
    const { bytes, texts } = sample(seed);
    const read = readJournal(bytes)!;
    assert.deepEqual([read.head, read.isTorn], [head, false]);
    assert.equal(restoredText(read.base!, read.edits), texts.at(-1));
  }
});

Deno.test("readJournal() of a torn journal gives the text of its last whole record", () => {
  for (let seed = 1; seed <= 50; seed++) {
    const { bytes, texts, ends } = sample(seed);
    for (let cut = 0; cut < bytes.length; cut += 3) {
      const read = readJournal(bytes.subarray(0, cut));
      const whole = ends.findLastIndex((end) => end <= cut);
      if (whole < 0) assert.equal(read, null);
      else assert.equal(restoredText(read!.base!, read!.edits), texts[whole], `seed ${seed}, cut ${cut}`);
    }
  }
});

Deno.test("readJournal() of flipped or foreign bytes never throws and never makes up a text", () => {
  for (let seed = 1; seed <= 400; seed++) {
    const random = seededRandom(seed);
    const { bytes, texts } = sample(seed % 20 + 1);
    const broken = bytes.slice();
    const at = random.int(0, broken.length);
    if (seed % 4 === 0) {
      broken.set(Array.from({ length: Math.min(9, broken.length - at) }, () => random.int(0, 256)), at);
    } else broken[at] ^= 1 << random.int(0, 8);
    const read = readJournal(broken);
    if (read !== null) assert.ok(texts.includes(restoredText(read.base!, read.edits)), `seed ${seed}`);
    const noise = new Uint8Array(random.int(0, 200)).map(() => random.int(0, 256));
    noise.set(journalMagic.subarray(0, noise.length));
    assert.equal(readJournal(noise), null, `seed ${seed}`);
  }
});

Deno.test("readJournal() stops at an edit that does not fit the text", () => {
  const bad = [
    journalMagic,
    headRecord(head),
    textRecord("abc"),
    editRecord({ length: 4, from: 0, to: 1, insert: "" }),
  ];
  assert.deepEqual(readJournal(join(bad))?.edits, []);
});

Deno.test("insertedText() is what was typed, place by place", () => {
  const edit = (from: number, to: number, insert: string) => ({ length: 100, from, to, insert });
  assert.equal(
    insertedText([edit(5, 5, "he"), edit(7, 7, "lo"), edit(6, 7, "al"), edit(50, 60, "x\n")]),
    "hallo\nx\n",
  );
  assert.equal(insertedText([edit(5, 9, "")]), "");
});

Deno.test("changedSpan() is the span between the common ends", () => {
  for (let seed = 1; seed <= 200; seed++) {
    const random = seededRandom(seed);
    const a = Array.from({ length: random.int(0, 3000) }, () => random.pick(["a", "b", "\n"])).join("");
    const from = random.int(0, a.length + 1), to = random.int(from, a.length + 1);
    const b = a.slice(0, from) + random.pick(["", "x", "abab", "y".repeat(2000)]) + a.slice(to);
    const span = changedSpan(textOf(a), textOf(b));
    if (span === null) assert.equal(a, b);
    else {
      assert.equal(
        a.slice(0, span.from) + b.slice(span.from, span.toAfter) + a.slice(span.to),
        b,
        `seed ${seed}`,
      );
      assert.ok(span.from >= 0 && span.from <= span.to && span.from <= span.toAfter);
    }
  }
});

Deno.test("leftJournals() finds what a dead process left, and nothing of a living one", () => {
  const state = Deno.makeTempDirSync();
  try {
    const { owner: _, ...mine } = head;
    using own = new Holder(new Journal(state, { head: mine, base: "text" }));
    own.journal.append({ length: 4, from: 4, to: 4, insert: "!" });
    own.journal.syncNow();
    assert.deepEqual(leftJournals(state).left, [], "it is ours and we live");
    assert.equal(Deno.statSync(own.journal.path).mode! & 0o777, 0o600);
    const left = `${state}/journal/left.nxj`;
    Deno.writeFileSync(
      left,
      join([journalMagic, headRecord({ ...head, owner: { pid: 2 ** 30, start: "1" } }), textRecord("t")]),
    );
    Deno.writeFileSync(`${state}/journal/foreign.nxj`, new Uint8Array([1, 2, 3]));
    const found = leftJournals(state);
    assert.deepEqual(found.left.map(({ path, base }) => [path, base]), [[left, "t"]]);
    assert.deepEqual(found.unreadable, [`${state}/journal/foreign.nxj.unreadable`]);
    assert.ok(Deno.statSync(found.unreadable[0]).isFile);
    assert.deepEqual(leftJournals(state).unreadable, [], "it is said once");
  } finally {
    Deno.removeSync(state, { recursive: true });
  }
});
class Holder {
  constructor(readonly journal: Journal) {}
  [Symbol.dispose]() {
    this.journal.remove();
  }
}
