import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import type { Plugin } from 'vite';

type Catalogue = Record<string, string>;

/** What a message has to be filled with, by name. */
function slotsOf(text: string): Set<string> {
  const names = new Set<string>();
  const collect = (ast: MessageFormatElement[]): void => {
    for (const part of ast) {
      const isLiteral = !('value' in part) || part.type === 0;
      if (!isLiteral) names.add(String(part.value));
      if ('options' in part) Object.values(part.options).forEach(({ value }) => collect(value));
    }
  };
  collect(parse(text, { ignoreTag: true }));
  return names;
}

/** What is wrong with a catalogue measured against English: messages missing, left over, filled with
 *  something else, or not to be read as ICU MessageFormat. */
export function faults(language: string, english: Catalogue, other: Catalogue): string[] {
  const found: string[] = [];
  for (const key of Object.keys(english)) {
    if (!(key in other)) found.push(`${language}: "${key}" is missing`);
  }
  for (const [key, text] of Object.entries(other)) {
    // Texts of lessons are no messages; tools/check_lessons.ts looks at them.
    if (key.startsWith('lessons/')) continue;
    const original = english[key];
    if (original === undefined) {
      found.push(`${language}: "${key}" is not in the English catalogue`);
    }
    try {
      const slots = slotsOf(text);
      const expected = original === undefined ? slots : slotsOf(original);
      const odd = [...slots, ...expected].filter((name) => !slots.has(name) || !expected.has(name));
      if (odd.length > 0) found.push(`${language}: "${key}" differs in {${odd.join('}, {')}}`);
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
      const root = fileURLToPath(new URL('../web/text/', import.meta.url));
      // What few ask for has catalogues of its own, which are loaded with that.
      const found = ['', 'handin/', 'clinic/', 'teacher/'].flatMap((part) => {
        const read = (file: string): Catalogue =>
          JSON.parse(readFileSync(root + part + file, 'utf8'));
        const english = read('en.json');
        const files = readdirSync(root + part).filter((file) => file.endsWith('.json'));
        return files
          .flatMap((file) => faults(file.replace('.json', ''), english, read(file)))
          .map((fault) => part + fault);
      });
      if (found.length > 0) this.error(`catalogues:\n${found.join('\n')}`);
    },
  };
}
