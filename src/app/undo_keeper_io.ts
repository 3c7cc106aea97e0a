/**
 * Reads and keeps histories for the app: soon after opening if that is quick, at once when asked; soon after a save, and
 * at once on leaving. Owns the waiting and what was written last; files and bytes are project/history_store*.ts.
 */
import type { Millis } from "../base/mod.ts";
import { grafted, type History, packHistory, type StoredHistory } from "../editor/mod.ts";
import { pruneHistories, readHistory, storedSize, writeHistory } from "../project/mod_io.ts";
import type { Clock } from "./clock.ts";
import type { AppEvent } from "./events.ts";
import type { HistoryRead, HistoryWrite } from "./undo_types.ts";

/** After opening: the first frame and the first keys come before. */
const readAfterMs = 400;
/** After a save: several in a row are one. */
const writeAfterMs = 1000;
/** How long nobody must have typed; else it is tried again so much later. */
const quietMs = 500;
/** More than this is not read or digested unasked: it would be felt. About 20 ms. */
const quickBytes = 1024 * 1024;
const quickUnits = 2 * 1024 * 1024;
/** All histories together may take this many times what one may. */
const foldersWorth = 4;

export interface HistoryKeeper {
  read(effect: HistoryRead): void;
  write(effect: HistoryWrite): void;
  /** What still waits is written now: the process ends. */
  flush(): void;
}

interface KeeperPorts {
  readonly clock: Clock;
  readonly post: (event: AppEvent) => void;
  /** How long nobody has typed. */
  readonly quiet: () => number;
}

/** `folder` is made on the first write. */
export function createHistoryKeeper(folder: string, { clock, post, quiet }: KeeperPorts): HistoryKeeper {
  const waiting = new Map<string, { readonly stop: () => void; readonly effect: HistoryWrite }>();
  const written = new WeakMap<History, string>();
  let isPruned = false;

  /** Calls `run` at the first quiet moment from then on. Returns what calls it off. */
  const whenQuiet = (afterMs: number, run: () => void): () => void => {
    let stop = clock.after(afterMs, function look() {
      if (quiet() >= quietMs) run();
      else stop = clock.after(quietMs, look);
    });
    return () => stop();
  };

  const lookFor = ({ real, text, maxBytes }: HistoryRead): StoredHistory | null =>
    readHistory(folder, { real, text, maxBytes });

  const keep = (effect: HistoryWrite): void => {
    const { real, text, epochMs, maxBytes, unread } = effect;
    let { history } = effect;
    if (written.get(history) === real) return;
    written.set(history, real);
    if (unread !== null) {
      const stored = readHistory(folder, { real, text: unread, maxBytes });
      const limits = { maxSteps: Infinity, maxBytes };
      if (stored !== null) history = grafted(history, { stored, epochMs, limits });
    }
    const stored = packHistory(history, { length: text.length, epochMs });
    writeHistory(folder, { real, text, stored, maxBytes });
    if (isPruned) return;
    isPruned = true;
    pruneHistories(folder, { maxBytes: foldersWorth * maxBytes });
  };

  return {
    read(effect) {
      const answer = (stored: StoredHistory | null) =>
        post({ kind: "history.read", doc: effect.doc, stored, then: effect.then });
      if (effect.when === "now") return answer(lookFor(effect));
      whenQuiet(readAfterMs, () => {
        const size = storedSize(folder, effect.real);
        if (size === 0) return answer(null);
        if (size <= quickBytes && effect.text.length <= quickUnits) answer(lookFor(effect));
      });
    },
    write(effect) {
      waiting.get(effect.real)?.stop();
      waiting.delete(effect.real);
      if (effect.when === "now") return keep(effect);
      // A large text waits for the close: its digest would be felt.
      if (effect.text.length > quickUnits) return;
      const stop = whenQuiet(writeAfterMs, () => {
        waiting.delete(effect.real);
        keep(effect);
      });
      waiting.set(effect.real, { stop, effect });
    },
    flush() {
      for (const { stop, effect } of waiting.values()) {
        stop();
        keep(effect);
      }
      waiting.clear();
    },
  };
}

/** The wall clock now, for an app whose own clock says `now`. */
export function wallClockAt(now: Millis): { epochMs: number; zoneMinutes: number } {
  const date = new Date();
  return { epochMs: date.getTime() - now, zoneMinutes: -date.getTimezoneOffset() };
}
