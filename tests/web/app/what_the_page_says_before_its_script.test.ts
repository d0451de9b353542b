import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import words from '../../../web/text/en.json';

it('a page says what it is in the words of the header that follows', () => {
  const page = readFileSync('web/index.html', 'utf8');
  const waiting = /<p class="waiting">([^]*?)<\/p>/.exec(page)![1]!;
  const said = waiting
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  expect(said).toBe(`${words['app.name']} ${words['app.purpose']}`);
});
