import { describe, expect, test } from 'vitest';
import { nearestStop, niceStep, stopsOf } from '../../../web/form/slider_stops';
import type { Field } from '../../../web/module/ebb';

const field = (bounds: Partial<Field>): Field => ({
  name: 'gain',
  type: 'number',
  default: 1,
  min: 0,
  max: 1,
  scale: 'linear',
  kinds: [],
  each: null,
  takes: '',
  group: 'weights',
  inLink: true,
  ...bounds,
});

const fields: [string, Field][] = [
  ['an even number', field({ min: 0, max: 0.95 })],
  ['a logarithmic one that takes 0', field({ max: 100, scale: 'log' })],
  ['a logarithmic one that does not', field({ min: 1e-6, max: 1e6, scale: 'log' })],
  ['a short range of whole numbers', field({ type: 'integer', max: 128 })],
  ['a long range of whole numbers', field({ type: 'integer', max: 5000 })],
];

describe.each(fields)('%s', (_, one) => {
  const stops = stopsOf(one)!;

  test('goes from end to end', () => {
    expect(stops[0]).toBe(one.min);
    expect(stops.at(-1)).toBe(one.max);
  });

  test('rises with every stop, so that an arrow key never stands still', () => {
    for (let i = 1; i < stops.length; ++i) expect(stops[i]).toBeGreaterThan(stops[i - 1]!);
  });

  test('finds every stop again from its value', () => {
    stops.forEach((value, index) => expect(nearestStop(stops, value)).toBe(index));
  });
});

test('whole numbers stay whole', () => {
  const stops = stopsOf(field({ type: 'integer', max: 5000 }))!;
  expect(stops.every(Number.isInteger)).toBe(true);
});

test('a seed has no slider', () => {
  expect(stopsOf(field({ type: 'integer', max: 2 ** 32 - 1 }))).toBeNull();
});

test('steps are 1, 2 or 5 times a power of ten', () => {
  expect(niceStep(0.0095)).toBeCloseTo(0.005);
  expect(niceStep(0.02)).toBeCloseTo(0.02);
  expect(niceStep(7)).toBe(5);
});
