import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { LessonError } from '../web/lessons/lesson.ts';
import { parseLesson, type Translation } from '../web/lessons/parse.ts';
import { sectionsOf } from '../web/lessons/sections.ts';
import { report } from './check_catalogues.ts';

type Catalogue = Record<string, string>;

/** The texts of a lesson by the name of their place, as a translation has to have them. */
export function textsOf(file: string): Map<string, string> {
  const texts = new Map<string, string>();
  // What the parser asks a translation for is what there is to translate.
  parseLesson(file, (place) => void texts.set(place, ''));
  const bodies = new Map(sectionsOf(file).map(({ name, lines }) => [name, lines]));
  for (const place of texts.keys()) {
    const [name = '', number] = place.split('.');
    const lines =
      bodies.get({ choice: 'guess', knob: 'knobs', source: 'sources' }[name] ?? name) ?? [];
    const chosen = lines.filter((line) => line.trim())[Number(number) - 1];
    const text =
      name === 'choice'
        ? chosen?.replace(/^- /, '').split(' :: ')[0]
        : name === 'knob'
          ? chosen?.split(':')[0]
          : name === 'source'
            ? chosen?.replace(/^- | <[^<>]*>$/g, '')
            : lines.join('\n');
    texts.set(place, text?.trim() ?? '');
  }
  for (const [place, text] of texts) if (!text) texts.delete(place);
  return texts;
}

/** What must be the same in every language: figures and formulas. */
const spans = (text: string) => (text.match(/\{[^{}]*\}|\$\$?[^$]+\$\$?/g) ?? []).sort().join(' ');

/** What a language lacks of the lessons, which is then said in English, and what is wrong with what it has,
 *  measured against the English files. */
export function lessonFaults(
  language: string,
  lessons: ReadonlyMap<string, string>,
  catalogue: Catalogue,
): { wrong: string[]; missing: string[] } {
  const found: string[] = [];
  const missing: string[] = [];
  const expected = new Set<string>();
  for (const [id, file] of lessons) {
    for (const [place, text] of textsOf(file)) {
      const key = `lessons/${id}/${place}`;
      expected.add(key);
      const said = catalogue[key];
      // Titles of papers stay as they are, where a language says nothing else.
      if (said === undefined && place.startsWith('source.')) continue;
      if (said === undefined) missing.push(`${language}: "${key}" is missing`);
      else if (spans(said) !== spans(text)) {
        found.push(`${language}: "${key}" has other figures or formulas than English`);
      }
    }
    const translation: Translation = (place) => catalogue[`lessons/${id}/${place}`];
    try {
      parseLesson(file, translation);
    } catch (error) {
      found.push(`${language}: lesson "${id}": ${(error as LessonError).message}`);
    }
  }
  for (const key of Object.keys(catalogue)) {
    if (key.startsWith('lessons/') && !expected.has(key)) {
      found.push(`${language}: "${key}" belongs to no lesson`);
    }
  }
  return { wrong: found, missing };
}

const folder = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** The English files, by the lesson's name. */
export function lessonFiles(): Map<string, string> {
  const content = folder('../web/lessons/content/');
  return new Map(
    readdirSync(content)
      .sort()
      .map((file) => [file.replace(/^\d+_|\.lesson$/g, ''), readFileSync(content + file, 'utf8')]),
  );
}

/** The scenes of the opening, which are files of the same kind. */
export function openingFiles(): Map<string, string> {
  const content = folder('../web/opening/content/');
  return new Map(
    readdirSync(content)
      .sort()
      .map((file) => [
        `opening_${file.replace(/^\d+_|\.lesson$/g, '')}`,
        readFileSync(content + file, 'utf8'),
      ]),
  );
}

/** All that a language has to say in the lessons' form. */
export const filesToTranslate = (): Map<string, string> =>
  new Map([...lessonFiles(), ...openingFiles()]);

/** Stops the build where a lesson cannot be read, and lists what a language lacks of one. */
export function checkLessons(): Plugin {
  return {
    name: 'ebb-check-lessons',
    buildStart() {
      const lessons = filesToTranslate();
      const words = folder('../web/text/');
      const others = readdirSync(words).filter((file) => /^(?!en\.).*\.json$/.test(file));
      const faults = others.map((file) =>
        lessonFaults(
          file.replace('.json', ''),
          lessons,
          JSON.parse(readFileSync(words + file, 'utf8')) as Catalogue,
        ),
      );
      const found = faults.flatMap(({ wrong }) => wrong);
      for (const [id, file] of lessons) {
        try {
          parseLesson(file);
        } catch (error) {
          found.push(`lesson "${id}": ${(error as LessonError).message}`);
        }
      }
      report(
        this,
        found,
        faults.flatMap(({ missing }) => missing),
      );
    },
  };
}
