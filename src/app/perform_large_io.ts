/**
 * Files too large for memory, for perform_files_io.ts: opening one, and saving one in slices between which the app goes on,
 * with its progress told and a way to give it up. A save that is given up leaves the old file as it was.
 */
import type { DetectedFile, FileStamp } from "../project/mod.ts";
import {
  NotWritable,
  openLarge,
  sampleOf,
  saveSteps,
  storedPieces,
  takeSaveStep,
} from "../project/mod_io.ts";
import type { DocId } from "../base/mod.ts";
import { STRINGS } from "../ui/mod.ts";
import type { ReadEffect, WriteEffect } from "./effects.ts";
import type { AppEvent, FileOutcome } from "./events.ts";
import type { LargeKeeper } from "./large_keeper_io.ts";
import { largeBytes } from "./step_large.ts";

/** A key never waits longer for a save. */
const sliceMs = 4;
const tellMs = 100;

/** What large files need of the world. */
export interface LargeWorld {
  readonly keeper: LargeKeeper;
  /** Files of this size on; absent: `largeBytes`. */
  readonly from?: number;
  /** For tests: bytes of a block. */
  readonly blockBytes?: number;
  /** Saves under way, and how to give each up. */
  readonly saves: Map<DocId, () => void>;
}

/** Whether a file is read block by block. */
export function isLargeFile(path: string, { from = largeBytes }: LargeWorld): boolean {
  try {
    const info = Deno.statSync(path);
    return info.isFile && info.size >= from;
  } catch {
    return false; // Reading it says why.
  }
}

type Detect = (bytes: Uint8Array) => Promise<DetectedFile | null>;
/** `detect` tells what the beginning is; null: binary. Throws what the system says. */
export async function readLarge(
  request: ReadEffect & { readonly path: string },
  { detect, large, about }: {
    readonly detect: Detect;
    readonly large: LargeWorld;
    readonly about: Pick<FileOutcome & { kind: "text" }, "real" | "readOnly" | "config">;
  },
): Promise<FileOutcome> {
  const { path } = request;
  const found = await detect(sampleOf(path));
  if (found === null) return { kind: "binary", path };
  const form = { encoding: found.encoding, lineEnding: found.lineEnding };
  // A reload takes the place of a text that is there: all of it at once.
  const most = request.reload === undefined ? undefined : Infinity;
  const opened = openLarge(path, form, { most, blockBytes: large.blockBytes });
  const file = large.keeper.take(opened, large.blockBytes);
  const { text, measured, size, source } = opened;
  return {
    kind: "text",
    path,
    ...about,
    text,
    form,
    stamp: source.stamp,
    invalidBytes: found.invalidBytes,
    reason: found.reason,
    large: { file, measured, size, inode: source.stamp.inode },
  };
}

interface SaveWorld {
  readonly post: (event: AppEvent) => void;
  readonly later: () => Promise<void>;
  readonly large: LargeWorld;
  readonly state?: string;
}
/** What a save in slices came to. "given up": a person said so. */
export type LargeSaved =
  | { readonly kind: "saved"; readonly stamp: FileStamp }
  | { readonly kind: "refused"; readonly event: AppEvent & { kind: "file.refused" } };

/** Writes a large text; resolves with what came of it. Never rejects. */
export async function writeLarge(effect: WriteEffect, path: string, world: SaveWorld): Promise<LargeSaved> {
  const { large, post } = world;
  const refuse = (reason: string, more: Partial<AppEvent & { kind: "file.refused" }> = {}): LargeSaved => ({
    kind: "refused",
    event: { kind: "file.refused", doc: effect.doc, path, reason, conflict: false, write: effect, ...more },
  });
  const from = effect.large === undefined ? null : large.keeper.source(effect.large.file);
  if (from !== null) {
    const now = from.stampNow;
    const isSame = now !== null && now.size >= from.stamp.size &&
      (now.mtime === from.stamp.mtime || now.size > from.stamp.size);
    if (!isSame) return refuse(STRINGS.large.changedUnder(path));
  }
  const { measured = 0, size = 0 } = effect.large ?? {};
  const hasTail = measured < size;
  if (hasTail && from !== null && !sameForm(effect.form, from.form)) {
    return refuse(STRINGS.large.stillReading(path));
  }
  let problem: NotWritable | null = null;
  const { form, substitute } = effect;
  const tail = hasTail && from !== null ? { source: from, from: measured, to: size } : undefined;
  const pieces = watched(storedPieces(effect.text, { form, substitute, tail }), (error) => problem = error);
  const steps = saveSteps(path, pieces, { expect: effect.expect, state: world.state, inPlace: "refused" });
  let isCancelled = false;
  large.saves.set(effect.doc, () => isCancelled = true);
  const total = from === null ? effect.text.length : Math.max(size, effect.text.length);
  let written = 0, told = performance.now();
  try {
    for (let next = steps.next(), sliceEnd = performance.now() + sliceMs;;) {
      if (next.done) {
        const saved = next.value;
        if (saved.ok) return { kind: "saved", stamp: saved.stamp };
        const why = (problem as NotWritable | null)?.why;
        if (why !== undefined) {
          return refuse(why.reason, { unmappable: why.unmappable === undefined ? undefined : effect });
        }
        const { reason, conflict, remedy, missingFolder: folder } = saved;
        return refuse(reason, {
          conflict,
          remedy,
          missing: folder === undefined ? undefined : { folder, write: effect },
        });
      }
      const step = next.value;
      try {
        await takeSaveStep(step);
      } catch (error) {
        next = steps.throw(error);
        continue;
      }
      if (step.kind === "write") written += step.bytes.length;
      const now = performance.now();
      if (now - told >= tellMs) {
        told = now;
        post({ kind: "file.saving", doc: effect.doc, done: Math.min(written, total), total });
      }
      if (now >= sliceEnd) {
        await world.later();
        sliceEnd = performance.now() + sliceMs;
      }
      // Once it has its name it is saved.
      if (isCancelled && step.kind !== "rename" && step.kind !== "syncFolder") {
        steps.return({ ok: false, conflict: false, remedy: "retry", reason: "" });
        return refuse(STRINGS.large.cancelled(path), { isCancelled: true });
      }
      next = steps.next();
    }
  } finally {
    large.saves.delete(effect.doc);
  }
}

function watched(pieces: Iterable<Uint8Array>, failed: (error: NotWritable) => void): Iterable<Uint8Array> {
  return {
    *[Symbol.iterator]() {
      try {
        yield* pieces;
      } catch (error) {
        if (error instanceof NotWritable) failed(error);
        throw error;
      }
    },
  };
}

function sameForm(a: WriteEffect["form"], b: WriteEffect["form"]): boolean {
  const isVerbatim = (ending: string) => ending === "LF" || ending === "mixed";
  return a.encoding === b.encoding &&
    (a.lineEnding === b.lineEnding || (isVerbatim(a.lineEnding) && isVerbatim(b.lineEnding)));
}

/** Whether a text is saved in slices. */
export const isSavedSlowly = (effect: WriteEffect): boolean =>
  effect.large !== undefined || effect.text.length > largeBytes;
