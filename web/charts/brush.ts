/** What drawings ask of a canvas. A canvas' context has all of it; so has the recorder that writes a
 *  drawing down as shapes for a file (web/figures/recorder.ts), which is why it is no more than this. */
export interface Brush {
  /** The pixels drawn on; who writes the drawing down has none. */
  readonly canvas?: { readonly width: number; readonly height: number };
  fillStyle: string | CanvasGradient | CanvasPattern;
  strokeStyle: string | CanvasGradient | CanvasPattern;
  lineWidth: number;
  lineJoin: CanvasLineJoin;
  globalAlpha: number;
  imageSmoothingEnabled: boolean;
  save(): void;
  restore(): void;
  beginPath(): void;
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  arc(x: number, y: number, radius: number, from: number, to: number): void;
  rect(x: number, y: number, width: number, height: number): void;
  closePath(): void;
  clip(): void;
  fill(): void;
  fill(path: WrittenPath): void;
  stroke(): void;
  stroke(path: WrittenPath): void;
  fillRect(x: number, y: number, width: number, height: number): void;
  strokeRect(x: number, y: number, width: number, height: number): void;
  drawImage(image: OffscreenCanvas, x: number, y: number, width: number, height: number): void;
}

/** A path from SVG path data, which remembers that data: a Path2D alone cannot be read back. */
export class WrittenPath extends Path2D {
  constructor(readonly data: string) {
    super(data);
  }
}
