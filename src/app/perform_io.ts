/**
 * Carries out what `step` asked of the world and posts the answers. Each effect is independent; what the
 * world refuses comes back as an event, never as an exception.
 */
import { chunksOf, textOfChunks } from "../editor/mod.ts";
import { decodeFile, encodeFile, looksBinary } from "../project/mod.ts";
import { type FileCalls, readFile, realFileCalls, saveFile, wordsOf } from "../project/mod_io.ts";
import { unreachable } from "../base/mod.ts";
import { STRINGS } from "../ui/mod.ts";
import type { Window } from "../window/mod.ts";
import type { Clock } from "./clock.ts";
import type { AppEffect, ReadEffect, WriteEffect } from "./effects.ts";
import type { AppEvent, FileOutcome } from "./events.ts";

/** What effects may touch. `post` queues an event; `pending` is told when work starts (+1) and has ended (-1). */
export interface World {
  readonly window: Window;
  readonly clock: Clock;
  readonly calls?: FileCalls;
  readonly post: (event: AppEvent) => void;
  readonly pending: (change: 1 | -1) => void;
  readonly log: (text: string) => void;
  readonly quit: () => void;
}

export function perform(effects: readonly AppEffect[], world: World): void {
  for (let i = 0; i < effects.length; i++) performOne(effects[i], world);
}

function performOne(effect: AppEffect, world: World): void {
  const { window, post } = world;
  switch (effect.kind) {
    case "clipboard.write":
      if (!window.setClipboard(effect.text)) {
        post({
          kind: "notice",
          level: "error",
          text: STRINGS.clipboardRefused,
        });
      }
      return;
    case "clipboard.read":
      return post({ kind: "clipboard.text", view: null, text: window.clipboard(), origin: "clipboard" });
    case "primary.write":
      window.setPrimary(effect.text);
      return;
    case "primary.read":
      return post({ kind: "clipboard.text", view: effect.view, text: window.primary(), origin: "primary" });
    case "file.read":
      world.pending(1);
      read(effect).then((outcome) => {
        post({ kind: "file.read", request: effect, outcome });
        world.pending(-1);
      });
      return;
    case "file.write":
      return write(effect, world);
    case "notice.timer":
      world.clock.after(effect.afterMs, () => post({ kind: "notice.expired", notice: effect.notice }));
      return;
    case "log":
      return world.log(effect.text);
    case "quit":
      return world.quit();
    default:
      return unreachable(effect);
  }
}

async function read(request: ReadEffect): Promise<FileOutcome> {
  const path = absolute(request.path);
  const file = await readFile(path);
  if (file.kind === "refused") return file;
  if (file.kind === "missing") return { kind: "missing", path, real: realPath(path) };
  if (request.as === "auto" && looksBinary(file.bytes)) return { kind: "binary", path };
  try {
    const { parts, encoding, lineEnding, invalidBytes } = decodeFile(file.bytes);
    const text = textOfChunks(parts);
    const { stamp, readOnly } = file;
    return {
      kind: "text",
      path,
      real: realPath(path),
      text,
      form: { encoding, lineEnding },
      stamp,
      readOnly,
      invalidBytes,
    };
  } catch (error) {
    return { kind: "refused", path, reason: `Cannot open ${path}: ${wordsOf(error)}` };
  }
}

function write(effect: WriteEffect, { post, calls }: World): void {
  const path = absolute(effect.path);
  const refused = (reason: string, conflict: boolean) =>
    post({ kind: "file.refused", doc: effect.doc, path, reason, conflict });
  const pieces = encodeFile(chunksOf(effect.text), effect.form);
  if (!pieces.ok) return refused(pieces.reason, false);
  const saved = saveFile(path, pieces.value, { expect: effect.expect, calls: calls ?? realFileCalls });
  if (!saved.ok) return refused(saved.reason, saved.conflict);
  post({
    kind: "file.saved",
    doc: effect.doc,
    path,
    real: realPath(path),
    stamp: saved.stamp,
    point: effect.point,
  });
}

/** Against the folder the process was started in. */
function absolute(path: string): string {
  return path.startsWith("/") || /^[A-Za-z]:[\\/]/.test(path)
    ? path
    : `${Deno.cwd()}/${path}`.replace(/\/\.\//g, "/");
}

/** Without links; of a file still to be created, its folder's. */
function realPath(path: string): string {
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
