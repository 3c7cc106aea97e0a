/**
 * Files of a gigabyte: opening, jumping, typing, saving, searching; one line of 500 MB; Chinese and Japanese text. The files are
 * made on the first run and kept under .cache/. What takes seconds is run once, and budgets look at that run.
 */
import { largeFile, type LargeName } from "./large_files.ts";
import { largeSession } from "./large_session.ts";

type Lab = ReturnType<typeof largeSession>;
const opened: Lab[] = [];
globalThis.addEventListener("unload", () => opened.forEach((lab) => lab.session.close()));

function lab(): Lab {
  const made = largeSession();
  opened.push(made);
  return made;
}
async function ready(name: LargeName, megabytes: number): Promise<Lab> {
  const made = lab();
  await made.open(largeFile(name, megabytes));
  await made.until(made.isIndexed);
  return made;
}
// The first frame of a process makes glyphs and compiled code, with any file.
await ready("log", 24);

const log = largeFile("log", 1024);
/** Each time in an app of its own; only `measured` counts. */
function fresh(path: string, b: Deno.BenchContext, what: "screen" | "index"): Promise<void> {
  const made = largeSession();
  return (async () => {
    if (what === "screen") b.start();
    await made.open(path);
    if (what === "screen") b.end();
    else {
      b.start();
      await made.until(made.isIndexed);
      b.end();
    }
    await made.until(made.isIndexed);
    made.session.close();
  })();
}
const few = { group: "large", n: 5, warmup: 1 } as const;
Deno.bench("1 GB: first screen", few, (b) => fresh(log, b, "screen"));
Deno.bench("1 GB: the whole index", few, (b) => fresh(log, b, "index"));
const gigabyte = await ready("log", 1024);
let seed = 7;
const random = (below: number): number => (seed = (seed * 48271) % 0x7fffffff) % below;
Deno.bench("1 GB: jump to a random line and paint", { group: "large", n: 300, warmup: 40 }, () => {
  gigabyte.goTo(random(gigabyte.doc().state.text.lineCount));
});
let isThere = false;
Deno.bench("1 GB: type in its middle", { group: "large", n: 500, warmup: 20 }, () => {
  if (!isThere) gigabyte.goTo(gigabyte.doc().state.text.lineCount >> 1);
  isThere = true;
  gigabyte.type("x");
});
const find = (text: string): void => {
  gigabyte.command("closeFindWidget");
  gigabyte.command("actions.find");
  gigabyte.session.dispatch({ kind: "text", text, at: gigabyte.session.clock.now() });
};
const results = () => gigabyte.session.app.find?.results ?? null;
let asked = 0;
Deno.bench("1 GB: search, the first match", few, async () => {
  find(["storage", "retry", "flushed"][asked++ % 3]);
  await gigabyte.until(() => (results()?.matches.count ?? 0) > 0);
});
Deno.bench("1 GB: search, all of a text that is not there", few, async () => {
  find("zzqqxx");
  await gigabyte.until(() => results()?.state === "done");
});
Deno.bench("1 GB: save under another name after an edit", few, async () => {
  const path = `${log}.copy`;
  gigabyte.session.dispatch({ kind: "document.save", doc: gigabyte.doc().id, path });
  await gigabyte.until(() => gigabyte.session.app.saving.size === 0);
  Deno.removeSync(path);
});

Deno.bench("one line of 500 MB: first screen", few, (b) => fresh(largeFile("oneLine", 500), b, "screen"));
const line = await ready("oneLine", 500);
Deno.bench("one line of 500 MB: to its end and back", { group: "large", n: 20, warmup: 4 }, () => {
  line.command("cursorEnd");
  line.command("cursorHome");
});
Deno.bench("one line of 500 MB: type near its end", { group: "large", n: 200, warmup: 20 }, () => {
  line.command("cursorEnd");
  line.type("x");
});
