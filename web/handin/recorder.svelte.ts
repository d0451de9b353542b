import { version } from '../../package.json';
import type { Course } from '../lessons/course.svelte';
import { format, readHandIn, sealed, writeHandIn, type HandIn, type LessonRecord } from './hand_in';
import { seedOf } from './learner';
import { answered, begun, reached } from './record';

/** Writes down what a learner does in the lessons of one lab. It stays on this device, for as long as the
 *  reader lets the device remember lessons, until they hand it in themselves. */
export class Recorder {
  records = $state.raw<readonly LessonRecord[]>([]);
  /** As the learner has typed it; where the course names them, that counts. */
  typed = $state('');
  /** The visit that was last written down: asking once more is another. */
  #noted = -1;

  constructor(
    readonly course: Course,
    /** What the course's link calls the learner; empty: nothing. */
    readonly named: string,
  ) {
    course.seed = seedOf(named);
    const kept = recall(this.#key);
    if (kept) this.restore(kept);
  }

  get learner(): string {
    return this.named || this.typed.trim();
  }

  /** The file as it would be handed in now. */
  handIn(now = new Date()): HandIn {
    return sealed({
      ebb_hand_in: format,
      ebb: version,
      learner: this.learner,
      made: now.toISOString(),
      lessons: this.records.filter((one) => one.answered !== null || one.task !== null),
    });
  }

  /** Takes over what was written down before, here or by a learning platform. */
  restore({ learner, lessons }: HandIn): void {
    this.typed ||= this.named ? '' : learner;
    const later = this.records.filter(
      ({ lesson }) => !lessons.some((one) => one.lesson === lesson),
    );
    this.records = [...lessons, ...later];
  }

  /** To be called whenever something of the course has changed. */
  note(now = new Date()): void {
    const { course } = this;
    const { id, lesson, text, stage, lab } = course;
    if (id === null || !lesson || text === null) return;
    const before = this.records.find((one) => one.lesson === id);
    let record = before ?? begun(id, text, course.seed, now);
    const isRun = lesson.guess !== null || (!lesson.task && lesson.runs.length > 0);
    if (isRun && stage === 'answered' && this.#noted !== course.asked) {
      this.#noted = course.asked;
      record = answered(record, course.said, lesson, course.frames, now);
    }
    if (course.taskDone && lab.frame && lab.experiment) {
      const table = lab.experiment.data === 'table' ? lab.experiment.table : '';
      record = reached(record, { link: lab.link, table }, lab.frame, now);
    }
    if (record === before) return;
    this.records = [...this.records.filter((one) => one.lesson !== id), record];
    this.#keep();
  }

  /** As it is kept: lessons that were only opened, too. */
  #written(lessons: readonly LessonRecord[]): string {
    const { fingerprint, ...content } = this.handIn();
    return writeHandIn(sealed({ ...content, lessons }));
  }

  clear(): void {
    this.records = [];
    this.#keep();
  }

  get #key(): string {
    return this.named ? `ebb.hand_in.${this.named}` : 'ebb.hand_in';
  }

  #keep(): void {
    try {
      const { records, course } = this;
      if (records.length === 0 || !course.progress.keep) localStorage.removeItem(this.#key);
      else localStorage.setItem(this.#key, this.#written(records));
    } catch {
      // Storage may be closed to this page; then it lasts as long as the page.
    }
  }
}

function recall(key: string): HandIn | null {
  try {
    const text = localStorage.getItem(key);
    return text === null ? null : readHandIn(text);
  } catch {
    // Not ours, or damaged, or closed to this page: as if it were not there.
    return null;
  }
}

const recorders = new WeakMap<Course, Recorder>();

/** Begins to write down what is done in a course's lessons. */
export function recordCourse(course: Course, learner: string | null): Recorder {
  const recorder = new Recorder(course, learner ?? '');
  recorders.set(course, recorder);
  return recorder;
}

export const recorderOf = (course: Course): Recorder | undefined => recorders.get(course);
