import { version } from 'ebb-version';
import type { Course } from '../lessons/course.svelte';
import { isRunByPage, type Lesson } from '../lessons/lesson';
import { parseLesson } from '../lessons/parse';
import { format, isDone, readHandIn, sealed, writeHandIn } from './hand_in';
import type { HandIn, LessonRecord } from './hand_in';
import { seedOf } from './learner_seed';
import { asksFor, marksOf, meanOf, scoreOf } from './marking';
import { answered, begun, reached, treatedIn } from './record';

/** Writes down what a learner does in the lessons of one lab. It stays on this device, for as long as the
 *  reader lets the device remember lessons, until they hand it in themselves. */
export class Recorder {
  records = $state.raw<readonly LessonRecord[]>([]);
  /** What the lessons are worth that were done, from 0 to 1, by the rules that mark them. */
  scores = $state.raw<Readonly<Record<string, number>>>({});
  /** What was done last, for whoever follows along. */
  lastEvent = $state.raw<{ name: string; data: { lesson: string } } | null>(null);
  /** As the learner has typed it; where the course names them, that counts. */
  typed = $state('');
  /** The visit that was last written down: asking once more is another. */
  #noted = -1;
  /** What was said before a lesson was first run, lesson by lesson: it counts also where that run was stopped or
   *  left, since something of it was seen. */
  #saidFirst = $state.raw<ReadonlyMap<string, LessonRecord['guess']>>(new Map());
  /** The lesson whose run ended unfinished at the visit that begins now. */
  left = $state.raw<{ id: string; title: string; asked: number } | null>(null);
  /** The lesson that is run now. */
  #running: { id: string; title: string } | null = null;

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
      lessons: this.records.filter(isDone),
    });
  }

  /** Takes over what was written down before, here or by a learning platform. */
  restore({ learner, lessons }: HandIn, scores: Readonly<Record<string, number>> = {}): void {
    this.scores = { ...this.scores, ...scores };
    this.typed ||= this.named ? '' : learner;
    const later = this.records.filter(
      ({ lesson }) => !lessons.some((one) => one.lesson === lesson),
    );
    this.records = [...lessons, ...later];
  }

  continue(before: Recorder): void {
    this.records = before.records;
    this.scores = before.scores;
    this.typed = before.typed;
    this.#saidFirst = before.#saidFirst;
  }

  /** The lessons that were run, but never to the end: what was said in them is kept, and nothing handed in. */
  readonly unfinished = $derived(
    [...this.#saidFirst.keys()].filter(
      (id) => !this.records.some(({ lesson, answered: at }) => lesson === id && at !== null),
    ),
  );

  /** What was said first in a lesson. */
  saidFirst(id: string): LessonRecord['guess'] {
    return this.#saidFirst.get(id) ?? null;
  }

  /** To be called whenever something of the course has changed. */
  note(now = new Date()): void {
    this.#noteEnd();
    const { course } = this;
    const { id, lesson, file, stage, lab } = course;
    if (id === null || !lesson || file === null) return;
    const before = this.records.find((one) => one.lesson === id);
    let record = before ?? begun(id, file.text, course.seed, now);
    const isRun = isRunByPage(lesson);
    if (isRun && stage !== 'asking' && !this.#saidFirst.has(id))
      this.#saidFirst = new Map([...this.#saidFirst, [id, course.said]]);
    if (isRun && stage === 'answered' && this.#noted !== course.asked) {
      this.#noted = course.asked;
      const said = this.saidFirst(id);
      record = answered(record, said, lesson, course.frames, now);
    }
    if (course.task.isDone && lab.frame && lab.experiment) {
      const table = lab.experiment.data === 'table' ? lab.experiment.table : '';
      record = reached(record, { link: lab.link, table }, lab.frame, now);
    }
    if (course.clinic?.result) record = treatedIn(record, course.clinic, now);
    if (record === before) return;
    this.records = [...this.records.filter((one) => one.lesson !== id), record];
    this.#score(lesson, record, before);
    this.#keep();
  }

  /** Whether a run has ended before it was through. */
  #noteEnd(): void {
    const { id, lesson, stage, asked } = this.course;
    const before = this.#running;
    this.#running = stage === 'running' && id && lesson ? { id, title: lesson.title } : null;
    const isThrough = stage === 'answered' && before?.id === id;
    if (before && !isThrough && !this.#running) this.left = { ...before, asked };
  }

  /** As it is kept: lessons that were only opened, too. */
  written(): string {
    // At the last time in it, so that nothing is written twice for the time alone.
    const times = this.records.flatMap(({ begun: at, answered: ran, task, clinic }) => [
      at,
      ran,
      task?.at,
      clinic?.at,
    ]);
    const last = times.reduce<string>((most, time) => (time && time > most ? time : most), '');
    const { fingerprint, ...content } = this.handIn(last ? new Date(last) : undefined);
    return writeHandIn(sealed({ ...content, lessons: this.records }));
  }

  /** What was said is marked once it was run, by its first answer; a task whenever it is reached. */
  #score(lesson: Lesson, record: LessonRecord, before: LessonRecord | undefined): void {
    const isAnswered = record.answered !== null && before?.answered == null;
    const isReached = record.task !== null && before?.task == null;
    const isTreated = record.clinic !== undefined && before?.clinic === undefined;
    if (!isAnswered && !isReached && !isTreated) return;
    const { lookup, frames, clinic } = this.course;
    const treatment = clinic && { actions: clinic.actions, isCured: clinic.result === 'cured' };
    const score = scoreOf(marksOf(lesson, record, lookup, frames, record.task !== null, treatment));
    if (score !== null) this.scores = { ...this.scores, [record.lesson]: score };
    const name = isReached ? 'task_reached' : isTreated ? 'clinic_ended' : 'answered';
    this.lastEvent = { name, data: { lesson: record.lesson } };
  }

  /** What the course is worth so far, with each of its lessons that asks for something counted; null before one of them
   *  was scored, and without a course. */
  courseScore(): number | null {
    const { title, entries } = this.course.syllabus;
    if (title === null) return null;
    const asked = entries.filter(({ text }) => asksFor(parseLesson(text)));
    const scores = asked.flatMap(({ id }) => this.scores[id] ?? []);
    return scores.length > 0 ? meanOf(scores, asked.length) : null;
  }

  clear(): void {
    this.records = [];
    this.scores = {};
    this.#saidFirst = new Map();
    this.#keep();
  }

  get #key(): string {
    return this.named ? `ebb.hand_in.${this.named}` : 'ebb.hand_in';
  }

  #keep(): void {
    try {
      const { records, course } = this;
      if (records.length === 0 || !course.progress.isKept) localStorage.removeItem(this.#key);
      else localStorage.setItem(this.#key, this.written());
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

/** Begins to write down what is done in a course's lessons; `before`: what wrote until now, of which all is
 *  taken over. */
export function recordCourse(
  course: Course,
  learner: string | null,
  before: Recorder | null,
): Recorder {
  const recorder = new Recorder(course, learner ?? '');
  if (before) recorder.continue(before);
  recorders.set(course, recorder);
  return recorder;
}

export const recorderOf = (course: Course): Recorder | undefined => recorders.get(course);
