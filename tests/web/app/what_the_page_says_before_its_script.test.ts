import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { withMessages } from '../../../tools/page_texts';
import words from '../../../web/text/en.json';

it('a page says what it is in the words of the header that follows', () => {
  const page = withMessages(readFileSync('web/index.html', 'utf8'), words);
  const waiting = /<p class="waiting">([^]*?)<\/p>/.exec(page)![1]!;
  const said = waiting
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  expect(said).toBe(`${words['app.name']} ${words['app.purpose']}`);
});

it('a page that asks for a message that there is not is not built', () => {
  expect(() => withMessages('<p>%app.nothing%</p>', words)).toThrow('app.nothing');
});
