/** Finds and reads profile folders of VS Code and its kin, and writes snippet files. What cannot be read is left out. */
import { writePrivate } from "../project/mod_io.ts";
import type { ProfileFiles } from "./import_vscode.ts";

/** A profile file beyond this is something else. */
const mostBytes = 5_000_000;

/** Where they usually are, those that are there. */
export function profileFolders(): { readonly name: string; readonly path: string }[] {
  const user = Deno.env.get("HOME") ?? Deno.env.get("USERPROFILE") ?? ".";
  const base = Deno.build.os === "darwin"
    ? `${user}/Library/Application Support`
    : Deno.build.os === "windows"
    ? Deno.env.get("APPDATA") ?? user
    : Deno.env.get("XDG_CONFIG_HOME") || `${user}/.config`;
  const names = [["VS Code", "Code"], ["VS Code Insiders", "Code - Insiders"], ["VSCodium", "VSCodium"], [
    "Code OSS",
    "Code - OSS",
  ], ["Cursor", "Cursor"]];
  return names.map(([name, folder]) => ({ name, path: `${base}/${folder}/User` })).filter(({ path }) =>
    isProfile(path)
  );
}
function isProfile(path: string): boolean {
  return ["settings.json", "keybindings.json", "snippets"].some((name) => {
    try {
      Deno.statSync(`${path}/${name}`);
      return true;
    } catch {
      return false;
    }
  });
}

/** The profile at a path, which may also be the folder above it; null: there is none. `own`: where our snippets are. */
export function readProfile(path: string, own: string): ProfileFiles | null {
  const folder = isProfile(path) ? path : isProfile(`${path}/User`) ? `${path}/User` : null;
  if (folder === null) return null;
  const snippets: { name: string; text: string; isThere: boolean }[] = [];
  try {
    for (const { name, isFile } of Deno.readDirSync(`${folder}/snippets`)) {
      const text = isFile && /\.(json|code-snippets)$/.test(name)
        ? smallText(`${folder}/snippets/${name}`)
        : null;
      if (text !== null) snippets.push({ name, text, isThere: smallText(`${own}/${name}`) !== null });
    }
  } catch { /* None. */ }
  snippets.sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    folder,
    settings: smallText(`${folder}/settings.json`),
    keys: smallText(`${folder}/keybindings.json`),
    snippets,
  };
}
function smallText(path: string): string | null {
  try {
    return Deno.statSync(path).size > mostBytes ? null : Deno.readTextFileSync(path);
  } catch {
    return null;
  }
}

/** Answers why a file could not be written; null: all were. */
export function writeSnippets(
  folder: string,
  files: readonly { readonly name: string; readonly text: string }[],
): string | null {
  for (const { name, text } of files) {
    try {
      writePrivate(`${folder}/${name}`, text);
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }
  return null;
}
