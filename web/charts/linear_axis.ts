import { linearScale } from './linear_scale';
import { placeOn, type Axis } from './axis';

/** Values on a linear axis from `low` (bottom) to `high` (top). */
export function linearAxis(
  range: { low: number; high: number },
  top: number,
  bottom: number,
  smallest: number,
  format: (value: number) => string,
): Axis {
  const scale = linearScale([range.low, range.high], [bottom, top]);
  const slack = (range.high - range.low) * 1e-9;
  const edges = { top, bottom };
  return {
    ...edges,
    zeroLane: false,
    place: (value) =>
      placeOn(
        value,
        smallest,
        edges,
        (v) => ({
          y: scale(v),
          beyond: v < range.low - slack ? -1 : v > range.high + slack ? 1 : 0,
        }),
        Math.min(bottom, Math.max(top, scale(0))),
      ),
    ticks(room) {
      const count = Math.max(1, Math.floor((bottom - top) / room));
      return scale.ticks(count).map((value) => ({ y: scale(value), label: format(value) }));
    },
  };
}
