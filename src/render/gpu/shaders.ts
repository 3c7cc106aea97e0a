/**
 * The WGSL of both pipelines: the same formulas as ../blend.ts and ../shapes.ts, so that the painters agree.
 * Instances are 16 bytes. The target view is sRGB: the hardware mixes in linear light, colours go in decoded.
 * rect   x i16 | y i16, width u16 | height u16, colour, shape
 * glyph  x i16 | y i16 (bitmap corner), atlas x u16 | y u16, width 11 bits | height 11 | kind 2 | page 8, colour
 */
import { CONTRAST } from "../blend.ts";

const SHARED = `
struct Frame { size: vec2f }
@group(0) @binding(0) var<uniform> frame: Frame;

fn decode(c: vec3f) -> vec3f {
  return select(pow((c + 0.055) / 1.055, vec3f(2.4)), c / 12.92, c <= vec3f(0.04045));
}
fn corner(vertex: u32) -> vec2f {
  return vec2f(f32(vertex & 1u), f32(vertex >> 1u));
}
fn toClip(at: vec2f) -> vec4f {
  return vec4f(at.x / frame.size.x * 2.0 - 1.0, 1.0 - at.y / frame.size.y * 2.0, 0.0, 1.0);
}
fn signed(pair: u32) -> vec2f {
  return vec2f(f32(i32(pair << 16u) >> 16u), f32(i32(pair) >> 16u));
}
fn unsigned(pair: u32) -> vec2f {
  return vec2f(f32(pair & 0xffffu), f32(pair >> 16u));
}
`;

/** Boxes, borders, shadows and waves. */
export const RECT_WGSL = SHARED + `
struct Varying {
  @builtin(position) position: vec4f,
  @location(0) @interpolate(flat) color: vec4f,
  @location(1) @interpolate(flat) box: vec4f,
  @location(2) @interpolate(flat) shape: u32,
}

@vertex fn vertex(@builtin(vertex_index) index: u32, @location(0) rect: vec4u) -> Varying {
  let origin = signed(rect.x);
  let size = unsigned(rect.y);
  var blur = 0.0;
  if ((rect.w >> 24u) == 0u) { blur = f32((rect.w >> 16u) & 255u); }
  let color = unpack4x8unorm(rect.z);
  var out: Varying;
  out.position = toClip(origin - blur + corner(index) * (size + 2.0 * blur));
  out.color = vec4f(decode(color.rgb), color.a);
  out.box = vec4f(origin, size);
  out.shape = rect.w;
  return out;
}

fn boxDistance(at: vec2f, size: vec2f, radius: f32) -> f32 {
  let q = abs(at - size / 2.0) - size / 2.0 + radius;
  return length(max(q, vec2f(0.0))) + min(max(q.x, q.y), 0.0) - radius;
}

fn wave(at: vec2f, size: vec2f, thickness: f32) -> f32 {
  let line = max(1.0, thickness);
  let amplitude = max(0.0, (size.y - line) / 2.0);
  let period = max(2.0, 2.0 * size.y);
  let u = fract(at.x / period) * 2.0;
  let v = select(u - 1.0, u, u < 1.0);
  let rise = 4.0 * v * (1.0 - v) * select(-1.0, 1.0, u < 1.0);
  let slope = amplitude * 8.0 * (1.0 - 2.0 * v) / period;
  return saturate(0.5 - (abs(at.y - size.y / 2.0 - amplitude * rise) / sqrt(1.0 + slope * slope) - line / 2.0));
}

fn coverage(at: vec2f, size: vec2f, shape: u32) -> f32 {
  let border = f32((shape >> 8u) & 255u);
  if ((shape >> 24u) == 1u) { return wave(at, size, border); }
  let least = min(size.x, size.y) / 2.0;
  let blur = f32((shape >> 16u) & 255u);
  if (blur > 0.0) {
    let d = boxDistance(at, size, min(max(f32(shape & 255u), blur), least));
    let t = saturate(0.5 - d / (2.0 * blur));
    return t * t * (3.0 - 2.0 * t);
  }
  let radius = min(f32(shape & 255u), least);
  let outer = saturate(0.5 - boxDistance(at, size, radius));
  if (border == 0.0 || border >= least) { return outer; }
  return outer - saturate(0.5 - boxDistance(at - border, size - 2.0 * border, max(0.0, radius - border)));
}

@fragment fn fragment(in: Varying) -> @location(0) vec4f {
  if (in.shape == 0u) { return in.color; }
  return vec4f(in.color.rgb, in.color.a * coverage(in.position.xy - in.box.xy, in.box.zw, in.shape));
}
`;

