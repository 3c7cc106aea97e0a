// The lint plugin that keeps the floors: imports (`import`, `import type`, `export … from`, `import()`),
// doors, the world at the edge, no `export *`, files of at most 500 lines, no skipped tests, names of tests. The rules
// about paths live in `floor_rules.ts`; circles need all files at once and are found by `circles.ts`.
import { testKind } from "./files.ts";
import { kindOf, refusal } from "./floor_rules.ts";

const root = new URL("..", import.meta.url);
const MAX_LINES = 500;

/** Names that are the world by themselves. */
const WORLD = new Set([
  "Deno",
  "navigator",
  "fetch",
  "process",
  "setTimeout",
  "setInterval",
  "setImmediate",
  "clearTimeout",
  "clearInterval",
  "localStorage",
  "Worker",
  "WebSocket",
]);
/** Members that are the world while their owner is not. */
const WORLD_MEMBERS = new Set([
  "Date.now",
  "performance.now",
  "Math.random",
  "crypto.randomUUID",
  "crypto.getRandomValues",
]);

/** Where the linted file stands, relative to the repository. */
function relativePath(filename: string): string {
  const plain = filename.replaceAll("\\", "/");
  const base = decodeURIComponent(root.pathname).replace(/^\/(?=[A-Za-z]:)/, "");
  return plain.startsWith(base) ? plain.slice(base.length) : plain.replace(/^\.\//, "");
}

const imports: Deno.lint.Rule = {
  create(ctx) {
    const from = relativePath(ctx.filename);
    const look = (node: Deno.lint.Node, source: { readonly value: unknown } | null) => {
      if (source === null || typeof source.value !== "string") return;
      const message = refusal(from, source.value);
      if (message !== null) ctx.report({ node, message });
    };
    return {
      ImportDeclaration: (node) => look(node, node.source),
      ExportNamedDeclaration: (node) => look(node, node.source),
      ExportAllDeclaration: (node) => look(node, node.source),
      ImportExpression: (node) => look(node, node.source.type === "Literal" ? node.source : null),
      TSImportType(node) {
        const argument = node.argument as unknown as { value?: unknown; literal?: { value: unknown } };
        look(node, argument.literal ?? { value: argument.value });
      },
    };
  },
};

const exportStar: Deno.lint.Rule = {
  create: (ctx) => ({
    ExportAllDeclaration: (node) =>
      ctx.report({ node, message: "Export by name, never *: a door says what is behind it" }),
  }),
};

const world: Deno.lint.Rule = {
  create(ctx) {
    const kind = kindOf(relativePath(ctx.filename));
    if (kind.role !== "source" || kind.edge) return {};
    const uses: { readonly node: Deno.lint.Node; readonly name: string }[] = [];
    const own = new Set<string>();
    return {
      Identifier(node) {
        if (!WORLD.has(node.name)) return;
        if (declares(node)) own.add(node.name);
        else if (!isKey(node)) uses.push({ node, name: node.name });
      },
      MemberExpression(node) {
        if (node.object.type !== "Identifier" || node.property.type !== "Identifier" || node.computed) return;
        const name = `${node.object.name}.${node.property.name}`;
        if (WORLD_MEMBERS.has(name)) uses.push({ node, name });
        if (node.object.name === "globalThis" && WORLD.has(node.property.name)) uses.push({ node, name });
      },
      NewExpression(node) {
        if (node.callee.type === "Identifier" && node.callee.name === "Date" && node.arguments.length === 0) {
          uses.push({ node, name: "new Date()" });
        }
      },
      "Program:exit"() {
        // A shorthand property is visited as its key and as its value.
        const seen = new Set<number>();
        for (const { node, name } of uses) {
          if (own.has(name) || seen.has(node.range[0])) continue;
          seen.add(node.range[0]);
          ctx.report({
            node,
            message:
              `${name} is the world: it belongs in an _io.ts or _worker.ts file; take a port or a value`,
          });
        }
      },
    };
  },
};

/** The identifier names a member or a key, so it is not the global. */
function isKey(node: Deno.lint.Identifier): boolean {
  const parent = node.parent as unknown as {
    type: string;
    property?: unknown;
    key?: unknown;
    computed?: boolean;
    shorthand?: boolean;
    right?: unknown;
  };
  if (parent.type === "MemberExpression") return parent.property === node && !parent.computed;
  if (parent.type === "TSQualifiedName") return parent.right === node;
  if (parent.type === "Property") return parent.key === node && !parent.computed && !parent.shorthand;
  return parent.key === node && !parent.computed;
}

/** The identifier gives a name to something of this file, which then hides the global. */
function declares(node: Deno.lint.Identifier): boolean {
  const parent = node.parent as unknown as {
    type: string;
    id?: unknown;
    params?: unknown[];
    local?: unknown;
    left?: unknown;
    parent?: { type: string };
  };
  if (parent.id === node || (parent.params?.includes(node) ?? false)) return true;
  if (parent.type === "ImportSpecifier" || parent.type === "ImportDefaultSpecifier") {
    return parent.local === node;
  }
  if (parent.type === "AssignmentPattern") return parent.left === node;
  return parent.type === "Property" && parent.parent?.type === "ObjectPattern";
}

const length: Deno.lint.Rule = {
  create: (ctx) => ({
    Program(node) {
      const text = ctx.sourceCode.text;
      const lines = text.split("\n").length - (text.endsWith("\n") ? 1 : 0);
      if (lines <= MAX_LINES || /^(?:.*\n){0,4}\/\/ generated\b/i.test(text)) return;
      const message = `The file has ${lines} lines: split it by its ideas before ${MAX_LINES}`;
      ctx.report({ node, range: [0, Math.min(1, node.range[1])], message });
    },
  }),
};

const skippedTests: Deno.lint.Rule = {
  create: (ctx) => ({
    CallExpression(node) {
      const name = ctx.sourceCode.getText(node.callee).replaceAll(/\s/g, "");
      if (/^(Deno\.test|Deno\.bench|test|it|describe)\.(ignore|skip|only|todo)$/.test(name)) {
        ctx.report({ node, message: `${name} leaves tests out: mend the test or delete it` });
      }
      if (name !== "Deno.test" && !name.startsWith("Deno.test.")) return;
      for (const argument of node.arguments) {
        if (argument.type !== "ObjectExpression") continue;
        for (const property of argument.properties) {
          if (property.type !== "Property" || property.key.type !== "Identifier") continue;
          if (property.key.name !== "ignore" && property.key.name !== "only") continue;
          if (property.value.type === "Literal" && property.value.value === true) {
            ctx.report({
              node: property,
              message: `${property.key.name}: true leaves tests out: mend the test or delete it`,
            });
          }
        }
      }
    },
  }),
};

const testNames: Deno.lint.Rule = {
  create(ctx) {
    if (testKind(relativePath(ctx.filename)) !== "unit") return {};
    let told = false;
    const tell = (node: Deno.lint.Node, what: string, suffix: string) => {
      if (told) return;
      told = true;
      const message =
        `A test that uses ${what} is named x_${suffix}_test.ts, so that \`deno task ok\` needs none`;
      ctx.report({ node, message });
    };
    return {
      Literal(node) {
        if (node.value === "Xvfb") tell(node, "a display", "window");
      },
      Identifier(node) {
        if (/xvfb$/i.test(node.name)) tell(node, "a display", "window");
        if (node.name === "requestAdapter") tell(node, "a GPU", "gpu");
      },
    };
  },
};

const plugin: Deno.lint.Plugin = {
  name: "floors",
  rules: {
    imports,
    "export-star": exportStar,
    world,
    length,
    "skipped-tests": skippedTests,
    "test-names": testNames,
  },
};

export default plugin;
