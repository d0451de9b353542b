import { lessonIds, lessonText } from '../lessons/library';
import type { Lesson } from '../lessons/lesson';
import { parseLesson } from '../lessons/parse';
import type { Fields } from '../lessons/lesson';

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

  /** Marks by this one of Ebb's own, and by no others than those that are chosen; false: there is none. */
  choose(id: string): boolean {
    if (!lessonIds.includes(id)) return false;
    (this.#chosen ??= new Set()).add(id);
    return true;
  }

  /** A lesson by what a hand-in calls it: a path is known by its last part. */
  lessonOf(name: string): { lesson: Lesson; text: string } | null {
    const last = name.split('/').at(-1);
    const own = this.#own.find((one) => one.name === last);
    if (own) return own;
    const text = lessonText(name);
    if (text === undefined || (this.#chosen && !this.#chosen.has(name))) return null;
    return { lesson: parseLesson(text, undefined, this.fields), text };
  }
}
