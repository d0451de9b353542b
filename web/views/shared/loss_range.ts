import { nice } from 'd3-array';
import { widened, type Decades } from '../../charts/log_axis';

/** The axes that hold a run's losses: linear from 0 up to `high`, or whole decades. A run that blew
 *  up keeps the part that can be read: nothing over 20 times the loss it began with. */
export function lossRange(series: readonly ArrayLike<number>[]): {
  high: number;
  decades: Decades;
} {
  const first = series.map((values) => values[0] ?? NaN).find((v) => Number.isFinite(v) && v > 0);
  const cap = 20 * (first ?? 1);
  let high = first ?? 1;
  const kept: number[] = [];
  for (const values of series) {
    for (const value of Array.from(values)) {
      if (!Number.isFinite(value)) continue;
      const held = Math.min(value, cap);
      high = Math.max(high, held);
      kept.push(held);
    }
  }
  return { high: nice(0, high, 4)[1], decades: widened({ low: -2, high: 0 }, kept) };
}
