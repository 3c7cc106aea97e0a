/** Which processes live: a number alone is used again, so that a process is its number and when it started. */

export interface ProcessId {
  readonly pid: number;
  /** Of the system's own clock, as text; "" where it cannot be known. */
  readonly start: string;
}

export const ownProcess = (): ProcessId => ({ pid: Deno.pid, start: startOf(Deno.pid) ?? "" });

export function isAlive({ pid, start }: ProcessId): boolean {
  const now = startOf(pid);
  return now !== null && (start === "" || now === start);
}

/** `null`: there is no such process. */
function startOf(pid: number): string | null {
  if (Deno.build.os !== "linux") return askPs(pid);
  try {
    const stat = Deno.readTextFileSync(`/proc/${pid}/stat`);
    // The name in brackets may hold anything: fields are counted from its end. Field 3 is the state, 22 the start.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" ? null : fields[19];
  } catch {
    return null;
  }
}
function askPs(pid: number): string | null {
  try {
    const { stdout } = new Deno.Command("ps", { args: ["-p", String(pid), "-o", "lstart="] }).outputSync();
    return new TextDecoder().decode(stdout).trim() || null;
  } catch {
    return null;
  }
}