const GLYPH_BODY = `
@group(0) @binding(1) var atlas: texture_2d_array<f32>;

struct Varying {
  @builtin(position) position: vec4f,
  @location(0) @interpolate(flat) color: vec4f,
  @location(1) @interpolate(flat) bend: f32,
  @location(2) @interpolate(flat) shift: vec2f,
  @location(3) @interpolate(flat) place: vec2u,
}

@vertex fn vertex(@builtin(vertex_index) index: u32, @location(0) glyph: vec4u) -> Varying {
  let origin = signed(glyph.x);
  let size = vec2f(f32(glyph.z & 2047u), f32((glyph.z >> 11u) & 2047u));
  let color = unpack4x8unorm(glyph.w);
  var out: Varying;
  out.position = toClip(origin + corner(index) * size);
  out.color = vec4f(decode(color.rgb), color.a);
  out.bend = ${CONTRAST.toFixed(4)} * (1.0 - 2.0 * dot(color.rgb, vec3f(0.2126, 0.7152, 0.0722)));
  out.shift = unsigned(glyph.y) - origin;
  out.place = vec2u(glyph.z >> 24u, (glyph.z >> 22u) & 3u);
  return out;
}
fn texel(in: Varying) -> vec4f {
  return textureLoad(atlas, vec2i(floor(in.position.xy) + in.shift), i32(in.place.x), 0);
}
`;

/** Glyphs with one coverage for all channels; LCD bitmaps are averaged. */
export const GREY_GLYPH_WGSL = SHARED + GLYPH_BODY + `
@fragment fn fragment(in: Varying) -> @location(0) vec4f {
  let t = texel(in);
  if (in.place.y == 2u) { return vec4f(decode(t.rgb), t.a * in.color.a); }
  let c = (t.r + t.g + t.b) / 3.0;
  return vec4f(in.color.rgb, (c + in.bend * c * (1.0 - c)) * in.color.a);
}
`;

/** Glyphs with a coverage for each channel, by dual-source blending. */
export const LCD_GLYPH_WGSL = "enable dual_source_blending;\n" + SHARED + GLYPH_BODY + `
struct Mixed {
  @location(0) @blend_src(0) color: vec4f,
  @location(0) @blend_src(1) share: vec4f,
}
@fragment fn fragment(in: Varying) -> Mixed {
  let t = texel(in);
  if (in.place.y == 2u) { return Mixed(vec4f(decode(t.rgb), 1.0), vec4f(t.a * in.color.a)); }
  let c = t.rgb;
  let share = (c + in.bend * c * (1.0 - c)) * in.color.a;
  return Mixed(vec4f(in.color.rgb, 1.0), vec4f(share, max(share.r, max(share.g, share.b))));
}
`;

/** One image stretched to a rect; the nearest pixel. The instance is a rect's. */
export const IMAGE_WGSL = SHARED + `
@group(0) @binding(1) var image: texture_2d<f32>;
struct Varying {
  @builtin(position) position: vec4f,
  @location(0) @interpolate(flat) box: vec4f,
}
@vertex fn vertex(@builtin(vertex_index) index: u32, @location(0) rect: vec4u) -> Varying {
  let origin = signed(rect.x);
  let size = unsigned(rect.y);
  return Varying(toClip(origin + corner(index) * size), vec4f(origin, size));
}
@fragment fn fragment(in: Varying) -> @location(0) vec4f {
  let size = vec2f(textureDimensions(image));
  let at = vec2i(floor((in.position.xy - in.box.xy) * size / in.box.zw));
  let t = textureLoad(image, at, 0);
  return vec4f(decode(t.rgb), t.a);
}
`;

/** The persistent target onto a surface that takes no copies. */
export const BLIT_WGSL = `
@group(0) @binding(0) var whole: texture_2d<f32>;
@vertex fn vertex(@builtin(vertex_index) index: u32) -> @builtin(position) vec4f {
  return vec4f(f32(index & 1u) * 4.0 - 1.0, f32(index >> 1u) * 4.0 - 1.0, 0.0, 1.0);
}
@fragment fn fragment(@builtin(position) at: vec4f) -> @location(0) vec4f {
  return textureLoad(whole, vec2i(at.xy), 0);
}
`;
