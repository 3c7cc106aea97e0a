import assert from "node:assert/strict";
import { linksIn } from "./links.ts";

Deno.test("linksIn() finds addresses, files and places in them", () => {
  const told = (text: string) =>
    linksIn(text).map((link) =>
      link.kind === "uri"
        ? link.uri
        : [link.path, link.line, link.column].filter((part) => part !== null).join(" @ ")
    );
  const table: readonly (readonly [string, string[]])[] = [
    ["see https://a.b/c?d=e. and (http://x.y/z)", ["https://a.b/c?d=e", "http://x.y/z"]],
    ["https://en.wiki/A_(b)", ["https://en.wiki/A_(b)"]],
    ["src/app/step.ts:12:3 - error TS1", ["src/app/step.ts @ 12 @ 3"]],
    ["    at file:///project/a.ts:7:9", ["file:///project/a.ts:7:9"]],
    ["a.ts(4,10): error", ["a.ts @ 4 @ 10"]],
    ['  File "x/y.py", line 31, in f', ["x/y.py @ 31"]],
    ["./run.sh ../b ~/c /etc/hosts", ["./run.sh", "../b", "~/c", "/etc/hosts"]],
    ["plain words, 3.14 and 10:30", []],
    ["Makefile:12: error", ["Makefile @ 12"]],
  ];
  for (const [text, want] of table) assert.deepEqual(told(text), want, text);
});
