import { beforeAll, describe, expect, test } from 'vitest';
import { numbersMark, pytorchScript } from '../../web/pytorch/script';
import type { Settings, Simulation } from '../../web/module/ebb';
import { loadInNode } from '../module/load_node.mjs';
import { experimentsOf } from './experiments';
import { pythonWithTorch } from './python_with_torch.mjs';
import { readNumber, readPrinted, runScripts, type Printed, type Ran } from './torch';

const iterations = 20;
const bounds: Record<string, number> = { float64: 1e-9, float32: 1e-4 };

const python = pythonWithTorch();
if (!python) {
  // Where it was installed for this test, to pass over it silently would be a lie.
  if (process.env.EBB_NEEDS_TORCH) throw new Error('no Python here can import torch');
  console.warn('no Python here can import torch (Debian: python3-torch): scripts are not run');
}

const ebb = await loadInNode();
const experiments = experimentsOf(ebb.schema());
let ran: Record<string, Ran> = {};

beforeAll(() => {
  if (!python) return;
  const scripts = Object.entries(experiments).map(([name, settings]) => [name, scriptOf(settings)]);
  ran = runScripts(python, Object.fromEntries(scripts));
}, 240_000);

function scriptOf(settings: Settings): string {
  const run = new ebb.Simulation(settings);
  const { experiment } = run;
  const script = pytorchScript({
    experiment,
    link: ebb.writeLink(experiment),
    dataset: run.dataset(),
    parameters: run.parameters(),
  });
  run.delete();
  return script;
}

interface Parameter {
  name: string;
  values: number[];
  /** What its error is measured against, where its own numbers are nothing but rounding. */
  scale: number;
}

const largestOf = (values: readonly number[]) =>
  Math.max(1e-300, ...values.filter(Number.isFinite).map(Math.abs));

/** In the order in which the network lists them. A bias before batch normalization has the gradient
 *  0: where it moves, that is rounding, measured against the weights beside it. */
function listed(run: Simulation): Parameter[] {
  const parameters = run.parameters();
  const isRounding = run.experiment.normalization === 'batch';
  const list: Parameter[] = [];
  for (let layer = 1; parameters[`${layer}.weight`]; ++layer) {
    for (const role of ['weight', 'bias', 'gamma', 'beta']) {
      const values = parameters[`${layer}.${role}`]?.flat();
      const scale = isRounding && role === 'bias' ? largestOf(list.at(-1)!.values) : 0;
      if (values) list.push({ name: `${layer}.${role}`, values, scale });
    }
  }
  return list;
}

/** The same run by the module: what it holds of every iteration, and the parameters after. */
function computed(settings: Settings): { iterations: Printed[]; after: Parameter[] } {
  const run = new ebb.Simulation(settings);
  const isClipped = run.experiment.clip !== 'none';
  const rows = Array.from({ length: iterations }, () => {
    run.advance('iteration');
    const { loss, layers } = run.frame();
    return {
      loss: loss!,
      layers: layers.map(({ signal, weightGradient, clippedWeightGradient }) =>
        [signal, weightGradient, ...(isClipped ? [clippedWeightGradient] : [])].map(Number),
      ),
    };
  });
  const after = listed(run);
  run.delete();
  return { iterations: rows, after };
}

/** Against the array's largest; what is not finite has to be equal. */
function relativeError(got: readonly number[], expected: readonly number[], scale = 0): number {
  if (got.length !== expected.length) return Infinity;
  const largest = Math.max(scale, largestOf(expected));
  const errors = got.map((number, i) => {
    if (Object.is(number, expected[i])) return 0;
    const error = Math.abs(number - expected[i]!) / largest;
    return Number.isNaN(error) ? Infinity : error;
  });
  return Math.max(...errors);
}

describe.skipIf(!python)('PyTorch prints the gradients that the module computes', () => {
  test.each(Object.keys(experiments))('%s', (name) => {
    const own = computed(experiments[name]!);
    const bound = bounds[experiments[name]!.precision ?? 'float32']!;
    const { printed, after, failure } = ran[name]!;
    expect(failure).toBe('');
    const others = readPrinted(printed);
    expect(others).toHaveLength(iterations);
    own.iterations.forEach((expected, i) => {
      const got = others[i]!;
      const place = `iteration ${i + 1}`;
      expect(relativeError([got.loss], [expected.loss]), `${place}, loss`).toBeLessThan(bound);
      expect(got.layers).toHaveLength(expected.layers.length);
      expected.layers.forEach((numbers, l) =>
        numbers.forEach((number, n) => {
          const what = `${place}, layer ${l + 1}, ${['signal', 'gradient', 'clipped'][n]}`;
          expect(relativeError([got.layers[l]![n]!], [number]), what).toBeLessThan(bound);
        }),
      );
    });
    own.after.forEach(({ name: parameter, values, scale }, p) => {
      const got = after[p]!.map(readNumber);
      const what = `${parameter} after the last iteration`;
      // Once there is a NaN, which entries it reaches is chance: PyTorch's relu stops it, 0 · NaN does not.
      if (values.some(Number.isNaN)) expect(got.some(Number.isNaN), what).toBe(true);
      else expect(relativeError(got, values, scale), what).toBeLessThan(bound);
    });
  });
});

test('names and labels of a table have no part in the script', () => {
  const { table } = experiments['a table of labels']!;
  expect(table).toContain('import os');
  const script = scriptOf(experiments['a table of labels']!);
  expect(script).not.toContain('import os');
  expect(script).not.toContain('plain');
});

test('a script is short where the network is small: no generator, no class that is not used', () => {
  const script = scriptOf({ hidden: [2], samples: 4, precision: 'float64' });
  const code = script.slice(0, script.indexOf(numbersMark)).split('\n');
  expect(code.length).toBeLessThan(80);
  expect(script).not.toMatch(/class |def mix|base64|itertools/);
});
