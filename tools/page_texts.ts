import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

/** A page with messages in the places of their keys: `%app.purpose%`. Throws where there is no such message. */
export const withMessages = (html: string, messages: Record<string, string>): string =>
  html.replace(/%([a-z_]+\.[a-z_]+)%/g, (_, key: string) => {
    const text = messages[key];
    if (text === undefined) throw new Error(`a page asks for the message ${key}`);
    return text;
  });

/** Says in English what a page shows before its script has come. */
export function pageTexts(): Plugin {
  const english = new URL('../web/text/en.json', import.meta.url);
  return {
    name: 'ebb-page-texts',
    transformIndexHtml: {
      order: 'pre',
      handler: (html) => withMessages(html, JSON.parse(readFileSync(english, 'utf8'))),
    },
  };
}
