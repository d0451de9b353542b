import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Ebb, Frame } from '../../web/module/ebb';
import { evaluate, figuresIn, holds } from '../../web/lessons/expression';
import { lookupIn } from '../../web/lessons/figures';
import type { Lesson } from '../../web/lessons/lesson';
import { parseLesson } from '../../web/lessons/parse';
import { figuresOf } from '../../web/lessons/rich_text';
import { measure } from '../../web/worker/measure';
import { loadInNode } from '../module/load_node.mjs';

const folder = 'web/lessons/content/';
const seeds = 20;
const needed = 18;

let ebb: Ebb;
beforeAll(async () => {
  ebb = await loadInNode();
});

const lessons = readdirSync(folder)
  .sort()
  .map((file): [string, Lesson] => [file, parseLesson(readFileSync(folder + file, 'utf8'))]);

/** The runs that some texts or claims ask for, with a seed of its own. */
async function framesOf(lesson: Lesson, seed: number): Promise<Map<string, Frame>> {
  const frames = new Map<string, Frame>();
  for (const run of lesson.runs) {
    const settings = { seed, ...(run.table && { table: run.table }) };
    const measured = await measure(ebb, { link: run.link, settings, iterations: run.iterations });
    expect(measured!.problems, run.name).toEqual([]);
    frames.set(run.name, measured!.frame);
  }
  return frames;
}

describe.each(lessons)('%s', (_, lesson) => {
  it(`claims what holds for at least ${needed} of ${seeds} seeds`, async () => {
    expect(lesson.claims.length).toBeGreaterThan(0);
    const held = lesson.claims.map(() => 0);
    const choices = new Map<number, number>();
    for (let seed = 1; seed <= seeds; seed += 1) {
      const lookup = lookupIn(await framesOf(lesson, seed));
      lesson.claims.forEach((claim, index) => {
        if (holds(claim, lookup)) held[index]! += 1;
      });
      if (lesson.guess?.kind === 'choice') {
        const right = lesson.guess.choices.filter((one) => holds(one.holds, lookup));
        expect(right, 'exactly one of the choices is so').toHaveLength(1);
        const index = lesson.guess.choices.indexOf(right[0]!);
        choices.set(index, (choices.get(index) ?? 0) + 1);
      }
    }
    const failed = lesson.claims.flatMap(({ text }, index) =>
      held[index]! >= needed ? [] : [`${text}: ${held[index]} of ${seeds}`],
    );
    expect(failed).toEqual([]);
    // The same answer is right whatever the seed.
    if (choices.size > 0) expect(Math.max(...choices.values())).toBeGreaterThanOrEqual(needed);
  }, 120_000);

  it('shows figures that the core computed', async () => {
    const frames = await framesOf(lesson, 1);
    frames.set('live', [...frames.values()][0]!);
    const lookup = lookupIn(frames, 1);
    const texts = [lesson.outcome, lesson.explanation, lesson.play ?? [], lesson.note?.text ?? []];
    for (const figure of texts.flatMap(figuresOf)) {
      const value = lookup(figure);
      const broken = figure.name === 'loss' && figure.run === 'wild';
      expect(Number.isNaN(value), `${figure.run}.${figure.name}`).toBe(broken);
    }
    if (lesson.guess?.kind === 'number') {
      const value = evaluate(lesson.guess.of, lookup);
      expect(figuresIn(lesson.guess.of).length).toBeGreaterThan(0);
      expect(value).toBeGreaterThan(lesson.guess.from);
      expect(value).toBeLessThan(lesson.guess.to);
    }
  });
});
