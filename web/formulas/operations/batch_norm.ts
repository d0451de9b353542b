import { normalization } from '../normalization';

/** Means over the samples of the batch, one for each unit. */
export const formulas = normalization({ over: 'samples', centred: true });
