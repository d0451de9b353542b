import { normalization } from '../normalization';

/** Means over the units of the layer, one for each sample. */
export const formulas = normalization({ over: 'units', centred: true });
