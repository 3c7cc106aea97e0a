/** Carries out what the app asks about terminals. Programs are the driver's; links are looked for on disk before they are opened. */
import { resolve } from "node:path";
import type { TermLink } from "../terminal/mod.ts";
import { findShells } from "../terminal/mod_io.ts";
import type { Window } from "../window/mod.ts";
import type { App } from "./app.ts";
import type { AppEvent } from "./events.ts";
import { terminalOptions } from "./terminal_options.ts";
import type { TerminalEffect } from "./terminal_types.ts";
import type { TerminalDriver } from "./terminals_io.ts";

export interface TerminalWorld {
  readonly window: Window;
  readonly terminals: TerminalDriver;
  readonly app: () => App;
  readonly post: (event: AppEvent) => void;
  readonly pending: (change: 1 | -1) => void;
}

export function performTerminal(effect: TerminalEffect, world: TerminalWorld): void {
  const { terminals, post, window } = world;
  switch (effect.kind) {
    case "terminal.open":
      return open(effect, world);
    case "terminal.send":
      return terminals.post(effect.message);
    case "terminal.close":
      return terminals.closeTerm(effect.term);
    case "terminal.primary":
      return post({ kind: "clipboard.text", view: null, text: window.primary(), origin: "primary" });
    case "terminal.copy":
      world.pending(1);
      terminals.ask(effect.term, { what: "selection" }).then((text) => {
        if (typeof text === "string" && text !== "") window.setClipboard(text);
        world.pending(-1);
      });
      return;
    case "terminal.follow":
      world.pending(1);
      terminals.ask(effect.term, { what: "link", col: effect.col, row: effect.row }).then((value) => {
        const link = value as TermLink | null;
        const folder = world.app().terminals.terms.get(effect.term)?.state?.folder ?? world.app().folder ??
          Deno.cwd();
        post({ kind: "terminal.link", link, path: link === null ? null : pathOf(link, folder) });
        world.pending(-1);
      });
  }
}

function open(
  effect: TerminalEffect & { kind: "terminal.open" },
  { terminals, app, post, pending }: TerminalWorld,
): void {
  const shell = findShells()[0]?.path;
  const argv = effect.argv ?? (shell === undefined ? ["sh"] : [shell]);
  pending(1);
  terminals.open({
    argv,
    cols: 80,
    rows: 24,
    cwd: effect.cwd ?? Deno.cwd(),
    env: effect.env ?? undefined,
    options: terminalOptions(app()),
  }).then((answer) => {
    pending(-1);
    if (!answer.ok) return post({ kind: "terminal.refused", reason: answer.reason });
    const { term } = answer.value;
    const program = argv[0].slice(argv[0].lastIndexOf("/") + 1);
    post({ kind: "terminal.opened", term, program, asked: { beside: effect.beside } });
    if (effect.text !== null) terminals.post({ kind: "input", term, text: effect.text });
  });
}

/** The file a link means, if there is one; web addresses are handed to the system, and are no file. */
function pathOf(link: TermLink, folder: string): string | null {
  if (link.kind === "uri" && /^https?:/.test(link.uri)) {
    browse(link.uri);
    return null;
  }
  try {
    const path = link.kind === "file"
      ? resolve(folder, link.path.replace(/^~(?=\/|$)/, Deno.env.get("HOME") ?? "~"))
      : decodeURIComponent(new URL(link.uri).pathname);
    if (link.kind === "uri" && !link.uri.startsWith("file:")) return null;
    return Deno.statSync(path).isFile ? path : null;
  } catch {
    return null;
  }
}
function browse(uri: string): void {
  try {
    new Deno.Command("xdg-open", { args: [uri], stdin: "null", stdout: "null", stderr: "null" }).spawn()
      .unref();
  } catch {
    // Nobody to open it: the address can still be copied.
  }
}
