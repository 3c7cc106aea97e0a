/** The near end of the syntax worker: starts it and passes messages. What they mean is messages.ts. */
import { grammarOf } from "./languages.ts";
import type { FromSyntax, ToSyntax } from "./messages.ts";

/** A running worker. Messages are taken in order. */
export interface SyntaxWorker {
  post(message: ToSyntax): void;
  close(): void;
}

/** Starts the thread: about 30 ms of another core; grammars are loaded when a text needs them. */
export function openSyntaxWorker(take: (message: FromSyntax) => void): SyntaxWorker {
  const worker = new Worker(new URL("./syntax_worker.ts", import.meta.url), { type: "module" });
  worker.onmessage = ({ data }: MessageEvent<FromSyntax>) => take(data);
  return {
    post: (message) => worker.postMessage(message),
    close: () => worker.terminate(),
  };
}

/** Whether a language id is coloured at all. */
export function knowsLanguage(language: string): boolean {
  return grammarOf(language) !== null;
}
