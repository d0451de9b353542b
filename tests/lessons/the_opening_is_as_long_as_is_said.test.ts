import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseLesson, type Translation } from '../../web/lessons/parse';
import { wordsOf } from '../../web/lessons/rich_text';
import { opening } from '../../web/opening/opening';
import en from '../../web/text/en.json';
import ne from '../../web/text/ne.json';

/** Words a minute, read to oneself by somebody to whom they are new. */
const read = 200;
/** Seconds that a walk is watched, by its scene's speed; the first sends the gradient over four operations. */
const walked = 3;

/** Minutes that the scenes take to read, and their walks to watch. */
function minutesOf(translationOf: (id: string) => Translation | undefined): number {
  const words = opening.entries.reduce((sum, { id, text }) => {
    const scene = parseLesson(text, translationOf(id));
    return sum + wordsOf(scene.question) + wordsOf(scene.outcome) + wordsOf(scene.explanation);
  }, 0);
  return words / read + (walked * opening.entries.length) / 60;
}
const nepali: Record<string, string> = ne;

test.each([
  ['English', en, () => undefined],
  ['Nepali', ne, (id: string) => (place: string) => nepali[`lessons/${id}/${place}`]],
] as const)('so many scenes and minutes as the %s page says', (_, texts, translationOf) => {
  const minutes = Math.round(minutesOf(translationOf));
  for (const said of [texts['here.watch'], texts['opening.watch']]) {
    const [scenes, told] = said.match(/\d+/g) ?? [];
    expect(Number(scenes)).toBe(opening.entries.length);
    expect(Number(told)).toBe(minutes);
  }
});

test('as many as the documentation says', () => {
  const [, told] = /why gradients vanish, in about (\d+) minutes/.exec(
    readFileSync('docs/embedding.md', 'utf8'),
  )!;
  expect(Number(told)).toBe(Math.round(minutesOf(() => undefined)));
});
