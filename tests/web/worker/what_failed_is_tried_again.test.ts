import { expect, it } from 'vitest';
import { once } from '../../../web/worker/once';

it('what is made once is made once, however many ask', async () => {
  let made = 0;
  const ask = once(async () => ++made);
  expect(await Promise.all([ask(), ask()])).toEqual([1, 1]);
  expect(await ask()).toBe(1);
});

it('what failed is tried again when it is asked for again', async () => {
  let tries = 0;
  const ask = once(async () => {
    if (++tries === 1) throw new Error('no network');
    return tries;
  });
  await expect(Promise.all([ask(), ask()])).rejects.toThrow('no network');
  expect(await ask()).toBe(2);
});
