import type { Compiled } from './compiled_message';
import { fill, type Values } from './fill';
import { words } from './words.svelte';

type Catalogue = Record<string, Compiled>;

/** Messages of what few ask for: a folder with a catalogue for each language, loaded with the part that says
 *  them. `files`: all but the English one, by their path. */
export function ownMessages<Key extends string>(
  english: Catalogue,
  files: Record<string, Catalogue>,
): (key: Key, values?: Values) => string {
  const others = new Map(
    Object.entries(files).map(([path, file]) => [/([\w-]+)\.json$/.exec(path)?.[1] ?? path, file]),
  );
  /** In the present language, else in English. */
  return (key, values) => {
    const own = others.get(words.language);
    const [text, language] = own?.[key] ? [own[key], words.language] : [english[key], 'en'];
    return fill(text ?? key, language, values);
  };
}
