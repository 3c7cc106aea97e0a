/**
 * HarfBuzz, straight from the package's wasm: faces, feature lists, shaping into kept arrays, and glyph outlines.
 * The package's own JS makes objects for each glyph and costs 40 ms at start; this file reads the wasm memory in place.
 * Everything is in font units (the font's scale is its units per em), so that one shaping serves every size.
 * Choosing fonts, splitting text and caching belong to fonts_io.ts.
 */
import type { HarfBuzz, HbFeatures, HbFont, HbGlyphs, HbRun } from "./font_types.ts";
import type { PathSink } from "./outline_raster.ts";

type Exports = Record<string, (...args: number[]) => number> & {
  memory: WebAssembly.Memory;
  __indirect_function_table: WebAssembly.Table;
};

const INFO_WORDS = 5; // hb_glyph_info_t and hb_glyph_position_t are both five 32-bit words

/** Loads and compiles the wasm: start it early, beside the window. Rejects when the package is broken. */
export async function loadHarfBuzz(): Promise<HarfBuzz> {
  const url = new URL(import.meta.resolve("harfbuzzjs/dist/harfbuzz.wasm"));
  const bytes = await Deno.readFile(url);
  const module = await WebAssembly.compile(bytes);
  const holder: { memory?: WebAssembly.Memory } = {};
  const stop = () => {
    throw new Error("HarfBuzz aborted");
  };
  const instance = await WebAssembly.instantiate(module, {
    wasi_snapshot_preview1: { proc_exit: stop },
    env: {
      _abort_js: stop,
      _emscripten_runtime_keepalive_clear: () => {},
      _setitimer_js: () => 0,
      emscripten_resize_heap: (size: number) => growTo(holder.memory, size >>> 0),
    },
  });
  const hb = instance.exports as unknown as Exports;
  holder.memory = hb.memory;
  hb.__wasm_call_ctors();
  return harfBuzzOver(hb);
}

function growTo(memory: WebAssembly.Memory | undefined, size: number): number {
  if (!memory) return 0;
  try {
    const pages = Math.ceil((size - memory.buffer.byteLength) / 65536);
    if (pages > 0) memory.grow(Math.max(pages, 16));
    return 1;
  } catch {
    return 0;
  }
}

