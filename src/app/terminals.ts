/**
 * Terminals as the app's state: what the worker tells becomes screens, what a person wishes becomes messages to it. Pure. What
 * keys and the mouse mean is terminal_part.ts, what may be called by name terminal_commands.ts.
 */
import type { ToTerminals } from "../terminal/mod.ts";
import { addedTerm, framed, shownGroup, STRINGS, type Terminals, withoutTerm, withTerm } from "../ui/mod.ts";
import { type App, idle, type Step } from "./app.ts";
import { hideBarPart, showBarPart } from "./bars.ts";
import { withNotice } from "./notices.ts";
import type { TerminalEffect, TerminalEvent } from "./terminal_types.ts";

export const TERMINAL_VIEW = "terminal";

export function withTerminals(app: App, terminals: Terminals): App {
  return app.terminals === terminals ? app : { ...app, terminals };
}
/** Asks for a terminal and shows where it will be. */
export function openTerminal(
  app: App,
  wish: {
    argv?: readonly string[];
    beside?: number | null;
    text?: string;
    cwd?: string;
    env?: Record<string, string>;
  } = {},
): Step {
  const starting = withTerminals(app, {
    ...app.terminals,
    starting: app.terminals.starting + 1,
    problem: null,
  });
  const effect: TerminalEffect = {
    kind: "terminal.open",
    argv: wish.argv ?? null,
    cwd: wish.cwd ?? folderOf(app, wish.beside ?? null),
    env: wish.env ?? null,
    beside: wish.beside ?? null,
    text: wish.text ?? null,
  };
  return { app: showBarPart(starting, TERMINAL_VIEW, "focus"), effects: [effect], handled: true };
}
/** A split starts where its neighbour is, as in VS Code. */
function folderOf(app: App, beside: number | null): string | null {
  const near = beside === null ? null : app.terminals.terms.get(beside)?.state?.folder ?? null;
  return near ?? app.folder;
}
export function closeTerminal(app: App, term: number): Step {
  const rest = withoutTerm(app.terminals, term);
  const next = withTerminals(app, rest);
  const isLast = rest.terms.size === 0 && rest.starting === 0;
  return {
    app: isLast ? hideTerminal(next) : next,
    effects: [{ kind: "terminal.close", term }],
    handled: true,
  };
}
/** The panel goes with the last terminal, unless something else is in it. */
function hideTerminal(app: App): App {
  return app.panes.panel.active === TERMINAL_VIEW ? hideBarPart(app, TERMINAL_VIEW) : app;
}

export function send(app: App, message: ToTerminals): Step {
  return { app, effects: [{ kind: "terminal.send", message }], handled: true };
}

export function stepTerminal(app: App, event: TerminalEvent): Step {
  const { terminals } = app;
  switch (event.kind) {
    case "terminal.opened": {
      const { term: id, program, asked } = event;
      const box = {
        id,
        program,
        name: null,
        rows: [],
        state: null,
        ended: null,
        stays: asked === null,
        rang: false,
      };
      const added = addedTerm(terminals, box, asked?.beside ?? null);
      const active = asked !== null || added.active === null ? id : added.active;
      const starting = Math.max(0, added.starting - (asked === null ? 0 : 1));
      const effects: TerminalEffect[] = asked === null ? [] : terminals.ahead.map((one) => ({
        kind: "terminal.send",
        message: "text" in one
          ? { kind: "input", term: id, text: one.text }
          : { kind: "key", term: id, key: one.key },
      }));
      const ahead = asked === null ? terminals.ahead : [];
      return { app: withTerminals(app, { ...added, active, starting, ahead }), effects };
    }
    case "terminal.refused": {
      const starting = Math.max(0, terminals.starting - 1);
      const next = withTerminals(app, { ...terminals, starting, problem: event.reason, ahead: [] });
      // In the panel only where there is no terminal that covers it.
      if (terminals.terms.size === 0) return { ...idle(next), problem: event.reason };
      return withNotice(next, { level: "error", text: STRINGS.terminal.refused(event.reason) });
    }
    case "terminal.closed":
      return idle(withTerminals(app, withoutTerm(terminals, event.term)));
    case "terminal.heard":
      return heard(app, event);
    case "terminal.link":
      return followed(app, event);
  }
}

function heard(app: App, { message }: TerminalEvent & { kind: "terminal.heard" }): Step {
  const { terminals } = app;
  const term = terminals.terms.get(message.term);
  if (term === undefined) return idle(app);
  switch (message.kind) {
    case "frame": {
      const isSeen = shownGroup(terminals)?.terms.includes(term.id) ?? false;
      return idle(withTerminals(app, withTerm(terminals, framed(term, message.frame, isSeen))));
    }
    case "exited":
      // One that ended as it should goes, as when a person types "exit"; all else stays to be read.
      if (message.code === 0 && !term.stays) return closeTerminal(app, term.id);
      return idle(
        withTerminals(
          app,
          withTerm(terminals, { ...term, ended: endedWords(term.program, message) }),
        ),
      );
    case "copy": {
      const effect = message.to === "primary"
        ? { kind: "primary.write", text: message.text } as const
        : { kind: "clipboard.write", text: message.text, wholeLine: false } as const;
      return { app, effects: [effect] };
    }
    default:
      return idle(app);
  }
}
function endedWords(
  program: string,
  { code, signal }: { code: number | null; signal: number | null },
): string {
  const words = STRINGS.terminal;
  return code === null ? words.endedSignal(program, `signal ${signal}`) : words.endedCode(program, code);
}

function followed(app: App, { link, path }: TerminalEvent & { kind: "terminal.link" }): Step {
  if (link === null) return idle(app);
  if (link.kind === "uri" && path === null) return idle(app);
  if (path === null) {
    const text = STRINGS.terminal.noFile(link.kind === "file" ? link.path : link.uri);
    return withNotice(app, { level: "info", text });
  }
  // Programs count from 1.
  const before = (place: number | null) => place === null ? null : Math.max(0, place - 1);
  const { line, column } = link.kind === "file" ? link : { line: null, column: null };
  const read = { kind: "file.read", path, line: before(line), column: before(column), as: "auto" } as const;
  return { app: { ...app, barFocus: null }, effects: [read] };
}
