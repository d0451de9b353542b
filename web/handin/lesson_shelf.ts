import { lessonIds, lessonText } from '../lessons/library';
import type { Fields, Lesson } from '../lessons/lesson';
import { parseLesson } from '../lessons/parse';
import { readSyllabus, type Beside } from '../lessons/syllabus';

/** A lesson that is marked by. */
export interface Marked {
  name: string;
  text: string;
  lesson: Lesson;
}

/** A hand-in calls a lesson beside the page by its path. */
const lastPart = (path: string) => path.slice(path.lastIndexOf('/') + 1);

/** The lessons that are marked by: all that come with Ebb, or those that were asked for. */
export class LessonShelf {
  /** In their order; empty: none was asked for. */
  #asked: Marked[] = [];

  constructor(private readonly fields: Fields) {}

  /** The lessons that were asked for, all of which a hand-in is to have; null: none was named. */
  get asked(): readonly Marked[] | null {
    return this.#asked.length > 0 ? this.#asked : null;
  }

  /** Takes a lesson's file, in the place of what was taken of that name. Throws a LessonError where it is none. */
  add(name: string, text: string): void {
    const lesson = parseLesson(text, undefined, this.fields);
    const isBefore = (one: Marked) =>
      one.name === name || (lastPart(one.name) === lastPart(name) && one.text === text);
    const at = this.#asked.findIndex(isBefore);
    this.#asked.splice(at < 0 ? this.#asked.length : at, 1, { name, text, lesson });
  }

  /** Takes a course's file with all its lessons, of which `beside` reads those that it does not hold. Throws a
   *  LessonError where one cannot be read. How many there are. */
  async addCourse(text: string, beside: Beside | null): Promise<number> {
    const { entries } = await readSyllabus(text, beside, this.fields);
    for (const { id, text: lesson } of entries) this.add(id, lesson);
    return entries.length;
  }

  /** A lesson's file that was taken, by its name. */
  textOf(name: string): string | undefined {
    return this.#find(name)?.text;
  }

  /** Asks for one of Ebb's own; false: there is none. */
  choose(id: string): boolean {
    if (!lessonIds.includes(id)) return false;
    this.add(id, lessonText(id)!);
    return true;
  }

  /** A lesson by what a hand-in calls it: by its whole name, else a path by its last part. */
  lessonOf(name: string): Marked | null {
    if (this.#asked.length > 0) return this.#find(name) ?? null;
    const text = lessonText(name);
    return text === undefined
      ? null
      : { name, text, lesson: parseLesson(text, undefined, this.fields) };
  }

  #find(name: string): Marked | undefined {
    const isOf = (one: Marked) => lastPart(one.name) === lastPart(name);
    return this.#asked.find((one) => one.name === name) ?? this.#asked.find(isOf);
  }
}
