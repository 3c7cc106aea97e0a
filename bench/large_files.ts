/**
 * Large files for the benches, made once from a fixed seed under .cache/ and kept: a log of any size, one long line, Chinese
 * and Japanese text, empty lines.
 */
import { seededRandom } from "../src/base/mod.ts";
import { fixtureText } from "./fixtures.ts";

export type LargeName = "log" | "oneLine" | "cjk" | "empty";
const megabyte = 1024 * 1024;

/** The path of a file of at least so many megabytes; written on the first call. */
export function largeFile(name: LargeName, megabytes: number): string {
  const folder = new URL("../.cache/large/", import.meta.url).pathname;
  const path = `${folder}${name}-${megabytes}mb.log`;
  try {
    if (Deno.statSync(path).size >= megabytes * megabyte) return path;
  } catch { /* Not there yet. */ }
  Deno.mkdirSync(folder, { recursive: true });
  const piece = new TextEncoder().encode(pieceOf(name));
  using file = Deno.openSync(`${path}.new`, { write: true, create: true, truncate: true });
  for (let written = 0; written < megabytes * megabyte; written += piece.length) {
    for (let at = 0; at < piece.length;) at += file.writeSync(piece.subarray(at));
  }
  Deno.renameSync(`${path}.new`, path);
  return path;
}

/** Some megabytes that are repeated: nothing here is made faster by it. */
function pieceOf(name: LargeName): string {
  switch (name) {
    case "log":
      return Array.from({ length: 30_000 }, logLine).join("");
    case "oneLine":
      return Array.from({ length: 30_000 }, logLine).join("").replaceAll("\n", " ");
    case "cjk":
      return fixtureText("cjk", 20_000);
    case "empty":
      return "\n".repeat(megabyte);
  }
}
const random = seededRandom(11);
const levels = ["INFO", "INFO", "INFO", "DEBUG", "WARN", "ERROR"];
const parts = ["scheduler", "http", "storage", "auth", "cache", "worker-7"];
const words =
  "accepted closed retry timeout flushed block request from peer after ms queue length index shard moved"
    .split(" ");
function logLine(): string {
  const two = (n: number) => String(n).padStart(2, "0");
  const time = `2026-11-${two(random.int(1, 29))}T${two(random.int(0, 24))}:${two(random.int(0, 60))}:${
    two(random.int(0, 60))
  }.${String(random.int(0, 1000)).padStart(3, "0")}Z`;
  const said = Array.from({ length: random.int(4, 12) }, () => random.pick(words)).join(" ");
  return `${time} ${random.pick(levels)} [${random.pick(parts)}] ${said} id=${
    random.int(0, 1e9).toString(16)
  }\n`;
}
