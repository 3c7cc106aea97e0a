/**
 * A client for end-to-end tests: starts the real app as a child process and speaks its JSON-RPC. Tests wait through the
 * protocol, never by sleeping. Not part of the product.
 */
const main = new URL("../../main.ts", import.meta.url).href;

export interface RpcError {
  readonly code: number;
  readonly message: string;
  readonly data?: { readonly reason: string; readonly choices: readonly string[] };
}
// deno-lint-ignore no-explicit-any
type Answer = any;

export interface Client extends AsyncDisposable {
  /** The result; throws for an error. */
  call(method: string, params?: unknown): Promise<Answer>;
  /** The error; throws for a result. */
  fail(method: string, params?: unknown): Promise<RpcError>;
  /** Sends a raw line; answers the next line that comes back. */
  raw(line: string): Promise<Answer>;
  /** A folder of this client alone, gone at the end. */
  readonly dir: string;
  readonly stderr: Promise<string>;
  /** Asks it to leave; answers the exit code. */
  end(): Promise<number>;
  /** Ends it as a crash or the system would. */
  kill(signal: Deno.Signal): void;
}
export interface ClientOptions {
  readonly args?: readonly string[];
  readonly env?: Record<string, string>;
  /** Before anything else; `null`: not sent. */
  readonly initialize?: Record<string, unknown> | null;
}

export async function startClient(options: ClientOptions = {}): Promise<Client> {
  const dir = await Deno.makeTempDir({ prefix: "nexus-test-" });
  const args = [
    "run",
    "-A",
    "--quiet",
    main,
    "--home",
    `${dir}/home`,
    "--rpc",
    ...(options.args ?? ["--headless"]),
  ];
  const child = new Deno.Command(Deno.execPath(), {
    args,
    env: options.env,
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  const lines = linesOf(child.stdout);
  const stderr = new Response(child.stderr).text();
  let id = 0;
  let ended: Promise<number> | null = null;
  const next = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`The app ended: ${await stderr}`);
    return JSON.parse(value);
  };
  const send = async (method: string, params?: unknown) => {
    await writer.write(
      new TextEncoder().encode(`${JSON.stringify({ jsonrpc: "2.0", id: ++id, method, params })}\n`),
    );
    return await next();
  };
  const client: Client = {
    dir,
    stderr,
    async call(method, params) {
      const { result, error } = await send(method, params);
      if (error !== undefined) {
        throw new Error(`${method}: ${error.message} ${JSON.stringify(error.data ?? "")}`);
      }
      return result;
    },
    async fail(method, params) {
      const { result, error } = await send(method, params);
      if (error === undefined) {
        throw new Error(`${method} did not fail but answered ${JSON.stringify(result)}`);
      }
      return error;
    },
    async raw(line) {
      await writer.write(new TextEncoder().encode(`${line}\n`));
      return await next();
    },
    end() {
      ended ??= (async () => {
        await writer.close().catch(() => {});
        const { code } = await child.status;
        await lines.return?.(undefined);
        await stderr;
        return code;
      })();
      return ended;
    },
    kill: (signal) => child.kill(signal),
    async [Symbol.asyncDispose]() {
      await client.end();
      await Deno.remove(dir, { recursive: true });
    },
  };
  if (options.initialize !== null) await client.call("app/initialize", options.initialize ?? {});
  return client;
}

async function* linesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  let rest = "";
  for await (
    const text of stream.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>)
  ) {
    const lines = (rest + text).split("\n");
    rest = lines.pop()!;
    yield* lines;
  }
}
