import { lessonIds, lessonText } from '../lessons/library';
import type { Fields, Lesson } from '../lessons/lesson';
import { parseLesson } from '../lessons/parse';
import { readSyllabus, type Beside } from '../lessons/syllabus';

/** A hand-in calls a lesson beside the page by its path. */
const lastPart = (path: string) => path.slice(path.lastIndexOf('/') + 1);

/** The lessons that are marked by: those that come with Ebb, and a course's own. */
export class LessonShelf {
  #own: { name: string; text: string; lesson: Lesson }[] = [];
  /** Of Ebb's own; null: all of them. */
  #chosen: Set<string> | null = null;

  constructor(private readonly fields: Fields) {}

  /** Takes a lesson's file. Throws a LessonError where it is none. */
  add(name: string, text: string): void {
    this.#own.push({ name, text, lesson: parseLesson(text, undefined, this.fields) });
    this.#chosen ??= new Set();
  }

  /** Takes a course's file with all its lessons, of which `beside` reads those that it does not hold. Throws a
   *  LessonError where one cannot be read. How many there are. */
  async addCourse(text: string, beside: Beside | null): Promise<number> {
    const { entries } = await readSyllabus(text, beside, this.fields);
    for (const { id, text: lesson } of entries) {
      if (lesson === lessonText(id)) this.choose(id);
      else this.add(lastPart(id), lesson);
    }
    return entries.length;
  }

  /** A lesson's file that was taken, by its name. */
  textOf(name: string): string | undefined {
    return this.#own.find((one) => one.name === lastPart(name))?.text;
  }

  /** Marks by this one of Ebb's own, and by no others than those that are chosen; false: there is none. */
  choose(id: string): boolean {
    if (!lessonIds.includes(id)) return false;
    (this.#chosen ??= new Set()).add(id);
    return true;
  }

  /** A lesson by what a hand-in calls it: a path is known by its last part. */
  lessonOf(name: string): { lesson: Lesson; text: string } | null {
    const own = this.#own.find((one) => one.name === lastPart(name));
    if (own) return own;
    const text = lessonText(name);
    if (text === undefined || (this.#chosen && !this.#chosen.has(name))) return null;
    return { lesson: parseLesson(text, undefined, this.fields), text };
  }
}
