/** A drawing as a list of what is on it, every style settled: what both kinds of file are written
 *  from. Lengths are CSS pixels, colours `#rrggbb` or `none`. */
export type Shape = PathShape | TextShape | ImageShape | RampShape | Layer;

/** How a shape is inked, by the names that SVG has for it. */
export interface Ink {
  fill: string;
  fillOpacity: number;
  stroke: string;
  strokeOpacity: number;
  strokeWidth: number;
  /** Lengths of dashes and gaps; empty: one line. */
  dashes: readonly number[];
  join: CanvasLineJoin;
  opacity: number;
  /** Whether edges stand on whole pixels. */
  isCrisp: boolean;
}

export interface PathShape {
  kind: 'path';
  /** Path data of SVG. */
  data: string;
  ink: Ink;
}

export interface Font {
  family: string;
  size: number;
  weight: string;
  style: string;
}

export interface TextShape {
  kind: 'text';
  text: string;
  /** Of the anchor, on the baseline. */
  x: number;
  y: number;
  anchor: 'start' | 'middle' | 'end';
  font: Font;
  /** As wide as here, with the page's fonts: another font is fitted to it. */
  width: number;
  /** Whether the stroke is a halo behind the letters. */
  hasHalo: boolean;
  ink: Ink;
}

/** Pixels, row by row, stretched over a box. */
export interface ImageShape extends Box {
  kind: 'image';
  pixels: ImageData;
  isSmooth: boolean;
}

/** A box filled from left to right through colours at equal distances. */
export interface RampShape extends Box {
  kind: 'ramp';
  colours: readonly string[];
}

/** Shapes moved together, and cut off outside a box (in the layer's own coordinates). */
export interface Layer {
  kind: 'layer';
  x: number;
  y: number;
  clip: Box | null;
  shapes: Shape[];
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A whole figure, ready to be written. */
export interface Figure {
  /** What the file is called, and what its parts are named after. */
  name: string;
  title: string;
  /** Where it comes from: the experiment's link, and how far it was run. */
  origin: string;
  /** What a program reads of it (experiment/receipt.ts). */
  receipt?: string;
  width: number;
  height: number;
  ground: string;
  shapes: Shape[];
}

export const plainInk: Ink = {
  fill: 'none',
  fillOpacity: 1,
  stroke: 'none',
  strokeOpacity: 1,
  strokeWidth: 1,
  dashes: [],
  join: 'miter',
  opacity: 1,
  isCrisp: false,
};

/** As many digits as a file of drawings needs. */
export const short = (n: number): string => String(Math.round(n * 100) / 100 + 0);

export const boxData = ({ x, y, width, height }: Box): string =>
  `M${short(x)} ${short(y)}h${short(width)}v${short(height)}h${short(-width)}Z`;
