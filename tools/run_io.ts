// Starts a program and keeps what it says, for the tools that run the checks. Each process they start is
// Deno itself by its own path, so that nothing needs to be on PATH.

export interface Ran {
  readonly code: number;
  /** Standard output and error together, about in order. */
  readonly output: string;
  readonly ms: number;
}

/** How long output may still come after the process has ended: a grandchild can hold the pipe for ever. */
const LAST_WORDS_MS = 1000;

/** Runs `deno ARGS` in `cwd`; `onText` sees the output while it comes; after `limitMs` it is ended. */
export async function runDeno(
  args: readonly string[],
  options: { readonly cwd: URL; readonly limitMs: number; readonly onText?: (text: string) => void },
): Promise<Ran> {
  const begun = performance.now();
  const child = new Deno.Command(Deno.execPath(), {
    args: [...args],
    cwd: options.cwd,
    env: { NO_COLOR: "1" },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  let hard: ReturnType<typeof setTimeout> | undefined;
  const end = setTimeout(() => {
    output += `Ended after ${seconds(options.limitMs)}: it hangs\n`;
    child.kill("SIGTERM");
    hard = setTimeout(() => child.kill("SIGKILL"), LAST_WORDS_MS);
  }, options.limitMs);
  let output = "";
  const drain = async (stream: ReadableStream<Uint8Array>) => {
    const decoder = new TextDecoder();
    for await (const bytes of stream) {
      const text = decoder.decode(bytes, { stream: true });
      output += text;
      options.onText?.(text);
    }
  };
  const drained = Promise.all([drain(child.stdout), drain(child.stderr)]);
  const status = await child.status;
  clearTimeout(end);
  clearTimeout(hard);
  let patience: ReturnType<typeof setTimeout> | undefined;
  const impatient = new Promise((resolve) => patience = setTimeout(resolve, LAST_WORDS_MS));
  await Promise.race([drained, impatient]);
  clearTimeout(patience);
  return { code: status.code, output, ms: performance.now() - begun };
}

/** Seconds with one decimal, for people. */
export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
