import { lookupIn, readLive, readTheory } from '../lessons/figures';
import { asksTheoryOf } from '../lessons/runs_shown';
import { settingsWith } from '../lessons/run_settings';
import type { Lesson } from '../lessons/lesson';
import type { Lookup } from '../lessons/expression';
import type { ClinicCase, Experiment, Frame, Settings, Suspect, Theory } from '../module/ebb';
import type { Measured, Measurement } from '../worker/measure';
import {
  codeOf,
  fingerprintOf,
  HandInFault,
  readHandIn,
  textMark,
  type HandIn,
  type LessonRecord,
} from './hand_in';
import type { GivenFile } from './given_file';
import { seedOf } from './learner_seed';
import { figuresOf, isSameFigure } from './record';
import { findEqualFiles } from './equal_files';
import { replayClinic } from './grade_clinic';
import type { Marked } from './lesson_shelf';
import { asksFor, beginningOf, isReached, marksOf, meanOf, scoreOf, type Marks } from './marking';

/** What marking needs of the world around: lessons by their names, and something that runs experiments. */
export interface Grader {
  /** The lessons that a hand-in is to have; null: it is marked by those that are in it. */
  readonly asked: readonly Marked[] | null;
  lessonOf(name: string): Marked | null;
  measure(measurement: Measurement): Promise<Measured | null>;
  clinic(seed: number, faults: number): Promise<{ patient: ClinicCase; suspects: Suspect[] }>;
}

type LessonDoubt =
  | 'twice'
  | 'other_text'
  | 'seed'
  | 'times'
  | 'task_goal'
  | 'task_kept'
  | 'clinic_run'
  | 'clinic_rules'
  | 'too_long';

/** What is not as the file says, by the name of its message. */
export type Doubt =
  | { kind: 'edited' }
  | { kind: 'equal'; of: string }
  | { kind: 'equal_part'; of: string; lessons: readonly string[] }
  | { kind: 'run' | 'task_digest'; lesson: string; name: string }
  | { kind: 'not_replayed'; lesson: string; reason: string }
  | {
      kind: LessonDoubt;
      lesson: string;
    };

export interface LessonResult extends Marks {
  /** By the name that it is marked by. */
  lesson: string;
  title: string;
  score: number | null;
  guessSaid: LessonRecord['guess'];
  attempts: number;
  begun: string;
  answered: string | null;
  reached: string | null;
}

/** What marking found of one file. */
export interface FileResult {
  file: string;
  fault: HandInFault | null;
  handIn: HandIn | null;
  code: string;
  doubts: Doubt[];
  lessons: LessonResult[];
  /** Lessons in it that it was not marked by. */
  unmarked: string[];
  /** How many of the lessons that were asked for, and that ask for something, are in it; null: none was named. */
  done: { count: number; of: number } | null;
  /** The mean over the lessons that ask for something: of those that were asked for, else of those in it; null where
   *  there is none. */
  score: number | null;
}

/** How long one run may take to be replayed, in milliseconds. */
const timeoutMs = 120_000;

/** Marks files: every run is made again, and nothing is taken from the file that a run can tell. */
export async function gradeFiles(
  files: readonly GivenFile[],
  grader: Grader,
  goOn: (done: number) => void = () => {},
): Promise<FileResult[]> {
  const replays = new Map<string, Promise<Measured | null>>();
  const measure = (measurement: Measurement) => {
    const key = JSON.stringify(measurement);
    const begun = replays.get(key) ?? grader.measure({ ...measurement, timeoutMs });
    replays.set(key, begun);
    return begun;
  };
  const results: FileResult[] = [];
  for (const { name, text } of files) {
    results.push(await gradeFile(name, text, { ...grader, measure }));
    goOn(results.length);
  }
  findEqualFiles(results);
  return results;
}

async function gradeFile(
  file: string,
  text: GivenFile['text'],
  grader: Grader,
): Promise<FileResult> {
  const none = { handIn: null, code: '', doubts: [], lessons: [], unmarked: [], done: null };
  let handIn: HandIn;
  try {
    if (text instanceof HandInFault) throw text;
    handIn = readHandIn(text);
  } catch (error) {
    if (!(error instanceof HandInFault)) throw error;
    return { ...none, file, fault: error, score: null };
  }
  const { fingerprint, ...content } = handIn;
  const doubts: Doubt[] = [];
  if (fingerprintOf(content) !== fingerprint) doubts.push({ kind: 'edited' });
  const lessons: LessonResult[] = [];
  const unmarked: string[] = [];
  for (const record of handIn.lessons) {
    const known = grader.lessonOf(record.lesson);
    if (!known) unmarked.push(record.lesson);
    // What is there again would count again.
    else if (lessons.some(({ lesson }) => lesson === known.name))
      doubts.push({ kind: 'twice', lesson: record.lesson });
    else {
      try {
        lessons.push(await gradeLesson(record, handIn, known, grader, doubts));
      } catch (error) {
        // What one file asks for must not end the marking of the others.
        const reason = (error as Error).message;
        doubts.push({ kind: 'not_replayed', lesson: record.lesson, reason });
      }
    }
  }
  const scores = lessons.flatMap(({ score }) => score ?? []);
  const asked = grader.asked?.filter(({ lesson }) => asksFor(lesson)).length;
  return {
    file,
    fault: null,
    handIn,
    code: codeOf(fingerprint),
    doubts,
    lessons,
    unmarked,
    done: asked === undefined ? null : { count: scores.length, of: asked },
    score: meanOf(scores, asked),
  };
}

