import type { ClinicVisit } from '../lessons/clinic/clinic_visit.svelte';
import { writeAction } from '../lessons/clinic/rules';
import type { Lesson } from '../lessons/lesson';
import type { Frame } from '../module/ebb';
import { textMark, type LessonRecord, type RunRecord, type TaskRecord } from './hand_in';

/** JSON knows no other numbers than finite ones. */
const finite = (value: number | null) => (value !== null && Number.isFinite(value) ? value : null);

/** The figures of a run that a hand-in holds. */
export const figuresOf = ({ digest, loss, diagnosis }: Frame) => ({
  digest,
  loss: finite(loss),
  ratio: finite(diagnosis.ratio),
});

/** Whether two figures are one measurement. The digest holds every bit of a run; what is measured of it may be
 *  added up in another order by another version. */
export const isSameFigure = (one: number | null, other: number | null): boolean =>
  one === other ||
  (one !== null && other !== null && Math.abs(one - other) <= 1e-9 * Math.abs(other));

/** A lesson that was opened. */
export const begun = (
  lesson: string,
  text: string,
  seed: number | null,
  now: Date,
): LessonRecord => ({
  lesson,
  text: textMark(text),
  seed,
  begun: now.toISOString(),
  guess: null,
  answered: null,
  attempts: 0,
  runs: [],
  task: null,
});

/** It was run. What was said first counts, and what came of that. */
export function answered(
  record: LessonRecord,
  said: LessonRecord['guess'],
  lesson: Lesson,
  frames: ReadonlyMap<string, Frame>,
  now: Date,
): LessonRecord {
  const attempts = record.attempts + 1;
  if (record.answered !== null) return { ...record, attempts };
  const runs = lesson.runs.flatMap(({ name, link, iterations }): RunRecord[] => {
    const frame = frames.get(name);
    return frame ? [{ name, link, iterations, ...figuresOf(frame) }] : [];
  });
  const isList = Array.isArray(said);
  const guess = isList ? said.map((value) => (Number.isFinite(value) ? Number(value) : 0)) : said;
  return { ...record, guess, answered: now.toISOString(), attempts, runs };
}

/** The clinic has ended. */
export function treatedIn(
  record: LessonRecord,
  { actions, last }: Pick<ClinicVisit, 'actions' | 'last'>,
  now: Date,
): LessonRecord {
  if (record.clinic) return record;
  const clinic = {
    at: now.toISOString(),
    actions: actions.map(writeAction),
    digest: last?.digest ?? null,
    loss: finite(last?.loss ?? null),
  };
  return { ...record, clinic };
}

/** The task's goal was found reached, where the learner's own run stands now. */
export function reached(
  record: LessonRecord,
  run: Pick<TaskRecord, 'link' | 'table'>,
  frame: Frame,
  now: Date,
): LessonRecord {
  if (record.task) return record;
  const { digest, loss } = figuresOf(frame);
  const { position, iteration } = frame;
  return {
    ...record,
    task: { at: now.toISOString(), ...run, position, iteration, digest, loss },
  };
}
