/** The `window/` family: what is on screen, its pixels, and what a person does to the window. */
import type { Px } from "../base/mod.ts";
import { encodePng, type GpuPainter } from "../render/mod_io.ts";
import { type AppView, listWindow, type Part, STYLE } from "../ui/mod.ts";
import { type HeadlessWindow, Mod, type MouseButton } from "../window/mod.ts";
import { badParams, maybe, type Methods, need, type Params, refused } from "./rpc.ts";
import { answered, type RpcHost } from "./rpc_host_io.ts";
import type { Session } from "./session_io.ts";

export function windowMethods(host: RpcHost): Methods {
  return {
    "window/view": () => view(host.session()),
    "window/screenshot": (params) => screenshot(host.session(), params),
    "window/resize": (params) => resize(host, params),
    "window/mouse": (params) => mouse(host.session(), params),
    "window/ime": (params) => ime(host.session(), params),
    "window/drop": (params) => drop(host.session(), params),
    "window/clipboard": (params) => clipboard(host.session(), params),
    "window/loseDevice": async () => {
      const session = host.session();
      const before = session.painter;
      if (before === null) {
        throw refused("Nothing is painted", { reason: "noPainter", choices: ["software", "gpu"] });
      }
      if ("loseDevice" in before) (before as GpuPainter).loseDevice();
      else await session.replacePainter();
      await session.until(() => session.painter !== null && session.painter !== before, 10_000);
      session.turn();
    },
  };
}

const styleNames = Object.entries(STYLE).reduce<string[]>((names, [name, id]) => {
  names[id] = name;
  return names;
}, []);

function view(session: Session) {
  session.turn();
  const shown = session.frames.layout(session.app, session.fonts);
  const editors = shown.editors.map((editor, i) => ({
    view: editor.view,
    doc: editor.doc,
    lines: linesOf(editor.rows),
    carets: strides(editor.carets, 3).map(([x, y, height]) => ({ x, y, height })),
    selections: strides(editor.selections, 4).map(([x, y, width, height]) => ({ x, y, width, height })),
    rows: editor.rows.map(({ line, from, to, left, top, folded }) => ({ line, from, to, left, top, folded })),
    rowCount: editor.map.rowCount,
    parts: partsIn(shown, i),
    scroll: editor.scroll,
    text: editor.text,
    cell: editor.cell,
    lineHeight: editor.lineHeight,
  }));
  const active = editors.find((_, i) => shown.editors[i].hasFocus) ?? editors[0];
  return {
    width: shown.width,
    height: shown.height,
    scale: shown.scale,
    tree: shown.root,
    lines: active?.lines ?? [],
    carets: active?.carets ?? [],
    editors,
    groups: session.app.groups.map(({ id, tabs, active, preview = null, pinned = 0 }) => ({
      id,
      tabs,
      active,
      preview,
      pinned,
      hasFocus: id === session.app.activeGroup && session.app.barFocus === null,
    })),
    popups: popups(session, shown),
    status: shown.status.items.map(({ id, text }) => ({ id, text })),
    title: session.title,
    theme: session.app.theme.name,
    cursor: session.cursor,
  };
}

/** What lies around the text, as far as a person could click it or read it. */
function partsIn(shown: AppView, index: number) {
  const parts = shown.parts[index];
  if (parts === null) return null;
  return {
    folds: strides(parts.folds, 3).map(([top, line, folded]) => ({ top, line, folded: folded === 1 })),
    brackets: strides(parts.brackets, 3).map(([x, top, width]) => ({ x, top, width })),
    guides: strides(parts.guides?.lines ?? [], 4).map(([x, top, height, active]) => ({
      x,
      top,
      height,
      active: active === 1,
    })),
    sticky: parts.sticky?.lines.map(({ line, row, top }) => ({ line, text: row.text, top })) ?? [],
    minimap: parts.minimap === null ? null : { box: parts.minimap.box, slider: parts.minimap.slider },
  };
}

function linesOf(rows: AppView["editors"][number]["rows"]) {
  const lines = new Map<
    number,
    { index: number; text: string; spans: { from: number; to: number; style: string }[] }
  >();
  for (const { row, line } of rows) {
    const known = lines.get(line) ?? { index: line, text: "", spans: [] };
    const base = known.text.length;
    for (const [from, to, style] of strides(row.spans ?? new Int32Array(), 3)) {
      known.spans.push({ from: base + from, to: base + to, style: styleNames[style] });
    }
    known.text += row.text;
    lines.set(line, known);
  }
  return [...lines.values()];
}

function popups({ app }: Session, shown: AppView) {
  const notices: unknown[] = app.notices.map(({ id, level, text, actions = [] }) => ({
    kind: "notice",
    level,
    text,
    actions: actions.map(({ label }) => label),
    shown: shown.notices?.notices.find((one) => one.id === id)?.lines ?? [],
  }));
  if (shown.choices !== null) {
    const { items, focused } = shown.choices;
    notices.push({ kind: "choices", items, focused });
  }
  const words = (part: Part) => part.labels.map(({ text }) => text);
  const pick = app.quickPick, picker = shown.quickPick;
  if (pick !== null && picker !== null) {
    const { title, placeholder, input, list, focused, isBusy, message } = pick;
    const { first, last } = listWindow(picker.place);
    const rows = Array.from(
      { length: last - first },
      (_, i) => ({ index: first + i, ...list.rowAt(first + i) }),
    );
    const { count } = list;
    notices.push({ kind: "quickPick", title, placeholder, input, rows, count, focused, isBusy, message });
  }
  if (app.prompt === null || shown.prompt === null) return notices;
  const { text, detail, choices, focused, input } = app.prompt;
  return [...notices, { kind: "prompt", text, detail, choices, focused, input, shown: words(shown.prompt) }];
}

