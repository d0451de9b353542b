import { parseCourse, largestCourse } from './course_file';
import { FetchFault, fetchText } from './fetch_lesson';
import { LessonError, type Fields } from './lesson';
import { lessonIds, lessonText, translationOf } from './library';
import { parseLesson, type Translation } from './parse';
import type { RichText } from './rich_text';
import { largest } from './sections';

/** One lesson of a syllabus. */
export interface Entry {
  /** As `?lesson=` names it. */
  id: string;
  text: string;
  translation?: Translation;
  /** Lines of the file around it that stand before its first. */
  offset: number;
}

/** Lessons in an order: those that come with Ebb, or a course's. */
export interface Syllabus {
  /** Null: Ebb's own. */
  title: string | null;
  about: RichText;
  entries: readonly Entry[];
}

/** The lessons that come with Ebb. */
export const ownSyllabus: Syllabus = {
  title: null,
  about: [],
  entries: lessonIds.map((id) => ({
    id,
    text: lessonText(id) ?? '',
    translation: translationOf(id),
    offset: 0,
  })),
};

/** Reads a lesson that lies beside the course's file. Throws a FetchFault where there is none. */
export type Beside = (name: string) => string | Promise<string>;

/** A course with all its lessons, each of which can be read. `beside`: null for one that was handed over as a
 *  file, which holds its lessons itself. Throws a LessonError with a line of the course's file. */
export async function readSyllabus(
  text: string,
  beside: Beside | null,
  fields: Fields,
): Promise<Syllabus> {
  const { title, about, lessons } = parseCourse(text);
  const entries: Entry[] = [];
  for (const { name, line, text: within, offset } of lessons) {
    const own = ownSyllabus.entries.find(({ id }) => id === name);
    if (within !== null) entries.push({ id: name, text: within, offset });
    else if (own) entries.push(own);
    else if (!/\.lesson$/.test(name)) throw new LessonError('unknown_lesson', line, name);
    else if (beside === null) throw new LessonError('not_in_file', line, name);
    else entries.push({ id: name, text: await textBeside(name, beside, line), offset: 0 });
    check(entries.at(-1)!, line, within !== null, fields);
  }
  return { title, about, entries };
}

async function textBeside(name: string, beside: Beside, line: number): Promise<string> {
  try {
    return await beside(name);
  } catch (error) {
    if (!(error instanceof FetchFault)) throw error;
    const { reason } = error;
    // Of a file that cannot be read from here nobody knows what is wrong with it.
    if (reason !== 'elsewhere' && reason !== 'not_found') throw error;
    throw new LessonError(reason === 'elsewhere' ? reason : 'unknown_lesson', line, name);
  }
}

/** Refuses a course of which a lesson cannot be read: at the lesson's own line where the course's file holds
 *  it, else where it is named. */
function check({ text, offset }: Entry, line: number, isWithin: boolean, fields: Fields): void {
  try {
    parseLesson(text, undefined, fields);
  } catch (error) {
    if (!(error instanceof LessonError)) throw error;
    const { reason, got, takes } = error;
    throw new LessonError(reason, isWithin ? error.line + offset : line, got, takes);
  }
}

/** A course's file on the same site, and the lessons that lie beside it. */
export const fetchCourse = (path: string): Promise<string> => fetchText(path, largestCourse);
export const besideCourse =
  (path: string): Beside =>
  (name) =>
    fetchText(name, largest, path);
