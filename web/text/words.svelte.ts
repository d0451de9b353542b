import type { Compiled } from './compiled_message';
import { fill, type Values } from './fill';
import type { Message } from './message';
import { once } from '../worker/once';
import { parts } from './parts.svelte';
import beginning from './en.json?compiled';

export type { Message };
type Catalogue = Record<string, Compiled>;

/** A language is one file beside this one, named by its tag. */
const files = import.meta.glob<Catalogue>(['./*.json', '!./en.json'], {
  import: 'default',
  query: '?compiled',
});

const tagOf = (path: string) => path.slice('./'.length, -'.json'.length);

export const languages: string[] = ['en', ...Object.keys(files).map(tagOf)];

/** What each language calls itself. (The browser's own lists of names take long to load, and not all
 *  know all.) */
export const ownNames: ReadonlyMap<string, string> = new Map(
  Object.entries(
    import.meta.glob<string>('./*.json', { import: 'default', query: '?own-name', eager: true }),
  ).map(([path, name]) => [tagOf(path), name]),
);

/** English, which stands in for what another language lacks; its later messages are put in when they come. */
const english: Catalogue = beginning;

class Words {
  language = $state('en');
  #catalogue = $state.raw<Catalogue>(english);

  /** Changes the language of everything on the page, at once. */
  async speak(language: string): Promise<void> {
    const path = `./${language}.json`;
    const load = files[path];
    this.#catalogue = load ? await parts.fetch(load) : english;
    this.language = load ? language : 'en';
  }

  /** A text of the present language that is not a message to be filled in: part of a lesson. */
  raw(key: string): string | undefined {
    const text = this.#catalogue[key];
    return typeof text === 'string' ? text : undefined;
  }

  has(key: string): boolean {
    return key in english;
  }

  say(key: string, values?: Values): string {
    const own = this.#catalogue[key];
    return fill(own ?? english[key] ?? key, own === undefined ? 'en' : this.language, values);
  }
}

export const words = new Words();

parts.fetchMessages = once(() =>
  import('./en.json?compiled-late').then(
    ({ default: later }) => void Object.assign(english, later),
  ),
);

/** The message in the present language. Read inside markup or an effect, it follows a change. */
export function t(key: Message, values?: Values): string {
  return words.say(key, values);
}

/** Messages whose key is put together from the core's own names, such as `activation.tanh`; a name
 *  without a message is shown as it is. */
export function named(group: string, name: string): string {
  const key = `${group}.${name}`;
  return words.has(key) ? words.say(key) : name.replaceAll('_', ' ');
}
