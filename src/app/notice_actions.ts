/** What notices offer: running it takes the notice away. The buttons are ui/popups.ts's. */
import { type App, idle, type Step, type StepContext } from "./app.ts";
import { withoutNotice } from "./notices.ts";
import { runCommand } from "./registry.ts";

/** The `index`-th thing that a notice offers. */
export function runNotice(
  app: App,
  { notice: id, index }: { notice: number; index: number },
  ctx: StepContext,
): Step {
  const action = app.noticeLog.find((one) => one.id === id)?.actions?.[index];
  if (action === undefined) return idle(app);
  return runCommand(action.stays ? app : withoutNotice(app, id), action, ctx) ?? idle(app);
}
