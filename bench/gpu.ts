/**
 * `deno task bench:gpu`: what the WebGPU painter costs on this machine's adapter. Needs no display: the target is
 * off-screen. Names the adapter; encode, submit and GPU time (timestamp queries) for 6,000 and 20,000 glyphs and for one
 * changed row; then both painters' pixels against each other. `--json FILE` writes the figures; `--frames N` (default 200).
 * Exit code 2 with one line when there is no adapter, 1 when the painters are more than the tolerance apart.
 */
import { comparePainters } from "../src/render/gpu/compare.ts";
import {
  createAtlas,
  createDamageGrid,
  damageOf,
  type DeviceRect,
  type DrawList,
} from "../src/render/mod.ts";
import {
  createGpuPainter,
  createSoftwarePainter,
  type GpuPainter,
  requestGpu,
} from "../src/render/mod_io.ts";
import { deviceRect, editorFrame, memoryTarget, sampleGlyphs } from "../src/render/sample_frames.ts";

const TOLERANCE = 2;
const WIDTH = 1280, HEIGHT = 800;

interface Figures {
  readonly p50: number;
  readonly p99: number;
}
interface Row {
  readonly name: string;
  readonly encode: Figures;
  readonly submit: Figures;
  /** By timestamp queries; `null` where the adapter has none. */
  readonly gpu: Figures | null;
  /** Present called → all work done, with nothing else waiting. */
  readonly done: Figures;
}

const options = parse(Deno.args);
if (typeof options === "string") fail(options);
const started = performance.now();
const gpu = await requestGpu();
if (!gpu.ok) fail(`${gpu.reason}. bench:gpu needs a Vulkan driver (Debian: mesa-vulkan-drivers)`);
const askedMs = performance.now() - started;
const { info, hasLcd, hasTimestamps } = gpu.value;
console.log(`Adapter: ${info.name} (${info.backend}, ${info.type}${info.isFallback ? ", fallback" : ""})`);
console.log(
  `Asked for in ${askedMs.toFixed(0)} ms; LCD text ${hasLcd ? "yes" : "no"}; timestamps ${
    hasTimestamps ? "yes" : "no"
  }`,
);

const errors: string[] = [];
const onError = (message: string) => void errors.push(message);
const atlas = createAtlas({ source: sampleGlyphs() });
const size = { width: WIDTH, height: HEIGHT };
const painter = await createGpuPainter({ gpu: gpu.value, atlas, size: () => size, times: "gpu", onError });
const whole = [deviceRect(0, 0, WIDTH, HEIGHT)];
const six = editorFrame({ ...size, glyphs: 6000 }),
  sixChanged = editorFrame({ ...size, glyphs: 6000, changedRow: 20, like: six });
const twenty = editorFrame({ ...size, glyphs: 20000 });

const rows: Row[] = [
  await measure("all redrawn, 6,000 glyphs", () => painter.present(six, whole, 1)),
  await measure("all redrawn, 20,000 glyphs", () => painter.present(twenty, whole, 1)),
  await measure("one row changed of 6,000", byDamage(painter, [six, sixChanged])),
];
const target = memoryTarget(WIDTH, HEIGHT);
const software = createSoftwarePainter({ target: () => target, atlas });
const softwareRows = [
  { name: "software: all redrawn, 6,000", present: timed(() => software.present(six, whole, 1)) },
  { name: "software: all redrawn, 20,000", present: timed(() => software.present(twenty, whole, 1)) },
];
printTable(rows);
for (const row of softwareRows) {
  console.log(`${row.name.padEnd(30)} p50 ${ms(row.present.p50)} p99 ${ms(row.present.p99)} ms`);
}
painter.close();

const apart = await comparePainters(gpu.value, onError);
console.log(`\nBoth painters, greatest difference of a channel (tolerance ${TOLERANCE} of 255):`);
for (const { name, most, share } of apart) {
  console.log(`  ${name.padEnd(36)} ${most}  (${(share * 100).toFixed(2)} % of the channels differ)`);
}
for (const error of new Set(errors)) console.log(`WebGPU error: ${error}`);
const isGood = errors.length === 0 && apart.every(({ most }) => most <= TOLERANCE);
console.log(isGood ? "Painters agree." : "Painters DISAGREE.");
if (options.json !== undefined) {
  const figures = {
    adapter: info,
    hasLcd,
    hasTimestamps,
    askedMs,
    rows,
    software: softwareRows,
    apart,
    errors,
  };
  Deno.writeTextFileSync(options.json, JSON.stringify(figures, null, 2) + "\n");
}
Deno.exit(isGood ? 0 : 1);

async function measure(name: string, present: () => void): Promise<Row> {
  const encode: number[] = [], submit: number[] = [], onGpu: number[] = [], done: number[] = [];
  const frames = (options as Options).frames;
  for (let i = -10; i < frames; i++) {
    const begun = performance.now();
    present();
    await painter.done();
    const end = performance.now();
    const gpuMs = await painter.gpuTime();
    if (i < 0) continue;
    encode.push(painter.times.encode);
    submit.push(painter.times.submit);
    done.push(end - begun);
    if (gpuMs !== null) onGpu.push(gpuMs);
  }
  return {
    name,
    encode: figuresOf(encode),
    submit: figuresOf(submit),
    gpu: onGpu.length > 0 ? figuresOf(onGpu) : null,
    done: figuresOf(done),
  };
}

/** Presents the lists in turn, each by what differs from the one before. */
function byDamage(to: GpuPainter, lists: readonly DrawList[]): () => void {
  const grid = createDamageGrid({ atlas, width: WIDTH, height: HEIGHT });
  const damage: DeviceRect[] = [];
  let turn = 0;
  return () => {
    const list = lists[turn++ % lists.length];
    to.present(list, damage, damageOf(list, grid, damage));
  };
}

function timed(work: () => void): Figures {
  const times: number[] = [];
  for (let i = -20; i < 200; i++) {
    const begun = performance.now();
    work();
    if (i >= 0) times.push(performance.now() - begun);
  }
  return figuresOf(times);
}

function figuresOf(values: number[]): Figures {
  values.sort((a, b) => a - b);
  const at = (share: number) => values[Math.min(values.length - 1, Math.floor(values.length * share))];
  return { p50: at(0.5), p99: at(0.99) };
}

function printTable(all: readonly Row[]): void {
  console.log(`\n${WIDTH} × ${HEIGHT}, ms: p50 / p99`);
  console.log(
    ["", "encode", "submit", "GPU", "until done"].map((head, i) => head.padEnd(i ? 18 : 30)).join(""),
  );
  for (const row of all) {
    const cells = [row.encode, row.submit, row.gpu, row.done].map((f) =>
      f ? `${ms(f.p50)} / ${ms(f.p99)}` : "not offered"
    );
    console.log(row.name.padEnd(30) + cells.map((cell) => cell.padEnd(18)).join(""));
  }
}

function ms(value: number): string {
  return value.toFixed(value < 1 ? 3 : 2);
}

interface Options {
  readonly json?: string;
  readonly frames: number;
}
function parse(args: readonly string[]): Options | string {
  let json: string | undefined, frames = 200;
  for (let i = 0; i < args.length; i++) {
    const value = args[i + 1];
    if (args[i] === "--json" && value) json = args[++i];
    else if (args[i] === "--frames" && Number(value) > 0) frames = Number(args[++i]);
    else return `Unknown option ${args[i]}: bench:gpu takes --json FILE and --frames N`;
  }
  return { json, frames };
}

function fail(line: string): never {
  console.error(line);
  Deno.exit(2);
}
