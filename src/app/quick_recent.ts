/** What was picked and opened lately, newest first, kept among what the editor remembers by itself. */
import type { App, Step } from "./app.ts";

const most = 50;

/** A command that was run from the palette goes to the front. */
export function withRecent(app: App, id: string): Step {
  const recentCommands = toFront(app.recentCommands, id);
  if (recentCommands === app.recentCommands) return { app, effects: [] };
  const text = JSON.stringify(recentCommands) + "\n";
  return { app: { ...app, recentCommands }, effects: [{ kind: "state.write", name: "commands.json", text }] };
}

/** So does a file that was opened by a step. */
export function withRecentFile(step: Step, path: string): Step {
  const { app, effects } = step;
  const recentFiles = toFront(app.recentFiles, path);
  if (recentFiles === app.recentFiles) return step;
  const text = JSON.stringify(recentFiles) + "\n";
  return {
    ...step,
    app: { ...app, recentFiles },
    effects: [...effects, { kind: "state.write", name: "files.json", text }],
  };
}

function toFront(list: readonly string[], one: string): readonly string[] {
  return list[0] === one ? list : [one, ...list.filter((other) => other !== one)].slice(0, most);
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
