/**
 * Files for perform_io.ts: reading one into a text in whatever encoding it is, writing a text as it was stored. Everything
 * the world refuses is an outcome with words.
 */
import { chunksOf, type Text, textOfChunks } from "../editor/mod.ts";
import {
  decodeFile,
  detectByGuess,
  type DetectedFile,
  detectPlain,
  encodeFile,
  type Encoding,
  type FileStamp,
  hexLimit,
  hexPieces,
  looksBinary,
  newFileForm,
} from "../project/mod.ts";
import {
  configFor,
  type FileCalls,
  guessEncodings,
  isWritable,
  keepVersion,
  readFile,
  realFileCalls,
  saveFile,
  versionsOf,
  wordsOf,
} from "../project/mod_io.ts";
import { STRINGS } from "../ui/mod.ts";
import { isLargeFile, isSavedSlowly, type LargeWorld, readLarge, writeLarge } from "./perform_large_io.ts";
import type { HistoryEffect, ReadEffect, WriteEffect } from "./effects.ts";
import type { AppEvent, FileOutcome } from "./events.ts";

const historyAfterMs = 50;

/** What writing may touch; see `World`. */
export interface FileWorld {
  readonly post: (event: AppEvent) => void;
  readonly calls?: FileCalls;
  readonly state?: string;
  readonly pending: (change: 1 | -1) => void;
  readonly later: () => Promise<void>;
  readonly large: LargeWorld;
}

export async function performRead(
  request: ReadEffect,
  { large }: Pick<FileWorld, "large">,
): Promise<FileOutcome> {
  const path = absolute(request.path);
  if (request.as !== "hex" && isLargeFile(path, large)) {
    return await performReadLarge({ ...request, path }, large);
  }
  const file = await readFile(path);
  if (file.kind === "refused" || file.kind === "folder") return file;
  const config = configFor(path);
  if (file.kind === "missing") return { kind: "missing", path, real: realPath(path), config };
  const { bytes, stamp, readOnly } = file;
  try {
    if (request.as === "hex") return hexOutcome(path, bytes, stamp);
    const decoded = await decode(bytes, { ...request, setting: config.encoding });
    if (decoded === null) return { kind: "binary", path };
    const { parts, encoding, lineEnding, invalidBytes, reason } = decoded;
    const text = textOfChunks(parts);
    const form = { encoding, lineEnding };
    return {
      kind: "text",
      path,
      real: realPath(path),
      text,
      form,
      stamp,
      readOnly,
      invalidBytes,
      reason,
      config,
    };
  } catch (error) {
    return { kind: "refused", path, reason: `Cannot open ${path}: ${wordsOf(error)}` };
  }
}

async function performReadLarge(
  request: ReadEffect,
  large: LargeWorld,
): Promise<FileOutcome> {
  const { path } = request;
  try {
    const config = configFor(path);
    const detect = (bytes: Uint8Array) => decode(bytes, { ...request, setting: config.encoding });
    const about = { real: realPath(path), readOnly: !isWritable(Deno.statSync(path)), config };
    return await readLarge(request, { detect, large, about });
  } catch (error) {
    return { kind: "refused", path, reason: `Cannot open ${path}: ${wordsOf(error)}` };
  }
}

/** `null`: binary, and nobody has said to open it all the same. */
async function decode(
  bytes: Uint8Array,
  { as, encoding, setting }: ReadEffect & { readonly setting?: Encoding },
): Promise<DetectedFile | null> {
  if (encoding !== undefined) return { ...decodeFile(bytes, encoding), reason: { kind: "asked" } };
  const plain = detectPlain(bytes);
  // UTF-16 has zeros too, and is none the less a text.
  const isWide = plain !== null && plain.encoding.startsWith("UTF-16");
  if (!isWide && as === "auto" && looksBinary(bytes)) return null;
  // A BOM knows better than a setting; that a file is valid UTF-8 is only likely to.
  if (setting !== undefined && plain?.reason.kind !== "bom" && !setting.startsWith("UTF-8")) {
    return { ...decodeFile(bytes, setting), reason: { kind: "setting" } };
  }
  if (plain !== null) return plain;
  return detectByGuess(bytes, looksBinary(bytes) ? [] : await guessEncodings(bytes));
}

