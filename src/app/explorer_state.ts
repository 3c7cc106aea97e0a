/** What the app keeps of the explorer beyond what its view shows, and small pure changes of it. Types and look-ups only: app.ts lies above. */
import type { FileAct } from "../project/mod.ts";
import type { ExplorerBox } from "../ui/mod.ts";

export interface Explorer extends ExplorerBox {
  /** Where a range of rows began. */
  readonly anchor: string | null;
  /** Is shown as soon as its folder was read. */
  readonly revealing: string | null;
  /** What takes the last acts back, and what does them again, the newest last. */
  readonly past: readonly FileAct[];
  readonly future: readonly FileAct[];
  /** Copied or cut, as whole paths. */
  readonly clipboard: { readonly paths: readonly string[]; readonly how: "copy" | "cut" } | null;
  /** Everything below these is being opened as it is read. */
  readonly expanding: string | null;
  /** All folders were read once, for a filter. */
  readonly isWalked: boolean;
  /** The work that tells how far it is, and its notice. */
  readonly busy: { readonly act: number; readonly notice: number } | null;
}
