import { LessonError } from './lesson.ts';
import { parseRichText, type RichText } from './rich_text.ts';
import { bodyOf, largest as largestLesson, sectionsOf } from './sections.ts';

/** Lessons in an order that a teacher chose. */
export interface CourseFile {
  title: string;
  /** What the course is about; may be empty. */
  about: RichText;
  lessons: CourseEntry[];
}

/** A lesson of a course: one of its own file, where `text` is there, else one that comes with Ebb, or a
 *  path beside the course's file. */
export interface CourseEntry {
  name: string;
  /** Where it is named in the course's file, from 1. */
  line: number;
  text: string | null;
  /** Lines of the course's file before the lesson's first. */
  offset: number;
}

/** Characters of a course's file, and lessons in it. */
export const largestCourse = 512 * 1024;
export const maxLessons = 40;
const maxTitle = 200;

const fileHeading = /^# file (\S+)$/;

/** Reads a course's file. Throws a LessonError that names the line and what is wrong there; the lessons
 *  themselves are read when they are opened. */
export function parseCourse(file: string): CourseFile {
  if (file.length > largestCourse) {
    throw new LessonError('too_large', 1, `${file.length}`, `${largestCourse}`);
  }
  const { head, files } = split(file);
  const sections = sectionsOf(head, 'course', largestCourse);
  const one = (name: string) => sections.find((section) => section.name === name) ?? null;
  const seen = new Set<string>();
  for (const { name, line } of sections) {
    if (!['title', 'about', 'lessons'].includes(name)) {
      throw new LessonError('unknown_section', line, name);
    }
    if (seen.has(name)) throw new LessonError('second_section', line, name);
    seen.add(name);
  }
  for (const name of ['title', 'lessons']) {
    if (!seen.has(name)) throw new LessonError('missing_section', 1, name);
  }
  const title = bodyOf(one('title')!).text.trim();
  if (!title || title.length > maxTitle) {
    throw new LessonError('bad_line', one('title')!.line, title);
  }
  const about = one('about');
  const lessons = entriesOf(one('lessons')!, files);
  const unused = [...files].find(([name]) => !lessons.some((entry) => entry.name === name));
  if (unused) throw new LessonError('unlisted', unused[1].offset, unused[0]);
  return { title, about: about ? parseRichText(bodyOf(about).text, about.line + 1) : [], lessons };
}

type Files = Map<string, { text: string; offset: number }>;

/** What stands before the first `# file NAME`, and what stands after each. */
function split(file: string): { head: string; files: Files } {
  const lines = file.replace(/^\ufeff/, '').split(/\r?\n/);
  const files: Files = new Map();
  const starts = lines.flatMap((text, index) => (fileHeading.test(text.trimEnd()) ? [index] : []));
  starts.forEach((start, place) => {
    const name = fileHeading.exec(lines[start]!.trimEnd())![1]!;
    if (!/^[a-z]\w{0,63}$/i.test(name)) throw new LessonError('bad_name', start + 1, name);
    if (files.has(name)) throw new LessonError('second_section', start + 1, `file ${name}`);
    const text = lines.slice(start + 1, starts[place + 1]).join('\n');
    if (text.length > largestLesson) {
      throw new LessonError('too_large', start + 1, `${text.length}`, `${largestLesson}`);
    }
    files.set(name, { text, offset: start + 1 });
  });
  return { head: lines.slice(0, starts[0]).join('\n'), files };
}

/** Lines of the form `- depth`, `- own/week3.lesson`, `- mine`. */
function entriesOf({ line, lines }: { line: number; lines: string[] }, files: Files) {
  const entries: CourseEntry[] = [];
  lines.forEach((text, index) => {
    if (!text.trim()) return;
    const at = line + 1 + index;
    const name = /^- (\S{1,200})$/.exec(text.trim())?.[1];
    if (!name) throw new LessonError('bad_line', at, text);
    if (entries.some((entry) => entry.name === name)) {
      throw new LessonError('second_section', at, name);
    }
    const own = files.get(name);
    entries.push({ name, line: at, text: own?.text ?? null, offset: own?.offset ?? 0 });
  });
  if (entries.length === 0) throw new LessonError('too_few', line, '0', `1 – ${maxLessons}`);
  if (entries.length > maxLessons) {
    throw new LessonError('too_many', line, `${entries.length}`, `1 – ${maxLessons}`);
  }
  return entries;
}
