/** The shape of the running tour. Only a type, so that app.ts can lie above. */
import type { Group, Theme } from "../ui/mod.ts";

/** The running tour: which thing is to be done, the message that says so, and the app when it was said. */
export interface Tour {
  readonly at: number;
  readonly notice: number;
  readonly before: { readonly theme: Theme; readonly groups: readonly Group[] };
}
