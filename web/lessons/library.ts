import { words } from '../text/words.svelte';
import type { Translation } from './parse';

/** The lessons that come with Ebb, in their order: a file each, numbered. */
const files = import.meta.glob<string>('./content/*.lesson', {
  query: '?raw',
  import: 'default',
  eager: true,
});

const entries = Object.entries(files).sort(([a], [b]) => a.localeCompare(b));

/** The name in `?lesson=`: that of the file, without its number. */
const idOf = (path: string) => /\/\d+_(\w+)\.lesson$/.exec(path)?.[1] ?? path;

export const lessonIds: readonly string[] = entries.map(([path]) => idOf(path));

const texts = new Map(entries.map(([path, text]) => [idOf(path), text]));

/** The file of a lesson that comes with Ebb; undefined for a name that none has. */
export const lessonText = (id: string): string | undefined => texts.get(id);

/** Its texts in the present language: `lessons/depth/question` in the language's catalogue. */
export const translationOf =
  (id: string): Translation =>
  (place) =>
    words.raw(`lessons/${id}/${place}`);
