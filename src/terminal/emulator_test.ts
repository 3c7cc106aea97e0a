/** Screens, selections, search, pointers and floods of one emulator, against plain words and a rebuild from nothing. */
import assert from "node:assert/strict";
import { seededRandom } from "../base/mod.ts";
import type { TermRow } from "./messages.ts";
import { applyFrame, testTerminal } from "./testing.ts";

const ESC = "\x1b";

Deno.test("frame() sends only rows that changed, and none when nothing did", () => {
  const { feed, emulator } = testTerminal();
  const rows: TermRow[] = [];
  feed("one\r\ntwo\r\n");
  assert.deepEqual(applyFrame(rows, emulator.frame(null)), ["one", "two", "", "", ""]);
  assert.equal(emulator.frame(null), null);
  feed(`${ESC}[1;1HO`);
  const frame = emulator.frame(null)!;
  assert.deepEqual(frame.at, [0]);
  assert.deepEqual(applyFrame(rows, frame), ["One", "two", "", "", ""]);
  feed("O\b");
  assert.deepEqual(emulator.frame(null)!.at, [0]);
  emulator.close();
});

Deno.test("cells are as wide as Unicode 17 has them, marks and families join", () => {
  const { feed, lines, emulator } = testTerminal(30);
  const column = (text: string) => {
    feed(`${ESC}[2J${ESC}[H${text}`);
    return emulator.state(null).cursor.x;
  };
  for (
    const [text, cells] of [
      ["abc", 3],
      ["日本", 4],
      ["e\u0301", 1],
      ["👩‍👩‍👧", 2],
      ["🇩🇪🇫🇷", 4],
      ["👍🏽", 2],
      ["❤️", 2],
      ["🫠", 2],
      ["한글", 4],
      ["ก็", 1],
    ] as const
  ) {
    assert.equal(column(text), cells, text);
    assert.equal(lines()[0], text);
  }
  emulator.close();
});

Deno.test("the pointer selects characters, words and lines, and what it selects is primary", () => {
  const { feed, emulator, copied } = testTerminal(20, 4);
  feed("see src/a.ts now\r\nsecond line here which wraps");
  const at = (what: "down" | "move" | "up", col: number, row: number, clicks = 1) =>
    emulator.mouse({ what, col, row, x: 0, y: 0, button: 0, clicks, mods: 0, lines: 0 });
  at("down", 4, 0);
  at("move", 7, 0);
  at("up", 7, 0);
  at("down", 6, 0, 2);
  at("up", 6, 0, 2);
  at("down", 2, 2, 3);
  at("up", 2, 2, 3);
  assert.deepEqual(copied, ["primary: src", "primary: src/a.ts", "primary: second line here which wraps"]);
  assert.deepEqual(emulator.state(null).selected, [1, 0, 20, 2, 0, 20]);
  emulator.resize(40, 4);
  assert.equal(emulator.selection.text(), "second line here which wraps");
  emulator.close();
});

Deno.test("a program that asked for the mouse gets it, and Shift keeps it from the program", () => {
  const { feed, sent, emulator } = testTerminal();
  const click = (mods: number) => {
    const base = { col: 3, row: 1, x: 0, y: 0, button: 0, clicks: 1, lines: 0, mods };
    emulator.mouse({ ...base, what: "down" });
    emulator.mouse({ ...base, what: "up" });
  };
  click(0);
  assert.equal(sent(), "");
  feed(`${ESC}[?1000h${ESC}[?1006h`);
  click(0);
  assert.equal(sent(), `${ESC}[<0;4;2M${ESC}[<0;4;2m`);
  click(2);
  assert.equal(sent(), "");
  feed(`${ESC}[?1049h${ESC}[?1000l`);
  emulator.mouse({ what: "wheel", col: 0, row: 0, x: 0, y: 0, button: -1, clicks: 0, mods: 0, lines: 2 });
  assert.equal(sent(), `${ESC}[B${ESC}[B`);
  emulator.close();
});

Deno.test("search() finds the newest first and goes on from there, through wraps", () => {
  const { feed, emulator } = testTerminal(10, 3);
  feed("needle 1\r\nx\r\nxxxxxxxneEDle\r\nend\r\nend\r\nend");
  const wish = { text: "needle", caseSensitive: false, wholeWord: false, to: "next" as const };
  emulator.search(wish);
  let state = emulator.state(null);
  assert.deepEqual([state.matchCount, state.matchIndex], [2, 1]);
  assert.deepEqual(state.found.slice(0, 4), [1, 7, 10, 1]);
  emulator.search({ ...wish, to: "previous" });
  state = emulator.state(null);
  assert.equal(state.matchIndex, 0);
  assert.deepEqual(state.found.slice(0, 4), [0, 0, 6, 1]);
  emulator.search({ ...wish, caseSensitive: true });
  assert.equal(emulator.state(null).matchCount, 1);
  emulator.search({ ...wish, text: "need", wholeWord: true });
  assert.equal(emulator.state(null).matchCount, 0);
  emulator.close();
});

Deno.test("copy mode moves a cursor of its own and selects", () => {
  const { feed, emulator } = testTerminal(20, 3);
  feed("alpha beta\r\ngamma");
  emulator.copyMode("on");
  emulator.copyMove("up", false);
  emulator.copyMove("lineStart", false);
  emulator.copyMode("mark");
  emulator.copyMove("wordRight", true);
  assert.equal(emulator.selection.text(), "alpha ");
  emulator.copyMove("lineEnd", true);
  assert.equal(emulator.selection.text(), "alpha beta");
  emulator.copyMode("off");
  assert.equal(emulator.state(null).copyMode, null);
  assert.equal(emulator.selection.text(), "");
  emulator.close();
});

