import { fontText } from './ink';
import type { Figure, ImageShape, Ink, Shape, TextShape } from './shapes';

type Context = CanvasRenderingContext2D;

/** Paints a figure on a canvas, `scale` of its pixels to a CSS pixel. (A browser would draw the SVG
 *  file itself, but under a content policy of `default-src 'self'` it takes no image that was made on
 *  the page.) */
export function paint(figure: Figure, scale: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(figure.width * scale);
  canvas.height = Math.round(figure.height * scale);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this browser draws on no canvas');
  context.scale(scale, scale);
  context.fillStyle = figure.ground;
  context.fillRect(0, 0, figure.width, figure.height);
  for (const shape of figure.shapes) paintShape(context, shape);
  return canvas;
}

function paintShape(context: Context, shape: Shape): void {
  switch (shape.kind) {
    case 'path': {
      const path = new Path2D(shape.data);
      if (fills(context, shape.ink)) context.fill(path);
      if (strokes(context, shape.ink)) context.stroke(path);
      return;
    }
    case 'text':
      paintText(context, shape);
      return;
    case 'image':
      paintImage(context, shape);
      return;
    case 'ramp': {
      const { x, y, width, height, colours } = shape;
      const ramp = context.createLinearGradient(x, 0, x + width, 0);
      const last = Math.max(1, colours.length - 1);
      colours.forEach((colour, i) => ramp.addColorStop(i / last, colour));
      context.globalAlpha = 1;
      context.fillStyle = ramp;
      context.fillRect(x, y, width, height);
      return;
    }
    case 'layer':
      context.save();
      context.translate(shape.x, shape.y);
      if (shape.clip) {
        const { x, y, width, height } = shape.clip;
        context.beginPath();
        context.rect(x, y, width, height);
        context.clip();
      }
      for (const one of shape.shapes) paintShape(context, one);
      context.restore();
  }
}

/** Takes up the ink for an area; false where it has none. */
function fills(context: Context, ink: Ink): boolean {
  context.globalAlpha = ink.opacity * ink.fillOpacity;
  context.fillStyle = ink.fill === 'none' ? 'transparent' : ink.fill;
  return ink.fill !== 'none';
}

/** Takes up the ink for a line; false where it has none. */
function strokes(context: Context, ink: Ink): boolean {
  context.globalAlpha = ink.opacity * ink.strokeOpacity;
  context.strokeStyle = ink.stroke === 'none' ? 'transparent' : ink.stroke;
  context.lineWidth = ink.strokeWidth;
  context.lineJoin = ink.join;
  context.setLineDash([...ink.dashes]);
  return ink.stroke !== 'none';
}

const alignments = { start: 'left', middle: 'center', end: 'right' } as const;

function paintText(context: Context, { text, x, y, anchor, font, hasHalo, ink }: TextShape): void {
  context.font = fontText(font);
  context.textAlign = alignments[anchor];
  if (hasHalo && strokes(context, ink)) context.strokeText(text, x, y);
  if (fills(context, ink)) context.fillText(text, x, y);
}

function paintImage(context: Context, shape: ImageShape): void {
  const { pixels, x, y, width, height } = shape;
  context.globalAlpha = 1;
  context.imageSmoothingEnabled = shape.isSmooth;
  context.drawImage(rasterOf(pixels), x, y, width, height);
}

export function rasterOf(pixels: ImageData): OffscreenCanvas {
  const raster = new OffscreenCanvas(pixels.width, pixels.height);
  raster.getContext('2d')?.putImageData(pixels, 0, 0);
  return raster;
}
