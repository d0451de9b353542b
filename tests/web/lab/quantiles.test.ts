import { expect, test } from 'vitest';
import { spreadOf } from '../../../web/lab/quantiles';

test('the median of an odd number is the middle one, of an even number between the two', () => {
  expect(spreadOf([3, 1, 2])).toMatchObject({ median: 2, runs: 3, notFinite: 0 });
  expect(spreadOf([4, 1, 2, 3])).toMatchObject({ median: 2.5 });
  expect(spreadOf([7])).toEqual({ low: 7, median: 7, high: 7, runs: 1, notFinite: 0 });
});

test('the band reaches from the 10th to the 90th percentile', () => {
  const spread = spreadOf(Array.from({ length: 11 }, (_, index) => 10 - index));
  expect(spread).toMatchObject({ low: 1, median: 5, high: 9 });
});

test('numbers are sorted as numbers, tiny and huge', () => {
  expect(spreadOf([1e-31, 9, 1e-300, 10, 2])).toMatchObject({ median: 2 });
});

test('runs that broke down count as beyond every number, infinite before NaN', () => {
  expect(spreadOf([NaN, 1, 2])).toMatchObject({ median: 2, high: NaN, notFinite: 1 });
  expect(spreadOf([NaN, Infinity, 1])).toMatchObject({ median: Infinity, notFinite: 2 });
  expect(spreadOf([NaN, NaN, 1])!.median).toBeNaN();
  expect(spreadOf([Infinity, Infinity])).toMatchObject({ low: Infinity, median: Infinity });
});

test('between a number and none there is none', () => {
  expect(spreadOf([1, Infinity])).toMatchObject({ low: Infinity, median: Infinity });
});

test('runs without the number are not counted; without any there is no spread', () => {
  expect(spreadOf([null, 4, null])).toMatchObject({ median: 4, runs: 1 });
  expect(spreadOf([null, null])).toBeNull();
  expect(spreadOf([])).toBeNull();
});
