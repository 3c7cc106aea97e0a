/**
 * Asks git, in a child process, what it says of a folder. No program that the folder itself names is started by it: neither hooks nor a file
 * monitor nor filters of its own configuration, and submodules are not looked into. No lock is taken: the person's own git comes first.
 */
import { type GitStatus, parseGitStatus } from "./git_status.ts";

export interface GitPlace {
  /** Where the folder lies in its repository, with "/" at the end; "": it is its top. */
  readonly prefix: string;
  /** The repository's own folder, whose changes are news. */
  readonly folder: string;
}
const safe = ["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"];

/** `null`: no git, or no repository. */
export async function findGit(root: string): Promise<GitPlace | null> {
  const text = await git(root, [...safe, "rev-parse", "--absolute-git-dir", "--show-prefix"]);
  if (text === null) return null;
  const [folder, prefix = ""] = text.split("\n");
  return folder === "" ? null : { folder, prefix };
}

export async function askGit(
  root: string,
  { prefix }: GitPlace,
  signal: AbortSignal,
): Promise<GitStatus | null> {
  const args = [...safe, ...(await withoutFilters(root)), "status", "--porcelain=v2", "-z", "--branch"];
  const more = ["--ignored=matching", "--untracked-files=normal", "--ignore-submodules=dirty", "--", "."];
  const text = await git(root, [...args, ...more], signal);
  return text === null ? null : parseGitStatus(text, prefix);
}

/** A repository's own configuration may name filters, which are programs: with an empty command each is off. */
async function withoutFilters(root: string): Promise<string[]> {
  const args = ["config", "--local", "--includes", "--name-only", "--get-regexp", "^filter\\."];
  const text = await git(root, [...safe, ...args]);
  if (text === null) return [];
  return text.split("\n").filter((name) => name !== "").flatMap((name) => [
    "-c",
    `${name}=${name.endsWith(".required") ? "false" : ""}`,
  ]);
}

async function git(cwd: string, args: readonly string[], signal?: AbortSignal): Promise<string | null> {
  try {
    const { success, stdout } = await new Deno.Command("git", {
      args: [...args],
      cwd,
      env: { GIT_OPTIONAL_LOCKS: "0", GIT_TERMINAL_PROMPT: "0", LC_ALL: "C" },
      stdin: "null",
      stdout: "piped",
      stderr: "null",
      signal,
    }).output();
    return success ? new TextDecoder().decode(stdout) : null;
  } catch {
    return null;
  }
}
