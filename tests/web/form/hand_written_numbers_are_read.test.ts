import { expect, test } from 'vitest';
import { readNumbers } from '../../../web/form/numbers';

test('numbers may stand apart by commas, semicolons, spaces or lines', () => {
  expect(readNumbers('1, 2;3\n 4.5  −6')).toEqual([1, 2, 3, 4.5, -6]);
  expect(readNumbers('  ')).toEqual([]);
});

test('what is no number is kept, to be refused by name', () => {
  expect(readNumbers('1, two')).toEqual([1, NaN]);
});
