/** What the index worker is told and answers. Shapes only. */
import type { FileForm } from "../file_text.ts";

export interface IndexOrder {
  readonly path: string;
  /** The inode that was opened: another file under the name is not measured. */
  readonly inode: number;
  readonly form: FileForm;
  readonly from: number;
  readonly to: number;
}
export type IndexAnswer =
  /** Blocks packed as scan.ts says, which begin at byte `at`. */
  | {
    readonly kind: "part";
    readonly packed: Int32Array<ArrayBuffer>;
    readonly at: number;
    readonly kinds: number;
    readonly hasRaw: boolean;
    /** The last part. `isShort`: the file ended too early. */
    readonly isDone: boolean;
    readonly isShort: boolean;
  }
  | { readonly kind: "failed"; readonly reason: string };