function hexOutcome(path: string, bytes: Uint8Array, stamp: FileStamp): FileOutcome {
  if (bytes.length > hexLimit) {
    return { kind: "refused", path, reason: STRINGS.hexTooLarge(path, hexLimit >> 20) };
  }
  return {
    kind: "text",
    path,
    real: `hex:${realPath(path)}`,
    text: textOfChunks(hexPieces(bytes)),
    form: newFileForm,
    stamp,
    readOnly: true,
    invalidBytes: 0,
    reason: { kind: "asked" },
    isHex: true,
  };
}

export function performWrite(effect: WriteEffect, world: FileWorld): void {
  const { post, calls, state } = world;
  const path = absolute(effect.path);
  if (effect.makeWritable) makeWritable(path);
  if (isSavedSlowly(effect)) {
    world.pending(1);
    writeLarge(effect, path, world).then((done) => {
      post(done.kind === "refused" ? done.event : savedEvent(effect, { path, stamp: done.stamp }));
      world.pending(-1);
    });
    return;
  }
  const refused = { kind: "file.refused", doc: effect.doc, path, write: effect } as const;
  const { substitute } = effect;
  const pieces = encodeFile(chunksOf(effect.text), effect.form, { substitute });
  if (!pieces.ok) {
    const isUnmappable = pieces.unmappable !== undefined;
    return post({
      ...refused,
      reason: pieces.reason,
      conflict: false,
      unmappable: isUnmappable ? effect : undefined,
    });
  }
  const saved = saveFile(path, pieces.value, { expect: effect.expect, state, calls: calls ?? realFileCalls });
  if (!saved.ok) {
    const { reason, conflict, remedy, missingFolder: folder } = saved;
    return post({
      ...refused,
      reason,
      conflict,
      remedy,
      missing: folder === undefined ? undefined : { folder, write: effect },
    });
  }
  if (state !== undefined) {
    const version = { pieces: pieces.value, at: Date.now() };
    // After the answer: a save is not to wait for its own history.
    setTimeout(() => keepVersion(state, realPath(path), version), historyAfterMs);
  }
  post(savedEvent(effect, { path, ...saved }));
}

function savedEvent(
  effect: WriteEffect,
  { path, stamp, lost }: { path: string; stamp: FileStamp; lost?: string },
): AppEvent {
  return {
    kind: "file.saved",
    doc: effect.doc,
    path,
    real: realPath(path),
    stamp,
    form: effect.form,
    text: effect.text,
    lost,
    // With "?" on disk the text is not what was saved: it still counts as unsaved.
    point: effect.substitute === undefined ? effect.point : -1,
  };
}

/** Where it may not be, the save that follows says so. */
function makeWritable(path: string): void {
  try {
    const { mode } = Deno.statSync(path);
    Deno.chmodSync(path, (mode ?? 0o644) & 0o7777 | 0o200);
  } catch { /* See above. */ }
}

/** Against the folder the process was started in. */
export function absolute(path: string): string {
  return path.startsWith("/") || /^[A-Za-z]:[\\/]/.test(path)
    ? path
    : `${Deno.cwd()}/${path}`.replace(/\/\.\//g, "/");
}

/** Without links; of a file still to be created, its folder's. */
export function realPath(path: string): string {
  try {
    return Deno.realPathSync(path);
  } catch {
    const slash = path.lastIndexOf("/");
    try {
      return `${Deno.realPathSync(path.slice(0, slash) || "/")}/${path.slice(slash + 1)}`;
    } catch {
      return path;
    }
  }
}

export function performHistory(effect: HistoryEffect, { post, state }: FileWorld): void {
  const { doc, what, index, real, form } = effect;
  const versions = state === undefined ? [] : versionsOf(state, real);
  let version: Text | null = null;
  try {
    if (what !== "list" && versions[index] !== undefined) {
      version = textOfChunks(decodeFile(Deno.readFileSync(versions[index].path), form.encoding).parts);
    }
  } catch { /* It was pruned meanwhile: it is said that there is none. */ }
  post({ kind: "localHistory.found", doc, what, index, versions, version });
}

/** Makes the folder and its parents, then writes. */
export function performMakeFolder(path: string, write: WriteEffect, world: FileWorld): void {
  try {
    Deno.mkdirSync(path, { recursive: true });
  } catch (error) {
    const reason = STRINGS.missingFolder.refused(path, wordsOf(error));
    return world.post({ kind: "file.refused", doc: write.doc, path: write.path, reason, conflict: false });
  }
  performWrite(write, world);
}
