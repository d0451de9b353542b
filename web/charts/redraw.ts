import type { Brush } from './brush';

const drawings = new WeakMap<HTMLCanvasElement, (brush: Brush) => void>();

/** Keeps how a canvas was last drawn. */
export function rememberDrawing(canvas: HTMLCanvasElement, draw: (brush: Brush) => void): void {
  drawings.set(canvas, draw);
}

/** Draws what a canvas shows once more, with another brush. */
export function redraw(canvas: HTMLCanvasElement, brush: Brush): void {
  drawings.get(canvas)?.(brush);
}
