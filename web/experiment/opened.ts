import type { Settings } from '../module/ebb';
import { FileError, readFile } from './file';

/** Larger than any table that the core takes, or any experiment. */
const largest = 8_000_000;

/** Settings out of a file that somebody hands over: a saved experiment, or a table. Only what kind of
 *  file it is is judged here; settings and tables the core checks. */
export async function settingsIn(file: Blob & { name: string }): Promise<Opened> {
  if (file.size > largest) throw new FileError('too_large');
  const text = (await file.text()).replace(/^\ufeff/, '');
  if (text.trim() === '') throw new FileError('empty');
  // A table holds no brace at its beginning, and no text holds a zero.
  if (/\.json$/i.test(file.name) || text.trimStart().startsWith('{')) {
    return { kind: 'experiment', settings: readFile(text) };
  }
  if (/[\0\ufffd]/.test(text)) throw new FileError('not_text');
  return { kind: 'table', settings: { data: 'table', table: text } };
}

export interface Opened {
  kind: 'experiment' | 'table';
  settings: Settings;
}
