/**
 * What a start brings back: with a folder, the tabs and panes it had; without arguments, the window of the last time; with files alone,
 * nothing but those files, as in VS Code. Automation (--rpc) brings back what it names and is not remembered as the last window.
 */
import { STRINGS } from "../ui/mod.ts";
import type { Plan } from "./cli.ts";
import type { Session } from "./session_io.ts";
import { findSession, lastFolder, SessionKeeper } from "./session_keeper_io.ts";

/** Opens the folder, puts back its layout, and keeps it from now on. Files that were named come after this. */
export async function restoreLayout(session: Session, plan: Plan, state: string): Promise<void> {
  const folder = folderFor(plan, state);
  if (folder !== undefined) {
    if (folder !== null && !isFolder(folder)) tell(session, STRINGS.panes.session.noFolder(folder));
    else await restoreOf(session, folder, state);
  }
  session.layout = new SessionKeeper({
    state,
    clock: session.clock,
    app: () => session.app,
    isKept: () => !plan.rpc || session.app.folder !== null,
    isLast: () => !plan.rpc,
  });
}

/** Null: a window without a folder; undefined: nothing is brought back. */
function folderFor(plan: Plan, state: string): string | null | undefined {
  if (plan.newWindow || plan.gallery) return undefined;
  const named = plan.files.find(({ raw }) => isFolder(raw));
  if (named !== undefined) return named.raw;
  return plan.files.length > 0 || plan.readStdin || plan.rpc ? undefined : lastFolder(state);
}

async function restoreOf(session: Session, folder: string | null, state: string): Promise<void> {
  if (folder !== null) {
    await session.ask({ kind: "file.read", path: folder, line: null, column: null, as: "auto" });
  }
  const { session: saved, problem } = findSession(state, session.app.folder);
  if (problem !== null) tell(session, problem);
  if (saved !== null) session.dispatch({ kind: "session.restore", session: saved });
}

function tell(session: Session, text: string): void {
  session.dispatch({ kind: "notice", level: "warning", text });
}
function isFolder(path: string): boolean {
  try {
    return Deno.statSync(path).isDirectory;
  } catch {
    return false;
  }
}
