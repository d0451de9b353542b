import { figuresIn, type Figure } from './expression';
import type { Lesson, LessonRun } from './lesson';
import { figuresOf } from './rich_text';
import type { Moment } from './scene';
import { ghostRun, sceneAt } from './show_scene';

/** The start is a run like the others where its profile is to stay. */
const runsOf = (lesson: Lesson, names: readonly string[]): LessonRun[] => {
  const { runs, start } = lesson;
  const isStart = start && !runs.some(({ name }) => name === start.name);
  return [...runs, ...(isStart ? [start] : [])].filter(({ name }) => names.includes(name));
};

/** Names of the runs that stay as ghosts at some moments. */
const ghostsAt = (lesson: Lesson, moments: readonly Moment[]): string[] =>
  moments.flatMap((moment) => {
    const scene = sceneAt(lesson, moment);
    return (scene && ghostRun(lesson, scene)?.name) ?? [];
  });

/** The figures that a lesson shows or decides by. */
function figuresShown({ guess, question, outcome, explanation, play, note }: Lesson): Figure[] {
  const texts = [question, outcome, explanation, play ?? [], note?.text ?? []];
  const figures = texts.flatMap(figuresOf);
  if (guess?.kind === 'number') figures.push(...figuresIn(guess.of));
  if (guess?.kind === 'choice')
    figures.push(...guess.choices.flatMap((one) => figuresIn(one.holds)));
  return figures;
}

/** Those of its task and its claims too. */
const figuresThroughout = (lesson: Lesson): Figure[] => [
  ...figuresShown(lesson),
  ...(lesson.task ? figuresIn(lesson.task.goal) : []),
  ...lesson.claims.flatMap(figuresIn),
];

/** Whether a lesson speaks of what theory expects of a run. */
export const asksTheoryOf = (lesson: Lesson, name: string): boolean =>
  figuresThroughout(lesson).some(({ run, isTheory }) => isTheory && run === name);

/** The runs whose figures a lesson shows or decides by, the one that is run live among them. Runs for
 *  its claims alone are for the tests. */
export function runsShown(lesson: Lesson): LessonRun[] {
  const { guess } = lesson;
  const names = figuresShown(lesson).map(({ run }) => run);
  if (guess?.kind === 'profile') names.push(guess.of);
  names.push(...ghostsAt(lesson, ['question', 'run', 'outcome']));
  const live = lesson.runs[0];
  return runsOf(lesson, live ? [live.name, ...names] : names);
}

/** Those that have to be known while the question stands: of its own figures; of a line to be drawn
 *  over the layers, how many there are; of a task or in the
 *  clinic, where nothing is run for the reader, all. */
export function runsAsked(lesson: Lesson): LessonRun[] {
  const { guess, question, task, clinic } = lesson;
  if (clinic) return runsShown(lesson);
  if (task && !guess) return runsShown(lesson).slice(lesson.start ? 0 : 1);
  const names = figuresOf(question).map(({ run }) => run);
  if (guess?.kind === 'profile') names.push(guess.of);
  names.push(...ghostsAt(lesson, ['question']));
  return runsOf(lesson, names);
}

/** Whether two texts of a lesson have the lab run the same. */
export function isSameRun(before: Lesson | null, now: Lesson): boolean {
  const runs = ({ start, runs: all, guess, scenes }: Lesson) =>
    JSON.stringify([start?.link, start?.table, all.map(bare), guess, scenes.map(bare)]);
  return before !== null && runs(before) === runs(now);
}

/** Without the line that it stands on, which moves with every one above it. */
const bare = <Part extends { line: number }>({ line: _, ...rest }: Part) => rest;
