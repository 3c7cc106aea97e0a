// Finds circles between files: a imports b imports a, type imports counted, because a shape that two files
// need gets a file below both. The lint plugin sees one file at a time, so this reads all of them.
// Run by `deno task ok`; prints each circle as one chain and exits with 1 when there is any.
import { kindOf, resolveImport } from "./floor_rules.ts";
import { sourceFiles } from "./files.ts";

export type Graph = ReadonlyMap<string, readonly string[]>;

/** The specifiers that a source text imports or re-exports, comments left out. */
export function specifiersOf(source: string): string[] {
  const code = source.replaceAll(/\/\*[\s\S]*?\*\//g, "").replaceAll(/^\s*\/\/.*$/gm, "");
  const pattern =
    /(?:^|[;}])\s*(?:import|export)\s[^;"'`]*?\bfrom\s*["']([^"'\n]+)["']|^\s*import\s*["']([^"'\n]+)["']|\bimport\(\s*["']([^"'\n]+)["']/gm;
  return [...code.matchAll(pattern)].map((m) => m[1] ?? m[2] ?? m[3]);
}

/** The files that take part in circles, one list for each knot (Tarjan's strongly connected components). */
export function circlesOf(graph: Graph): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const onStack = new Set<string>();
  const knots: string[][] = [];
  const visit = (file: string) => {
    index.set(file, index.size);
    low.set(file, index.get(file)!);
    stack.push(file);
    onStack.add(file);
    for (const next of graph.get(file) ?? []) {
      if (!index.has(next)) {
        visit(next);
        low.set(file, Math.min(low.get(file)!, low.get(next)!));
      } else if (onStack.has(next)) {
        low.set(file, Math.min(low.get(file)!, index.get(next)!));
      }
    }
    if (low.get(file) !== index.get(file)) return;
    const knot = stack.splice(stack.indexOf(file));
    for (const member of knot) onStack.delete(member);
    if (knot.length > 1 || (graph.get(file) ?? []).includes(file)) knots.push(knot);
  };
  for (const file of graph.keys()) if (!index.has(file)) visit(file);
  return knots;
}

/** One shortest way around a knot, its first file repeated at the end. */
export function wayAround(knot: readonly string[], graph: Graph): string[] {
  const start = knot[0];
  const came = new Map<string, string>();
  const queue = [start];
  for (let i = 0; i < queue.length; i++) {
    for (const next of graph.get(queue[i]) ?? []) {
      if (next === start) {
        const way = [start];
        for (let at = queue[i]; at !== start; at = came.get(at)!) way.unshift(at);
        return [start, ...way];
      }
      if (knot.includes(next) && !came.has(next)) {
        came.set(next, queue[i]);
        queue.push(next);
      }
    }
  }
  return [...knot];
}

async function readGraph(root: URL): Promise<Graph> {
  const graph = new Map<string, string[]>();
  for (const file of await sourceFiles(root)) {
    if (kindOf(file).role === "test") continue;
    const source = await Deno.readTextFile(new URL(file, root));
    const local = specifiersOf(source).filter((s) => s.startsWith("."));
    graph.set(file, local.map((s) => resolveImport(file, s)));
  }
  return graph;
}

if (import.meta.main) {
  const graph = await readGraph(new URL("..", import.meta.url));
  const knots = circlesOf(graph);
  for (const knot of knots) console.error(`Circle: ${wayAround(knot, graph).join(" -> ")}`);
  if (knots.length > 0) Deno.exit(1);
  console.log(`No circles in ${graph.size} files`);
}
