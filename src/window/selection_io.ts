/**
 * Reads another program's X11 selection, also one sent in pieces (INCR), which SDL2 cannot: beyond some 256 KB most
 * programs do so, and SDL's failed try leaves some of them stuck, so ours comes first. Over a connection of its own (2 ms);
 * blocks for at most two seconds without progress.
 */
import type { Native } from "./native_io.ts";

const symbols = {
  XOpenDisplay: { parameters: ["pointer"], result: "pointer" },
  XCloseDisplay: { parameters: ["pointer"], result: "i32" },
  XDefaultRootWindow: { parameters: ["pointer"], result: "u64" },
  XCreateSimpleWindow: {
    parameters: ["pointer", "u64", "i32", "i32", "u32", "u32", "u32", "u64", "u64"],
    result: "u64",
  },
  XSelectInput: { parameters: ["pointer", "u64", "i64"], result: "i32" },
  XInternAtom: { parameters: ["pointer", "buffer", "i32"], result: "u64" },
  XGetSelectionOwner: { parameters: ["pointer", "u64"], result: "u64" },
  XConvertSelection: { parameters: ["pointer", "u64", "u64", "u64", "u64", "u64"], result: "i32" },
  XGetWindowProperty: {
    parameters: [
      "pointer",
      "u64",
      "u64",
      "i64",
      "i64",
      "i32",
      "u64",
      "buffer",
      "buffer",
      "buffer",
      "buffer",
      "buffer",
    ],
    result: "i32",
  },
  XFree: { parameters: ["pointer"], result: "i32" },
  XPending: { parameters: ["pointer"], result: "i32" },
  XNextEvent: { parameters: ["pointer", "buffer"], result: "i32" },
  XConnectionNumber: { parameters: ["pointer"], result: "i32" },
} as const;
const pollSymbols = { poll: { parameters: ["buffer", "u64", "i32"], result: "i32" } } as const;

const PropertyNotify = 28, SelectionNotify = 31, propertyChangeMask = 1n << 22n;
/** The predefined atom: Latin-1 text, for old programs. */
const STRING = 31n;
const patienceMs = 2000;
/** More than any sane paste; a broken owner must not fill the memory. */
const maxBytes = 512 * 1024 * 1024;

/** The selection's text, "" when its owner has none or stopped answering; `null` when no other program owns it. */
export function readSelection(native: Native, name: "CLIPBOARD" | "PRIMARY"): string | null {
  if (native.system !== "x11") return null;
  let x11: Deno.DynamicLibrary<typeof symbols>, libc: Deno.DynamicLibrary<typeof pollSymbols>;
  try {
    x11 = Deno.dlopen("libX11.so.6", symbols);
    libc = Deno.dlopen("libc.so.6", pollSymbols);
  } catch {
    return null;
  }
  const x = x11.symbols;
  const display = x.XOpenDisplay(null);
  try {
    return display === null ? null : transfer(x, { display, name, xid: native.xid, poll: libc.symbols.poll });
  } finally {
    if (display !== null) x.XCloseDisplay(display);
    x11.close();
    libc.close();
  }
}

type X = Deno.DynamicLibrary<typeof symbols>["symbols"];
interface Asked {
  readonly display: Deno.PointerValue;
  readonly name: string;
  /** A window of the connection that must not be asked. */
  readonly xid: bigint;
  readonly poll: (fds: BufferSource, count: bigint, ms: number) => number;
}

function transfer(x: X, { display, name, xid, poll }: Asked): string | null {
  const atom = (text: string) => x.XInternAtom(display, new TextEncoder().encode(`${text}\0`), 0);
  const selection = atom(name),
    utf8 = atom("UTF8_STRING"),
    incr = atom("INCR"),
    property = atom("NEXUS_SELECTION");
  // Nobody, or SDL itself, which could not answer while we wait. Ids of one client share their high bits.
  const owner = x.XGetSelectionOwner(display, selection);
  if (owner === 0n || owner >> 18n === xid >> 18n) return null;
  const window = x.XCreateSimpleWindow(display, x.XDefaultRootWindow(display), 0, 0, 1, 1, 0, 0n, 0n);
  x.XSelectInput(display, window, propertyChangeMask);
  let target = utf8;
  x.XConvertSelection(display, selection, target, property, window, 0n);

  const pollfd = new Int32Array([x.XConnectionNumber(display), 1]);
  const event = new Uint8Array(192), view = new DataView(event.buffer);
  /** Waits for one event; false when the owner was silent for too long. XPending sends what waits to be sent. */
  const next = (): boolean => {
    if (x.XPending(display) === 0 && poll(pollfd, 1n, patienceMs) <= 0) return false;
    x.XNextEvent(display, event);
    return true;
  };
  const chunks: Uint8Array[] = [];
  let total = 0, isIncremental = false;
  while (next()) {
    const type = view.getInt32(0, true);
    if (type === SelectionNotify) {
      // XSelectionEvent: property @56; None is a refusal.
      if (view.getBigUint64(56, true) === 0n) {
        if (target === STRING) return "";
        target = STRING;
        x.XConvertSelection(display, selection, target, property, window, 0n);
        continue;
      }
      const first = takeProperty(x, { display, window, property });
      if (first.type !== incr) {
        return decode([first.bytes], { total: first.bytes.length, isLatin: target === STRING });
      }
      isIncremental = true;
    } else if (type === PropertyNotify && isIncremental && view.getInt32(56, true) === 0 /* new value */) {
      // XPropertyEvent: atom @40, time @48, state @56.
      if (view.getBigUint64(40, true) !== property) continue;
      const { bytes } = takeProperty(x, { display, window, property });
      if (bytes.length === 0) return decode(chunks, { total, isLatin: target === STRING });
      chunks.push(bytes);
      total += bytes.length;
      if (total > maxBytes) return "";
    }
  }
  return "";
}

function takeProperty(
  x: X,
  at: { readonly display: Deno.PointerValue; readonly window: bigint; readonly property: bigint },
): { readonly type: bigint; readonly bytes: Uint8Array } {
  const type = new BigUint64Array(1), format = new Int32Array(1), count = new BigUint64Array(1);
  const rest = new BigUint64Array(1), data = new BigUint64Array(1);
  x.XGetWindowProperty(
    at.display,
    at.window,
    at.property,
    0n,
    0x1fffffffn,
    1,
    0n,
    type,
    format,
    count,
    rest,
    data,
  );
  const pointer = Deno.UnsafePointer.create(data[0]);
  if (pointer === null) return { type: type[0], bytes: new Uint8Array(0) };
  // Format 32 means longs of 8 bytes here; only text, of format 8, is wanted.
  const length = format[0] === 8 ? Number(count[0]) : 0;
  const bytes = new Uint8Array(Deno.UnsafePointerView.getArrayBuffer(pointer, length)).slice();
  x.XFree(pointer);
  return { type: type[0], bytes };
}

function decode(
  chunks: readonly Uint8Array[],
  { total, isLatin }: { readonly total: number; readonly isLatin: boolean },
): string {
  const whole = new Uint8Array(total);
  let to = 0;
  for (const chunk of chunks) {
    whole.set(chunk, to);
    to += chunk.length;
  }
  return new TextDecoder(isLatin ? "latin1" : "utf-8").decode(whole);
}
