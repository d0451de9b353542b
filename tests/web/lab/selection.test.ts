import { expect, test } from 'vitest';
import { nothingSelected, selected } from '../../../web/lab/selection';

test('a unit is let go of with its layer or its operation, and stays with both', () => {
  const unit = selected(nothingSelected, { layer: 2, operation: 4, unit: 7 });
  expect(unit).toEqual({ layer: 2, operation: 4, sample: null, unit: 7 });
  expect(selected(unit, { operation: 5, layer: 2 }).unit).toBe(7);
  expect(selected(unit, { sample: 3 })).toEqual({ ...unit, sample: 3 });
  expect(selected(unit, { operation: 6, layer: 3 }).unit).toBeNull();
  expect(selected(unit, { operation: null }).unit).toBeNull();
  expect(selected(unit, { layer: 3, unit: 1 }).unit).toBe(1);
});