Deno.test("paste is bracketed where it was asked for, and cannot end its bracket", () => {
  const { feed, sent, emulator } = testTerminal();
  emulator.paste("a\nb");
  assert.equal(sent(), "a\rb");
  feed(`${ESC}[?2004h`);
  emulator.paste(`x${ESC}[201~rm\n`);
  assert.equal(sent(), `${ESC}[200~x[201~rm\r${ESC}[201~`);
  emulator.close();
});

Deno.test("scrolled up, the view stays on its lines while output comes", () => {
  const { feed, emulator } = testTerminal(10, 3);
  const rows: TermRow[] = [];
  for (let i = 0; i < 20; i++) feed(`line ${i}\r\n`);
  emulator.scroll({ by: -5 });
  const seen = applyFrame(rows, emulator.frame(null));
  feed("more\r\nmore\r\n");
  assert.deepEqual(applyFrame(rows, emulator.frame(null)), seen);
  emulator.type("x");
  feed("x");
  assert.equal(applyFrame(rows, emulator.frame(null))[2], "x");
  emulator.close();
});

/** Pieces that make trouble, between random bytes. */
const pieces = [
  "\x1b[",
  "\x1b]",
  "\x1bP",
  "\x1b_",
  "\x1b\\",
  "\x07",
  "2147483647",
  "99999999999",
  ";",
  ":",
  "?",
  "m",
  "H",
  "S",
  "T",
  "L",
  "M",
  "@",
  "P",
  "X",
  "b",
  "I",
  "Z",
  "r",
  "J",
  "K",
  "h",
  "l",
  "8;;http://x/",
  "133;A",
  "133;D;1",
  "4;1;?",
  "\u0301",
  "日",
  "👩",
  "\u200d",
  "\r",
  "\n",
  "\t",
  "1049",
  "2026",
  "38;2;1;2;3",
  "c",
  "$p",
  "*y",
  "#8",
  "(0",
  "\x0e",
  "\x0f",
  "abc",
];
Deno.test("any bytes, cut anywhere, with resizes between: no failure, answers stay short, frames equal a rebuild", () => {
  const seed = Number(Deno.env.get("NEXUS_SEED") ?? Date.now() % 1e9);
  const rounds = Deno.env.get("CI") ? 10 : 60;
  const { next: random, int } = seededRandom(seed);
  const below = (n: number) => int(0, n);
  for (let round = 0; round < rounds; round++) {
    const { emulator, sent } = testTerminal(20, 5);
    const encoder = new TextEncoder();
    const rows: TermRow[] = [];
    try {
      for (let i = 0; i < 60; i++) {
        const parts: Uint8Array[] = [];
        for (let k = below(12); k >= 0; k--) {
          parts.push(
            random() < 0.25
              ? Uint8Array.from({ length: below(8) }, () => below(256))
              : encoder.encode(pieces[below(pieces.length)]),
          );
        }
        const bytes = parts.reduce((all, part) => Uint8Array.from([...all, ...part]), new Uint8Array());
        emulator.feed(bytes.subarray(0, below(bytes.length + 1)));
        if (random() < 0.1) {
          const { cols, rows: count } = emulator.term;
          emulator.resize(1 + below(40), 1 + below(12));
          if (emulator.term.cols !== cols || emulator.term.rows !== count) rows.length = 0;
        }
        if (random() < 0.1) emulator.scroll({ by: below(9) - 4 });
        if (random() < 0.1) {
          emulator.mouse({
            what: "down",
            col: below(40),
            row: below(12),
            x: 0,
            y: 0,
            button: 0,
            clicks: 1 + below(3),
            mods: 0,
            lines: 0,
          });
        }
        const shown = applyFrame(rows, emulator.frame(null)).slice(0, emulator.term.rows);
        assert.ok(sent().length < 100_000);
        const fresh: TermRow[] = [];
        emulator.forgetSent();
        assert.deepEqual(applyFrame(fresh, emulator.frame(null)), shown);
      }
    } catch (error) {
      console.error(`Round ${round} of seed ${seed}`);
      throw error;
    }
    emulator.close();
  }
});

Deno.test("huge counts cost no more than a screenful", () => {
  const { feed, emulator } = testTerminal(80, 24);
  for (const final of "@ABCDEFGHIJKLMPSTXZ`abdefghlmnqrstu") feed(`${ESC}[2147483647;2147483647${final}x`);
  for (const tail of [" @", " A", "'}", "'~", "*y", "$p"]) {
    feed(`${ESC}[2147483647;1;1;2147483647;2147483647${tail}`);
  }
  emulator.close();
});

Deno.test("strings without an end and links without number are bounded", () => {
  const { feed, emulator, lines } = testTerminal(40, 5);
  const used = () => Deno.memoryUsage().heapUsed;
  const block = "x".repeat(1 << 16);
  const before = used();
  for (
    const start of [`${ESC}]0;`, `${ESC}]52;c;`, `${ESC}P$q`, `${ESC}Pq`, `${ESC}_`, `${ESC}]8;;http://`]
  ) {
    feed(start);
    for (let i = 0; i < 400; i++) feed(block);
    feed(`${ESC}\\`);
  }
  for (let i = 0; i < 30_000; i++) {
    feed(`\r${ESC}]8;id=${i};http://x/${"y".repeat(200)}/${i}\x07l${ESC}]8;;\x07`);
  }
  feed("\ra");
  for (let i = 0; i < 100; i++) feed("\u0301".repeat(1000));
  // Mostly garbage: 640 MB without the guard of strings.
  assert.ok(used() - before < 300e6, `${((used() - before) / 1e6).toFixed(0)} MB`);
  feed(`${ESC}c`);
  feed("fine");
  assert.equal(lines()[0], "fine");
  emulator.close();
});
