import type { Axis } from '../../charts/axis';
import type { Point } from '../../charts/label_place';
import { begin, end } from './band_shape';
import type { BandPiece } from './gradient_band';

type Step = [Point, Point, Point, Point];

/** Corners of the line through the sizes of the gradient, one step an operation, from left to right; null
 *  where a size has no place on the axis. */
export function stepOf({ left, right, arrives, goesOn }: BandPiece, axis: Axis): Step | null {
  const [from, to] = [axis.place(arrives), axis.place(goesOn)];
  const isOn = [from, to].every(({ mark }) => mark === 'ordinary' || mark === 'subnormal');
  if (!isOn) return null;
  const at = (share: number) => right - (right - left) * share;
  return [
    { x: left, y: to.y },
    { x: at(end), y: to.y },
    { x: at(begin), y: from.y },
    { x: right, y: from.y },
  ];
}

/** All of them, for what must not be written over the line. */
export const staircase = (pieces: readonly BandPiece[], axis: Axis): Point[] =>
  [...pieces].reverse().flatMap((piece) => stepOf(piece, axis) ?? []);
