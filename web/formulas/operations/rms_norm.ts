import { normalization } from '../normalization';

/** The root mean square over the units of the layer, one for each sample; nothing is subtracted. */
export const formulas = normalization({ over: 'units', centred: false });
