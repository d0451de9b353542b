import { beforeAll, describe, expect, test } from 'vitest';
import type { Ebb, Settings } from '../../../web/module/ebb';
import type { Lab } from '../../../web/lab/lab.svelte';
import { Inspected } from '../../../web/views/inspector/inspected.svelte';
import type { Watched } from '../../../web/views/shared/watched.svelte';
import { loadInNode } from '../../module/load_node.mjs';

let ebb: Ebb;
beforeAll(async () => {
  ebb = await loadInNode();
});

const rows = [
  [1, 0.5, 0],
  [2, -1, 1],
  [3, 0, 1],
  [4, 2, 0],
];
/** Two inputs, and as the target only 0 and 1: as numbers, and as names of classes. */
const numbers = rows.map((row) => row.join(',')).join('\n');
const classes = rows.map(([x, y, target]) => `${x},${y},${target ? 'yes' : 'no'}`).join('\n');

/** The inspector, the loss being chosen, where the first walk back has passed the loss. */
function inspectorOf(settings: Settings) {
  const run = new ebb.Simulation({ ...settings, hidden: [3], testFraction: 0, standardise: 'no' });
  const dataset = run.dataset();
  const operation = run.frame().operations.findIndex(({ kind }) => kind === 'loss');
  while (run.frame().phase !== 'backward') run.advance('operation', 1);
  const frame = run.frame({ detail: operation });
  const lab = {
    experiment: run.experiment,
    dataset,
    selection: { operation, layer: null, sample: 1, unit: 0 },
  } as unknown as Lab;
  const watched = { throttled: { frame }, outlook: null } as unknown as Watched;
  run.delete();
  return { inspected: new Inspected(lab, watched), frame, detail: frame.detail!, dataset };
}

const sigmoid = (y: number) => 1 / (1 + Math.exp(-y));
const cases = [
  {
    loss: 'mse',
    value: '(y - t)^2',
    slope: '{2\\,(y - t)}',
    of: (y: number, t: number) => (y - t) ** 2,
    slopeOf: (y: number, t: number) => 2 * (y - t),
  },
  {
    loss: 'bce',
    value: '-t \\ln\\sigma(y)',
    slope: '{\\sigma(y) - t}',
    of: (y: number, t: number) => -t * Math.log(sigmoid(y)) - (1 - t) * Math.log(1 - sigmoid(y)),
    slopeOf: (y: number, t: number) => sigmoid(y) - t,
  },
];
type Case = (typeof cases)[number];

/** That the formula shown is this one, and that it, worked out here, is what the core came to. */
function expectFormula({ loss, value, slope, of, slopeOf }: Case, settings: Settings) {
  const { inspected, frame, detail, dataset } = inspectorOf(settings);
  expect(dataset.loss).toBe(loss);
  inspected.asked = 'forward';
  expect(inspected.lines[0]!.rule).toContain(value);
  inspected.asked = 'backward';
  expect(inspected.lines[0]!.rule).toContain(slope);
  const targets = [...detail.local!.values];
  expect(new Set(targets)).toEqual(new Set([0, 1]));
  const outputs = [...detail.input.values];
  const sum = outputs.reduce((all, y, sample) => all + of(y, targets[sample]!), 0);
  expect(frame.loss).toBeCloseTo(sum / outputs.length, 6);
  outputs.forEach((y, sample) => {
    const expected = slopeOf(y, targets[sample]!) / outputs.length;
    expect(detail.gradientInput!.values[sample]).toBeCloseTo(expected, 6);
  });
}

describe('of a table whose targets are 0 and 1 the inspector writes', () => {
  const [squared, entropy] = cases as [Case, Case];

  test('the squared error where they are numbers', () => {
    expectFormula(squared, { data: 'table', table: numbers });
    expectFormula(squared, { data: 'table', table: numbers, targets: 'numbers' });
  });

  test('the cross-entropy where they are classes', () => {
    expectFormula(entropy, { data: 'table', table: classes });
    expectFormula(entropy, { data: 'table', table: numbers, targets: 'classes' });
  });

  test.each(cases)('what was asked for: $loss', (one) => {
    expectFormula(one, { data: 'table', table: numbers, loss: one.loss as Settings['loss'] });
    expectFormula(one, { data: 'table', table: classes, loss: one.loss as Settings['loss'] });
  });
});
