/** The `terminal/` family: programs behind a terminal, what they show, and how they end. Works without a window. */
import type { ScreenText, TermOptions } from "../terminal/mod.ts";
import { findShells } from "../terminal/mod_io.ts";
import { parseKeys } from "../ui/mod.ts";
import { badParams, maybe, type Methods, need, type Params, refused } from "./rpc.ts";
import type { RpcHost } from "./rpc_host_io.ts";
import type { KnownTerminal, TerminalDriver } from "./terminals_io.ts";
import { terminalOptions } from "./terminal_options.ts";

/** More is a slip; xterm keeps every cell. */
const MOST_COLS = 2000, MOST_ROWS = 1000;

export function terminalMethods(host: RpcHost): Methods {
  const driver = () => host.session().terminals;
  const known = (params: Params): KnownTerminal => {
    const term = need.integer(params, "term");
    const found = driver().get(term);
    if (found === undefined) {
      throw badParams(`There is no terminal ${term}; terminal/list names those that are open`);
    }
    return found;
  };
  return {
    "terminal/open": (params) => open(host, driver(), params),
    "terminal/input": (params) => {
      driver().post({ kind: "input", term: known(params).term, text: need.string(params, "data") });
    },
    "terminal/paste": (params) => {
      driver().post({ kind: "paste", term: known(params).term, text: need.string(params, "text") });
    },
    "terminal/keys": (params) => {
      const { term } = known(params);
      for (const written of need.list(params, "keys")) {
        const chords = typeof written === "string" ? parseKeys(written) : null;
        if (chords === null || !chords.ok) throw badParams(`"${written}" is no key`);
        for (const { key, mods } of chords.value) driver().post({ kind: "key", term, key: { key, mods } });
      }
    },
    "terminal/screen": (params) => screenOf(driver(), known(params).term),
    "terminal/text": async (params) => {
      const { term } = known(params);
      const from = maybe(need.integer, params, "from") ?? 0;
      const to = maybe(need.integer, params, "to") ?? Number.MAX_SAFE_INTEGER;
      return { text: await driver().ask(term, { what: "text", from, to }) };
    },
    "terminal/waitFor": (params) => waitFor(driver(), known(params).term, params),
    "terminal/waitExit": async (params) => {
      const { term } = known(params);
      const timeoutMs = maybe(need.number, params, "timeoutMs") ?? 30_000;
      const exit = await within(driver().ended(term)!, timeoutMs);
      if (exit === null) {
        throw refused(`Waited ${timeoutMs} ms for terminal ${term} to end in vain`, {
          reason: "timeout",
          choices: [],
        });
      }
      return exit;
    },
    "terminal/resize": (params) => {
      const { term } = known(params);
      driver().post({ kind: "resize", term, ...sizeOf(params, null) });
    },
    "terminal/scroll": (params) => {
      driver().post({
        kind: "scroll",
        term: known(params).term,
        wish: { by: need.integer(params, "lines") },
      });
    },
    "terminal/close": (params) => {
      const { term } = known(params);
      driver().closeTerm(term);
      host.session().dispatch({ kind: "terminal.closed", term });
    },
    "terminal/list": () => ({
      terms: driver().list().map(({ term, argv, pid, exit }) => ({ term, argv, pid, exit })),
      shells: findShells(),
    }),
  };
}

function sizeOf(
  params: Params,
  fallback: { cols: number; rows: number } | null,
): { cols: number; rows: number } {
  const read = (name: "cols" | "rows", most: number) => {
    const value = fallback === null
      ? need.integer(params, name)
      : maybe(need.integer, params, name) ?? fallback[name];
    if (value < 1 || value > most) throw badParams(`"${name}" must be from 1 to ${most}, not ${value}`);
    return value;
  };
  return { cols: read("cols", MOST_COLS), rows: read("rows", MOST_ROWS) };
}

async function open(host: RpcHost, driver: TerminalDriver, params: Params): Promise<unknown> {
  const given = maybe(need.list, params, "argv");
  const shell = findShells()[0]?.path;
  const argv = given ?? (shell === undefined ? [] : [shell]);
  if (
    argv.length === 0 || !argv.every((one) => typeof one === "string" && one !== "" && !one.includes("\0"))
  ) {
    throw badParams('"argv" must be a list of words: a program and what it is given');
  }
  const env = maybe(need.object, params, "env") ?? {};
  for (const [name, value] of Object.entries(env)) {
    if (typeof value !== "string" || name === "" || /[=\0]/.test(name) || value.includes("\0")) {
      throw badParams(`"env.${name}" must be a string without zero bytes`);
    }
  }
  const options: TermOptions = terminalOptions(host.session().app);
  const answer = await driver.open({
    argv: argv as readonly string[],
    ...sizeOf(params, { cols: 80, rows: 24 }),
    cwd: maybe(need.string, params, "cwd") ?? Deno.cwd(),
    env: env as Record<string, string>,
    options: { ...options, scrollback: maybe(need.integer, params, "scrollback") ?? options.scrollback },
  });
  if (!answer.ok) throw refused(answer.reason, { reason: "refused", choices: [] });
  const { term, pid } = answer.value;
  const program = (argv[0] as string).slice((argv[0] as string).lastIndexOf("/") + 1);
  host.session().dispatch({ kind: "terminal.opened", term, program, asked: null });
  return { term, pid };
}

async function screenOf(driver: TerminalDriver, term: number): Promise<ScreenText> {
  const screen = await driver.ask(term, { what: "screen" }) as ScreenText | null;
  if (screen === null) {
    throw badParams(`There is no terminal ${term}; terminal/list names those that are open`);
  }
  return screen;
}

async function waitFor(driver: TerminalDriver, term: number, params: Params): Promise<ScreenText> {
  const text = need.string(params, "text");
  const timeoutMs = maybe(need.number, params, "timeoutMs") ?? 5000;
  const end = performance.now() + timeoutMs;
  for (;;) {
    const screen = await screenOf(driver, term);
    if (screen.lines.join("\n").includes(text)) return screen;
    const left = end - performance.now();
    if (left > 0 && await within(driver.changed(term).then(() => true), left)) continue;
    throw refused(
      `Waited ${timeoutMs} ms for ${JSON.stringify(text)} in vain; the screen shows:\n${
        screen.lines.join("\n").trimEnd()
      }`,
      {
        reason: "timeout",
        choices: [],
      },
    );
  }
}

/** `null` when it took longer. */
async function within<T>(promise: Promise<T>, ms: number): Promise<T | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    return await Promise.race([
      promise,
      new Promise<null>((resolve) => timer = setTimeout(resolve, ms, null)),
    ]);
  } finally {
    clearTimeout(timer);
  }
}
