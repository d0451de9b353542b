import { expect, test } from 'vitest';
import { loadInNode } from '../../module/load_node.mjs';
import { parseProblem } from '../../../web/experiment/problem';
import type { Settings } from '../../../web/module/ebb';
import { formatExactly } from '../../../web/text/numbers';
import { problemSentence } from '../../../web/text/problem_sentence';
import { words } from '../../../web/text/words.svelte';

const ebb = await loadInNode();
const schema = ebb.schema();

const said = (message: string) => problemSentence(parseProblem(message), schema);
/** What the page says when the core refuses settings. */
const refused = (settings: object) => {
  try {
    ebb.complete(settings as Settings);
  } catch (error) {
    return said((error as Error).message);
  }
  throw new Error(`the core takes ${JSON.stringify(settings).slice(0, 80)}`);
};

test('a setting out of range is called what the page calls it, the shorthands for layers too', () => {
  expect(refused({ width: 300 })).toBe(
    '“Units each” was given 300; it takes a whole number from 1 to 256.',
  );
  expect(refused({ depth: 129 })).toBe(
    '“Layers” was given 129; it takes a whole number from 0 to 128.',
  );
  expect(refused({ gain: -1 })).toBe(
    '“Scale of the weights” was given -1; it takes a number from 0 to 1\u202f000.',
  );
});

test('what is no setting is called what it was called; what names none is told as it is', () => {
  expect(said('no_such: got 1, takes 2')).toBe('“no_such” was given 1; it takes 2.');
  expect(said('größe a: got 1, takes 2')).toBe('“größe a” was given 1; it takes 2.');
  expect(said(': got "===", takes 2')).toBe('“” was given "==="; it takes 2.');
  expect(said('out of memory')).toBe('out of memory');
});

test('what every setting takes is said with its bounds, in the language of the page', async () => {
  /** Such as no field of its type takes. */
  const bad = {
    kind: 'no_such',
    number: -2e9,
    integer: 0.5,
    widths: '0*0',
    numbers: [1e300],
    text: 'é'.repeat(2_000_001),
  };
  await words.speak('ne');
  try {
    for (const { name, type, takes, min, max, each, kinds } of schema) {
      const sentence = refused({ [name]: bad[type] });
      expect(sentence, name).toContain('यसले लिन्छ');
      expect(sentence, name).not.toContain(takes);
      // No word of English is left but those that have to be typed.
      const own = sentence.split('यसले लिन्छ')[1]!;
      const latin = own.match(/[a-z]\w+/g) ?? [];
      expect(
        latin.filter((word) => !kinds.includes(word)),
        sentence,
      ).toEqual([]);
      if (type === 'kind') expect(own, name).toContain(kinds.join(', '));
      else
        for (const bound of [min, max, each?.min ?? max, each?.max ?? max].slice(
          type === 'text' || type === 'numbers' ? 1 : 0,
        ))
          expect(own, name).toContain(formatExactly(bound));
    }
    expect(refused({ width: 300 })).toMatch(/1 देखि 256 सम्मको पूर्ण सङ्ख्या/);
  } finally {
    await words.speak('en');
  }
});

test('what the core asks beside the bounds is told as it tells it', () => {
  const beside = `gain: got 1, takes what goes together with the other settings`;
  expect(said(beside)).toContain('it takes what goes together with the other settings');
});
