/** The `app/` family: starting, time, figures, waiting, leaving. */
import type { Percentiles } from "./meter.ts";
import { stages } from "./meter.ts";
import { commandList } from "./registry.ts";
import { maybe, type Methods, need, type Params, refused } from "./rpc.ts";
import type { RpcHost } from "./rpc_host_io.ts";
import { mergedLayers } from "../project/mod.ts";
import type { App } from "./app.ts";
import { settingList } from "./settings_registry.ts";
import { problemsOf } from "./step_config.ts";
import { version } from "./version.ts";

export function appMethods(host: RpcHost): Methods {
  return {
    "app/initialize": async (params) => {
      await host.initialize({
        width: maybe(need.number, params, "width"),
        height: maybe(need.number, params, "height"),
        scale: maybe(need.number, params, "scale"),
        painter: maybe((p, n) => need.oneOf(p, n, ["software", "gpu", "none"]), params, "painter"),
        clock: maybe((p, n) => need.oneOf(p, n, ["real", "manual"]), params, "clock"),
      });
      return { name: "Nexus", version, commands: commandList(host.session().app) };
    },
    "app/importVSCode": async (params) => {
      const path = need.string(params, "path");
      const how = params.overwrite === true ? "overwrite" : "keep";
      const step = await host.session().ask({ kind: "import.read", path, how });
      if (step.problem !== undefined) throw refused(step.problem);
      await host.session().until(() => host.session().isSettled, 5000);
      return step.result;
    },
    "app/settings": () => settingsTable(host.session().app),
    "app/advance": (params) => {
      host.advance(need.number(params, "ms"));
      host.session().turn();
    },
    "app/stats": () => stats(host),
    "app/waitFor": (params) => waitFor(host, params),
    "app/shutdown": () => host.session().quit(0),
  };
}

/** Every setting: its value as it holds, the default, and whether a file sets it. */
function settingsTable({ config }: App) {
  const { values } = mergedLayers(config.layers);
  const rows = settingList.map(({ id, default: standard }) =>
    [id, {
      value: values.has(id) ? values.get(id) : standard,
      default: standard,
      isSet: values.has(id),
    }] as const
  );
  return {
    settings: Object.fromEntries(rows),
    files: config.layers.map(({ path, source }) => ({ path, source })),
    problems: problemsOf(config),
  };
}

function stats(host: RpcHost) {
  const { meter, frames, app, atlas } = host.session();
  const memory = Deno.memoryUsage();
  const stagesMs: Record<string, Percentiles> = {};
  for (const stage of stages) {
    const found = meter.percentiles(stage);
    if (found !== null && stage !== "frame") stagesMs[stage] = found;
  }
  return {
    rss: memory.rss,
    heap: memory.heapUsed,
    frames: frames.presented,
    skipped: frames.skipped,
    frameMs: meter.percentiles("frame") ?? { p50: 0, p99: 0 },
    stagesMs,
    atlas: atlas.stats(),
    openDocs: app.docs.size,
    openHandles: openHandles(),
  };
}

/** Open file descriptors of the process; `null` where the system does not say. */
function openHandles(): number | null {
  try {
    let count = 0;
    for (const _ of Deno.readDirSync("/proc/self/fd")) count++;
    return count;
  } catch {
    return null;
  }
}

/** No indexer runs yet, so nothing of its is ever pending: that one answers when the app is idle. */
async function waitFor(host: RpcHost, params: Params) {
  const what = need.oneOf(params, "what", ["idle", "frame", "saved", "indexed", "highlighted"]);
  const timeoutMs = maybe(need.number, params, "timeoutMs") ?? 5000;
  const session = host.session();
  const test = what === "saved"
    ? () => session.app.saving.size === 0 && session.isSettled
    : what === "frame"
    ? () => !session.frames.isDue(session.app)
    : what === "highlighted"
    ? () => session.isIdle && (session.syntax?.isFresh(session.app, session.frames.view) ?? true)
    : () => session.isIdle;
  session.window.wake();
  session.turn();
  try {
    await session.until(test, timeoutMs);
  } catch {
    throw refused(`Waited ${timeoutMs} ms for "${what}" in vain`, { reason: "timeout", choices: [] });
  }
}
