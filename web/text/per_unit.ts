import type { LayerFrame } from '../module/ebb';

/** 1 where two layers (from 1) are not equally wide, else 0. A ratio is of signals, which do not grow with the units
 *  that they are of; the length of a gradient does, so that between such layers a sentence has to say which it means. */
export const perUnit = (
  layers: readonly Pick<LayerFrame, 'units'>[],
  one: number,
  other: number,
): 0 | 1 => (layers[one - 1]?.units === layers[other - 1]?.units ? 0 : 1);
