import { describe, expect, test } from 'vitest';
import { findingOf, isLostAgain, numberOf, type Cell } from '../../../web/lab/map_cell';
import { disagree } from '../../../web/lab/map_cells_to_run';
import type { Settings } from '../../../web/module/ebb';
import { runCells, type CellOutcome } from '../../../web/worker/map_cells';
import { loadInNode } from '../../module/load_node.mjs';

describe('a cell', () => {
  const run = (part: Partial<CellOutcome>): CellOutcome => ({
    ratio: 1,
    loss: 0.5,
    iterationsNeeded: 10,
    isLostAgain: false,
    finding: 'learning',
    signals: [],
    losses: [0.5],
    ...part,
  });

  test('has the median of its seeds, and what most of them found', () => {
    const cell: Cell = [
      run({ loss: 1, finding: 'vanishing' }),
      run({ loss: Infinity }),
      run({ loss: 3 }),
    ];
    expect(numberOf(cell, 'loss')).toBe(3);
    expect(findingOf(cell)).toBe('learning');
    expect(numberOf([null, null], 'loss')).toBeNull();
  });

  test('that never got there needs more iterations than any', () => {
    expect(numberOf([run({ iterationsNeeded: null })], 'iterationsNeeded')).toBe(Infinity);
    const untrained = run({ iterationsNeeded: null, losses: [] });
    expect(numberOf([untrained], 'iterationsNeeded')).toBeNull();
  });

  test('disagrees with another by a factor of three, another finding or a breakdown', () => {
    const one = [run({})];
    expect(disagree(one, [run({ ratio: 2 })])).toBe(false);
    expect(disagree(one, [run({ ratio: 4 })])).toBe(true);
    expect(disagree(one, [run({ loss: Infinity })])).toBe(true);
    expect(disagree(one, [run({ finding: null })])).toBe(true);
  });

  test('has lost it again where most of the seeds that came there have', () => {
    const lost = run({ isLostAgain: true });
    expect(isLostAgain([lost, run({}), lost])).toBe(true);
    expect(isLostAgain([lost, run({}), run({ iterationsNeeded: null })])).toBe(false);
    expect(isLostAgain([null, run({ iterationsNeeded: null })])).toBe(false);
  });
});

test('a run that learns at first and breaks up then has lost it again, one that keeps it has not', async () => {
  const ebb = await loadInNode();
  const base: Settings = { hidden: [6, 6], activation: 'tanh', samples: 40 };
  const cells = [
    { ...base, learningRate: 0.5 },
    { ...base, learningRate: 60, init: 'xavier_normal', gain: 2 },
  ];
  const { outcomes, milliseconds } = (await runCells(ebb, { cells, iterations: 300 }))!;
  expect(milliseconds).toHaveLength(2);
  const [kept, lost] = outcomes;
  expect(kept!.iterationsNeeded).not.toBeNull();
  expect(kept!.isLostAgain).toBe(false);
  expect(lost!.iterationsNeeded).not.toBeNull();
  expect(lost!.isLostAgain).toBe(true);
});