async function gradeLesson(
  record: LessonRecord,
  { learner, made }: HandIn,
  { name, lesson, text }: Marked,
  grader: Grader,
  doubts: Doubt[],
): Promise<LessonResult> {
  const { seed } = record;
  const doubt = (kind: Extract<Doubt, { lesson: string }>['kind'], run = '') =>
    void doubts.push({ kind, lesson: record.lesson, name: run } as Doubt);
  if (textMark(text) !== record.text) doubt('other_text');
  if (seed !== seedOf(learner)) doubt('seed');
  if (
    !areInOrder([record.begun, record.answered, made]) ||
    !areInOrder([record.begun, record.task?.at ?? null, made]) ||
    !areInOrder([record.begun, record.clinic?.at ?? null, made])
  ) {
    doubt('times');
  }

  const frames = new Map<string, Frame>();
  const theories = new Map<string, Theory>();
  for (const run of lesson.runs) {
    const { link, iterations } = run;
    const settings = settingsWith(run, seed);
    const hasTheory = asksTheoryOf(lesson, run.name);
    const measured = await grader.measure({ link, settings, iterations, hasTheory });
    if (!measured) doubt('too_long');
    else frames.set(run.name, measured.frame);
    if (measured?.theory) theories.set(run.name, measured.theory);
  }
  for (const said of record.runs) {
    const run = lesson.runs.find((one) => one.name === said.name);
    const frame = frames.get(said.name);
    const found = frame && figuresOf(frame);
    const isSame =
      run !== undefined &&
      run.link === said.link &&
      run.iterations === said.iterations &&
      found?.digest === said.digest &&
      isSameFigure(found.loss, said.loss) &&
      isSameFigure(found.ratio, said.ratio);
    if (!isSame) doubt('run', said.name);
  }

  const lookup = lookupIn(frames, theories);
  const isTaskReached = await replayTask(record, lesson, lookup, grader, doubt);
  const treatment = await replayClinic(record, lesson, grader, doubt);
  const marks = marksOf(lesson, record, lookup, frames, isTaskReached, treatment);
  return {
    ...marks,
    lesson: name,
    title: lesson.title,
    score: scoreOf(marks),
    guessSaid: record.guess,
    attempts: record.attempts,
    begun: record.begun,
    answered: record.answered,
    reached: isTaskReached ? record.task!.at : null,
  };
}

async function replayTask(
  { task, seed }: LessonRecord,
  lesson: Lesson,
  lookup: Lookup,
  grader: Grader,
  doubt: (kind: 'task_digest' | 'task_goal' | 'task_kept' | 'too_long') => void,
): Promise<boolean> {
  if (!task || !lesson.task) return false;
  const { link, table, position } = task;
  const settings: Settings = table ? { table } : {};
  const hasTheory = asksTheoryOf(lesson, 'live');
  const { iteration: iterations } = task;
  const measured = await grader.measure({ link, settings, iterations, position, hasTheory });
  if (!measured) {
    doubt('too_long');
    return false;
  }
  const { frame, passed, theory } = measured;
  const isSame =
    frame.digest === task.digest &&
    frame.iteration === task.iteration &&
    isSameFigure(figuresOf(frame).loss, task.loss);
  if (!isSame) {
    doubt('task_digest');
    return false;
  }
  const begun = beginningOf(lesson);
  if (begun) {
    const start = { link: begun.link, settings: settingsWith(begun, seed), iterations: 0 };
    const before = (await grader.measure({ ...start, position: 0 }))?.passed?.experiment;
    const now = passed?.experiment;
    const isKept = (field: string) =>
      JSON.stringify(before?.[field as keyof Experiment]) ===
      JSON.stringify(now?.[field as keyof Experiment]);
    if (!lesson.task.keep.every(isKept)) {
      doubt('task_kept');
      return false;
    }
  }
  const live: Lookup = (asked) => {
    if (asked.run !== 'live') return lookup(asked);
    if (asked.isTheory) return theory ? readTheory(asked, theory) : NaN;
    return readLive(asked, passed?.judged ?? null, frame);
  };
  const isSo = isReached(lesson.task, live, passed?.history ?? null, frame.iteration);
  if (!isSo) doubt('task_goal');
  return isSo;
}

/** Times that are there, each not before the one before it. */
function areInOrder(times: readonly (string | null)[]): boolean {
  const there = times.filter((one) => one !== null).map((one) => Date.parse(one));
  return there.every((one, index) => !Number.isNaN(one) && one >= (there[index - 1] ?? -Infinity));
}
