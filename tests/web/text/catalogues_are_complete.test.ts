import { afterEach, expect, test, vi } from 'vitest';
import english from '../../../web/text/en.json';
import { faults, missing, report } from '../../../tools/check_catalogues';
import { t, words } from '../../../web/text/words.svelte';

const catalogues = import.meta.glob<Record<string, string>>('../../../web/text/*.json', {
  import: 'default',
  eager: true,
});

test.each(Object.entries(catalogues))('each message of %s can be read', (path, words) => {
  const language = /(\w+)\.json$/.exec(path)![1]!;
  expect(faults(language, english, words)).toEqual([]);
});

test('a message that is left over or broken is a fault; one that is missing is listed', () => {
  const [english, other] = [
    { a: 'A', b: 'B' },
    { b: '{count, plural, one', c: 'C' },
  ];
  expect(faults('fr', english, other)).toHaveLength(2);
  expect(missing('fr', english, other)).toEqual(['fr: "a" is missing']);
});

afterEach(() => vi.unstubAllEnvs());

test('what is missing stops a release, and no other build', () => {
  const plugin = {
    warn: vi.fn(),
    error: (text: string): never => {
      throw new Error(text);
    },
  };
  report(plugin, [], ['fr: "a" is missing']);
  expect(plugin.warn).toHaveBeenCalledWith(expect.stringContaining('fr: "a" is missing'));
  expect(() => report(plugin, ['fr: "b" is wrong'], [])).toThrow('"b" is wrong');
  vi.stubEnv('EBB_RELEASE', '1');
  expect(() => report(plugin, [], ['fr: "a" is missing'])).toThrow('"a" is missing');
});

vi.mock('../../../web/text/ne.json?compiled', () => ({
  default: { 'panels_below.layers': 'तहहरू' },
}));

test('what a language lacks is said in English', async () => {
  await words.speak('ne');
  expect(t('panels_below.layers')).toBe('तहहरू');
  expect(t('panels_below.learning')).toBe(english['panels_below.learning']);
});

test('a message that is filled with something else is a fault, within a plural too', () => {
  const english = { a: '{count, plural, one {# of {all}} other {# of {all}}}', b: '{name}' };
  const found = faults('fr', english, { a: '{count, plural, other {# sur {tous}}}', b: 'x' });
  expect(found).toEqual(['fr: "a" differs in {tous}, {all}', 'fr: "b" differs in {name}']);
});
