/** The near end of the terminal worker: starts it, passes messages, and finds shells. What messages mean is messages.ts. */
import { widthTable } from "../editor/mod.ts";
import { type Shell, shellsFrom } from "./env.ts";
import type { FromTerminals, ToTerminals } from "./messages.ts";

/** A running worker. Messages are taken in order. */
export interface TerminalWorker {
  post(message: ToTerminals): void;
  /** Ends every program and then the thread. */
  close(): void;
}

/** Starts the thread, which loads the emulator: some 60 ms of another core. */
export function openTerminalWorker(take: (message: FromTerminals) => void, version: string): TerminalWorker {
  const worker = new Worker(new URL("./terminal_worker.ts", import.meta.url), { type: "module" });
  worker.onmessage = ({ data }: MessageEvent<FromTerminals>) => take(data);
  worker.postMessage({ kind: "start", widths: widthTable, version } satisfies ToTerminals);
  return {
    post: (message) => worker.postMessage(message),
    // It sleeps in a call that must come back before its memory goes: it ends itself.
    close: () => worker.postMessage({ kind: "end" } satisfies ToTerminals),
  };
}

/** The shells of this machine, the person's own first. */
export function findShells(): Shell[] {
  const read = () => {
    try {
      return Deno.readTextFileSync("/etc/shells");
    } catch {
      return "";
    }
  };
  const exists = (path: string) => {
    try {
      return Deno.statSync(path).isFile;
    } catch {
      return false;
    }
  };
  return shellsFrom(read(), { own: Deno.env.get("SHELL") ?? null, exists });
}
