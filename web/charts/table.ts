import { formatCount, formatNumber } from '../text/numbers';

/** A number as it is shown, beside the number itself: a table is read with three digits and kept with
 *  all of them. */
export interface Numeral {
  value: number | null;
  text: string;
}
export type Cell = string | Numeral;

/** What a column holds, and in which unit or by which formula. */
export interface Heading {
  text: string;
  unit: string;
}

export interface Table {
  caption: string;
  head: (Cell | Heading)[];
  /** The first cell of a row is its header. */
  rows: Cell[][];
  /** Said under the table where it does not hold everything. */
  note?: string;
}

export const textOf = (cell: Cell | Heading): string =>
  typeof cell === 'string' ? cell : cell.text;

/** A number of any kind; null where there is none. */
export function numeral(
  value: number | null | undefined,
  format: (value: number) => string = formatNumber,
): Numeral {
  if (value === null || value === undefined) return { value: null, text: '–' };
  return { value, text: format(value) };
}

/** A whole number. */
export const count = (value: number): Numeral => numeral(value, formatCount);
