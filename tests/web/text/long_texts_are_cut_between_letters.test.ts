import { expect, it } from 'vitest';
import { beginningOf, shortened } from '../../../web/text/shortened';

it('cuts a long text between letters, never in one', () => {
  expect(beginningOf('a😀😀😀', 3)).toBe('a😀😀');
  expect(shortened('a😀😀😀', 3)).toBe('a😀…');
});

it('leaves a text alone that is no longer than it may be', () => {
  expect(shortened('😀😀😀', 3)).toBe('😀😀😀');
  expect(beginningOf('ab', 3)).toBe('ab');
});
