import type { Brush, WrittenPath } from '../charts/brush';
import { pixelsOf } from '../charts/raster';
import { opaque } from './colours';
import { boxData, plainInk, short, type Box, type Ink, type Layer, type Shape } from './shapes';

type State = Pick<
  Brush,
  'fillStyle' | 'strokeStyle' | 'lineWidth' | 'lineJoin' | 'globalAlpha' | 'imageSmoothingEnabled'
>;

/** A brush that writes a canvas' drawing down as shapes instead of drawing it. */
export class Recorder implements Brush {
  fillStyle: Brush['fillStyle'] = '#000000';
  strokeStyle: Brush['strokeStyle'] = '#000000';
  lineWidth = 1;
  lineJoin: CanvasLineJoin = 'miter';
  globalAlpha = 1;
  imageSmoothingEnabled = true;

  readonly shapes: Shape[] = [];
  #into: Shape[] = this.shapes;
  #saved: { state: State; into: Shape[] }[] = [];
  #path = '';
  /** The box asked for last, which is what a clip can be made of. */
  #box: Box | null = null;

  save(): void {
    const { fillStyle, strokeStyle, lineWidth, lineJoin, globalAlpha, imageSmoothingEnabled } =
      this;
    const state = {
      fillStyle,
      strokeStyle,
      lineWidth,
      lineJoin,
      globalAlpha,
      imageSmoothingEnabled,
    };
    this.#saved.push({ state, into: this.#into });
  }

  restore(): void {
    const saved = this.#saved.pop();
    if (!saved) return;
    Object.assign(this, saved.state);
    this.#into = saved.into;
  }

  beginPath(): void {
    this.#path = '';
  }

  moveTo(x: number, y: number): void {
    this.#path += `M${short(x)} ${short(y)}`;
  }

  lineTo(x: number, y: number): void {
    this.#path += `L${short(x)} ${short(y)}`;
  }

  /** Whole circles only: nothing else is drawn. */
  arc(x: number, y: number, radius: number, from: number, to: number): void {
    if (Math.abs(to - from) < 2 * Math.PI) throw new Error('only whole circles are written down');
    const r = short(radius);
    const across = short(2 * radius);
    this.#path += `M${short(x - radius)} ${short(y)}a${r} ${r} 0 1 0 ${across} 0a${r} ${r} 0 1 0 -${across} 0Z`;
  }

  rect(x: number, y: number, width: number, height: number): void {
    this.#box = { x, y, width, height };
    this.#path += boxData(this.#box);
  }

  closePath(): void {
    this.#path += 'Z';
  }

  clip(): void {
    const layer: Layer = { kind: 'layer', x: 0, y: 0, clip: this.#box, shapes: [] };
    this.#into.push(layer);
    this.#into = layer.shapes;
  }

  fill(path?: WrittenPath): void {
    this.#add(path?.data ?? this.#path, this.#filled());
  }

  stroke(path?: WrittenPath): void {
    this.#add(path?.data ?? this.#path, this.#stroked());
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    this.#add(boxData({ x, y, width, height }), this.#filled());
  }

  strokeRect(x: number, y: number, width: number, height: number): void {
    this.#add(boxData({ x, y, width, height }), this.#stroked());
  }

  drawImage(image: OffscreenCanvas, x: number, y: number, width: number, height: number): void {
    const pixels = pixelsOf(image);
    if (!pixels) return;
    const isSmooth = this.imageSmoothingEnabled;
    this.#into.push({ kind: 'image', x, y, width, height, pixels, isSmooth });
  }

  // Drawings use plain colours alone.
  #filled(): Ink {
    const { colour, opacity } = opaque(this.fillStyle as string);
    return { ...plainInk, fill: colour, fillOpacity: opacity, opacity: this.globalAlpha };
  }

  #stroked(): Ink {
    const { colour, opacity } = opaque(this.strokeStyle as string);
    return {
      ...plainInk,
      stroke: colour,
      strokeOpacity: opacity,
      strokeWidth: this.lineWidth,
      join: this.lineJoin,
      opacity: this.globalAlpha,
    };
  }

  #add(data: string, ink: Ink): void {
    if (data !== '') this.#into.push({ kind: 'path', data, ink });
  }
}
