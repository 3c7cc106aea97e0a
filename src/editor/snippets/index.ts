/** Snippets: inserting them, going through their stops, and what callers must tell about the world. Public through ../mod.ts. */
export { snippetField, type SnippetSession, type Stop as SnippetStop } from "./field.ts";
export { builtinSnippets } from "./builtin.ts";
export { type SnippetChoices, snippetChoices } from "./choices.ts";
export { snippetArgument, snippetProblem, worldVariablesIn } from "./commands.ts";
export { isFor as isSnippetFor, snippetBefore, type SnippetEntry } from "./library.ts";
export { dateValues, type Values as SnippetValues } from "./variables.ts";
export { parseSnippet, type SnippetNode } from "./parse.ts";
