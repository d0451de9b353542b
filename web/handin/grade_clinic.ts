import { isCure, readAction, spentOn, training, treated } from '../lessons/clinic/rules';
import type { Lesson } from '../lessons/lesson';
import type { Grader } from './grade';
import type { LessonRecord } from './hand_in';
import type { Treatment } from './marking';
import { figuresOf, isSameFigure } from './record';

/** Draws the network of a clinic again, does what the file says was done with it, and trains it where that was
 *  trained last. Null where nothing was done, or nothing that can be. */
export async function replayClinic(
  { clinic: record, seed }: LessonRecord,
  { clinic }: Lesson,
  grader: Grader,
  doubt: (kind: 'clinic_run' | 'clinic_rules' | 'too_long') => void,
): Promise<Treatment | null> {
  if (!record || !clinic) return null;
  const { patient, suspects } = await grader.clinic(seed ?? clinic.seed, clinic.faults);
  const actions = record.actions.flatMap((text) => readAction(text, suspects) ?? []);
  const spent = spentOn(actions);
  const isWithin = spent.looks <= clinic.looks && spent.changes <= clinic.changes;
  if (actions.length < record.actions.length || !isWithin) {
    doubt('clinic_rules');
    return null;
  }
  const last = actions.findLastIndex((one) => one.kind === 'look' && one.at === training);
  if (last < 0) {
    if (record.digest !== null || record.loss !== null) doubt('clinic_run');
    return { actions, isCured: false };
  }
  const settings = { ...treated(patient, actions.slice(0, last)) };
  const { iterations } = patient;
  const measured = await grader.measure({ link: '', settings, iterations });
  if (!measured) {
    doubt('too_long');
    return null;
  }
  const { digest, loss } = figuresOf(measured.frame);
  if (digest !== record.digest || !isSameFigure(loss, record.loss)) {
    doubt('clinic_run');
    return null;
  }
  return { actions, isCured: last === actions.length - 1 && isCure(patient, measured.frame) };
}
