import { expect, test } from 'vitest';
import { ofVitest } from './jobs.mjs';

test('what vitest says at its end is counted, also where a test has failed', () => {
  const counted = (output) => ({ ...ofVitest.exec(output).groups });
  expect(counted(' Test Files  2 passed (2)\n      Tests  12 passed | 1 skipped (13)\n')).toEqual({
    failed: undefined,
    passed: '12',
    skipped: '1',
  });
  const failed =
    '⎯⎯ Failed Tests 1 ⎯⎯\n\n Test Files  1 failed (1)\n      Tests  1 failed | 11 passed (12)\n';
  expect(counted(failed)).toMatchObject({ failed: '1', passed: '11' });
});
