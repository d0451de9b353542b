import { expect, test } from 'vitest';
import { firstAfter } from '../../../web/worker/breakdown';

test('finds the first that holds, whichever it is', async () => {
  for (let first = 1; first <= 40; ++first) {
    expect(await firstAfter(0, 40, async (n) => n >= first)).toBe(first);
  }
});

test('asks little: ten times for a thousand', async () => {
  let asked = 0;
  await firstAfter(0, 1000, async (n) => (++asked, n >= 700));
  expect(asked).toBeLessThanOrEqual(10);
});

test('gives up when a test is interrupted', async () => {
  expect(await firstAfter(0, 40, async () => null)).toBeNull();
});
