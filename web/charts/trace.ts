import type { Axis } from './axis';
import { glyph } from './mark';

/** A line through values, broken where one is missing. Where the numbers end for good (infinite or
 *  NaN after a number), that place gets its mark. */
export function trace(
  x: ArrayLike<number>,
  values: ArrayLike<number>,
  across: (x: number) => number,
  axis: Axis,
): { line: string; gone: string } {
  let line = '';
  let gone = '';
  let joined = false;
  for (let i = 0; i < x.length && i < values.length; i += 1) {
    const { mark, y } = axis.place(values[i]);
    const at = across(x[i]!);
    const drawable = mark === 'ordinary' || mark === 'subnormal' || mark === 'zero';
    if (drawable) line += `${joined ? 'L' : 'M'}${at.toFixed(1)} ${y.toFixed(1)}`;
    else if (joined) gone += glyph(mark, at, y, 4);
    joined = drawable;
  }
  return { line, gone };
}
