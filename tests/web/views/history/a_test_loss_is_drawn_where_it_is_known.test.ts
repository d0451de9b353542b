import { expect, it } from 'vitest';
import type { History } from '../../../../web/module/ebb';
import { testCurve } from '../../../../web/views/history/test_curve';

const historyOf = (loss: number[], testLoss: number[]): History => ({
  stride: 1,
  iterations: Float64Array.from(loss, (_, row) => row + 1),
  loss: Float64Array.from(loss),
  testLoss: Float64Array.from(testLoss),
  layers: 1,
  signal: Float64Array.from(loss),
});

it('a curve of the test loss leaves out iterations at which it was not computed', () => {
  const history = historyOf([1, 0.9, 0.8, 0.7], [1.1, NaN, NaN, 0.8]);
  expect(testCurve(history)).toEqual({ x: [1, 4], values: [1.1, 0.8] });
});

it('where the loss is no number either, the curve ends there', () => {
  const history = historyOf([1, 0.9, NaN], [1.1, NaN, NaN]);
  expect(testCurve(history)).toEqual({ x: [1, 3], values: [1.1, NaN] });
});
