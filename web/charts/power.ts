import { superscript } from '../text/numbers';

/** A power of ten for the ticks of an axis: "10⁻⁷". */
export const powerOfTen = (exponent: number) => `10${superscript(exponent)}`;
