/** The index thread: measures a file from one place to another and answers as it goes. One file, then it ends itself. */
import type { IndexAnswer, IndexOrder } from "./index_messages.ts";
import { BlockScan } from "./scan.ts";

/** The first answer comes soon, so that the end of the screen is there; later ones are few. */
const firstBytes = 4 * 1024 * 1024;
const partBytes = 96 * 1024 * 1024;

const scope = self as unknown as {
  postMessage(message: IndexAnswer, transfer?: Transferable[]): void;
  onmessage: ((event: MessageEvent<IndexOrder>) => void) | null;
  close(): void;
};

scope.onmessage = ({ data }) => {
  try {
    index(data);
  } catch (error) {
    scope.postMessage({ kind: "failed", reason: error instanceof Error ? error.message : String(error) });
  }
  scope.close();
};

function index({ path, inode, form, from, to }: IndexOrder): void {
  using file = Deno.openSync(path);
  const info = file.statSync();
  if (inode !== 0 && info.ino !== inode) throw new Error("another file has taken its place");
  let next = -1;
  const read = (into: Uint8Array, at: number): number => {
    if (at !== next) file.seekSync(at, Deno.SeekMode.Start);
    const got = file.readSync(into) ?? 0;
    next = at + got;
    return got;
  };
  const scan = new BlockScan({ read, form, from, to });
  for (let most = firstBytes; !scan.isDone; most = partBytes) {
    const at = scan.at;
    const packed = scan.advance(most);
    const isDone = scan.isDone || scan.isShort;
    const { kinds, hasRaw, isShort } = scan;
    scope.postMessage({ kind: "part", packed, at, kinds, hasRaw, isDone, isShort }, [packed.buffer]);
    if (isDone) return;
  }
}
