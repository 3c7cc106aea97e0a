/**
 * Starts an X server of our own on a free number and stops it by its process, so that a measurement never
 * meets somebody else's windows. Owns that one child.
 */

/** A running Xvfb; `name` is for DISPLAY. */
export interface Xvfb {
  readonly name: string;
  stop(): Promise<void>;
}

/** Throws an `Error` that says what is missing when Xvfb cannot be started. `more`: further arguments of Xvfb. */
export async function startXvfb(size = "1280x800", more: readonly string[] = []): Promise<Xvfb> {
  let child: Deno.ChildProcess;
  try {
    child = new Deno.Command("Xvfb", {
      args: [
        "-displayfd",
        "1",
        "-screen",
        "0",
        `${size}x24`,
        "-nolisten",
        "tcp",
        "-noreset",
        "-br",
        "-s",
        "0",
        ...more,
      ],
      stdin: "null",
      stdout: "piped",
      stderr: "null",
    }).spawn();
  } catch (error) {
    throw new Error(`Cannot start Xvfb (Debian: apt-get install xvfb): ${(error as Error).message}`);
  }
  let number = "";
  const reader = child.stdout.getReader();
  while (!number.endsWith("\n")) {
    const { value, done } = await reader.read();
    if (done) break;
    number += new TextDecoder().decode(value);
  }
  reader.releaseLock();
  const stop = async () => {
    try {
      child.kill("SIGTERM");
    } catch { /* It has ended by itself. */ }
    await child.stdout.cancel();
    await child.status;
  };
  if (!/^\d+\n$/.test(number)) {
    await stop();
    throw new Error("Cannot start Xvfb: it named no display");
  }
  return { name: `:${number.trim()}`, stop };
}
