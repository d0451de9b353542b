import { LessonError } from './lesson.ts';

/** A part of a lesson's file: its name, what stands beside the name, and its lines. */
export interface Section {
  name: string;
  argument: string;
  /** Line of the heading, counted from 1. */
  line: number;
  lines: string[];
}

const format = 1;
/** Characters of a lesson's file. */
export const largest = 64 * 1024;

/** Splits a file into its sections. The first line is `ebb lesson 1`, or what else it is. */
export function sectionsOf(
  file: string,
  what: 'lesson' | 'course' = 'lesson',
  atMost = largest,
): Section[] {
  if (file.length > atMost) throw new LessonError('too_large', 1, `${file.length}`, `${atMost}`);
  const lines = file.replace(/^\ufeff/, '').split(/\r?\n/);
  const version = new RegExp(`^ebb ${what} (\\d+)$`).exec(lines[0]?.trim() ?? '')?.[1];
  if (version === undefined) {
    throw new LessonError('no_header', 1, lines[0] ?? '', `ebb ${what} ${format}`);
  }
  if (Number(version) > format) throw new LessonError('newer', 1, version);
  const sections: Section[] = [];
  lines.forEach((text, index) => {
    if (index === 0) return;
    const heading = text.startsWith('# ') ? text.slice(2).trim() : '';
    const name = /^\w+/.exec(heading)?.[0];
    if (name) {
      const argument = heading.slice(name.length).trim();
      sections.push({ name, argument, line: index + 1, lines: [] });
    } else if (sections.length > 0) sections.at(-1)!.lines.push(text);
    else if (text.trim()) throw new LessonError('bad_line', index + 1, text);
  });
  return sections;
}

/** The text of a section, and the line it begins on. */
export const bodyOf = ({ lines, line }: Section) => ({ text: lines.join('\n'), line: line + 1 });

/** Lines of the form `key: value`; what is indented below a key with no value is its value. Keys
 *  that are not known are refused, so that a slip of the pen is not silence. */
export function keysOf(section: Section, known: readonly string[]): Map<string, KeyValue> {
  const found = new Map<string, KeyValue>();
  let last: KeyValue | null = null;
  section.lines.forEach((text, index) => {
    const line = section.line + 1 + index;
    if (!text.trim()) return;
    if (/^\s/.test(text) && last) {
      last.value += (last.value ? '\n' : '') + text.trim();
      return;
    }
    const key = /^\w+(?=:)/.exec(text)?.[0];
    if (!key) throw new LessonError('bad_line', line, text);
    if (!known.includes(key)) throw new LessonError('unknown_key', line, key);
    if (found.has(key)) throw new LessonError('second_section', line, key);
    last = { value: text.slice(key.length + 1).trim(), line };
    found.set(key, last);
  });
  return found;
}

export interface KeyValue {
  value: string;
  line: number;
}

/** A number within bounds. */
export function numberOf({ value, line }: KeyValue, from: number, to: number): number {
  const number = Number(value);
  if (value === '' || !(number >= from && number <= to)) {
    throw new LessonError('bad_number', line, value, `${from} – ${to}`);
  }
  return number;
}
