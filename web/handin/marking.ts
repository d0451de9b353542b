import { clinicScore, type Action } from '../lessons/clinic/rules';
import { evaluate, holds, type Lookup } from '../lessons/expression';
import { isInHistory, lookupInHistory } from '../lessons/figures';
import type { Guess, Lesson, Task } from '../lessons/lesson';
import type { Frame, History } from '../module/ebb';
import type { LessonRecord } from './hand_in';

/** The rules by which what a learner did is marked; the page, the command line and the tests have them from
 *  here. docs/hand_in.md says them in words. */

/** A guess of a magnitude is right within this factor. */
const rightFactor = 2;
/** A guess on a linear scale is right within this share of the scale. */
const rightShare = 0.1;
/** A drawn profile is right where half of its layers are within so many powers of ten. */
const rightDecades = 1;

export interface Marks {
  /** 1: right; 0: wrong, or nothing was said; null: nothing is asked. */
  guess: 0 | 1 | null;
  /** 1: the goal was reached; 0: not; null: there is no task. */
  task: 0 | 1 | null;
  /** From 0 to 1, by what was spent; null: there is no clinic. */
  clinic: number | null;
}

/** What was done in a clinic, and whether that was a cure. */
export interface Treatment {
  actions: readonly Action[];
  isCured: boolean;
}

/** Whether a guess is right. `lookup` knows the lesson's runs; `profile` is the signal of the run that a
 *  profile is drawn of, layer by layer. */
export function isRight(
  guess: Guess,
  said: LessonRecord['guess'],
  lookup: Lookup,
  profile: readonly (number | null)[],
): boolean {
  switch (guess.kind) {
    case 'choice': {
      const choice = typeof said === 'number' ? guess.choices[said] : undefined;
      return choice !== undefined && holds(choice.holds, lookup);
    }
    case 'number': {
      if (typeof said !== 'number') return false;
      const found = evaluate(guess.of, lookup);
      if (guess.scale === 'linear') {
        return Math.abs(said - found) <= rightShare * (guess.to - guess.from);
      }
      return said > 0 && found > 0 && Math.max(said / found, found / said) <= rightFactor;
    }
    case 'profile': {
      if (typeof said === 'number' || said === null || said.length === 0) return false;
      const apart = said.map((value, layer) =>
        Math.abs(Math.log10(value / (profile[layer] ?? NaN))),
      );
      const near = apart.filter((decades) => decades <= rightDecades).length;
      return said.length === profile.length && near >= said.length / 2;
    }
  }
}

/** Whether a task's goal is reached where a run stands, or was at an iteration that it has passed. */
export function isReached(
  { goal }: Task,
  lookup: Lookup,
  history: History | null,
  iteration: number,
): boolean {
  if (holds(goal, lookup)) return true;
  if (!history || !isInHistory(goal)) return false;
  return history.iterations.some(
    (at, row) => at <= iteration && holds(goal, lookupInHistory(history, row)),
  );
}

/** The run whose end a task begins at; null: whatever stood on the lab. */
export const beginningOf = ({ guess, start, runs }: Lesson) => (guess ? (runs[0] ?? start) : start);

/** Whether there is anything in a lesson that is marked. */
export const asksFor = ({ guess, task, clinic }: Lesson): boolean =>
  guess !== null || task !== null || clinic !== null;

/** What a lesson is worth with these marks: the mean of what it asks for, from 0 to 1; null where it asks
 *  for nothing. */
export function scoreOf({ guess, task, clinic }: Marks): number | null {
  return meanOf([guess, task, clinic].filter((mark) => mark !== null));
}

/** The mean of scores, `of` how many: what is not there counts as 0. Null where there is nothing to score. */
export function meanOf(scores: readonly number[], of = scores.length): number | null {
  return of === 0 ? null : scores.reduce((sum, one) => sum + one, 0) / of;
}

/** The marks of a record, with the frames of the lesson's runs. `isTaskReached` and `treatment` say what became
 *  of the task and in the clinic. */
export function marksOf(
  lesson: Lesson,
  record: Pick<LessonRecord, 'guess' | 'answered'>,
  lookup: Lookup,
  frames: ReadonlyMap<string, Frame>,
  isTaskReached: boolean,
  treatment: Treatment | null,
): Marks {
  const { guess, task, clinic } = lesson;
  const of = guess?.kind === 'profile' ? frames.get(guess.of) : undefined;
  const profile = of ? of.layers.map(({ signal }) => signal) : [];
  const isSaid = record.answered !== null && record.guess !== null;
  return {
    guess: guess && (isSaid && isRight(guess, record.guess, lookup, profile) ? 1 : 0),
    task: task && (isTaskReached ? 1 : 0),
    clinic: clinic && (treatment ? clinicScore(clinic, treatment.actions, treatment.isCured) : 0),
  };
}
