/** The render pipelines and their bind group layouts, made once per device. */
import type { Gpu } from "./device.ts";
import { BLIT_WGSL, GREY_GLYPH_WGSL, IMAGE_WGSL, LCD_GLYPH_WGSL, RECT_WGSL } from "./shaders.ts";

export type TargetFormat = "rgba8unorm" | "bgra8unorm";

export interface Pipelines {
  /** Plain opaque boxes: not mixed, which halves their cost on lavapipe. */
  readonly grounds: GPURenderPipeline;
  readonly rects: GPURenderPipeline;
  readonly glyphs: GPURenderPipeline;
  readonly images: GPURenderPipeline;
  readonly blit: GPURenderPipeline;
  readonly rectLayout: GPUBindGroupLayout;
  readonly glyphLayout: GPUBindGroupLayout;
  readonly imageLayout: GPUBindGroupLayout;
  readonly blitLayout: GPUBindGroupLayout;
}

const STRAIGHT: GPUBlendComponent = { srcFactor: "src-alpha", dstFactor: "one-minus-src-alpha" };
const DUAL: GPUBlendComponent = { srcFactor: "src1", dstFactor: "one-minus-src1" };
const OPAQUE: GPUBlendComponent = { srcFactor: "zero", dstFactor: "one" };

export function createPipelines(gpu: Gpu, format: TargetFormat): Pipelines {
  const { device } = gpu;
  const uniform: GPUBindGroupLayoutEntry = { binding: 0, visibility: 1 | 2, buffer: { type: "uniform" } };
  const rectLayout = device.createBindGroupLayout({ entries: [uniform] });
  const glyphLayout = device.createBindGroupLayout({
    entries: [uniform, { binding: 1, visibility: 2, texture: { viewDimension: "2d-array" } }],
  });
  const imageLayout = device.createBindGroupLayout({
    entries: [uniform, { binding: 1, visibility: 2, texture: {} }],
  });
  const blitLayout = device.createBindGroupLayout({ entries: [{ binding: 0, visibility: 2, texture: {} }] });
  const instanced = (code: string, layout: GPUBindGroupLayout, color?: GPUBlendComponent) => {
    const module = device.createShaderModule({ code });
    return device.createRenderPipeline({
      layout: device.createPipelineLayout({ bindGroupLayouts: [layout] }),
      vertex: {
        module,
        buffers: [{
          arrayStride: 16,
          stepMode: "instance",
          attributes: [{ shaderLocation: 0, offset: 0, format: "uint32x4" }],
        }],
      },
      // The target stays opaque whatever is mixed into it.
      fragment: {
        module,
        targets: [{
          format: `${format}-srgb` as GPUTextureFormat,
          ...(color && { blend: { color, alpha: OPAQUE } }),
          writeMask: 7,
        }],
      },
      primitive: { topology: "triangle-strip" },
    });
  };
  const blitModule = device.createShaderModule({ code: BLIT_WGSL });
  return {
    grounds: instanced(RECT_WGSL, rectLayout),
    rects: instanced(RECT_WGSL, rectLayout, STRAIGHT),
    glyphs: gpu.hasLcd
      ? instanced(LCD_GLYPH_WGSL, glyphLayout, DUAL)
      : instanced(GREY_GLYPH_WGSL, glyphLayout, STRAIGHT),
    images: instanced(IMAGE_WGSL, imageLayout, STRAIGHT),
    blit: device.createRenderPipeline({
      layout: device.createPipelineLayout({ bindGroupLayouts: [blitLayout] }),
      vertex: { module: blitModule },
      fragment: { module: blitModule, targets: [{ format }] },
      primitive: { topology: "triangle-list" },
    }),
    rectLayout,
    glyphLayout,
    imageLayout,
    blitLayout,
  };
}
