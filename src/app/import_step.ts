/** The import from VS Code as commands and events: which folder, then what is taken, then the report. Pure. */
import { textOf } from "../editor/mod.ts";
import { STRINGS } from "../ui/mod.ts";
import { type App, idle, type Step } from "./app.ts";
import type { AppCommand, AppCommandInfo } from "./app_commands.ts";
import { openToRead } from "./documents.ts";
import type { AppEffect } from "./effects.ts";
import { importReport, planImport, type ProfileFiles } from "./import_vscode.ts";
import { withNotice } from "./notices.ts";
import { openQuickPick } from "./quick_pick_open.ts";
import { editConfig } from "./settings_commands.ts";

const words = STRINGS.settings.import;

/** `{ path?, overwrite? }`; without a path the usual folders are looked for. */
const importVsCode: AppCommand = (app, { arg }) => {
  const given = (typeof arg === "string" ? { path: arg } : arg ?? {}) as {
    path?: unknown;
    overwrite?: unknown;
  };
  if (app.config.folder === null) return { ...idle(app), problem: STRINGS.settings.noFolder };
  const path = typeof given.path === "string" ? given.path : null;
  const how = given.overwrite === true ? "overwrite" : "keep";
  return { app, effects: [{ kind: "import.read", path, how }] };
};

/** The folder was read, or several were found, or none. */
export function stepImportFound(
  app: App,
  { files, folders, path, how, commands }: {
    files: ProfileFiles | null;
    folders: readonly { readonly name: string; readonly path: string }[];
    path: string | null;
    how: "keep" | "overwrite";
    commands: () => ReadonlySet<string>;
  },
): Step {
  if (files === null) {
    if (folders.length === 0) {
      const text = path === null ? words.none : words.noFolder(path);
      return { ...withNotice(app, { level: "warning", text }), problem: text };
    }
    const items = folders.map((one) => ({
      label: one.name,
      description: one.path,
      run: { id: "nexus.importVSCode", arg: { path: one.path } },
    }));
    return idle(openQuickPick(app, { title: words.title, placeholder: words.placeholder, items }));
  }
  const plan = planImport(files, { config: app.config, commands: commands(), how });
  const effects: AppEffect[] = [];
  let next = app;
  for (const what of ["settings", "keys"] as const) {
    if (plan[what].length === 0) continue;
    const step = editConfig(next, { what, edits: plan[what] });
    if (step.problem !== undefined) return step;
    next = step.app;
    effects.push(...step.effects);
  }
  if (plan.snippets.length > 0) effects.push({ kind: "import.snippets", files: plan.snippets });
  const report = importReport(files.folder, plan.rows);
  const opened = openToRead(next, { name: words.report, text: textOf(report), language: "markdown" });
  const taken = plan.rows.filter(({ why }) => why === null).length;
  const kept = plan.rows.some(({ isKept }) => isKept);
  const again = {
    label: words.takeAll,
    id: "nexus.importVSCode",
    arg: { path: files.folder, overwrite: true },
  };
  const told = withNotice(opened.app, {
    level: "info",
    text: words.done(taken, plan.rows.length - taken),
    actions: kept ? [again] : undefined,
  });
  const result = {
    taken: plan.rows.filter(({ why }) => why === null).map(({ what }) => what),
    left: plan.rows.filter(({ why }) => why !== null).map(({ what, why }) => ({ what, why })),
  };
  return { app: told.app, effects: [...effects, ...opened.effects, ...told.effects], result };
}

export const importCommands: readonly AppCommandInfo[] = [
  { id: "nexus.importVSCode", title: words.title, run: importVsCode },
];
