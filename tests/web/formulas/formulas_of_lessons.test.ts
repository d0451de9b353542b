import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { lessonFiles } from '../../../tools/check_lessons';
import { signsMissing } from './font_signs';

const words = JSON.parse(readFileSync('web/text/ne.json', 'utf8')) as Record<string, string>;
const texts = [
  ...lessonFiles().values(),
  ...Object.entries(words).flatMap(([key, text]) => (key.startsWith('lessons/') ? text : [])),
];
const formulas = texts.flatMap((text) =>
  [...text.matchAll(/\$\$([^$]+)\$\$|\$([^$\n]+)\$/g)].map(([, whole, inline]) => whole ?? inline!),
);

it('have their signs in the font that comes with the page', () => {
  expect(formulas.length).toBeGreaterThan(100);
  expect([...new Set(formulas.flatMap((tex) => signsMissing(tex)))]).toEqual([]);
});
