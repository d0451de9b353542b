import { readFileSync, readdirSync } from 'node:fs';
import {
  format,
  sealed,
  type ClinicRecord,
  type HandIn,
  type LessonRecord,
} from '../../../web/handin/hand_in';
import { gradeFiles, type FileResult, type Grader } from '../../../web/handin/grade';
import { seedOf } from '../../../web/handin/learner_seed';
import { answered, begun, reached } from '../../../web/handin/record';
import { readAction, treated } from '../../../web/lessons/clinic/rules';
import { settingsWith } from '../../../web/lessons/run_settings';
import { parseLesson } from '../../../web/lessons/parse';
import type { ClinicCase, Ebb, Frame } from '../../../web/module/ebb';
import { measure } from '../../../web/worker/measure';

/** Few layers of few units: as short a run as a lesson can have, and a guess at what becomes of it. */
export const shortLesson = (title: string): string => `ebb lesson 1
# title
${title}
# question
What becomes of it?
# guess choice
- It gets smaller :: short.ratio < 1
- It does not :: short.ratio >= 1
# run short
link: hidden=4*5
iterations: 3
# outcome
{short.ratio}
# explanation
So it is.
`;

const folder = 'web/lessons/content/';

/** The file of a lesson that comes with Ebb. */
export function lessonFile(id: string): string {
  const file = readdirSync(folder).find((name) => name.endsWith(`_${id}.lesson`));
  return readFileSync(folder + file!, 'utf8');
}

export const at = (minute: number) => new Date(Date.UTC(2026, 10, 25, 9, minute));

/** What an honest learner's lab writes down who says this in a lesson; `task`: the run that reached its goal. */
export async function honest(
  ebb: Ebb,
  id: string,
  text: string,
  said: LessonRecord['guess'],
  { learner = '', task = null as { link: string; iterations: number } | null, minute = 0 } = {},
): Promise<LessonRecord> {
  const lesson = parseLesson(text);
  const seed = seedOf(learner);
  const frames = new Map<string, Frame>();
  for (const run of lesson.runs) {
    const { link, iterations, name } = run;
    const found = await measure(ebb, { link, settings: settingsWith(run, seed), iterations });
    frames.set(name, found!.frame);
  }
  let record = begun(id, text, seed, at(minute));
  record = answered(record, said, lesson, frames, at(minute + 1));
  if (!task) return record;
  const { link, iterations } = task;
  const run = await measure(ebb, { link, settings: {}, iterations });
  return reached(record, { link, table: '' }, run!.frame, at(minute + 2));
}

/** The changes that undo the faults of a clinic's network. */
export const cures = ({ faults }: ClinicCase) =>
  faults.map(({ field, healthy }) => `set ${field}=${healthy}`);

/** What the page writes down of an honest visit to the clinic that ends with a training. */
export async function visited(
  ebb: Ebb,
  patient: ClinicCase,
  actions: readonly string[],
): Promise<ClinicRecord> {
  const suspects = ebb.suspects();
  const settings = {
    ...treated(
      patient,
      actions.map((text) => readAction(text, suspects)!),
    ),
  };
  const found = await measure(ebb, { link: '', settings, iterations: patient.iterations });
  const { digest, loss } = found!.frame;
  return { at: at(3).toISOString(), actions: [...actions, 'look training'], digest, loss };
}

export function handIn(lessons: readonly LessonRecord[], learner = ''): HandIn {
  const made = at(30).toISOString();
  return sealed({ ebb_hand_in: format, ebb: '0.1.0', learner, made, lessons });
}

/** Marks texts of files as the page and the command line do; `isAsked`: by these lessons, all of which a file is to
 *  have. */
export function graded(
  ebb: Ebb,
  files: Record<string, string>,
  lessons: Record<string, string>,
  isAsked = false,
): Promise<FileResult[]> {
  const known = Object.entries(lessons).map(([name, text]) => ({
    name,
    text,
    lesson: parseLesson(text),
  }));
  const grader: Grader = {
    asked: isAsked ? known : null,
    lessonOf: (name) => known.find((one) => one.name === name) ?? null,
    measure: (measurement) => measure(ebb, measurement),
    clinic: async (seed, faults) => ({
      patient: ebb.clinicCase(seed, faults),
      suspects: ebb.suspects(),
    }),
  };
  return gradeFiles(
    Object.entries(files).map(([name, text]) => ({ name, text })),
    grader,
  );
}
