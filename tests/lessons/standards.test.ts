import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { lessonFiles, textsOf } from '../../tools/check_lessons';
import { textMark } from '../../web/handin/hand_in';
import { evaluate, figuresIn, holds, parseExpression } from '../../web/lessons/expression';
import { lookupIn } from '../../web/lessons/figures';
import { asksTheoryOf } from '../../web/lessons/runs_shown';
import type { Lesson, LessonRun } from '../../web/lessons/lesson';
import { parseLesson } from '../../web/lessons/parse';
import type { LessonStandards, Standard } from '../../web/teacher/standards';
import type { Ebb, Frame, Theory } from '../../web/module/ebb';
import { measure } from '../../web/worker/measure';
import { loadInNode } from '../module/load_node.mjs';

/** The standards that a teacher reads stand in a file. EBB_WRITE_STANDARDS=1 writes it anew, which takes some
 *  minutes; else what takes no training is computed again, and held against it. */
const file = 'web/teacher/standards.json';
const isWritten = Boolean(process.env['EBB_WRITE_STANDARDS']);
const seeds = 20;

let ebb: Ebb;
beforeAll(async () => {
  ebb = await loadInNode();
});

/** Figures of the answer and of what the lesson says happened, each once, but those of the reader's own run. */
function figuresOf(text: string, lesson: Lesson): string[] {
  const [, of] = /^# guess number\nof: (.*)$/m.exec(text) ?? [];
  const said = [...(textsOf(text).get('outcome') ?? '').matchAll(/\{([^{}]+)\}/g)];
  const all = [of, ...said.map(([, figure = '']) => figure.replace(/%$/, ''))];
  const profile = lesson.guess?.kind === 'profile' ? [`${lesson.guess.of}.signal.1`] : [];
  const names = [...all.flatMap((one) => (one ? [one.trim()] : [])), ...profile];
  return [...new Set(names)].filter((one) =>
    figuresIn(parseExpression(one, 1)).every(
      ({ run, name }) => run !== 'live' && name !== 'iteration',
    ),
  );
}

const runs = new Map<string, Promise<{ frame: Frame; theory?: Theory }>>();
function runOf({ link, table, iterations }: LessonRun, seed: number, hasTheory: boolean) {
  const key = JSON.stringify([link, table, iterations, seed, hasTheory]);
  const settings = { seed, ...(table && { table }) };
  const begun =
    runs.get(key) ??
    measure(ebb, { link, settings, iterations, ...(hasTheory && { hasTheory }) }).then(
      (found) => found!,
    );
  runs.set(key, begun);
  return begun;
}

/** Three digits are all that a teacher reads, and more than the last digits of another machine. */
const rounded = (value: number) => Number(value.toPrecision(3));
function quantile(sorted: readonly number[], share: number): number | null {
  const value = sorted[Math.round(share * (sorted.length - 1))];
  return value === undefined || !Number.isFinite(value) ? null : rounded(value);
}
function standardOf(of: string, values: readonly number[]): Standard {
  const sorted = values.filter((one) => !Number.isNaN(one)).sort((a, b) => a - b);
  if (sorted.length <= seeds / 2) return { of, median: null, low: null, high: null };
  const [low, median, high] = [0.1, 0.5, 0.9].map((share) => quantile(sorted, share));
  return { of, median: median!, low: low!, high: high! };
}

/** `mayTrain`: all figures, else those that take no training. */
async function standardsOf(text: string, mayTrain: boolean): Promise<LessonStandards> {
  const lesson = parseLesson(text);
  const isCheap = (name: string) =>
    mayTrain || (lesson.runs.find((run) => run.name === name)?.iterations ?? 0) <= 1;
  const names = figuresOf(text, lesson).filter((one) =>
    figuresIn(parseExpression(one, 1)).every(({ run }) => isCheap(run)),
  );
  const choices = lesson.guess?.kind === 'choice' ? lesson.guess.choices : [];
  const asked = choices.flatMap((one) => figuresIn(one.holds));
  const hasChoices = choices.length > 0 && asked.every(({ run }) => isCheap(run));
  const figures = names.flatMap((one) => figuresIn(parseExpression(one, 1)));
  const needed = new Set([...figures, ...(hasChoices ? asked : [])].map(({ run }) => run));
  const values = names.map((): number[] => []);
  const right = choices.map(() => 0);
  for (let seed = 1; seed <= seeds; ++seed) {
    const frames = new Map<string, Frame>();
    const theories = new Map<string, Theory>();
    for (const run of lesson.runs.filter(({ name }) => needed.has(name))) {
      const { frame, theory } = await runOf(run, seed, asksTheoryOf(lesson, run.name));
      frames.set(run.name, frame);
      if (theory) theories.set(run.name, theory);
    }
    const lookup = lookupIn(frames, theories);
    names.forEach((one, index) => values[index]!.push(evaluate(parseExpression(one, 1), lookup)));
    if (hasChoices) {
      choices.forEach((one, index) => {
        if (holds(one.holds, lookup)) right[index]! += 1;
      });
    }
  }
  return {
    text: textMark(text),
    seeds,
    figures: names.map((one, index) => standardOf(one, values[index]!)),
    choices: hasChoices ? right : null,
  };
}

it('standards are of the lessons as they are, and what the core computes', async () => {
  const found: Record<string, LessonStandards> = {};
  for (const [id, text] of lessonFiles()) found[id] = await standardsOf(text, isWritten);
  if (isWritten) writeFileSync(file, `${JSON.stringify(found, null, 2)}\n`);
  expect(existsSync(file)).toBe(true);
  const written = JSON.parse(readFileSync(file, 'utf8')) as Record<string, LessonStandards>;
  expect(Object.keys(written)).toEqual(Object.keys(found));
  let count = 0;
  for (const [id, { text, figures, choices }] of Object.entries(found)) {
    expect(written[id]!.text, `${id} has changed since: write the standards anew`).toBe(text);
    if (choices) expect(written[id]!.choices, id).toEqual(choices);
    for (const one of figures) {
      expect(written[id]!.figures, id).toContainEqual(one);
      count += 1;
    }
  }
  expect(count).toBeGreaterThan(25);
}, 1_200_000);
