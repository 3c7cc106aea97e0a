/**
 * The thread of all terminals: programs behind pseudo terminals, their output into emulators, screens across when asked for.
 * One sleeping call waits for all programs. Output is read only as fast as it is parsed, so a flood waits in the program,
 * and in slices, so that keys and screens get between.
 */
import xterm from "@xterm/headless";
import { Emulator } from "./emulator_io.ts";
import type { FromTerminals, OpenTerm, TermOptions, ToTerminals } from "./messages.ts";
import { openPtys, type Pty, type Ptys } from "./pty_io.ts";
import type { Widths } from "./widths_io.ts";

/** Read at once: the kernel keeps as much again while it is parsed, so the program need not stop. */
const SLICE = 32 * 1024;
/** Parsing this long, then messages are looked at. */
const TURN_MS = 6;
/** Input that the program does not read: answers are dropped from here on, a person's text only far later. */
const MOST_REPORTS = 1 << 16, MOST_INPUT = 64 << 20;
/** A program that draws (mode 2026) and does not end is shown anyway. */
const DRAWING_MS = 150;

interface Running {
  readonly term: number;
  readonly pty: Pty;
  readonly emulator: Emulator;
  readonly input: Uint8Array[];
  inputBytes: number;
  isAsked: boolean;
  /** All output was seen. */
  isDrained: boolean;
  /** The program has ended as well; what it left can still be looked at. */
  isOver: boolean;
  isClosing: boolean;
  drawingSince: number;
  cell: TermOptions["cell"];
}
const scope = self as unknown as {
  onmessage: ((event: MessageEvent<ToTerminals>) => void) | null;
  postMessage(message: FromTerminals): void;
  close(): void;
};
const running = new Map<number, Running>();
const slice = new Uint8Array(SLICE);
const encoder = new TextEncoder();
let ptys: Ptys | null = null;
let widths: Widths | null = null;
let version = "";
let isPumping = false;
let isEnding = false;

const post = (message: FromTerminals) => scope.postMessage(message);
/** A turn of the event loop without a timer's 2 ms. A message to oneself instead goes before those of the app: 2 of 180 came through. */
const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));

scope.onmessage = ({ data }) => {
  if (data.kind === "start") {
    ({ widths, version } = data);
    return;
  }
  if (data.kind === "end") return end();
  if (data.kind === "open") return open(data);
  const one = running.get(data.term);
  if (one === undefined) {
    if (data.kind === "question") post({ kind: "answer", term: data.term, id: data.id, value: null });
    return;
  }
  take(one, data);
  show(one);
};

function open(wish: OpenTerm): void {
  const { term, options, cols, rows } = wish;
  if (ptys === null) {
    const opened = openPtys();
    if (!opened.ok) return post({ kind: "refused", term, reason: opened.reason });
    ptys = opened.value;
  }
  const made = ptys.open(wish);
  if (!made.ok) return post({ kind: "refused", term, reason: made.reason });
  const pty = made.value;
  const emulator = new Emulator({
    Terminal: xterm.Terminal,
    widths: widths!,
    version,
    cols,
    rows,
    options,
    send: (text, origin) => send(one, text, origin),
    copy: (text, to) => post({ kind: "copy", term, to, text }),
  });
  const one: Running = {
    term,
    pty,
    emulator,
    input: [],
    inputBytes: 0,
    isAsked: false,
    isDrained: false,
    isOver: false,
    isClosing: false,
    drawingSince: 0,
    cell: options.cell,
  };
  running.set(term, one);
  resizePty(one);
  post({ kind: "opened", term, pid: pty.pid });
  if (isPumping) ptys.wake();
  else void pump();
}

