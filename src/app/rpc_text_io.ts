/** The `text/` and `render/` families: what the editor itself uses for text, to be checked from outside. */
import { graphemeLengths, lineBreaks, width, wordLengths } from "../editor/mod.ts";
import { bidiOrder } from "../render/mod.ts";
import { createSoftwarePainter, encodePng } from "../render/mod_io.ts";
import { pictureOfText } from "./text_picture.ts";
import type { DevicePx, Px } from "../base/mod.ts";
import { headlessWindow } from "../window/mod.ts";
import { badParams, maybe, type Methods, need, type Params, refused } from "./rpc.ts";
import type { RpcHost } from "./rpc_host_io.ts";

export function textMethods(host: RpcHost): Methods {
  return {
    "text/graphemes": (params) => ({ lengths: graphemeLengths(need.string(params, "text")) }),
    "text/words": (params) => ({ lengths: wordLengths(need.string(params, "text")) }),
    "text/linebreaks": (params) => ({ breaks: lineBreaks(need.string(params, "text")) }),
    "text/width": (params) => ({ width: width(need.string(params, "text")) }),
    "text/bidi": (params) => {
      const base = maybe((p, n) => need.oneOf(p, n, ["ltr", "rtl", "auto"] as const), params, "base") ??
        "auto";
      return bidiOrder(need.string(params, "text"), base);
    },
    "render/text": (params) => render(host, params),
  };
}

async function render(host: RpcHost, params: Params) {
  const text = need.string(params, "text");
  const size = need.number(params, "size");
  if (!(size >= 1 && size <= 512)) throw badParams('"size" must be from 1 to 512');
  const features = featuresParam(params);
  const { fonts } = host.session();
  const shaped = fonts.shapeDetail(text, { font: maybe(need.string, params, "font"), size, features });
  if ("reason" in shaped) throw refused(shaped.reason);
  const { list, width, height, atlas } = pictureOfText(shaped, {
    source: fonts,
    instance: shaped.instance,
    size,
  });
  const window = headlessWindow({ title: "", width: width as Px, height: height as Px, scale: 1 });
  const painter = createSoftwarePainter({ target: () => window.surface(), atlas });
  const all = { x: 0 as DevicePx, y: 0 as DevicePx, width: width as DevicePx, height: height as DevicePx };
  painter.present(list, [all], 1);
  const picture = await painter.read();
  const path = host.scratch(`text-${crypto.randomUUID().slice(0, 8)}.png`);
  await Deno.writeFile(path, await encodePng(picture));
  const { glyphs, clusters, advances, offsets, unitsPerEm } = shaped;
  return {
    png: path,
    glyphs,
    clusters,
    advances,
    offsets,
    unitsPerEm,
    font: shaped.path,
    width,
    height,
  };
}

/** A list, or one string with commas, each as `hb-shape --features` reads them. */
function featuresParam(params: Params): string[] | undefined {
  const { features } = params;
  if (features === undefined || features === null) return undefined;
  const list = typeof features === "string" ? features.split(",") : features;
  if (!Array.isArray(list) || list.some((one) => typeof one !== "string")) {
    throw badParams('"features" must be a list of strings');
  }
  return list;
}
