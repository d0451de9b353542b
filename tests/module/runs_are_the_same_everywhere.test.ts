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

test('the native build agrees to 1e-12 after 200 iterations in float64', async () => {
  const ebb = await loadInNode();
  const experiment = {
    hidden: [8, 8, 8],
    activation: 'tanh',
    precision: 'float64',
  };
  const inputs = Array.from({ length: 20 }, (_, i) => [Math.sin(i), Math.cos(3 * i)]);
  const targets = Array.from({ length: 20 }, (_, i) => [Math.sin(2 * i)]);
  const run = new ebb.Simulation({ ...experiment, testFraction: 0 }, { inputs, targets });
  const parameters = run.parameters();
  run.advance('iteration', 200);
  const own = run.parameters();
  run.delete();
  const vector = { experiment, inputs, targets, parameters, steps: 200 };
  const output = execFileSync('build/native/reference_runner', { input: JSON.stringify(vector) });
  const native = JSON.parse(output.toString()).parametersAfter as typeof own;
  for (const [name, values] of Object.entries(own)) {
    const a = [values].flat(2) as number[];
    const b = [native[name]!].flat(2) as number[];
    const largest = Math.max(...b.map(Math.abs));
    a.forEach((number, i) => expect(Math.abs(number - b[i]!) / largest).toBeLessThan(1e-12));
  }
});