type ToOne = Exclude<ToTerminals, { readonly kind: "start" | "end" | "open" }>;
function take(one: Running, message: ToOne): void {
  const { emulator, pty } = one;
  switch (message.kind) {
    case "input":
      return emulator.type(message.text);
    case "key":
      return emulator.key(message.key);
    case "paste":
      return emulator.paste(message.text);
    case "mouse":
      return emulator.mouse(message.mouse);
    case "focus":
      return emulator.focus(message.isOn);
    case "resize": {
      const { cols, rows } = message;
      emulator.resize(cols, rows);
      return resizePty(one);
    }
    case "options":
      emulator.configure(message.options);
      one.cell = message.options.cell;
      return resizePty(one);
    case "scroll":
      return emulator.scroll(message.wish);
    case "select":
      return emulator.select(message.what);
    case "copyMode":
      return emulator.copyMode(message.what);
    case "copyMove":
      return emulator.copyMove(message.move, message.extend);
    case "search":
      return emulator.search(message.wish);
    case "clear":
      return emulator.clear();
    case "ask":
      one.isAsked = true;
      return;
    case "question": {
      const value = emulator.answer(message.about, pty.folder());
      return post({ kind: "answer", term: one.term, id: message.id, value });
    }
    case "close":
      one.isClosing = true;
      if (one.isOver) return forget(one);
      pty.hangUp();
      // A program that does not mind being hung up is ended a moment later.
      setTimeout(() => pty.kill(), 500);
      return ptys!.wake();
  }
}
function resizePty({ emulator: { term: { cols, rows } }, pty, cell }: Running): void {
  pty.resize(cols, rows, { width: Math.round(cols * cell.width), height: Math.round(rows * cell.height) });
}

/** To the program, in order; what it does not take now waits. */
function send(one: Running, text: string, origin: "user" | "report" | "mouse"): void {
  if (one.inputBytes > (origin === "report" ? MOST_REPORTS : MOST_INPUT)) return;
  const bytes = encoder.encode(text);
  one.input.push(bytes);
  one.inputBytes += bytes.length;
  flush(one);
  if (one.inputBytes > 0) ptys?.wake();
}
function flush(one: Running): void {
  while (one.input.length > 0) {
    const [bytes] = one.input;
    const taken = one.pty.write(bytes);
    one.inputBytes -= taken;
    if (taken < bytes.length) {
      one.input[0] = bytes.subarray(taken);
      return;
    }
    one.input.shift();
  }
}

/** Sends the screen that was asked for, if there is anything new. */
function show(one: Running): void {
  if (!one.isAsked || !one.emulator.hasChanged) return;
  if (one.emulator.isDrawing) {
    const now = performance.now();
    if (one.drawingSince === 0) {
      one.drawingSince = now;
      setTimeout(() => show(one), DRAWING_MS + 1);
    }
    if (now - one.drawingSince < DRAWING_MS) return;
  }
  one.drawingSince = 0;
  const frame = one.emulator.frame(one.pty.folder());
  if (frame === null) return;
  one.isAsked = false;
  post({ kind: "frame", term: one.term, frame });
}

/** Reads until nothing is open any more. */
async function pump(): Promise<void> {
  isPumping = true;
  for (;;) {
    const live = [...running.values()].filter(({ isOver }) => !isOver);
    if (live.length === 0) break;
    const start = performance.now();
    let isBusy = true;
    while (isBusy && performance.now() - start < TURN_MS) {
      isBusy = false;
      for (const one of live) if (readSlice(one)) isBusy = true;
    }
    for (const one of live) {
      flush(one);
      finish(one);
      show(one);
    }
    if (isBusy) {
      await breathe();
      continue;
    }
    const rest = live.filter(({ isOver }) => !isOver);
    const writing = rest.filter(({ inputBytes }) => inputBytes > 0);
    if (rest.length > 0) await ptys!.wait(rest.map(({ pty }) => pty), writing.map(({ pty }) => pty), -1);
  }
  isPumping = false;
  if (isEnding) leave();
}

/** Whether there was something. */
function readSlice(one: Running): boolean {
  if (one.isDrained) return false;
  let count = 0;
  while (count < SLICE) {
    const read = one.pty.read(count === 0 ? slice : slice.subarray(count));
    if (read <= 0) {
      one.isDrained = read < 0;
      break;
    }
    count += read;
  }
  if (count === 0) return false;
  if (!one.isClosing) one.emulator.feed(slice.subarray(0, count));
  return true;
}

/** Tells the end, once all output is in and the program has been waited for. */
function finish(one: Running): void {
  const exit = one.pty.exit();
  if (exit === null || !one.isDrained && !one.isClosing) return;
  one.isOver = true;
  one.input.length = one.inputBytes = 0;
  one.pty.close();
  post({ kind: "exited", term: one.term, ...exit });
  if (one.isClosing) forget(one);
}
function forget(one: Running): void {
  one.emulator.close();
  running.delete(one.term);
}

function end(): void {
  isEnding = true;
  for (const one of running.values()) {
    one.isClosing = true;
    one.pty.hangUp();
    one.pty.kill();
  }
  if (isPumping) ptys?.wake();
  else leave();
}
function leave(): void {
  ptys?.close();
  ptys = null;
  scope.close();
}
