/** What tells two versions of a file on disk apart without reading them. Pure: a shape and its comparison. */

/** Modification time in ms of wall time, size in bytes, and inode (0 where there is none). */
export interface FileStamp {
  readonly mtime: number;
  readonly size: number;
  readonly inode: number;
}

/** Whether nothing says that the file changed from `a` to `b`. */
export function sameStamp(a: FileStamp, b: FileStamp): boolean {
  return a.mtime === b.mtime && a.size === b.size && a.inode === b.inode;
}
