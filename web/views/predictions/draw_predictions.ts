import { WrittenPath } from '../../charts/brush';
import { clampedShare } from '../../charts/clamped_share';
import type { Pen } from '../../charts/pen';
import type { Raster } from '../../charts/raster';
import type { Dataset, Predictions } from '../../module/ebb';
import { classShape, classToken } from '../shared/class_colours';

/** Where the plane of the inputs lies on the drawing. */
export interface Plane {
  x(value: number): number;
  y(value: number): number;
}

/** What the network answers everywhere, as a wash behind the data: the colour is the class it takes
 *  to be likeliest, its strength how sure it is. */
export function drawRegions(
  pen: Pen,
  raster: Raster,
  predictions: Predictions,
  plane: Plane,
): void {
  const { context, palette } = pen;
  const { columns, rows, outputs, values } = predictions;
  const area = columns * rows;
  const ramps = Array.from({ length: Math.max(2, outputs) }, (_, index) =>
    palette.ramp('--panel', classToken(index)),
  );
  const broken = palette.word('--ink');
  const image = raster.paint(columns, rows, (row, column) => {
    // Rows come from below, pixels from above.
    const place = (rows - 1 - row) * columns + column;
    let best = 0;
    let sure: number;
    if (outputs === 1) {
      const p = values[place]!;
      if (Number.isNaN(p)) return broken;
      best = p >= 0.5 ? 1 : 0;
      sure = Math.min(1, Math.abs(p - 0.5) * 2);
    } else {
      for (let k = 1; k < outputs; k += 1) {
        if (values[k * area + place]! > values[best * area + place]!) best = k;
      }
      const p = values[best * area + place]!;
      if (Number.isNaN(p)) return broken;
      sure = clampedShare((p - 1 / outputs) / (1 - 1 / outputs));
    }
    return ramps[best]!.word(sure * 0.5);
  });
  if (!image) return;
  const [left, right] = [plane.x(predictions.xFrom), plane.x(predictions.xTo)];
  const [bottom, top] = [plane.y(predictions.yFrom), plane.y(predictions.yTo)];
  context.imageSmoothingEnabled = true;
  context.drawImage(image, left, top, right - left, bottom - top);
}

/** The samples: filled those trained on, hollow those kept back. */
export function drawSamples(pen: Pen, data: Dataset, plane: Plane): void {
  const { context, palette } = pen;
  const { inputs, samples, trainSamples, classes, x, y } = data;
  context.lineWidth = 1.25;
  const radius = samples > 600 ? 2 : 3.25;
  const kinds = Math.max(1, classes);
  for (let kind = 0; kind < kinds; kind += 1) {
    for (const trained of [true, false]) {
      let shapes = '';
      const [from, to] = trained ? [0, trainSamples] : [trainSamples, samples];
      for (let i = from; i < to; i += 1) {
        if (classes > 0 && y[i] !== kind) continue;
        const up = inputs === 1 ? y[i]! : x[i * inputs + 1]!;
        shapes += classShape(kind, plane.x(x[i * inputs]!), plane.y(up), radius);
      }
      if (shapes === '') continue;
      const path = new WrittenPath(shapes);
      const colour = palette.colour(classes > 0 ? classToken(kind) : '--ink-soft');
      context.fillStyle = trained ? colour : palette.colour('--panel');
      context.strokeStyle = trained ? palette.colour('--panel') : colour;
      context.fill(path);
      context.stroke(path);
    }
  }
}

/** The fitted curve of a network with one input. */
export function drawCurve({ context, palette }: Pen, predictions: Predictions, plane: Plane): void {
  const { columns, xFrom, xTo, values } = predictions;
  context.beginPath();
  let joined = false;
  for (let i = 0; i < columns; i += 1) {
    const value = values[i]!;
    if (!Number.isFinite(value)) {
      joined = false;
      continue;
    }
    const x = plane.x(xFrom + ((i + 0.5) / columns) * (xTo - xFrom));
    if (joined) context.lineTo(x, plane.y(value));
    else context.moveTo(x, plane.y(value));
    joined = true;
  }
  context.lineWidth = 2.5;
  context.lineJoin = 'round';
  context.strokeStyle = palette.colour('--forward');
  context.stroke();
}
