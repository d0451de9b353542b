import type { Decades } from '../../charts/log_axis';

/** How far under the largest a number still has a colour of its own. */
const span = 3;

/** The powers of ten that tell a matrix' own numbers apart. */
export function ownDecades(values: ArrayLike<number>): Decades {
  let largest = 0;
  for (let index = 0; index < values.length; index += 1) {
    const size = Math.abs(values[index]!);
    if (size > largest && Number.isFinite(size)) largest = size;
  }
  const high = largest > 0 ? Math.log10(largest) : 0;
  return { low: high - span, high };
}
