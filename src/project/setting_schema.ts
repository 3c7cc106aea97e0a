/**
 * What a setting may be, as JSON Schema data, and checking a value against it. The schema is the only source: checks,
 * the words of a refusal and the settings page are made of it. A schema library takes 22 ms to load, this nothing. Pure.
 */

/** The part of JSON Schema that settings need. Numbers include their bounds. */
export type SettingSchema =
  | { readonly type: "boolean" }
  | { readonly type: "number" | "integer"; readonly minimum: number; readonly maximum: number }
  | { readonly type: "string"; readonly minLength?: number; readonly format?: string }
  | { readonly enum: readonly (string | boolean)[]; readonly enumDescriptions?: readonly string[] }
  | { readonly type: "array"; readonly items: SettingSchema; readonly maxItems: number };

/** "application": a person's own file only. "language": also within `"[id]": { … }`. */
export type SettingScope = "application" | "window" | "language";

/** One setting. `isRestricted`: it could run something, so that a folder nobody has said to trust may not set it. */
export interface SettingInfo {
  readonly id: string;
  readonly description: string;
  readonly schema: SettingSchema;
  readonly default: unknown;
  readonly scope: SettingScope;
  readonly isRestricted?: true;
}

/** Whether a value is what the schema asks for. */
export function fitsSchema(schema: SettingSchema, value: unknown): boolean {
  if ("enum" in schema) return schema.enum.some((one) => one === value);
  switch (schema.type) {
    case "boolean":
      return typeof value === "boolean";
    case "number":
    case "integer":
      return typeof value === "number" && value >= schema.minimum && value <= schema.maximum &&
        (schema.type === "number" || Number.isInteger(value));
    case "string":
      return typeof value === "string" && value.trim().length >= (schema.minLength ?? 0);
    case "array":
      return Array.isArray(value) && value.length <= schema.maxItems &&
        value.every((one) => fitsSchema(schema.items, one));
  }
}

/** What a schema asks for, in words: "6 to 100". */
export function schemaWords(schema: SettingSchema): string {
  if ("enum" in schema) {
    const all = schema.enum.map((one) => JSON.stringify(one));
    return all.length < 2 ? all.join("") : `${all.slice(0, -1).join(", ")} or ${all.at(-1)}`;
  }
  switch (schema.type) {
    case "boolean":
      return "true or false";
    case "number":
      return `a number from ${schema.minimum} to ${schema.maximum}`;
    case "integer":
      return `a whole number from ${schema.minimum} to ${schema.maximum}`;
    case "string":
      return (schema.minLength ?? 0) > 0 ? "a text that is not empty" : "a text";
    case "array":
      return `a list of at most ${schema.maxItems}, each ${schemaWords(schema.items)}`;
  }
}

/** All settings as one JSON Schema document, for other editors and tools. */
export function settingsJsonSchema(settings: readonly SettingInfo[]): Record<string, unknown> {
  const own = (list: readonly SettingInfo[]) =>
    Object.fromEntries(
      list.map(({ id, schema, description, default: value }) => [id, {
        ...schema,
        description,
        default: value,
      }]),
    );
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    type: "object",
    properties: own(settings),
    patternProperties: {
      "^(\\[[^\\]]+\\])+$": {
        type: "object",
        properties: own(settings.filter(({ scope }) => scope === "language")),
      },
    },
  };
}

/** The known word next to a mistyped one; null when none is near. At most two letters may differ, one in short words. */
export function nearestOf(word: string, known: Iterable<string>): string | null {
  let best: string | null = null;
  let least = word.length < 6 ? 2 : 3;
  const lower = word.toLowerCase();
  for (const one of known) {
    if (Math.abs(one.length - word.length) >= least) continue;
    const far = editDistance(lower, one.toLowerCase(), least);
    if (far < least) [best, least] = [one, far];
  }
  return best;
}

/** Letters to change, add or drop; anything from `most` on is `most`. */
function editDistance(a: string, b: string, most: number): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    if (Math.min(...next) >= most) return most;
    row = next;
  }
  return Math.min(most, row[b.length]);
}
