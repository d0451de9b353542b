import type { Compiled } from '../text/compiled_message';
import { fill, type Values } from '../text/fill';
import type source from '../text/handin/en.json';
import english from '../text/handin/en.json?compiled';
import { words } from '../text/words.svelte';

/** The messages of what few ask for: handing in, marking, the command line. They are loaded with that. */
export type HandInMessage = keyof typeof source;
type Catalogue = Record<string, Compiled>;

const files = import.meta.glob<Catalogue>(['../text/handin/*.json', '!../text/handin/en.json'], {
  import: 'default',
  query: '?compiled',
  eager: true,
});

/** A message in the present language, else in English. */
export function h(key: HandInMessage, values?: Values): string {
  const own = files[`../text/handin/${words.language}.json`];
  const [text, language] = own?.[key] ? [own[key], words.language] : [english[key], 'en'];
  return fill(text ?? key, language, values);
}
