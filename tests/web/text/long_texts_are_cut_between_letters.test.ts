import { afterEach, expect, it, vi } from 'vitest';
import { beginningOf, shortened } from '../../../web/text/shortened';

afterEach(() => {
  vi.unstubAllGlobals();
});

it('cuts a long text between letters, never in one', () => {
  expect(beginningOf('a😀😀😀', 3)).toBe('a😀😀');
  expect(shortened('a😀😀😀', 3)).toBe('a😀…');
});

it('cuts no vowel sign, mark, joiner or variation selector from its letter', () => {
  expect(beginningOf('तालिम', 2)).toBe('तालि');
  expect(shortened('तालिम', 3)).toBe('तालिम');
  expect(shortened('तालिम केन्द्र', 3)).toBe('तालि…');
  expect(beginningOf('e\u0301e\u0301', 1)).toBe('e\u0301');
  expect(beginningOf('👍🏽👍🏽', 1)).toBe('👍🏽');
  expect(beginningOf('☕\ufe0f☕', 1)).toBe('☕\ufe0f');
  expect(beginningOf('👩\u200d👧\u200d👦a', 1)).toBe('👩\u200d👧\u200d👦');
});

it('cuts at code points where the browser knows no letters', () => {
  vi.stubGlobal('Intl', {});
  expect(beginningOf('a😀😀😀', 3)).toBe('a😀😀');
  expect(shortened('तालिम', 3)).toBe('ता…');
  expect(shortened('😀😀😀', 3)).toBe('😀😀😀');
});

it('is not kept busy by marks without end, and shows none of them half', () => {
  const endless = `a${'\u0301'.repeat(1e6)}`;
  expect(beginningOf(endless, 3).length).toBeLessThan(60);
  expect(shortened(`ab${endless}`, 3)).toBe('ab…');
  const long = '👩\u200d👧\u200d👦'.repeat(100);
  const shown = beginningOf(long, 90);
  expect(long.startsWith(shown)).toBe(true);
  expect(shown.length % '👩\u200d👧\u200d👦'.length).toBe(0);
});

it('leaves a text alone that is no longer than it may be', () => {
  expect(shortened('😀😀😀', 3)).toBe('😀😀😀');
  expect(beginningOf('ab', 3)).toBe('ab');
});

it('shows in a sentence what would turn or tear it', () => {
  expect(shortened('a\u202egpj.csv', 20)).toBe('a�gpj.csv');
  expect(shortened('a\nb\0c\u2028d', 20)).toBe('a�b�c�d');
});
