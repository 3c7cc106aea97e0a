/**
 * Automation over standard input and output: lines in, answers out, in order. Everything a chunk of input asks for is
 * carried out before the loop paints, and its answers leave in one write. Logs go to standard error only.
 */
import { appMethods } from "./rpc_app_io.ts";
import { documentMethods } from "./rpc_document_io.ts";
import { editorMethods } from "./rpc_editor_io.ts";
import { readWaiting, type RpcHost } from "./rpc_host_io.ts";
import { syntaxMethods } from "./rpc_syntax_io.ts";
import { searchMethods } from "./rpc_search_io.ts";
import { terminalMethods } from "./rpc_terminal_io.ts";
import { textMethods } from "./rpc_text_io.ts";
import { windowMethods } from "./rpc_window_io.ts";
import { type Methods, serveLine } from "./rpc.ts";

export function allMethods(host: RpcHost): Methods {
  return {
    ...appMethods(host),
    ...documentMethods(host),
    ...editorMethods(host),
    ...windowMethods(host),
    ...textMethods(host),
    ...searchMethods(host),
    ...syntaxMethods(host),
    ...terminalMethods(host),
  };
}

/** Serves until the input ends; then the app is asked to leave. */
export async function serveStdio(host: RpcHost): Promise<void> {
  const methods = allMethods(host);
  const out: string[] = [];
  const flush = () => {
    if (out.length === 0) return;
    const bytes = new TextEncoder().encode(`${out.join("\n")}\n`);
    out.length = 0;
    for (let at = 0; at < bytes.length;) at += Deno.stdout.writeSync(bytes.subarray(at));
  };
  let hasBegun = false;
  for await (const lines of lineBatches()) {
    for (const line of lines) {
      if (!hasBegun && line.trim() !== "") {
        hasBegun = true;
        if (!line.includes('"app/initialize"')) await host.initialize({});
      }
      if (line.includes('"doc"') && host.isStarted()) await readWaiting(host.session(), line);
      let answer = serveLine(methods, line);
      if (answer instanceof Promise) {
        flush(); // What is known already need not wait for a slow one.
        answer = await answer;
      }
      if (answer !== null) out.push(answer);
    }
    flush();
    host.session().window.wake();
  }
  if (!hasBegun) await host.initialize({});
  host.session().quit(0);
}

/** Whole lines, as many as have arrived. The last one may lack its "\n". Reads without a stream: half the time a message takes. */
async function* lineBatches(): AsyncIterable<string[]> {
  const decoder = new TextDecoder();
  const buffer = new Uint8Array(1 << 16);
  let rest: string[] = [];
  for (;;) {
    const count = await Deno.stdin.read(buffer);
    if (count === null) break;
    const text = decoder.decode(buffer.subarray(0, count), { stream: true });
    const lines = text.split("\n");
    if (lines.length === 1) {
      rest.push(text); // A long line comes in many pieces: joined once.
      continue;
    }
    lines[0] = rest.join("") + lines[0];
    rest = [lines.pop()!];
    yield lines;
  }
  const last = rest.join("") + decoder.decode();
  if (last !== "") yield [last];
}
