/** What was picked lately, newest first, kept among what the editor remembers by itself. */
import type { App, Step } from "./app.ts";

const most = 50;

/** A command that was run from the palette goes to the front. */
export function withRecent(app: App, id: string): Step {
  if (app.recentCommands[0] === id) return { app, effects: [] };
  const recentCommands = [id, ...app.recentCommands.filter((one) => one !== id)].slice(0, most);
  const text = JSON.stringify(recentCommands) + "\n";
  return { app: { ...app, recentCommands }, effects: [{ kind: "state.write", name: "commands.json", text }] };
}

/** The list as the file holds it; what is no list of names is an empty one. */
export function readRecent(text: string): readonly string[] {
  try {
    const found: unknown = JSON.parse(text);
    return Array.isArray(found) ? found.filter((one) => typeof one === "string").slice(0, most) : [];
  } catch {
    return [];
  }
}
