import type { FindingKind } from '../module/ebb';
import { words } from './words.svelte';

/** A page of help on one kind of finding. */
export interface FindingHelp {
  what: string;
  judged: string;
  helps: string;
  source: string;
}

type Catalogue = Record<string, string>;
const files = import.meta.glob<Catalogue>('./help/*.json', { import: 'default' });
const load = async (language: string) => (await files[`./help/${language}.json`]?.()) ?? {};

/** Loaded when asked for: few readers need it at once. A language that lacks a text has the English
 *  one; titles of sources are the same in all. */
export async function findingHelp(
  kind: FindingKind,
  language = words.language,
): Promise<FindingHelp> {
  const [own, english] = await Promise.all([load(language), load('en')]);
  const text = (part: keyof FindingHelp) => {
    const key = `${kind}.${part}`;
    return own[key] ?? english[key] ?? '';
  };
  return {
    what: text('what'),
    judged: text('judged'),
    helps: text('helps'),
    source: text('source'),
  };
}
