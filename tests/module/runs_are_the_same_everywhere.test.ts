import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadInNode } from './load_node.mjs';

/** What the browsers are held against too: tests/e2e/determinism.test.mjs. */
const known = JSON.parse(readFileSync('tests/determinism/digests.json', 'utf8'));

test.each(Object.entries<{ settings: object; digest: string }>(known))(
  'a long run ends in the digest that is kept: %s',
  async (_, { settings, digest }) => {
    const ebb = await loadInNode();
    const run = new ebb.Simulation(settings);
    run.advance('iteration', 500);
    expect(run.frame().digest).toBe(digest);
    run.delete();
  },
);

/** A bias is a column in the one, a list in the other. */
const flat = (parameters: object) =>
  Object.entries(parameters).map(([name, numbers]) => [name, [numbers].flat(2)]);

test.each(['float32', 'float64'])(
  'the native build reaches the same numbers after 200 iterations in %s',
  async (precision) => {
    const ebb = await loadInNode();
    const inputs = Array.from({ length: 20 }, (_, i) => [Math.sin(i), Math.cos(3 * i)]);
    const targets = Array.from({ length: 20 }, (_, i) => [Math.sin(2 * i)]);
    for (const activation of ['tanh', 'gelu', 'mish', 'elu', 'softplus', 'sigmoid']) {
      const experiment = { hidden: [8, 7, 8], activation, precision, testFraction: 0 };
      const run = new ebb.Simulation(experiment, { inputs, targets });
      const parameters = run.parameters();
      run.advance('iteration', 200);
      const own = run.parameters();
      run.delete();
      const vector = { experiment, inputs, targets, parameters, steps: 200 };
      const output = execFileSync('build/native/reference_runner', {
        input: JSON.stringify(vector),
      });
      expect(flat(JSON.parse(output.toString()).parametersAfter)).toEqual(flat(own));
    }
  },
);
