/** Reads a person's snippet folder. A folder that is not there is an empty one; a file that cannot be read is said. */
import type { SnippetEntry } from "../editor/mod.ts";
import { STRINGS } from "../ui/mod.ts";
import { readSnippets, snippetFileLanguage, type SnippetsRead } from "./snippet_files.ts";

/** A file of snippets is a few KB; one beyond this is something else. */
const mostBytes = 5_000_000;

/** All entries of the folder, by file name. Never rejects. */
export async function readSnippetFolder(folder: string): Promise<SnippetsRead> {
  const names: string[] = [];
  try {
    for await (const { name, isDirectory } of Deno.readDir(folder)) {
      if (!isDirectory && snippetFileLanguage(name) !== undefined) names.push(name);
    }
  } catch {
    return { entries: [], problems: [] };
  }
  const entries: SnippetEntry[] = [];
  const problems: string[] = [];
  for (const name of names.sort()) {
    const path = `${folder}/${name}`;
    try {
      const { size } = await Deno.stat(path);
      if (size > mostBytes) {
        problems.push(STRINGS.snippets.tooBig(path, size));
        continue;
      }
      const read = readSnippets(await Deno.readTextFile(path), `snippets/${name}`);
      entries.push(...read.entries);
      problems.push(...read.problems);
    } catch (error) {
      problems.push(
        STRINGS.snippets.unreadable(path, error instanceof Error ? error.message : String(error)),
      );
    }
  }
  return { entries, problems };
}