function* groupsOf(values: ArrayLike<number>, stride: number): Iterable<number[]> {
  for (let i = 0; i + stride <= values.length; i += stride) {
    yield Array.from({ length: stride }, (_, k) => values[i + k]);
  }
}
const strides = (values: ArrayLike<number>, stride: number): number[][] => [...groupsOf(values, stride)];

async function screenshot(session: Session, params: Params) {
  const path = need.string(params, "path");
  session.turn();
  if (session.painter === null) {
    throw refused('Nothing is painted with painter "none"', {
      reason: "noPainter",
      choices: ["software", "gpu"],
    });
  }
  const { width, height, pixels } = await session.painter.read();
  try {
    await Deno.writeFile(path, await encodePng({ width, height, pixels }));
  } catch (error) {
    throw refused(`Cannot write ${path}: ${error instanceof Error ? error.message : error}`);
  }
  return { width, height };
}

function resize(host: RpcHost, params: Params) {
  const session = host.session();
  const size = {
    width: need.number(params, "width") as Px,
    height: need.number(params, "height") as Px,
    scale: maybe(need.number, params, "scale") ?? session.app.displayScale,
  };
  if (!(size.width >= 1 && size.height >= 1 && size.width <= 16384 && size.height <= 16384)) {
    throw badParams("The size must be from 1x1 to 16384x16384");
  }
  if (!(size.scale >= 0.25 && size.scale <= 8)) throw badParams('"scale" must be from 0.25 to 8');
  if (!host.isHeadless) {
    throw refused("A real window is resized by its window manager", { reason: "realWindow", choices: [] });
  }
  (session.window as HeadlessWindow).resize(size);
  session.frames.invalidate();
  session.dispatch({ kind: "resize", ...size, at: session.clock.now() });
  session.turn();
}

function mouse(session: Session, params: Params) {
  session.turn(); // Hits are found in what is on screen now.
  const kind = need.oneOf(params, "kind", ["down", "up", "move", "wheel"]);
  const x = need.number(params, "x") as Px, y = need.number(params, "y") as Px;
  const button = (maybe(buttonParam, params, "button") ?? 0) as MouseButton;
  const mods = modsParam(params);
  const at = session.clock.now();
  switch (kind) {
    case "down":
    case "up": {
      const clicks = maybe(need.integer, params, "clicks") ?? 1;
      const held = kind === "down" ? session.held | (1 << button) : session.held & ~(1 << button);
      session.held = held;
      session.dispatch({ kind: kind === "down" ? "mousedown" : "mouseup", x, y, button, clicks, mods, at });
      break;
    }
    case "move":
      session.dispatch({ kind: "mousemove", x, y, buttons: session.held, mods, at });
      break;
    case "wheel": {
      const dx = maybe(need.number, params, "dx") ?? 0, dy = maybe(need.number, params, "dy") ?? 0;
      session.dispatch({ kind: "wheel", x, y, dx, dy, mods, at });
    }
  }
  session.turn();
}
function buttonParam(params: Params, name: string): number {
  const value = params[name];
  const named = typeof value === "string"
    ? ["left", "middle", "right", "back", "forward"].indexOf(value)
    : value;
  if (typeof named !== "number" || ![0, 1, 2, 3, 4].includes(named)) {
    throw badParams(`"${name}" must be left, middle, right, back, forward or 0 to 4`);
  }
  return named;
}
/** A bit set as in window events, or names: ["ctrl", "shift"]. */
function modsParam(params: Params): number {
  const { mods } = params;
  if (mods === undefined || mods === null) return 0;
  if (typeof mods === "number" && Number.isInteger(mods) && mods >= 0 && mods < 32) return mods;
  const names = typeof mods === "string" ? mods.split("+") : Array.isArray(mods) ? mods : null;
  if (names === null) throw badParams('"mods" must be a list such as ["ctrl", "shift"]');
  let bits = 0;
  for (const name of names) {
    if (!Object.hasOwn(Mod, name)) {
      throw badParams(`"mods" names ${JSON.stringify(name)}; it may hold ${Object.keys(Mod).join(", ")}`);
    }
    bits |= Mod[name as keyof typeof Mod];
  }
  return bits;
}

function ime(session: Session, params: Params) {
  const preedit = maybe(need.string, params, "preedit"), commit = maybe(need.string, params, "commit");
  if (preedit === undefined && commit === undefined) throw badParams('Give "preedit" or "commit"');
  const at = session.clock.now();
  if (preedit !== undefined) {
    session.dispatch({ kind: "preedit", text: preedit, caret: preedit.length, length: 0, at });
  }
  if (commit !== undefined) {
    session.dispatch({ kind: "preedit", text: "", caret: 0, length: 0, at });
    session.dispatch({ kind: "text", text: commit, at });
  }
  session.turn();
}

async function drop(session: Session, params: Params) {
  const paths = need.list(params, "paths");
  const problems: string[] = [];
  for (const path of paths) {
    if (typeof path !== "string" || path === "") throw badParams('"paths" must hold file names');
    try {
      answered(
        session,
        await session.ask({ kind: "file.read", path, line: null, column: null, as: "auto" }),
        undefined,
      );
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error));
    }
  }
  if (problems.length > 0) throw refused(problems.join("; "));
}

function clipboard(session: Session, params: Params) {
  const text = maybe(need.string, params, "set");
  const primary = maybe(need.boolean, params, "primary") ?? false;
  const { window } = session;
  if (text !== undefined) {
    const taken = primary ? window.setPrimary(text) : window.setClipboard(text);
    if (!taken) throw refused("The clipboard refused this text; it may be too large");
  }
  return { text: primary ? window.primary() : window.clipboard() };
}
