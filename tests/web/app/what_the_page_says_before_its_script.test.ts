import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { withMessages } from '../../../tools/page_texts';
import en from '../../../web/text/en.json';
import ne from '../../../web/text/ne.json';

const pageOf = (name: string) => withMessages(readFileSync(`web/${name}.html`, 'utf8'), { en, ne });

it('a page says what it is in the words of the header that follows', () => {
  const waiting = /<p class="waiting">([^]*?)<\/p>/.exec(pageOf('index'))![1]!;
  const said = waiting
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  expect(said).toBe(`${en['app.name']} ${en['app.purpose']}`);
});

it.each(['index', 'grade'])('where no script runs, %s.html says so in every language', (name) => {
  const [, said] = /<noscript>([^]*?)<\/noscript>/.exec(pageOf(name))!;
  for (const [language, words] of Object.entries({ en, ne })) {
    expect(said).toContain(`<p lang="${language}">${words['guard.no_script']}</p>`);
  }
});

it('a page that asks for a message that there is not is not built', () => {
  expect(() => withMessages('<p>%app.nothing%</p>', { en })).toThrow('app.nothing');
});
