/** How numbers are written, the same in every language: three significant digits, a true minus
 *  sign, powers of ten as 3.2 × 10⁻⁷. */

import { noBreak } from './no_break';

export interface WrittenNumber {
  /** The digits, with sign; or the whole of a number that has none (∞, NaN). */
  digits: string;
  /** The power of ten, where it is written out. */
  exponent: number | null;
}

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const minus = (text: string) => text.replace('-', '−');

/** Trailing zeros after the point say nothing here: 0.500 is 0.5. */
const trim = (text: string) => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);

export function writeNumber(value: number, significant = 3, trimmed = true): WrittenNumber {
  const shorten = trimmed ? trim : (text: string) => text;
  if (Number.isNaN(value)) return { digits: 'NaN', exponent: null };
  if (!Number.isFinite(value)) return { digits: value > 0 ? '∞' : '−∞', exponent: null };
  if (value === 0) return { digits: '0', exponent: null };
  const [mantissa = '0', power = '0'] = value.toExponential(significant - 1).split('e');
  const exponent = Number(power);
  if (exponent >= -3 && exponent < 5) {
    const decimals = Math.max(0, significant - 1 - exponent);
    return {
      digits: minus(shorten(Number(value.toPrecision(significant)).toFixed(decimals))),
      exponent: null,
    };
  }
  return { digits: minus(shorten(mantissa)), exponent };
}

/** A whole exponent in superscript characters, for places that take no markup. */
export function superscript(exponent: number): string {
  const digits = [...String(Math.abs(exponent))].map((digit) => superscripts[Number(digit)]);
  return (exponent < 0 ? '⁻' : '') + digits.join('');
}

/** Between the digits of a number and its power of ten: a number does not come apart at the end of a line. */
export const timesTen = `${noBreak}×${noBreak}10`;

const written = ({ digits, exponent }: WrittenNumber): string =>
  exponent === null ? digits : `${digits}${timesTen}${superscript(exponent)}`;

/** As plain text: "0.214", "3.2 × 10⁻⁷". */
export function formatNumber(value: number, significant = 3): string {
  return written(writeNumber(value, significant));
}

/** A factor of a product: a digit more than elsewhere, and its zeros too, so that the product checked
 *  with a calculator agrees. */
export function formatFactor(value: number): string {
  return written(writeNumber(value, 4, false));
}

/** A share of one, as a percentage: "18 %". */
export function formatShare(value: number): string {
  return Number.isFinite(value) ? `${formatNumber(value * 100)}${noBreak}%` : formatNumber(value);
}

/** With all the digits it has: "0.01234567", "3 × 10⁻⁷", "12 345". */
export function formatExactly(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return formatCount(value);
  const [mantissa = ''] = value.toExponential().split('e');
  return formatNumber(value, mantissa.replace(/\D/g, '').length);
}

/** A number with up to so many digits was chosen as it is; one with more was computed. */
const mostChosen = 4;

/** A setting's number as it was chosen; one that was computed with three digits, or as many as tell it from those
 *  that stand beside it. */
export function formatSetting(value: number, beside: readonly number[] = []): string {
  const exact = formatExactly(value);
  const [mantissa = ''] = value.toExponential().split('e');
  if (Number.isInteger(value) || mantissa.replace(/\D/g, '').length <= mostChosen) return exact;
  const others = beside.filter((other) => other !== value);
  for (let digits = 3; digits < 15; digits += 1) {
    const text = formatNumber(value, digits);
    if (others.every((other) => formatNumber(other, digits) !== text)) return text;
  }
  return exact;
}

/** How many parts something is one of: "37", "217 000", "2.42 × 10⁹". */
export function formatParts(parts: number): string {
  const rounded = Number(parts.toPrecision(3));
  return rounded >= 10 && rounded < 1e7 ? formatCount(rounded) : formatNumber(parts);
}

/** Whole numbers, all digits, in groups of three: "12 345". */
export function formatCount(value: number): string {
  return minus(String(Math.round(value))).replace(/\B(?=(\d{3})+$)/g, '\u202f');
}
