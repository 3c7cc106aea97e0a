/**
 * The smallest shapes of the chrome: boxes, rectangles, labels, nodes, and what text is set with. They lie below the workbench,
 * so that its state can name views which are made of them. Owns shapes only.
 */
import type { Px } from "../base/mod.ts";
import type { FontMetrics, ShapedText } from "../render/mod.ts";
import type { ColorId } from "./theme.ts";

/** A rectangle in the window; right and bottom edges are exclusive. */
export interface Box {
  readonly x: Px;
  readonly y: Px;
  readonly width: Px;
  readonly height: Px;
}
/** The one tree of what is on screen: hits, focus, `window/view` and the screen reader read it. */
export interface UiNode {
  readonly id: string;
  readonly role: string;
  readonly label: string;
  readonly bounds: readonly [Px, Px, Px, Px];
  readonly children: readonly UiNode[];
}
/** A filled or bordered rectangle of the chrome. Radius, border and blur in Px; 0 is none. */
export interface Quad extends Box {
  readonly color: ColorId;
  readonly radius: number;
  readonly border: number;
  readonly blur: number;
}
/** One line of chrome text, shaped; `x` is its left edge, `baseline` its y. */
export interface Label {
  readonly text: string;
  readonly shaped: ShapedText;
  readonly x: Px;
  readonly baseline: Px;
  readonly color: ColorId;
}
/** A piece of chrome: rectangles under labels, and the nodes that say what it is. */
export interface Part {
  readonly quads: readonly Quad[];
  readonly labels: readonly Label[];
  readonly nodes: readonly UiNode[];
}
/** What chrome text is set with; `cache` keeps what was shaped. */
export interface LabelSetting {
  readonly fonts: FontMetrics;
  readonly cache: { readonly labels: Map<string, ShapedText> };
}
