import { figuresIn } from './expression';
import type { Lesson, LessonRun } from './lesson';
import { figuresOf } from './rich_text';

const runsOf = (lesson: Lesson, names: readonly string[]): LessonRun[] =>
  lesson.runs.filter(({ name }) => names.includes(name));

/** The runs whose figures a lesson shows or decides by, the one that is run live among them. Runs for
 *  its claims alone are for the tests. */
export function runsShown(lesson: Lesson): LessonRun[] {
  const { guess, question, outcome, explanation, play, note } = lesson;
  const texts = [question, outcome, explanation, play ?? [], note?.text ?? []];
  const figures = texts.flatMap(figuresOf);
  if (guess?.kind === 'number') figures.push(...figuresIn(guess.of));
  if (guess?.kind === 'choice')
    figures.push(...guess.choices.flatMap((one) => figuresIn(one.holds)));
  const names = figures.map(({ run }) => run);
  if (guess?.kind === 'profile') names.push(guess.of);
  const live = lesson.runs[0];
  return runsOf(lesson, live ? [live.name, ...names] : names);
}

/** Those that have to be known while the question stands: of its own figures; of a line to be drawn
 *  over the layers, how many there are; of a task, which is not run for the reader, all. */
export function runsAsked(lesson: Lesson): LessonRun[] {
  const { guess, question, task } = lesson;
  if (task && !guess) return runsShown(lesson).slice(lesson.start ? 0 : 1);
  const names = figuresOf(question).map(({ run }) => run);
  if (guess?.kind === 'profile') names.push(guess.of);
  return runsOf(lesson, names);
}
