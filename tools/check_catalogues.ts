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

/** The messages that a catalogue lacks: until it has them they are said in English. */
export const missing = (language: string, english: Catalogue, other: Catalogue): string[] =>
  Object.keys(english)
    .filter((key) => !(key in other))
    .map((key) => `${language}: "${key}" is missing`);

/** Stops the build for what is wrong; lists what is missing, which stops a release alone. */
export function report(
  plugin: { warn(text: string): void; error(text: string): never },
  wrong: readonly string[],
  lacking: readonly string[],
): void {
  const isRelease = process.env['EBB_RELEASE'] === '1';
  const found = isRelease ? [...wrong, ...lacking] : wrong;
  if (found.length > 0) plugin.error(`texts:\n${found.join('\n')}`);
  if (lacking.length > 0) plugin.warn(`said in English for now:\n${lacking.join('\n')}`);
}

/** What is wrong with a catalogue measured against English: messages left over, filled with something else, or
 *  not to be read as ICU MessageFormat. */
export function faults(language: string, english: Catalogue, other: Catalogue): string[] {
  const found: string[] = [];
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

/** Stops the build for a message that is wrong, and lists those that a language lacks. */
export function checkCatalogues(): Plugin {
  return {
    name: 'ebb-check-catalogues',
    buildStart() {
      const root = fileURLToPath(new URL('../web/text/', import.meta.url));
      // What few ask for has catalogues of its own, which are loaded with that.
      const catalogues = ['', 'handin/', 'clinic/', 'teacher/'].flatMap((part) => {
        const read = (file: string): Catalogue =>
          JSON.parse(readFileSync(root + part + file, 'utf8'));
        const english = read('en.json');
        return readdirSync(root + part)
          .filter((file) => file.endsWith('.json'))
          .map((file) => [part + file.replace('.json', ''), english, read(file)] as const);
      });
      report(
        this,
        catalogues.flatMap((one) => faults(...one)),
        catalogues.flatMap((one) => missing(...one)),
      );
    },
  };
}
