/** Snippets: inserting them, going through their stops, and what callers must tell about the world. Public through ../mod.ts. */
export { snippetField, type SnippetSession, type Stop as SnippetStop } from "./field.ts";
export { snippetArgument, snippetChoices, snippetProblem, worldVariablesIn } from "./commands.ts";
export { dateValues, type Values as SnippetValues } from "./variables.ts";
export { parseSnippet, type SnippetNode } from "./parse.ts";
