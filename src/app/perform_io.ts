/**
 * Carries out what `step` asked of the world and posts the answers. Each effect is independent; what the
 * world refuses comes back as an event, never as an exception.
 */
import { type ExplorerHost, type FileCalls, listFolderFiles } from "../project/mod_io.ts";
import { unreachable } from "../base/mod.ts";
import { STRINGS } from "../ui/mod.ts";
import type { Window } from "../window/mod.ts";
import type { App } from "./app.ts";
import type { Clock } from "./clock.ts";
import type { ConfigKeeper } from "./config_keeper_io.ts";
import type { AppEffect } from "./effects.ts";
import type { AppEvent } from "./events.ts";
import { performHistory, performMakeFolder, performRead, performWrite } from "./perform_files_io.ts";
import { readSnippetFolder } from "./snippet_files_io.ts";
import type { LargeWorld } from "./perform_large_io.ts";
import type { RegexHost } from "./regex_io.ts";
import { performTerminal } from "./perform_terminal_io.ts";
import type { TerminalDriver } from "./terminals_io.ts";
import type { HistoryKeeper } from "./undo_keeper_io.ts";

/** What effects may touch. `post` queues an event; `pending` is told when work starts (+1) and has ended (-1). */
export interface World {
  readonly window: Window;
  readonly clock: Clock;
  readonly calls?: FileCalls;
  /** `null`: histories end with the process. */
  readonly histories: HistoryKeeper | null;
  readonly post: (event: AppEvent) => void;
  readonly pending: (change: 1 | -1) => void;
  readonly log: (text: string) => void;
  /** Opens what an earlier process left unsaved. */
  readonly restore: () => void;
  readonly quit: (unsaved: "keep" | "discard") => void;
  /** The state folder; absent: nothing is kept there. */
  readonly state?: string;
  /** Where a person's snippet files are; absent: nowhere. */
  readonly snippetFolder?: string;
  /** Keeps a small file among what the editor remembers by itself. */
  readonly keep: (name: string, text: string) => void;
  /** Who runs expressions, and calls for after everything that waits. */
  readonly regex: RegexHost;
  /** Files that do not fit into memory. */
  readonly large: LargeWorld;
  readonly later: () => Promise<void>;
  readonly terminals: TerminalDriver;
  readonly app: () => App;
  /** Who reads and writes a person's settings, keys and themes; null: nobody. */
  readonly config: ConfigKeeper | null;
  readonly explorer: Pick<ExplorerHost, "ask">;
}

export function perform(effects: readonly AppEffect[], world: World): void {
  for (let i = 0; i < effects.length; i++) performOne(effects[i], world);
}

function performOne(effect: AppEffect, world: World): void {
  const { window, post } = world;
  switch (effect.kind) {
    case "clipboard.write":
      if (!window.setClipboard(effect.text)) {
        post({
          kind: "notice",
          level: "error",
          text: STRINGS.clipboardRefused,
        });
      }
      return;
    case "clipboard.read":
      return post({ kind: "clipboard.text", view: null, text: window.clipboard(), origin: "clipboard" });
    case "primary.write":
      window.setPrimary(effect.text);
      return;
    case "primary.read":
      return post({ kind: "clipboard.text", view: effect.view, text: window.primary(), origin: "primary" });
    case "file.read":
      world.pending(1);
      performRead(effect, world).then((outcome) => {
        post({ kind: "file.read", request: effect, outcome });
        world.pending(-1);
      });
      return;
    case "file.write":
      return performWrite(effect, world);
    case "history.read":
      return world.histories === null
        ? post({ kind: "history.read", doc: effect.doc, stored: null, then: effect.then })
        : world.histories.read(effect);
    case "history.write":
      return world.histories?.write(effect);
    case "notice.timer":
      world.clock.after(effect.afterMs, () => post({ kind: "notice.expired", notice: effect.notice }));
      return;
    case "tip.timer":
      world.clock.after(effect.afterMs, () => post({ kind: "tip.due", since: effect.since }));
      return;
    case "editing.timer":
      world.clock.after(effect.afterMs, () => post({ kind: effect.what }));
      return;
    case "state.write":
      return world.keep(effect.name, effect.text);
    case "explorer.ask":
      return world.explorer.ask(effect.request);
    case "folder.list":
      world.pending(1);
      listFolderFiles(effect.folder, (answer) => {
        post({ kind: "folder.files", folder: effect.folder, ...answer });
        world.pending(-1);
      });
      return;
    case "later":
      world.pending(1);
      world.later().then(() => {
        post({ kind: effect.what });
        world.pending(-1);
      });
      return;
    case "snippet.values": {
      const values = { ...worldValues(window.clipboard()), ...effect.values };
      const arg = { snippet: effect.snippet, values, before: effect.before };
      return post({ kind: "command", id: "editor.action.insertSnippet", view: effect.view, arg });
    }
    case "snippets.read": {
      const folder = world.snippetFolder;
      if (folder === undefined) return;
      world.pending(1);
      readSnippetFolder(folder).then((read) => {
        post({ kind: "snippets.found", folder, ...read });
        world.pending(-1);
      });
      return;
    }
    case "log":
      return world.log(effect.text);
    case "regex.search":
    case "regex.replace":
      return world.regex.ask(effect);
    case "config.read":
    case "config.open":
    case "config.edit":
    case "themes.read":
    case "import.read":
    case "import.snippets":
      return world.config?.perform(effect, post);
    case "large.index":
      return world.large.keeper.index(effect.file, effect);
    case "large.forget":
      return world.large.keeper.forget(effect.file);
    case "save.cancel":
      return world.large.saves.get(effect.doc)?.();
    case "folder.make":
      return performMakeFolder(effect.path, effect.write, world);
    case "localHistory":
      return performHistory(effect, world);
    case "terminal.open":
    case "terminal.send":
    case "terminal.close":
    case "terminal.copy":
    case "terminal.primary":
    case "terminal.follow":
      return performTerminal(effect, world);
    case "journal.restore":
      return world.restore();
    case "quit":
      return world.quit(effect.discard === true ? "discard" : "keep");
    default:
      return unreachable(effect);
  }
}

/** Snippet variables that only the world knows. */
function worldValues(clipboard: string): Record<string, string> {
  const digits = (count: number, base: number) =>
    Array.from({ length: count }, () => Math.floor(Math.random() * base).toString(base)).join("");
  return {
    CLIPBOARD: clipboard,
    RANDOM: digits(6, 10),
    RANDOM_HEX: digits(6, 16),
    UUID: crypto.randomUUID(),
  };
}
