import { beforeEach, expect, test } from 'vitest';
import type { Ebb, Given, Simulation } from '../../web/module/ebb';
import { loadInNode } from './load_node.mjs';

// A core of its own for each: what one leaves behind cannot help another.
let ebb: Ebb;
beforeEach(async () => {
  ebb = await loadInNode();
});

function refusal(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return null;
}

const tooLarge = [
  'hidden=256*124,86&precision=float64&samples=5000&testFraction=0&batchSize=4089',
  'hidden=256*128&samples=5000&batchSize=0&precision=float64',
];

test.each(tooLarge)('a run too large for memory is refused, and the next one runs: %s', (link) => {
  const settings = Object.fromEntries(
    link
      .split('&')
      .map((pair) => pair.split('='))
      .map(([name, value]) => [name, Number.isNaN(Number(value)) ? value : Number(value)]),
  );
  expect(refusal(() => new ebb.Simulation(settings))).toMatchObject({
    field: 'memory',
    message: expect.stringMatching(/^memory: got 4\d\d\d MB, takes up to 768 MB/),
  });
  const run = new ebb.Simulation({});
  run.advance('iteration');
  expect(run.frame().finite).toBe(true);
  run.delete();
});

test('memory that runs out is told in words, and given back', () => {
  const runs: Simulation[] = [];
  const error = refusal(() => {
    for (let i = 0; i < 10; ++i) {
      runs.push(new ebb.Simulation({ hidden: '256*128', samples: 1000, init: 'zeros' } as never));
    }
  });
  expect(error).toMatchObject({
    field: 'memory',
    message: 'memory: got none left, takes a smaller experiment, or fewer of them open at once',
  });
  expect(runs.length).toBeGreaterThan(0);
  for (const run of runs) run.delete();
  const run = new ebb.Simulation({ hidden: '256*128', samples: 1000, init: 'zeros' } as never);
  run.delete();
});

test('a batch of one’s own has bounds, and is never trained on in part', () => {
  const rows = (count: number, width = 1) =>
    Array.from({ length: count }, () => Array<number>(width).fill(0.5));
  const of = (given: unknown) => refusal(() => new ebb.Simulation({ hidden: [2] }, given as Given));
  expect(of({ inputs: rows(100_001), targets: rows(100_001) })).toMatchObject({
    field: 'inputs',
    got: '100001 rows',
    takes: '1 to 100000 rows',
  });
  expect(of({ inputs: rows(100_000), targets: rows(100_000) })).toBeNull();
  expect(of({ inputs: rows(2, 1025), targets: rows(2) })).toMatchObject({ field: 'inputs' });
  expect(of({ inputs: rows(3), targets: rows(2) })).toMatchObject({ field: 'targets' });
  expect(of({ inputs: [], targets: [] })).toMatchObject({ field: 'inputs', got: '0 rows' });
  expect(of({ inputs: [[]], targets: [[]] })).toMatchObject({ field: 'inputs' });
  expect(of({ inputs: [[1], [1, 2]], targets: rows(2) })).toMatchObject({ field: 'inputs' });
  expect(of({ inputs: [[NaN]], targets: [[1]] })).toMatchObject({ field: 'inputs' });
  expect(of({ inputs: [['1']], targets: [[1]] })).toMatchObject({ field: 'inputs' });
  expect(of({ inputs: [[1]], targets: [[1]], parameters: { '7.bias': [1] } })).toMatchObject({
    field: 'parameters',
  });
  expect(of({ inputs: [[1]], targets: [[1]], parameters: [1] })).toMatchObject({
    field: 'parameters',
  });
});

test('of a link that does not go together the fewest settings are dropped, those of the caller never', () => {
  const { experiment, problems } = ebb.readLink('#hidden=4*3&activation=tanh&seed=7&weights=1,2,3');
  expect(ebb.writeLink(experiment)).toBe('hidden=4*3&activation=tanh&seed=7');
  expect(problems).toMatchObject([{ field: 'weights', got: '3 numbers' }]);
  const settings = { table: '1,2\n3,4' };
  expect(ebb.readLink('data=table').problems).toMatchObject([{ field: 'data' }]);
  expect(ebb.readLink('data=table', settings).problems).toEqual([]);
});

test('texts, names and lists without end are refused by name', () => {
  const long = 'ल'.repeat(5_000_000);
  expect(refusal(() => ebb.complete({ table: long }))).toMatchObject({ field: 'table' });
  expect(refusal(() => ebb.complete({ [long]: 1 } as never))).toMatchObject({
    field: `${'ल'.repeat(40)}…`,
  });
  expect(ebb.readLink(long).problems).toMatchObject([{ field: 'link' }]);
  expect(refusal(() => ebb.complete({ hidden: Array<number>(5_000_000).fill(1) }))).toMatchObject({
    field: 'hidden',
  });
  let nested: unknown[] = [];
  for (let i = 0; i < 20_000; ++i) nested = [nested];
  expect(refusal(() => ebb.complete({ hidden: nested } as never))).toMatchObject({
    message:
      'hidden: got a list at place 1 of a list, takes 0 to 128 layers of 1 to 256 units, such as 16*10 or 32,16*3',
  });
  expect(refusal(() => ebb.complete({ activation: 'a\0b' }))).toMatchObject({ got: '"a␀b"' });
  expect(refusal(() => ebb.complete([1] as never))).toMatchObject({ field: 'experiment' });
});

test('a value of another kind is told beside what its field takes', () => {
  const of = (settings: object) => refusal(() => ebb.complete(settings));
  const activations = ebb.schema().find((field) => field.name === 'activation')?.kinds ?? [];
  const takes = `one of ${[...activations].join(', ')}`;
  expect(of({ activation: null })).toMatchObject({ got: 'null', takes });
  expect(of({ activation: true })).toMatchObject({ got: 'true', takes });
  expect(of({ gain: {} })).toMatchObject({ got: 'an object', takes: 'a number from 0 to 1000' });
  expect(of({ depth: null })).toMatchObject({ got: 'null', takes: 'a whole number from 0 to 128' });
  expect(of({ colour: null })).toMatchObject({ field: 'colour', got: 'null' });
  expect(of({ hidden: [16, '8'] })).toMatchObject({ got: '"8" at place 2 of a list' });
  expect(of({ hidden: [0] })).toMatchObject({ got: '0 at place 1 of a list' });
  expect(of({ biases: [NaN] })).toMatchObject({ got: 'nan at place 1 of a list' });
});

test('a table tells which of its columns are one number', () => {
  const run = new ebb.Simulation({ data: 'table', table: '0.1,1,a\n0.1,2,b\n0.1,3,a\n' });
  const { constantColumns, x } = run.dataset();
  expect([...constantColumns]).toEqual([0]);
  expect([...x].filter((_, index) => index % 2 === 0)).toEqual([0, 0, 0]);
  run.delete();
});
