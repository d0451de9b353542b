import { beforeAll, expect, test, vi } from 'vitest';
import type { Ebb, FindingKind, Severity } from '../../web/module/ebb';
import { measure } from '../../web/worker/measure';
import { loadInNode } from '../module/load_node.mjs';
import { lessonsIn } from './over_seeds';

vi.setConfig({ testTimeout: 60_000 });

let ebb: Ebb;
beforeAll(async () => {
  ebb = await loadInNode();
});

/** What a lesson says of its run after so many iterations (0: the first walk back), as the card beside it puts
 *  it; null: what the card must not say. */
const said: [number, string, number, FindingKind, Severity | null][] = [
  // A loss that is a line has nothing to overshoot.
  [1, 'large', 1, 'step_too_long', null],
  [2, 'half', 1, 'step_too_long', null],
  [3, 'sigmoid', 300, 'not_learning', 'failure'],
  [3, 'tanh', 300, 'not_learning', null],
  [4, 'shallow', 500, 'learning', 'good'],
  [4, 'deep', 500, 'not_learning', 'failure'],
  [6, 'zero', 0, 'symmetric', 'failure'],
  [8, 'without', 0, 'vanishing', 'failure'],
  [8, 'batch', 0, 'vanishing', null],
  [8, 'trained', 300, 'learning', 'good'],
  [10, 'wild', 20, 'not_finite', 'failure'],
  [10, 'tame', 1000, 'fitted', 'good'],
  [10, 'sigmoid', 300, 'not_learning', 'failure'],
  [11, 'trained', 500, 'learning', 'good'],
  [11, 'stuck', 500, 'not_learning', 'failure'],
  // Before it has learnt it is not said to have failed.
  [12, 'shallow', 300, 'not_learning', 'warning'],
  [12, 'shallow', 1500, 'learning', 'good'],
  [12, 'deep', 1500, 'not_learning', 'failure'],
  [13, 'eighty', 0, 'underflow', 'warning'],
  [13, 'double', 0, 'underflow', null],
  [14, 'given', 300, 'not_learning', 'failure'],
  [14, 'tanh', 500, 'not_learning', null],
];

test.each(said)(
  'of lesson %i, run %s, after %i: %s %s',
  async (number, name, iterations, kind, severity) => {
    const [[, lesson]] = lessonsIn(number, number) as [
      [string, ReturnType<typeof lessonsIn>[0][1]],
    ];
    const run = lesson.runs.find((one) => one.name === name)!;
    const settings = run.table ? { table: run.table } : {};
    const { frame } = (await measure(ebb, { link: run.link, settings, iterations }))!;
    const found = frame.diagnosis.findings.find((one) => one.kind === kind);
    expect(found?.severity ?? null).toBe(severity);
  },
);
