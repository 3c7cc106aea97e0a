// Which of our files there are, for the tools that look at all of them: TypeScript in `src`, `bench` and
// `tools`, and `main.ts`. The kinds of tests are told apart by name here, and only here.

const FOLDERS = ["src", "bench", "tools"];

/** Paths of our TypeScript files relative to `root`, sorted. */
export async function sourceFiles(root: URL): Promise<string[]> {
  const files: string[] = [];
  const walk = async (folder: string) => {
    for await (const entry of Deno.readDir(new URL(folder, root))) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory && entry.name !== "node_modules") await walk(path);
      else if (entry.isFile && /\.tsx?$/.test(entry.name)) files.push(path);
    }
  };
  for (const folder of FOLDERS) {
    try {
      await walk(folder);
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
  for await (const entry of Deno.readDir(root)) {
    if (entry.isFile && entry.name === "main.ts") files.push(entry.name);
  }
  return files.sort();
}

/** `unit` needs no window and no GPU and runs beside others; the rest get a process each, one at a time. */
export type TestKind = "unit" | "gpu" | "window" | "e2e";

/** The kind of a test file by its name, or null for other files. */
export function testKind(path: string): TestKind | null {
  if (!/_test\.tsx?$/.test(path)) return null;
  // The headless window is a plain object; its test is named after it.
  const match = /(?<!headless)_(gpu|window|e2e)_test\.tsx?$/.exec(path);
  return match === null ? "unit" : match[1] as TestKind;
}
