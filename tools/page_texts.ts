import type { Plugin } from 'vite';
import { readCatalogues, type Catalogue } from './read_catalogues.ts';

function filled(html: string, messages: Catalogue): string {
  return html.replace(/%([a-z_]+\.[a-z_]+)%/g, (_, key: string) => {
    const text = messages[key];
    if (text === undefined) throw new Error(`a page asks for the message ${key}`);
    return text;
  });
}

/** A page with messages in the places of their keys: `%app.purpose%`; within `<noscript>` in every language, since
 *  without scripts nobody can choose one. Throws where there is no such message. */
export function withMessages(html: string, catalogues: Record<string, Catalogue>): string {
  const inEveryLanguage = (text: string) =>
    text.replace(/%[a-z_.]+%/g, (key) =>
      Object.entries(catalogues)
        .map(([language, messages]) => `<p lang="${language}">${filled(key, messages)}</p>`)
        .join(''),
    );
  return filled(html.replace(/<noscript>[^]*?<\/noscript>/g, inEveryLanguage), catalogues['en']!);
}

/** Says what a page shows before its script has come, in English, and where none comes. */
export function pageTexts(): Plugin {
  return {
    name: 'ebb-page-texts',
    transformIndexHtml: {
      order: 'pre',
      handler: (html) => withMessages(html, readCatalogues()),
    },
  };
}
