import { expect, test } from 'vitest';
import { Throttled } from '../../../web/lab/throttled';

test('of sixty frames a second, ten or so have their figures written', () => {
  const throttled = new Throttled();
  let written = 0;
  for (let frame = 0; frame < 60; ++frame) if (throttled.isDue((1000 * frame) / 60)) ++written;
  expect(written).toBeGreaterThanOrEqual(8);
  expect(written).toBeLessThanOrEqual(12);
});

test('every one of ten steps a second has its figures written', () => {
  const throttled = new Throttled();
  for (let step = 0; step < 20; ++step) expect(throttled.isDue(100 * step)).toBe(true);
});
