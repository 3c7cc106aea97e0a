/** The `.editorconfig` files that count for a path: from its folder up to the root of the file system. */
import { type ConfigText, type FileConfig, fileConfig } from "./editorconfig.ts";

/** Folders above this many are not looked at. */
const mostFolders = 40;
/** A real one has a few lines. */
const mostBytes = 256 * 1024;

/** Nothing where there is none. About 10 µs for each folder. */
export function configFor(path: string): FileConfig {
  const found: ConfigText[] = [];
  let folder = path.slice(0, path.lastIndexOf("/") + 1);
  for (let i = 0; i < mostFolders && folder !== ""; i++) {
    try {
      const file = `${folder}.editorconfig`;
      const info = Deno.statSync(file);
      if (info.isFile && info.size <= mostBytes) found.push({ folder, text: Deno.readTextFileSync(file) });
    } catch { /* None here. */ }
    if (folder === "/") break;
    folder = folder.slice(0, folder.lastIndexOf("/", folder.length - 2) + 1);
  }
  return found.length === 0 ? {} : fileConfig(path, found);
}
