/**
 * What the syntax thread gives back in a pause. Loading grammars and parsing a large text leave tens of megabytes behind that
 * nobody uses and nobody returns: V8 keeps a young generation sized for the rush, malloc its arenas, WebAssembly memory
 * never shrinks, and compilers and loaders that only the start needed stay mapped. Owns that memory and the ways back;
 * when to rest is the worker's. Off Linux V8 alone gives something back.
 */
import type { Parser } from "web-tree-sitter";

const PAGE = 4096;
/** On Linux: pages of nobody's are dropped and read as zeros, pages of a file as the file. */
const MADV_DONTNEED = 4;
/** Free room of the heap in WebAssembly is looked for in blocks of these sizes. */
const LARGEST = 4 << 20, SMALLEST = 32 << 10;
/** 64 KB each: as much as the module itself asks for, and may ask for at most. */
const FIRST_PAGES = 512, MOST_PAGES = 32_768;

const libcSymbols = {
  malloc_trim: { parameters: ["usize"], result: "i32" },
  madvise: { parameters: ["pointer", "usize", "i32"], result: "i32" },
} as const;
type Libc = Deno.DynamicLibrary<typeof libcSymbols>["symbols"];
type Runtime = NonNullable<Parameters<typeof Parser.init>[0]>;

let isTrimming = false;
const memory = new WebAssembly.Memory({ initial: FIRST_PAGES, maximum: MOST_PAGES });
const grow = memory.grow.bind(memory);
// Looking for free room must not make more of it.
memory.grow = (pages) => {
  if (isTrimming) throw new RangeError(`Cannot grow by ${pages} pages while trimming`);
  return grow(pages);
};
let runtime: Runtime | null = null;
let libc: Libc | null | undefined;
let collect: (() => void) | null | undefined;

/** What to start the parser's runtime with, so that its memory can be trimmed later. */
export function runtimeOf(wasmBinary: Uint8Array<ArrayBuffer>): Runtime {
  return runtime = { wasmBinary, wasmMemory: memory } as Partial<Runtime> as Runtime;
}

/** Megabytes that the whole process holds. */
export function residentMb(): number {
  return Deno.memoryUsage().rss / 1e6;
}

/** Holds the calling thread for some 30 ms: only for a pause. */
export async function rest(): Promise<void> {
  collect ??= await collector();
  collect?.();
  libc ??= openLibc();
  if (libc === null) return;
  trimWasm(libc);
  libc.malloc_trim(0n);
}

/**
 * Lets go of the program's own file: three quarters of what the start touched of it (JIT and WebAssembly compilers, the
 * TypeScript loader) is not touched again. The system keeps the pages and maps those that are, 16 at a time.
 */
export function dropStartUpCode(): void {
  libc ??= openLibc();
  if (libc === null) return;
  const program = Deno.execPath();
  for (const { from, to } of cleanMappings(Deno.readTextFileSync("/proc/self/smaps"), program)) {
    libc.madvise(Deno.UnsafePointer.create(from), to - from, MADV_DONTNEED);
  }
}

/** Where a file is mapped for reading only, with no page changed since: relocated tables are, and must stay. */
export function cleanMappings(smaps: string, path: string): { readonly from: bigint; readonly to: bigint }[] {
  const found: { readonly from: bigint; readonly to: bigint }[] = [];
  for (const part of smaps.split(/^(?=[0-9a-f]+-[0-9a-f]+ )/m)) {
    const head = /^([0-9a-f]+)-([0-9a-f]+) r-[-x]p (?:\S+ +){3}(.*)\n/.exec(part);
    if (head === null || head[3] !== path) continue;
    if (!/^Private_Dirty: +0 kB$/m.test(part) || !/^Anonymous: +0 kB$/m.test(part)) continue;
    found.push({ from: BigInt(`0x${head[1]}`), to: BigInt(`0x${head[2]}`) });
  }
  return found;
}

/** Takes all free room of the heap in WebAssembly, hands its pages to the system, and frees it again. */
function trimWasm({ madvise }: Libc): void {
  if (runtime?._malloc === undefined) return;
  const { _malloc, _free } = runtime;
  const held: number[] = [];
  isTrimming = true;
  try {
    for (let size = LARGEST; size >= SMALLEST; size >>= 1) {
      for (let at = _malloc(size); at !== 0; at = _malloc(size)) held.push(at, size);
    }
    const start = Deno.UnsafePointer.of(new Uint8Array(memory.buffer));
    for (let i = 0; i < held.length; i += 2) {
      // The allocator's own words lie outside of the block, so whole pages of it are nobody's.
      const from = Math.ceil(held[i] / PAGE) * PAGE, to = Math.floor((held[i] + held[i + 1]) / PAGE) * PAGE;
      madvise(Deno.UnsafePointer.offset(start!, from), BigInt(to - from), MADV_DONTNEED);
    }
  } finally {
    for (let i = 0; i < held.length; i += 2) _free(held[i]);
    isTrimming = false;
  }
}

/** V8 returns pages only when it collects in full, which an idle thread does not do by itself. */
async function collector(): Promise<(() => void) | null> {
  try {
    const [v8, vm] = await Promise.all([import("node:v8"), import("node:vm")]);
    v8.setFlagsFromString("--expose-gc");
    return vm.runInNewContext("gc");
  } catch {
    return null;
  }
}

function openLibc(): Libc | null {
  if (Deno.build.os !== "linux") return null;
  try {
    return Deno.dlopen("libc.so.6", libcSymbols).symbols;
  } catch {
    return null; // A library by another name: nothing is given back then.
  }
}
