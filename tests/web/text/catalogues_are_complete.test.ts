import { expect, test } from 'vitest';
import english from '../../../web/text/en.json';
import { faults } from '../../../tools/check_catalogues';

const catalogues = import.meta.glob<Record<string, string>>('../../../web/text/*.json', {
  import: 'default',
  eager: true,
});

test.each(Object.entries(catalogues))(
  '%s has every message, and each can be read',
  (path, words) => {
    const language = /(\w+)\.json$/.exec(path)![1]!;
    expect(faults(language, english, words)).toEqual([]);
  },
);

test('a message that is missing, left over or broken is a fault', () => {
  const found = faults('fr', { a: 'A', b: 'B' }, { b: '{count, plural, one', c: 'C' });
  expect(found).toHaveLength(3);
  expect(found[0]).toContain('"a" is missing');
});

test('a message that is filled with something else is a fault, within a plural too', () => {
  const english = { a: '{count, plural, one {# of {all}} other {# of {all}}}', b: '{name}' };
  const found = faults('fr', english, { a: '{count, plural, other {# sur {tous}}}', b: 'x' });
  expect(found).toEqual(['fr: "a" differs in {tous}, {all}', 'fr: "b" differs in {name}']);
});
