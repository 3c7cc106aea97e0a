/**
 * Local history: the versions of a file that were saved before, listed, compared and brought back. The world keeps them
 * (project/local_history_io.ts); here are the commands and what their answers become. Pure.
 */
import { textOf, toStringAll } from "../editor/mod.ts";
import { unifiedDiff } from "../project/mod.ts";
import { STRINGS } from "../ui/mod.ts";
import type { DocId } from "../base/mod.ts";
import { openQuickPick } from "./quick_pick_open.ts";
import type { QuickPickSpec } from "./quick_pick_state.ts";
import { agoWords, wallWords } from "./undo_times.ts";
import { activeDocument, type App, type AppDocument, idle, type Step, type StepContext } from "./app.ts";
import type { AppCommand, AppCommandInfo } from "./app_commands.ts";
import { openToRead } from "./documents.ts";
import type { HistoryEffect } from "./effects.ts";
import type { AppEvent } from "./events.ts";
import { withNotice } from "./notices.ts";
import { withText } from "./reloading.ts";

/** `index`: how many versions back; 0 is the newest saved one. */
const ask = (what: HistoryEffect["what"]): AppCommand => (app, { arg }) => {
  const asked = (arg as { doc?: DocId } | undefined)?.doc;
  const doc = asked === undefined ? activeDocument(app) : app.docs.get(asked) ?? null;
  if (doc === null || doc.real === null) return null;
  const given = (arg as { index?: unknown } | undefined)?.index ?? 0;
  if (!Number.isInteger(given) || (given as number) < 0) {
    return { ...idle(app), problem: STRINGS.localHistory.needs };
  }
  const effect = {
    kind: "localHistory",
    doc: doc.id,
    real: doc.real,
    form: doc.form,
    what,
    index: given as number,
  };
  return { app, effects: [effect as HistoryEffect] };
};

export const localHistoryCommands: readonly AppCommandInfo[] = [
  { id: "nexus.localHistory.list", title: STRINGS.commands.historyList, run: ask("list") },
  {
    id: "workbench.action.localHistory.restore",
    title: STRINGS.commands.historyRestore,
    run: ask("restore"),
  },
  {
    id: "workbench.action.localHistory.compareWithFile",
    title: STRINGS.commands.historyCompare,
    run: ask("compare"),
  },
];

/** The versions to choose from, newest first. */
function versionsSpec(
  app: App,
  { id, name }: AppDocument,
  { versions, at: clock }: { versions: readonly { at: number; size: number }[]; at: number },
): QuickPickSpec {
  const words = STRINGS.files.versions;
  const now = app.wall.epochMs + clock;
  return {
    title: words.title(name),
    placeholder: words.placeholder,
    keepsOrder: true,
    items: versions.map(({ at, size }, index) => {
      const arg = { index, doc: id };
      const ago = agoWords(now - at);
      return {
        label: wallWords(at, { now, zoneMinutes: app.wall.zoneMinutes }),
        description: index === 0 ? `${ago}, ${words.newest}` : ago,
        keys: words.size(size),
        run: { id: "workbench.action.localHistory.compareWithFile", arg },
        buttons: [{
          sign: "↺",
          label: words.restore,
          run: { id: "workbench.action.localHistory.restore", arg },
        }],
      };
    }),
  };
}

export function stepLocalHistory(
  app: App,
  event: AppEvent & { kind: "localHistory.found" },
  ctx: StepContext,
): Step {
  const doc = app.docs.get(event.doc);
  if (doc === undefined) return idle(app);
  const { what, index, versions, version } = event;
  if (versions.length === 0 || what !== "list" && version === null) {
    const text = STRINGS.localHistory.none(doc.name, index);
    return { ...withNotice(app, { level: "info", text }), problem: text };
  }
  if (what === "list") {
    const result = { versions: versions.map(({ at, size }) => ({ at, size })) };
    return app.prompt === null
      ? { ...idle(openQuickPick(app, versionsSpec(app, doc, { versions, at: ctx.at }))), result }
      : { ...idle(app), result };
  }
  if (doc.large !== undefined) {
    const text = STRINGS.large.tooLarge(doc.name, STRINGS.localHistory.diffName(doc.name));
    return { ...withNotice(app, { level: "warning", text }), problem: text };
  }
  const at = wallWords(versions[index].at, {
    now: app.wall.epochMs + ctx.at,
    zoneMinutes: app.wall.zoneMinutes,
  });
  if (what === "restore") {
    const next = withText(app, { doc: doc.id, text: version!, origin: "tool" }, ctx);
    return withNotice(next, { level: "info", text: STRINGS.files.versions.restored(doc.name, at) });
  }
  const names = { before: `${doc.name} ${at}`, after: doc.name };
  const diff = unifiedDiff(toStringAll(version!), toStringAll(doc.state.text), names);
  const name = STRINGS.localHistory.diffName(doc.name);
  return openToRead(app, { name, text: textOf(diff), language: "diff" });
}
