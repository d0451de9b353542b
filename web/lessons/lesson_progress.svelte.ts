import { recallProgress, rememberProgress } from './progress';
import { ownSyllabus, type Syllabus } from './syllabus';

/** Which of the lessons of a lab were done. */
export class LessonProgress {
  #now = $state.raw(recallProgress());

  constructor(private readonly syllabus: () => Syllabus) {}

  /** Whether the reader wants it kept on this device. */
  get isKept(): boolean {
    return this.#now.keep;
  }

  keep(isKept: boolean): void {
    this.#set(isKept, this.#now.done);
  }

  isDone(id: string): boolean {
    return this.#now.done.includes(this.#keyOf(id));
  }

  remember(id: string): void {
    if (!this.isDone(id)) this.#set(this.isKept, [...this.#now.done, this.#keyOf(id)]);
  }

  /** Forgets which lessons were done: of a course its own; from Ebb's list, where all begins, every one. */
  forget(): void {
    const { title, entries } = this.syllabus();
    const these = entries.map(({ id }) => this.#keyOf(id));
    const others = this.#now.done.filter((key) => title !== null && !these.includes(key));
    this.#set(this.isKept, others);
  }

  /** Two courses may name a lesson alike; Ebb's own stay themselves in every course. */
  #keyOf(id: string): string {
    const { title, entries } = this.syllabus();
    const entry = entries.find((one) => one.id === id);
    const isEbbs = title === null || ownSyllabus.entries.some((one) => one === entry);
    return isEbbs ? id : `${title}: ${id}`;
  }

  #set(keep: boolean, done: string[]): void {
    this.#now = { keep, done };
    rememberProgress(this.#now);
  }
}
