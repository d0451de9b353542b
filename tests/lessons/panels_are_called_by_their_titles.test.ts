import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { filesToTranslate, textsOf } from '../../tools/check_lessons';
import { pointerName } from '../../web/lessons/pointing';
import { scenePanels } from '../../web/lessons/scene';
import en from '../../web/text/en.json';
import ne from '../../web/text/ne.json';

const english: Record<string, string> = en;
const nepali: Record<string, string> = ne;

const filesIn = (folder: string, name: RegExp) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => name.test(path))
    .map((path) => `${folder}/${path}`);

/** The messages that the page puts over its panels, as a heading or as the section's own name. */
const headings = new Set(
  [...filesIn('web/views', /\.svelte$/), ...filesIn('web/app', /\.svelte$/)]
    .flatMap((file) => [
      ...readFileSync(file, 'utf8').matchAll(
        /(?:<section[^>]*aria-label=|<PanelSection[^>]*label=|<h[23][^>]*>\s*)\{t\('([\w.]+)'\)\}/g,
      ),
    ])
    .map(([, key = '']) => key)
    .filter((key) => english[key] && nepali[key]),
);
/** What stands after the word, where it is a name. */
const panelNamed = /\bpanels? \*?([A-Z][^*.,;:!?()]*)/g;

/** The heading that words about a panel begin with. */
const headingOf = (words: string) => [...headings].find((key) => words.startsWith(english[key]!));

/** All that is written for readers beside the page's own labels, in both languages, by where it stands. */
function writtenTexts(): [string, string, string][] {
  const texts: [string, string, string][] = [];
  for (const [id, file] of filesToTranslate()) {
    for (const [place, text] of textsOf(file)) {
      texts.push([`${id}, ${place}`, text, nepali[`lessons/${id}/${place}`] ?? '']);
    }
  }
  for (const path of filesIn('web/text', /(^|\/)en\.json$/)) {
    const read = (name: string): Record<string, string> =>
      JSON.parse(readFileSync(path.replace('en.json', name), 'utf8'));
    const translated = read('ne.json');
    for (const [key, text] of Object.entries(read('en.json'))) {
      texts.push([`${path}, ${key}`, text, translated[key] ?? '']);
    }
  }
  return texts;
}

/** What is wrong with the panels that a text names. */
function faults(text: string, translated: string): string[] {
  const found = [...text.matchAll(panelNamed)].map(([, words = '']) => words);
  return found.flatMap((words) => {
    const key = headingOf(words);
    if (!key) return [`no panel is called “${words}”`];
    if (!translated.includes(nepali[key]!)) return [`“${words}” is not called “${nepali[key]}”`];
    return [];
  });
}

describe('a panel that is named', () => {
  it('has a heading of that name on the page, in both languages', () => {
    const wrong = writtenTexts().flatMap(([place, text, translated]) =>
      faults(text, translated).map((fault) => `${place}: ${fault}`),
    );
    expect(wrong).toEqual([]);
  });

  it('is found out where it is called otherwise', () => {
    const title = english['chain.title']!;
    const own = `हेर्नुहोस्: ${nepali['chain.title']}`;
    expect(faults(`In the panel *${title}*, see`, own)).toEqual([]);
    expect(faults(`In the panel *The chain of factors*, see`, own)).toHaveLength(1);
    expect(faults(`The panel ${title} shows it.`, 'हेर्नुहोस्')).toHaveLength(1);
  });

  it('by a lesson’s pointer is called by its heading', () => {
    // The two that are parts of the stage's one drawing have no heading of their own.
    const parts = new Set([english['stage.operations'], english['stage.profile']]);
    const unknown = scenePanels
      .map((name) => pointerName({ kind: 'panel', name }))
      .filter((name) => !parts.has(name) && english[headingOf(name) ?? ''] !== name);
    expect(unknown).toEqual([]);
  });
});
