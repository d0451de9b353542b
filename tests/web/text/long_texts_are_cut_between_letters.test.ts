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

it('shows in a sentence what would turn or tear it', () => {
  expect(shortened('a\u202egpj.csv', 20)).toBe('a�gpj.csv');
  expect(shortened('a\nb\0c\u2028d', 20)).toBe('a�b�c�d');
});
