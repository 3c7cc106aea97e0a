/** The near end of the explorer's thread: started with the first folder, ended with the app. */
import type { ExplorerAnswer, ExplorerRequest } from "./protocol.ts";

export interface ExplorerPort {
  readonly take: (answer: ExplorerAnswer) => void;
  /** Told when something is asked that is waited for (+1), and when it came (-1). */
  readonly pending: (change: 1 | -1) => void;
  readonly log: (text: string) => void;
}

export class ExplorerHost {
  readonly #port: ExplorerPort;
  #worker: Worker | null = null;
  /** What is asked and not answered yet, by what the answer will be; watching answers unasked. */
  readonly #waiting: string[] = [];

  constructor(port: ExplorerPort) {
    this.#port = port;
  }

  ask(request: ExplorerRequest): void {
    this.#worker ??= this.#start();
    for (const answer of answersOf(request)) {
      this.#waiting.push(answer);
      this.#port.pending(1);
    }
    this.#worker.postMessage(request);
  }
  close(): void {
    this.#worker?.terminate();
    this.#worker = null;
    for (; this.#waiting.length > 0; this.#waiting.pop()) this.#port.pending(-1);
  }

  #start(): Worker {
    const worker = new Worker(new URL("./explorer_worker.ts", import.meta.url), { type: "module" });
    worker.onmessage = ({ data }: MessageEvent<ExplorerAnswer>) => {
      this.#port.take(data);
      const at = this.#waiting.indexOf(data.kind === "acted" ? `acted ${data.id}` : data.kind);
      if (at < 0) return;
      this.#waiting.splice(at, 1);
      this.#port.pending(-1);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      this.#port.log(`The explorer's thread ended: ${event.message}`);
      this.close();
    };
    return worker;
  }
}

function answersOf(request: ExplorerRequest): string[] {
  switch (request.kind) {
    case "open":
      return ["listed"];
    case "list":
      return request.folders.length > 0 ? ["listed"] : [];
    case "act":
      return [`acted ${request.id}`];
    default:
      return [];
  }
}
