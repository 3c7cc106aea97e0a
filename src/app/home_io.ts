/** Where settings and state live, and reading and writing the few small files there. Missing folders are made on writing. */
import { writePrivate } from "../project/mod_io.ts";

export interface Home {
  /** Settings a person edits. */
  readonly config: string;
  /** What the editor remembers by itself. */
  readonly state: string;
}

/** `dir` is `--home`; without it the places of the XDG base directory specification, or their like elsewhere. */
export function homeAt(dir: string | null): Home {
  if (dir !== null) return { config: dir, state: `${dir}/state` };
  const user = Deno.env.get("HOME") ?? Deno.env.get("USERPROFILE") ?? ".";
  if (Deno.build.os === "darwin") {
    const support = `${user}/Library/Application Support/Nexus`;
    return { config: support, state: `${support}/state` };
  }
  if (Deno.build.os === "windows") {
    return {
      config: `${Deno.env.get("APPDATA") ?? user}/Nexus`,
      state: `${Deno.env.get("LOCALAPPDATA") ?? user}/Nexus`,
    };
  }
  return {
    config: `${Deno.env.get("XDG_CONFIG_HOME") || `${user}/.config`}/nexus`,
    state: `${Deno.env.get("XDG_STATE_HOME") || `${user}/.local/state`}/nexus`,
  };
}

/** `null` for a file that is not there or cannot be read. */
export function readSmall(path: string): string | null {
  try {
    return Deno.readTextFileSync(path);
  } catch {
    return null;
  }
}

/** What is remembered is only ever a help: not being able to write it is no reason to stop. */
export function writeSmall(path: string, text: string): void {
  try {
    writePrivate(path, text);
  } catch { /* See above. */ }
}
