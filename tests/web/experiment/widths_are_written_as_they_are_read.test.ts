import { expect, test } from 'vitest';
import { commonWidth, withDepth, writeWidths } from '../../../web/experiment/widths';

test('equal neighbours are written once, with their number', () => {
  expect(writeWidths(Array(10).fill(16))).toBe('16*10');
  expect(writeWidths([32, 16, 16, 16])).toBe('32,16*3');
  expect(writeWidths([8, 4, 8])).toBe('8,4,8');
  expect(writeWidths([])).toBe('');
});

test('only layers that are all alike have a common width', () => {
  expect(commonWidth([4, 4])).toBe(4);
  expect(commonWidth([4, 8])).toBeNull();
  expect(commonWidth([])).toBeNull();
});

test('more layers repeat the last one, fewer cut the end', () => {
  expect(withDepth([32, 16], 4, 8)).toEqual([32, 16, 16, 16]);
  expect(withDepth([32, 16], 1, 8)).toEqual([32]);
  expect(withDepth([], 2, 8)).toEqual([8, 8]);
});
