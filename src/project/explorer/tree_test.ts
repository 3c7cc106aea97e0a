import { strict as assert } from "node:assert";
import fc from "fast-check";
import { type Entry, packListing } from "./listing.ts";
import { compareNames, isWithin, joined, nameOf, parentOf } from "./names.ts";
import {
  emptyTree,
  entryAt,
  kindOf,
  movedPath,
  opened,
  rowOf,
  shut,
  type Tree,
  unlisted,
  withListings,
  withOpen,
} from "./tree.ts";

const folder = (name: string): Entry => ({ name, kind: "folder" });
const file = (name: string): Entry => ({ name, kind: "file" });
const shown = (tree: Tree): string[] =>
  Array.from({ length: tree.count }, (_, i) => {
    const { name, depth, kind, isOpen } = entryAt(tree, i);
    return `${"  ".repeat(depth)}${
      isOpen ? "v" : kind === "folder" ? ">" : kind === "problem" ? "!" : "-"
    } ${name}`;
  });

Deno.test("rows follow what is open: folders first, in the order of names", () => {
  let tree = withListings(emptyTree, [
    packListing("", [file("b10.ts"), file("b2.ts"), folder("src"), folder("a")]),
  ]);
  assert.deepEqual(shown(tree), ["> a", "> src", "- b2.ts", "- b10.ts"]);
  tree = opened(tree, "src");
  assert.deepEqual(unlisted(tree), ["src"]);
  tree = withListings(tree, [packListing("src", [file("x.ts"), folder("lib")])]);
  assert.deepEqual(shown(tree), ["> a", "v src", "  > lib", "  - x.ts", "- b2.ts", "- b10.ts"]);
  assert.equal(rowOf(tree, "src/x.ts"), 3);
  assert.equal(kindOf(tree, "src/lib"), "folder");
  assert.deepEqual(shown(shut(tree, "src")), ["> a", "> src", "- b2.ts", "- b10.ts"]);
  assert.equal(rowOf(shut(tree, "src"), "src/x.ts"), -1);
});

Deno.test("a folder that cannot be read has a row that says so", () => {
  let tree = withListings(emptyTree, [packListing("", [folder("a"), file("b")])]);
  tree = withListings(opened(tree, "a"), [packListing("a", [], { kind: "denied", words: "" })]);
  assert.deepEqual(shown(tree), ["v a", "  ! ", "- b"]);
  assert.equal(entryAt(tree, 1).path, "a");
});

Deno.test("a folder that went takes what was below it along; the same listing again changes nothing", () => {
  let tree = withListings(emptyTree, [packListing("", [folder("a"), folder("b")])]);
  tree = opened(opened(tree, "a/c"), "b");
  tree = withListings(tree, [packListing("a", [folder("c")]), packListing("a/c", [file("x")])]);
  assert.equal(withListings(tree, [packListing("a", [folder("c")])]), tree);
  tree = withListings(tree, [packListing("", [folder("b")])]);
  assert.deepEqual(shown(tree), ["v b"]);
  assert.deepEqual([...tree.listings.keys()], [""]);
  assert.deepEqual([...tree.open].sort(), ["a/c", "b"].filter((path) => tree.open.has(path)));
  assert.equal(tree.open.has("a"), false);
});

Deno.test("rows, their paths and back agree with a plain walk, whatever is open", () => {
  const name = fc.constantFrom("a", "b", "A", "f1", "f10", "f2", "é", "z\n");
  const paths = fc.array(fc.array(name, { minLength: 1, maxLength: 4 }), { maxLength: 25 });
  fc.assert(
    fc.property(paths, fc.array(fc.nat(), { maxLength: 12 }), (given, picks) => {
      // Every prefix of a path is a folder, each path itself a file unless it is one.
      const folders = new Set<string>([""]), all = new Set<string>();
      for (const parts of given) {
        for (let i = 1; i < parts.length; i++) folders.add(parts.slice(0, i).join("/"));
        for (let i = 1; i <= parts.length; i++) all.add(parts.slice(0, i).join("/"));
      }
      const inside = (path: string) => [...all].filter((one) => one !== "" && parentOf(one) === path);
      const open = new Set(
        [...folders].filter((path, i) => path !== "" && picks.some((pick) => pick % 7 === i % 7)),
      );
      const listings = [...folders].map((path) =>
        packListing(
          path,
          inside(path).map((one) => ({ name: nameOf(one), kind: folders.has(one) ? "folder" : "file" })),
        )
      );
      const tree = withListings(withOpen(emptyTree, open), listings);
      const expected: string[] = [];
      const walk = (path: string): void => {
        const sorted = inside(path).toSorted((a, b) =>
          Number(folders.has(b)) - Number(folders.has(a)) || compareNames(nameOf(a), nameOf(b))
        );
        for (const one of sorted) {
          expected.push(one);
          if (folders.has(one) && open.has(one)) walk(one);
        }
      };
      walk("");
      assert.deepEqual(Array.from({ length: tree.count }, (_, i) => entryAt(tree, i).path), expected);
      expected.forEach((path, i) => assert.equal(rowOf(tree, path), i));
    }),
    { seed: 11, numRuns: 400 },
  );
});

Deno.test("movedPath() carries what lies below along, and nothing else", () => {
  const move = { from: "src/a", to: "lib/b" };
  assert.equal(movedPath("src/a/x.ts", move), "lib/b/x.ts");
  assert.equal(movedPath("src/a", move), "lib/b");
  assert.equal(movedPath("src/ab", move), "src/ab");
  assert.equal(isWithin("src/ab", "src/a"), false);
  assert.equal(joined("", "x"), "x");
});
