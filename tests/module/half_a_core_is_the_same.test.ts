import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import create from 'ebb-core/ebb_float32.js';
import { loadCore } from '../../web/module/load';
import { loadInNode } from './load_node.mjs';

const file = new URL('../../build/wasm/ebb_float32.wasm', import.meta.url);
const half = async () => loadCore(await WebAssembly.compile(await readFile(file)), create);

it('the core without float64 reaches the same bits in float32', async () => {
  const cores = [await loadInNode(), await half()];
  for (const settings of [
    { hidden: [16, 16, 16], activation: 'gelu', normalization: 'layer', optimizer: 'adam' },
    { hidden: [8, 8], init: 'orthogonal', residual: 'add', dropout: 0.2, batchSize: 8 },
  ]) {
    const [whole, part] = cores.map((ebb) => {
      const run = new ebb.Simulation(settings);
      run.advance('iteration', 60);
      const { digest, loss } = run.frame();
      run.delete();
      return { digest, loss };
    });
    expect(part).toEqual(whole);
  }
});

it('the core without float64 knows the same fields, and refuses that precision by name', async () => {
  const [whole, part] = [await loadInNode(), await half()];
  expect(part.schema()).toEqual(whole.schema());
  expect(() => new part.Simulation({ precision: 'float64' })).toThrow(
    /precision.*float64.*float32/,
  );
});
