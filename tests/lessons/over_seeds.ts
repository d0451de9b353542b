import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Ebb, Frame, Theory } from '../../web/module/ebb';
import { evaluate, figuresIn, holds, type Lookup } from '../../web/lessons/expression';
import { lookupIn } from '../../web/lessons/figures';
import type { Lesson, LessonRun } from '../../web/lessons/lesson';
import { parseLesson } from '../../web/lessons/parse';
import { figuresOf } from '../../web/lessons/rich_text';
import { asksTheoryOf, runsShown } from '../../web/lessons/runs_shown';
import { measure, type Measured } from '../../web/worker/measure';
import { loadInNode } from '../module/load_node.mjs';

const folder = 'web/lessons/content/';
const seeds = 20;
const needed = 18;

/** Lessons by their number, those in a range: several files share the work, and run side by side. */
export function lessonsIn(from: number, to: number): [string, Lesson][] {
  return readdirSync(folder)
    .filter((file) => Number.parseInt(file) >= from && Number.parseInt(file) <= to)
    .sort()
    .map((file) => [file, parseLesson(readFileSync(folder + file, 'utf8'))]);
}

/** Holds what lessons say to what the core computes, for 18 of 20 seeds. */
export function claimsHold(lessons: [string, Lesson][]): void {
  let ebb: Ebb;
  beforeAll(async () => {
    ebb = await loadInNode();
  });

  /** Lessons share runs, and a seed's run is the same whoever asks. */
  const measured = new Map<string, Promise<Measured>>();
  function measuredOf(lesson: Lesson, run: LessonRun, seed: number): Promise<Measured> {
    const { name, link, table, iterations } = run;
    const hasTheory = asksTheoryOf(lesson, name) || asksTheoryOf(lesson, 'live');
    const key = JSON.stringify([link, table, iterations, seed, hasTheory]);
    const found = async () => {
      const settings = { seed, ...(table && { table }) };
      const one = await measure(ebb, { link, settings, iterations, hasTheory });
      expect(one!.problems, name).toEqual([]);
      return one!;
    };
    if (!measured.has(key)) measured.set(key, found());
    return measured.get(key)!;
  }
  async function lookupOf(lesson: Lesson, runs: LessonRun[], seed: number): Promise<Lookup> {
    const frames = new Map<string, Frame>();
    const theories = new Map<string, Theory>();
    const take = async (name: string, run: LessonRun) => {
      const { frame, theory } = await measuredOf(lesson, run, seed);
      frames.set(name, frame);
      if (theory) theories.set(name, theory);
    };
    for (const run of runs) await take(run.name, run);
    const [live] = lesson.runs;
    if (live) await take('live', live);
    return lookupIn(frames, theories, 1);
  }

  describe.each(lessons)('%s', (_, lesson) => {
    it(`claims what holds for at least ${needed} of ${seeds} seeds`, async () => {
      expect(lesson.claims.length).toBeGreaterThan(0);
      const held = lesson.claims.map(() => 0);
      const right: number[] =
        lesson.guess?.kind === 'choice' ? lesson.guess.choices.map(() => 0) : [];
      // Once each claim has held often enough, no further seed can take that back.
      const isDecided = () =>
        Math.min(...held) >= needed && (right.length === 0 || Math.max(...right) >= needed);
      for (let seed = 1; seed <= seeds && !isDecided(); seed += 1) {
        const lookup = await lookupOf(lesson, lesson.runs, seed);
        lesson.claims.forEach((claim, index) => {
          if (holds(claim, lookup)) held[index]! += 1;
        });
        if (lesson.guess?.kind !== 'choice') continue;
        const so = lesson.guess.choices.map((one) => holds(one.holds, lookup));
        expect(so.filter(Boolean), 'exactly one of the choices is so').toHaveLength(1);
        right[so.indexOf(true)]! += 1;
      }
      const failed = lesson.claims.flatMap(({ text }, index) =>
        held[index]! >= needed ? [] : [`${text}: ${held[index]} of ${seeds}`],
      );
      expect(failed).toEqual([]);
      // The same answer is right whatever the seed.
      if (right.length > 0) expect(Math.max(...right)).toBeGreaterThanOrEqual(needed);
    }, 600_000);

    it('shows figures that the core computed', async () => {
      // Those of seed 1 are there already, and what is shown needs no more than what is shown for.
      const lookup = await lookupOf(lesson, runsShown(lesson), 1);
      const { outcome, explanation, play, note } = lesson;
      const texts = [outcome, explanation, play ?? [], note?.text ?? []];
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
    }, 60_000);
  });
}
