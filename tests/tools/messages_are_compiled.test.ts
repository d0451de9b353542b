import type { MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { IntlMessageFormat } from 'intl-messageformat';
import { expect, it } from 'vitest';
import { compileMessage } from '../../tools/compile_catalogues';

it('a text without slots stays a text, an apostrophe and all', () => {
  expect(compileMessage('Layer by layer')).toBe('Layer by layer');
  expect(compileMessage("in '{'braces'}'")).toBe('in {braces}');
  expect(compileMessage('')).toBe('');
});

it('a message with plain slots is text and names in turns', () => {
  expect(compileMessage('{a}{b} of {c}')).toEqual(['', 'a', '', 'b', ' of ', 'c', '']);
  expect(compileMessage("'{'{name}'}'")).toEqual(['{', 'name', '}']);
});

it('a message that agrees with a number says the same compiled as written', () => {
  const text = 'In {count, plural, one {# layer} other {# layers}}, a < b: {name}';
  const values = { count: 3, name: '<b>' };
  const written = new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true });
  const compiled = compileMessage(text) as MessageFormatElement[];
  expect(typeof compiled).toBe('object');
  expect(new IntlMessageFormat(compiled, 'en').format(values)).toBe(written.format(values));
});
