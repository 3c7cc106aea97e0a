/** Names in other ways of writing: title, camel, Pascal, snake and kebab. Upper and lower are transform.ts. */
import type { Command } from "../types.ts";
import { transform } from "./transform.ts";

/** The words of a name: borders at case changes and at every sign but letters and digits. */
function wordsOf(text: string): string[] {
  return text.match(/\p{Lu}+(?!\p{Ll})[\p{N}]*|\p{Lu}?[\p{Ll}\p{Lo}\p{Lm}\p{Lt}\p{M}\p{N}]+|\p{Lu}/gu) ?? [];
}
const capital = (word: string) => {
  const [first = "", ...rest] = word;
  return first.toLocaleUpperCase("en") + rest.join("").toLocaleLowerCase("en");
};
/** Each line on its own, its blanks at both ends kept. */
function named(join: (words: readonly string[]) => string): (text: string) => string {
  return (text) =>
    text.split("\n").map((line) => {
      const words = wordsOf(line);
      if (words.length === 0) return line;
      const start = /^\s*/.exec(line)![0], end = /\s*$/.exec(line)![0];
      return start + join(words) + end;
    }).join("\n");
}

/** Every word with a capital, the rest small; signs and blanks stay. */
export const toTitleCase: Command = (ctx) =>
  transform(ctx, (text) =>
    text.toLocaleLowerCase("en").replace(
      /(^|[^\p{L}\p{N}']|(?:^|\P{L})')(\p{L})/gmu,
      (_, before: string, letter: string) => before + letter.toLocaleUpperCase("en"),
    ));
export const toCamelCase: Command = (ctx) =>
  transform(
    ctx,
    named((words) => words.map((word, i) => i === 0 ? word.toLocaleLowerCase("en") : capital(word)).join("")),
  );
export const toPascalCase: Command = (ctx) => transform(ctx, named((words) => words.map(capital).join("")));
export const toSnakeCase: Command = (ctx) =>
  transform(ctx, named((words) => words.map((word) => word.toLocaleLowerCase("en")).join("_")));
export const toKebabCase: Command = (ctx) =>
  transform(ctx, named((words) => words.map((word) => word.toLocaleLowerCase("en")).join("-")));
