import { expect, test } from 'vitest';
import { flatSettings } from '../../../web/experiment/flat_settings';
import type { Settings } from '../../../web/module/ebb';
import { loadInNode } from '../../module/load_node.mjs';

const flat = (given: unknown) => flatSettings(given as Settings);

test('numbers, words and lists of numbers are sent as they are', () => {
  const settings = { hidden: [4, 8], gain: NaN, activation: 'tanh', weights: [], seed: null };
  expect(flat(settings)).toEqual(settings);
});

test('of a list within a list, however deep, and of an object the kind is sent', async () => {
  let nested: unknown[] = [];
  for (let depth = 0; depth < 20_000; ++depth) nested = [nested];
  const settings = structuredClone(flat({ hidden: nested, gain: { of: nested } }));
  expect(settings).toEqual({ hidden: [[]], gain: {} });
  const ebb = await loadInNode();
  expect(() => ebb.complete({ hidden: settings.hidden! })).toThrow(
    'hidden: got a list at place 1 of a list, takes 0 to 128 layers',
  );
});

test('what is no record stays none', () => {
  expect(flat([1])).toEqual([]);
  expect(flat(null)).toBeNull();
  expect(flat(7)).toBe(7);
});
