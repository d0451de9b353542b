import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { IntlMessageFormat } from 'intl-messageformat';
import type { Plugin } from 'vite';

type Catalogue = Record<string, string>;

/** What is wrong with a catalogue measured against English: messages missing, left over, or not to
 *  be read as ICU MessageFormat. */
export function faults(language: string, english: Catalogue, other: Catalogue): string[] {
  const found: string[] = [];
  for (const key of Object.keys(english)) {
    if (!(key in other)) found.push(`${language}: "${key}" is missing`);
  }
  for (const [key, text] of Object.entries(other)) {
    // Texts of lessons are no messages; web/lessons/check.ts looks at them.
    if (key.startsWith('lessons/')) continue;
    if (!(key in english)) found.push(`${language}: "${key}" is not in the English catalogue`);
    try {
      new IntlMessageFormat(text, language, undefined, { ignoreTag: true });
    } catch (error) {
      found.push(`${language}: "${key}" cannot be read: ${(error as Error).message}`);
    }
  }
  return found;
}

/** Stops the build where a language lacks a message. */
export function checkCatalogues(): Plugin {
  return {
    name: 'ebb-check-catalogues',
    buildStart() {
      const folder = fileURLToPath(new URL('./', import.meta.url));
      const read = (file: string): Catalogue => JSON.parse(readFileSync(folder + file, 'utf8'));
      const english = read('en.json');
      const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
      const found = files.flatMap((file) => faults(file.replace('.json', ''), english, read(file)));
      if (found.length > 0) this.error(`catalogues:\n${found.join('\n')}`);
    },
  };
}
