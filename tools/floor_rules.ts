// The rules of the floors as plain functions: what a file is by its path, and whether it may import
// another. `floors.ts` asks them for each file that the linter reads; `circles.ts` uses the same scanner
// of paths. Paths are relative to the repository root and use "/". Nothing here touches the disk.

/** Folders of `src/`, by floor. A folder that is missing here may not be imported by anyone. */
export const FLOORS: Readonly<Record<string, number>> = {
  app: 4,
  ui: 3,
  collab: 2,
  lsp: 2,
  ai: 2,
  discord: 2,
  terminal: 2,
  project: 2,
  plugins: 2,
  editor: 1,
  render: 1,
  window: 1,
  compute: 1,
  security: 1,
  base: 0,
};

/** Packages that hold no clock, no disk, no network and no chance, so that pure files may use them. */
export const PURE_PACKAGES: readonly string[] = ["bidi-js", "harfbuzzjs", "jsonc-parser", "zod"];

export interface FileKind {
  readonly path: string;
  /** The folder under `src/`, or "" outside of it. */
  readonly area: string;
  /** Stands outside the floors: tests, benches, tools, fixtures, `main.ts`. */
  readonly role: "source" | "test" | "bench" | "tool" | "main" | "other";
  /** May touch the world. */
  readonly edge: boolean;
  readonly door: "none" | "mod" | "mod_io";
}

/** What a file is, from its path alone. */
export function kindOf(path: string): FileKind {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const [top, second = ""] = path.split("/");
  const inSource = top === "src" && path.split("/").length > 2;
  const edge = /_(io|worker)\.ts$/.test(name) || /^src\/render\/(gpu|software)\//.test(path);
  const door = name === "mod.ts" ? "mod" : name === "mod_io.ts" ? "mod_io" : "none";
  return { path, area: inSource ? second : "", role: roleOf(path, name, top), edge, door };
}

function roleOf(path: string, name: string, top: string): FileKind["role"] {
  // What several tests share is called testing.ts and is no more part of the product than they are.
  if (/_test\.tsx?$/.test(name) || /^testing(_\w+)?\.ts$/.test(name)) return "test";
  if (/_bench\.ts$/.test(name) || top === "bench") return "bench";
  if (top === "tools" || top === ".ci") return "tool";
  if (path === "main.ts") return "main";
  return top === "src" ? "source" : "other";
}

/** Joins a relative specifier to the folder of the file that holds it. */
export function resolveImport(from: string, specifier: string): string {
  const parts = from.split("/").slice(0, -1);
  for (const part of specifier.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  return parts.join("/");
}

/** Why `from` may not import `specifier`, or null when it may. */
export function refusal(from: string, specifier: string): string | null {
  const a = kindOf(from);
  if (!specifier.startsWith(".")) return packageRefusal(a, specifier);
  const b = kindOf(resolveImport(from, specifier));
  if (a.role === "main") return mainRefusal(b);
  if (a.area === "" || a.role === "bench") return null;
  if (b.role === "test") return a.role === "test" ? null : `A source file imports the test ${b.path}`;
  const floor = FLOORS[a.area];
  if (floor === undefined) {
    return `The folder src/${a.area} stands on no floor: name it in tools/floor_rules.ts`;
  }
  if (b.area === "") return outsideRefusal(a, b);
  const other = FLOORS[b.area];
  if (other === undefined) {
    return `The folder src/${b.area} stands on no floor: name it in tools/floor_rules.ts`;
  }
  if (a.area !== b.area && other > floor) {
    return `Imports go downwards only: ${a.area} (floor ${floor}) imports ${b.area} (floor ${other})`;
  }
  if (a.role === "test") return null;
  if (a.area === b.area) return insideRefusal(a, b);
  if (other === floor) {
    return `${a.area} and ${b.area} share floor ${floor} and do not know each other: app introduces them`;
  }
  return acrossRefusal(a, b);
}

function mainRefusal(to: FileKind): string | null {
  if (to.area === "app" || to.area === "base" || to.role === "other") return null;
  return `main.ts reads the arguments and calls src/app; it does not import ${to.path}`;
}

function outsideRefusal(from: FileKind, to: FileKind): string | null {
  if (from.role === "test") return null;
  if (to.role !== "other") return `src does not import ${to.path}, which stands outside the floors`;
  if (to.path.startsWith("fixtures/")) return `Only tests and benches import fixtures: ${to.path}`;
  return null;
}

function insideRefusal(from: FileKind, to: FileKind): string | null {
  const folder = to.path.slice(0, to.path.lastIndexOf("/") + 1);
  if (to.door !== "none" && from.path.startsWith(folder)) {
    return `A folder's own files never import its door ${to.path}: import the file that owns the name`;
  }
  if (to.edge && !from.edge) {
    return `${to.path} touches the world: only io files import it, a pure file takes a port`;
  }
  return null;
}

function acrossRefusal(from: FileKind, to: FileKind): string | null {
  if (to.edge) {
    if (from.area === "app" && from.edge) return null;
    return `${to.path} touches the world: only app's io files, main.ts, tests and benches import it`;
  }
  if (to.door === "mod") return null;
  return `Go through the door src/${to.area}/mod.ts instead of ${to.path}`;
}

function packageRefusal(from: FileKind, specifier: string): string | null {
  if (/^(https?|jsr|data|blob):/.test(specifier)) {
    return `Packages come from package.json, pinned: ${specifier}`;
  }
  if (from.role !== "source" || from.edge) return null;
  const name = packageName(specifier);
  if (PURE_PACKAGES.includes(name)) return null;
  return `${name} may touch the world: import it in an io file, or name it in PURE_PACKAGES if it does not`;
}

function packageName(specifier: string): string {
  const bare = specifier.replace(/^npm:/, "");
  if (bare.startsWith("node:")) return bare;
  const parts = bare.split("/");
  const name = bare.startsWith("@") ? parts.slice(0, 2).join("/") : parts[0];
  return name.replace(/(?!^)@.*$/, "");
}
