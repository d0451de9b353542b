import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export type Catalogue = Record<string, string>;

const texts = fileURLToPath(new URL('../web/text/', import.meta.url));

/** The page's catalogues by language, English first, which is spoken where no other language is wished; what a
 *  language lacks is said in English. */
export function readCatalogues(): Record<string, Catalogue> {
  const read = (file: string): Catalogue => JSON.parse(readFileSync(texts + file, 'utf8'));
  const english = read('en.json');
  const others = readdirSync(texts).filter((file) => file.endsWith('.json') && file !== 'en.json');
  return Object.fromEntries([
    ['en', english],
    ...others.map((file) => [file.replace('.json', ''), { ...english, ...read(file) }]),
  ]);
}
