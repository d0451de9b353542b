import { expect, test } from 'vitest';
import { bandArea, bandBars } from '../../../web/charts/band';
import type { Columns } from '../../../web/charts/columns';
import { logAxis } from '../../../web/charts/log_axis';

const axis = logAxis({ low: -2, high: 0 }, 0, 100, 1e-300);
const columns = { x: (index: number) => index * 10 } as Columns;
const band = (low: number, high: number) => ({ low, median: low, high });

test('a band is an area from its upper ends to its lower ones', () => {
  expect(bandArea([band(0.01, 1), band(0.1, 1)], columns, axis)).toBe(
    'M0.0 0.0L10.0 0.0L10.0 50.0L0.0 100.0Z',
  );
});

test('where a place has no band, there is a gap', () => {
  const path = bandArea(
    [band(0.01, 1), band(0.01, 1), null, band(0.1, 1), band(0.1, 1)],
    columns,
    axis,
  );
  expect(path.match(/M/g)).toHaveLength(2);
});

test('an end that is 0, infinite or NaN is at the edge it lies beyond', () => {
  expect(bandBars([band(0, Infinity), null, band(0.1, NaN)], columns, axis)).toBe(
    'M0.0 0.0V100.0M20.0 0.0V50.0',
  );
});