function harfBuzzOver(hb: Exports): HarfBuzz {
  let u8 = new Uint8Array(hb.memory.buffer);
  let u16 = new Uint16Array(hb.memory.buffer);
  let u32 = new Uint32Array(hb.memory.buffer);
  let i32 = new Int32Array(hb.memory.buffer);
  // Growing the memory detaches every view; comparing the identity costs nothing.
  const refresh = () => {
    if (u8.buffer === hb.memory.buffer) return;
    u8 = new Uint8Array(hb.memory.buffer);
    u16 = new Uint16Array(hb.memory.buffer);
    u32 = new Uint32Array(hb.memory.buffer);
    i32 = new Int32Array(hb.memory.buffer);
  };
  let buffer = hb.hb_buffer_create();
  const scratch = hb.malloc(64); // hb_font_extents_t is twelve words
  let textPointer = 0;
  let textRoom = 0;
  const out: HbGlyphs = {
    count: 0,
    ids: new Uint32Array(256),
    clusters: new Uint32Array(256),
    advances: new Int32Array(256),
    offsetsX: new Int32Array(256),
    offsetsY: new Int32Array(256),
  };
  const scripts = new Map<string, number>();
  const parsed = new Map<string, HbFeatures>();
  let drawFuncs = 0;
  let sink: PathSink | null = null;

  const ascii = (text: string): number => {
    const pointer = hb.malloc(text.length + 1);
    refresh();
    for (let i = 0; i < text.length; i++) u8[pointer + i] = text.charCodeAt(i) & 0x7f;
    u8[pointer + text.length] = 0;
    return pointer;
  };

  const openFont = (bytes: Uint8Array, index: number): HbFont | null => {
    if (!looksLikeFont(bytes)) return null;
    const data = hb.malloc(bytes.length);
    if (data === 0) return null;
    refresh();
    u8.set(bytes, data);
    const blob = hb.hb_blob_create(data, bytes.length, 2, 0, 0);
    const face = hb.hb_face_create(blob, index);
    hb.hb_blob_destroy(blob);
    const pointer = hb.hb_font_create(face);
    refresh();
    const unitsPerEm = hb.hb_face_get_upem(face);
    // A font that maps no character at all is broken for us, whatever its tables say.
    const cmap = hb.hb_face_reference_table(face, tagOf("cmap"));
    const hasCmap = hb.hb_blob_get_length(cmap) > 0;
    hb.hb_blob_destroy(cmap);
    if (!hasCmap || unitsPerEm <= 0) {
      hb.hb_font_destroy(pointer);
      hb.hb_face_destroy(face);
      hb.free(data);
      return null;
    }
    hb.hb_font_get_h_extents(pointer, scratch);
    refresh();
    const ascent = i32[scratch >> 2] || Math.round(unitsPerEm * 0.8);
    const descent = -i32[(scratch >> 2) + 1] || Math.round(unitsPerEm * 0.2);
    return { pointer, unitsPerEm, ascent: Math.abs(ascent), descent: Math.abs(descent) };
  };

  const features = (list: readonly string[]): HbFeatures => {
    if (list.length === 0) return { pointer: 0, count: 0 };
    const key = list.join();
    const known = parsed.get(key);
    if (known) return known;
    const pointer = hb.malloc(list.length * 16);
    let count = 0;
    for (const text of list) {
      const name = ascii(text);
      if (hb.hb_feature_from_string(name, -1, pointer + count * 16)) count++;
      hb.free(name);
    }
    const made = { pointer, count };
    parsed.set(key, made);
    return made;
  };

  const shape = (font: HbFont, run: HbRun): HbGlyphs => {
    const length = run.to - run.from;
    if (length > textRoom) {
      if (textPointer) hb.free(textPointer);
      textRoom = Math.max(256, length * 2);
      textPointer = hb.malloc(textRoom * 2);
    }
    refresh();
    const at = textPointer >> 1;
    for (let i = 0; i < length; i++) u16[at + i] = run.text.charCodeAt(run.from + i);
    hb.hb_buffer_reset(buffer);
    hb.hb_buffer_add_utf16(buffer, textPointer, length, 0, length);
    if (run.script === undefined) hb.hb_buffer_guess_segment_properties(buffer);
    else {
      let script = scripts.get(run.script);
      if (script === undefined) scripts.set(run.script, script = tagOf(run.script));
      hb.hb_buffer_set_direction(buffer, run.rtl ? 5 : 4);
      hb.hb_buffer_set_script(buffer, script);
    }
    try {
      hb.hb_shape(font.pointer, buffer, run.features.pointer, run.features.count);
    } catch {
      // A font so broken that the wasm traps: boxes, in a fresh buffer.
      buffer = hb.hb_buffer_create();
      return boxes(out, run);
    }
    refresh();
    const count = hb.hb_buffer_get_length(buffer);
    if (count > out.ids.length) grow(out, count);
    const infos = hb.hb_buffer_get_glyph_infos(buffer, 0) >> 2;
    const places = hb.hb_buffer_get_glyph_positions(buffer, 0) >> 2;
    refresh();
    for (let i = 0; i < count; i++) {
      const info = infos + i * INFO_WORDS;
      const place = places + i * INFO_WORDS;
      out.ids[i] = u32[info];
      out.clusters[i] = u32[info + 2] + run.from;
      out.advances[i] = i32[place];
      out.offsetsX[i] = i32[place + 2];
      out.offsetsY[i] = i32[place + 3];
    }
    out.count = count;
    return out;
  };

  const glyphOf = (font: HbFont, codePoint: number): number => {
    if (!hb.hb_font_get_nominal_glyph(font.pointer, codePoint, scratch)) return 0;
    refresh();
    return u32[scratch >> 2];
  };

  const table = (font: HbFont, tag: string): Uint8Array | null => {
    const blob = hb.hb_face_reference_table(hb.hb_font_get_face(font.pointer), tagOf(tag));
    const length = hb.hb_blob_get_length(blob);
    const data = hb.hb_blob_get_data(blob, 0);
    refresh();
    const bytes = length > 0 ? u8.slice(data, data + length) : null;
    hb.hb_blob_destroy(blob);
    return bytes;
  };

  const setVariations = (font: HbFont, axes: readonly { readonly tag: string; readonly value: number }[]) => {
    if (axes.length === 0) return;
    const pointer = hb.malloc(axes.length * 8);
    refresh();
    const view = new DataView(hb.memory.buffer);
    for (let i = 0; i < axes.length; i++) {
      view.setUint32(pointer + i * 8, tagOf(axes[i].tag), true);
      view.setFloat32(pointer + i * 8 + 4, axes[i].value, true);
    }
    hb.hb_font_set_variations(font.pointer, pointer, axes.length);
    hb.free(pointer);
  };

  const draw = (font: HbFont, glyph: number, into: PathSink) => {
    if (!drawFuncs) drawFuncs = makeDrawFuncs(hb, () => sink);
    sink = into;
    try {
      hb.hb_font_draw_glyph(font.pointer, glyph, drawFuncs, 0);
    } catch {
      // As above: what was drawn so far is what there is.
    }
    sink = null;
  };

  const advanceOf = (font: HbFont, glyph: number) => hb.hb_font_get_glyph_h_advance(font.pointer, glyph);
  return { openFont, features, shape, glyphOf, advanceOf, table, setVariations, draw };
}

