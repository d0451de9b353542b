import type { Frame } from '../../module/ebb';

/** Milliseconds to leave between two pictures of the predictions: about ten times what one takes, by the number of
 *  weights; of large networks it has fewer points, so that it takes a tenth of a second or two. */
export function pauseFor(frame: Pick<Frame, 'layers'> | null): number {
  const units = frame?.layers.map((layer) => layer.units) ?? [];
  const weights = units.reduce((sum, n, i) => sum + n * (units[i - 1] ?? 0), 0);
  return Math.min(2000, Math.max(100, Math.round(weights / 200)));
}
