import type { Settings } from '../module/ebb';
import { FileError, readFile } from './file';
import { lessonFileKind } from './lesson_file_kind';

/** Larger than any table that the core takes, or any experiment. */
const largest = 8_000_000;

/** Bytes as text, alike in every browser: UTF-16 where a mark of the order of its bytes says so, else
 *  UTF-8, and what is none of these in the letters that spreadsheets of western countries write. */
function decoded(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** A table holds no brace at its beginning. */
const isJson = (text: string) => text.trimStart().startsWith('{');

/** Refuses what no experiment and no table can be, before anything reads it. */
export function checkText(text: string): void {
  if (text.length > largest) throw new FileError('too_large');
  if (text.trim() === '') throw new FileError('empty');
  // What has control characters other than those of lines and columns is a picture, or a program. A name in JSON may
  // hold two of them as they are.
  const strange = isJson(text) ? /[\0-\x08\x0e-\x1f]/ : /[\0-\x08\x0e-\x1f\x7f\ufffd]/;
  if (strange.test(text)) throw new FileError('not_text');
}

/** The bytes of a file that somebody hands over; of one that is too large, none are read. */
export async function bytesIn(file: Blob): Promise<Uint8Array> {
  if (file.size > largest) throw new FileError('too_large');
  const bytes = await file.arrayBuffer().catch(() => null);
  // A folder that was dropped, or a file that is there no more.
  if (!bytes) throw new FileError('unreadable');
  return new Uint8Array(bytes);
}

/** The text in such bytes; throws FileError for a TextFault where there is none. */
export function textIn(bytes: Uint8Array): string {
  const text = decoded(bytes);
  checkText(text);
  return text;
}

/** What a file that somebody hands over holds: a saved experiment, a lesson or a course of lessons, or a table. Only what kind
 *  of file it is is judged here; settings and tables the core checks, lessons their own reader. */
export async function contentOf(file: Blob & { name: string }): Promise<Opened> {
  const text = textIn(await bytesIn(file));
  if (/\.json$/i.test(file.name) || isJson(text)) {
    return { kind: 'experiment', settings: readFile(text) };
  }
  if (lessonFileKind(text, file.name)) return { kind: 'lesson', text };
  return { kind: 'table', settings: { data: 'table', table: text } };
}

export type Opened =
  { kind: 'experiment' | 'table'; settings: Settings } | { kind: 'lesson'; text: string };