function grow(out: HbGlyphs, count: number): void {
  const room = count * 2;
  out.ids = new Uint32Array(room);
  out.clusters = new Uint32Array(room);
  out.advances = new Int32Array(room);
  out.offsetsX = new Int32Array(room);
  out.offsetsY = new Int32Array(room);
}

/** One missing glyph per unit, without width. */
function boxes(out: HbGlyphs, { from, to, rtl }: HbRun): HbGlyphs {
  const count = to - from;
  if (count > out.ids.length) grow(out, count);
  for (let i = 0; i < count; i++) {
    out.ids[i] =
      out.advances[i] =
      out.offsetsX[i] =
      out.offsetsY[i] =
        0;
    out.clusters[i] = rtl ? to - 1 - i : from + i;
  }
  out.count = count;
  return out;
}

/** The first four bytes of TrueType, CFF, Apple and collection files. */
function looksLikeFont(bytes: Uint8Array): boolean {
  if (bytes.length < 12) return false;
  const head = ((bytes[0] << 24) | (bytes[1] << 16) | (bytes[2] << 8) | bytes[3]) >>> 0;
  return head === 0x00010000 || head === tagOf("OTTO") || head === tagOf("true") || head === tagOf("ttcf");
}

function tagOf(tag: string): number {
  return ((tag.charCodeAt(0) << 24) | (tag.charCodeAt(1) << 16) | (tag.charCodeAt(2) << 8) |
    tag.charCodeAt(3)) >>> 0;
}

/**
 * HarfBuzz calls back through its function table, and a table takes wasm functions only: a module that imports
 * five functions and exports them again turns JS functions into such.
 */
function makeDrawFuncs(hb: Exports, sink: () => PathSink | null): number {
  const I = 0x7f, F = 0x7d;
  const types = [
    [I, I, I, F, F, I],
    [I, I, I, F, F, F, F, I],
    [I, I, I, F, F, F, F, F, F, I],
    [I, I, I, I],
  ];
  const typeOf = [0, 0, 1, 2, 3];
  const section = (id: number, body: number[]) => [id, ...leb(body.length), ...body];
  const bytes = new Uint8Array([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [types.length, ...types.flatMap((args) => [0x60, args.length, ...args, 0])]),
    ...section(2, [5, ...typeOf.flatMap((type, i) => [1, 0x65, 1, 0x61 + i, 0, type])]),
    ...section(7, [5, ...typeOf.flatMap((_type, i) => [1, 0x61 + i, 0, i])]),
  ]);
  const calls = {
    a: (_d: number, _s: number, _t: number, x: number, y: number) => sink()?.moveTo(x, y),
    b: (_d: number, _s: number, _t: number, x: number, y: number) => sink()?.lineTo(x, y),
    c: (_d: number, _s: number, _t: number, cx: number, cy: number, x: number, y: number) =>
      sink()?.quadTo(cx, cy, x, y),
    d: (
      _d: number,
      _s: number,
      _t: number,
      ax: number,
      ay: number,
      bx: number,
      by: number,
      x: number,
      y: number,
    ) => sink()?.cubicTo({ ax, ay, bx, by, x, y }),
    e: () => sink()?.close(),
  };
  const wrapped = new WebAssembly.Instance(new WebAssembly.Module(bytes), { e: calls }).exports;
  const table = hb.__indirect_function_table;
  const first = table.grow(5);
  const funcs = hb.hb_draw_funcs_create();
  const setters = ["move_to", "line_to", "quadratic_to", "cubic_to", "close_path"];
  for (let i = 0; i < 5; i++) {
    table.set(first + i, wrapped[String.fromCharCode(0x61 + i)] as CallableFunction);
    hb[`hb_draw_funcs_set_${setters[i]}_func`](funcs, first + i, 0, 0);
  }
  return funcs;
}

function leb(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, value >> 7];
}
