/** What programs ask and are told: tables in the manner of esctest, and what must never come back. */
import assert from "node:assert/strict";
import { testTerminal } from "./testing.ts";

const ESC = "\x1b";
/** What is written, then what is asked, then the answer. */
const table: readonly (readonly [string, string, string])[] = [
  ["", `${ESC}[c`, `${ESC}[?62;6;22c`],
  ["", `${ESC}[5n`, `${ESC}[0n`],
  ["ab\r\ncd", `${ESC}[6n`, `${ESC}[2;3R`],
  [`${ESC}[3;4H`, `${ESC}[?6n`, `${ESC}[?3;4R`],
  ["", `${ESC}[14t`, `${ESC}[4;100;160t`],
  ["", `${ESC}[16t`, `${ESC}[6;20;8t`],
  ["", `${ESC}[18t`, `${ESC}[8;5;20t`],
  ["", `${ESC}[>q`, `${ESC}P>|nexus(9.9)${ESC}\\`],
  ["", `${ESC}P$qm${ESC}\\`, `${ESC}P1$r0m${ESC}\\`],
  [
    `${ESC}[1;3;4;38;5;200;48;2;1;2;3m`,
    `${ESC}P$qm${ESC}\\`,
    `${ESC}P1$r0;1;3;4;38:5:200;48:2::1:2:3m${ESC}\\`,
  ],
  [`${ESC}[4:3;58:2::9:8:7;91;42m`, `${ESC}P$qm${ESC}\\`, `${ESC}P1$r0;4:3;91;42;58:2::9:8:7m${ESC}\\`],
  [`${ESC}[2;4r`, `${ESC}P$qr${ESC}\\`, `${ESC}P1$r2;4r${ESC}\\`],
  [`${ESC}[5 q`, `${ESC}P$q q${ESC}\\`, `${ESC}P1$r5 q${ESC}\\`],
  [`${ESC}[1"q`, `${ESC}P$q"q${ESC}\\`, `${ESC}P1$r1"q${ESC}\\`],
  ["", `${ESC}P$q"p${ESC}\\`, `${ESC}P1$r62;1"p${ESC}\\`],
  ["", `${ESC}[?7$p`, `${ESC}[?7;1$y`],
  [`${ESC}[?7l`, `${ESC}[?7$p`, `${ESC}[?7;2$y`],
  [`${ESC}[?2004h`, `${ESC}[?2004$p`, `${ESC}[?2004;1$y`],
  ["", `${ESC}[?31337$p`, `${ESC}[?31337;0$y`],
  [`${ESC}[4h`, `${ESC}[4$p`, `${ESC}[4;1$y`],
  ["a", `${ESC}[1;1;1;1;1;1*y`, `${ESC}P1!~FF9F${ESC}\\`],
  [`${ESC}[1mA`, `${ESC}[2;1;1;1;1;1*y`, `${ESC}P2!~FF3F${ESC}\\`],
  ["", `${ESC}[3;1;1;1;1;1*y`, `${ESC}P3!~FFE0${ESC}\\`],
  ["abc", `${ESC}[4;1;1;1;1;3*y`, `${ESC}P4!~FEDA${ESC}\\`],
  ["", `${ESC}]4;1;?${ESC}\\`, `${ESC}]4;1;rgb:0101/0202/0303${ESC}\\`],
  [`${ESC}]11;#102030${ESC}\\`, `${ESC}]11;?${ESC}\\`, `${ESC}]11;rgb:1010/2020/3030${ESC}\\`],
  [
    `${ESC}]11;#102030\x07${ESC}]111\x07`,
    `${ESC}]10;?;?${ESC}\\`,
    `${ESC}]10;rgb:0202/0303/0000${ESC}\\${ESC}]11;rgb:0303/0505/0303${ESC}\\`,
  ],
];

Deno.test("installReports() answers what esctest asks", () => {
  for (const [setup, question, answer] of table) {
    const { feed, sent, emulator } = testTerminal();
    feed(setup);
    assert.equal(sent(), "", JSON.stringify(setup));
    feed(question);
    const got = sent();
    assert.equal(JSON.stringify(got), JSON.stringify(answer), JSON.stringify(question));
    emulator.close();
  }
});

Deno.test("no answer holds what the program wrote", () => {
  const { feed, sent, copied, emulator } = testTerminal();
  const evil = "evil";
  feed(`${ESC}]0;${evil}\x07${ESC}]1;${evil}\x07${ESC}]2;${evil}${ESC}\\`);
  for (
    const question of [
      `${ESC}[20t`,
      `${ESC}[21t`,
      "\x05",
      `${ESC}P$q${evil}${ESC}\\`,
      `${ESC}P+q6576696c${ESC}\\`,
      `${ESC}]52;c;?\x07`,
      `${ESC}]52;c;ZXZpbA==\x07`,
      `${ESC}]4;1;${evil}\x07`,
      `${ESC}]4;${evil};?\x07`,
      `${ESC}]10;${evil}\x07`,
      `${ESC}]50;?\x07`,
      `${ESC}]7;file://x/${evil}%0a\x07`,
      `${ESC}[?${evil}`,
      `${ESC}_${evil}${ESC}\\`,
      `${ESC}^${evil}${ESC}\\`,
      `${ESC}Z`,
    ]
  ) {
    feed(question);
    const answer = sent();
    assert.ok(!answer.includes("evil") && !/[\r\n]/.test(answer), JSON.stringify([question, answer]));
  }
  assert.deepEqual(copied, []);
  assert.equal(emulator.folder, null);
  emulator.close();
});

Deno.test("OSC 52 writes the clipboard where the setting allows it, and never reads it", () => {
  const { feed, sent, copied, emulator } = testTerminal(20, 5, { mayWriteClipboard: true });
  feed(`${ESC}]52;c;aMO2aA==\x07${ESC}]52;c;?\x07${ESC}]52;c;!!\x07`);
  assert.deepEqual(copied, ["clipboard: höh"]);
  assert.equal(sent(), "");
  emulator.close();
});

Deno.test("OSC 7 and 133 tell the folder and the commands", () => {
  const { feed, emulator } = testTerminal(20, 8);
  feed(`${ESC}]7;file://host/tmp/a%20b\x07`);
  feed(`${ESC}]133;A\x07$ ${ESC}]133;B\x07false\r\n${ESC}]133;C\x07out 1\r\nout 2\r\n${ESC}]133;D;1\x07`);
  feed(`${ESC}]133;A\x07$ `);
  const frame = emulator.frame(null)!;
  assert.equal(frame.state.folder, "/tmp/a b");
  assert.deepEqual(frame.rows.map(({ mark }) => mark).slice(0, 5), [1, null, null, -1, null]);
  emulator.select("lastOutput");
  assert.equal(emulator.selection.text(), "out 1\nout 2");
  emulator.select("lastCommand");
  assert.equal(emulator.selection.text(), "$ false");
  emulator.close();
});
