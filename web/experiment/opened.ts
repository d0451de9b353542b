import type { Settings } from '../module/ebb';
import { FileError, readFile } from './file';

/** Larger than any table that the core takes, or any experiment. */
const largest = 8_000_000;

/** What a file that somebody hands over holds: a saved experiment, a lesson, or a table. Only what kind
 *  of file it is is judged here; settings and tables the core checks, lessons their own reader. */
export async function contentOf(file: Blob & { name: string }): Promise<Opened> {
  if (file.size > largest) throw new FileError('too_large');
  const text = (await file.text()).replace(/^\ufeff/, '');
  if (text.trim() === '') throw new FileError('empty');
  // A table holds no brace at its beginning, and no text holds a zero.
  if (/\.json$/i.test(file.name) || text.trimStart().startsWith('{')) {
    return { kind: 'experiment', settings: readFile(text) };
  }
  if (/[\0\ufffd]/.test(text)) throw new FileError('not_text');
  if (/\.lesson$/i.test(file.name) || /^ebb lesson\b/.test(text)) return { kind: 'lesson', text };
  return { kind: 'table', settings: { data: 'table', table: text } };
}

export type Opened =
  { kind: 'experiment' | 'table'; settings: Settings } | { kind: 'lesson'; text: string };
