import { IntlMessageFormat } from 'intl-messageformat';
import { expect, it } from 'vitest';
import { compileMessage } from '../../tools/compile_catalogues';
import english from '../../web/text/en.json';
import { fill } from '../../web/text/fill';
import nepali from '../../web/text/ne.json';

it('a text without slots stays a text, an apostrophe and all', () => {
  expect(compileMessage('Layer by layer')).toBe('Layer by layer');
  expect(compileMessage("in '{'braces'}'")).toBe('in {braces}');
  expect(compileMessage('')).toBe('');
});

it('a message with plain slots is text and names in turns', () => {
  expect(compileMessage('{a}{b} of {c}')).toEqual(['', 'a', '', 'b', ' of ', 'c', '']);
  expect(compileMessage("'{'{name}'}'")).toEqual(['{', 'name', '}']);
});

it('a message that agrees with a number is slots with cases', () => {
  expect(compileMessage('{n, plural, =0 {none} one {# of {all}} other {#}}')).toEqual([
    '',
    { by: 'n', cases: { '=0': 'none', one: ['', null, ' of ', 'all', ''], other: ['', null, ''] } },
    '',
  ]);
  expect(() => compileMessage('{n, number, percent}')).toThrow('not part');
  expect(() => compileMessage('{n, selectordinal, other {#th}}')).toThrow('not part');
});

it('a count is written in the digits of all other numbers, whatever the language', () => {
  expect(fill(compileMessage('{n, plural, other {# तह}}'), 'ne', { n: 12 })).toBe('12 तह');
});

it.each([
  ['en', english],
  ['ne', nepali],
])(
  'every message of %s says the same compiled as the ICU library has it',
  (language, catalogue) => {
    let count = 0;
    for (const [key, text] of Object.entries(catalogue)) {
      if (key.startsWith('lessons/')) continue;
      const slots = [...text.matchAll(/\{(\w+)/g)].map(([, name]) => name!);
      for (const number of [0, 1, 2, 21, 1234567]) {
        const values = Object.fromEntries(slots.map((name) => [name, number]));
        const digits = `${language}-u-nu-latn`;
        const written = new IntlMessageFormat(text, digits, undefined, { ignoreTag: true });
        expect(fill(compileMessage(text), language, values), key).toBe(
          String(written.format(values)),
        );
        count += 1;
      }
    }
    expect(count).toBeGreaterThan(3000);
  },
);
