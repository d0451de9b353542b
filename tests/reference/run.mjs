/** Runs every vector of a folder through the native core and the WebAssembly module and prints the
 *  largest relative error of all compared numbers: node run.mjs DIR NATIVE_RUNNER */
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadInNode } from '../module/load_node.mjs';

const bound = 1e-9;

/** What the module computes for one vector, in the vector's own form of `expect`. */
function computed(ebb, vector) {
  const { inputs, targets, parameters } = vector;
  const settings = { ...vector.experiment, testFraction: 0 };
  const run = new ebb.Simulation(settings, { inputs, targets, parameters });
  const result = { losses: [] };
  for (let step = 0; step < vector.steps; step += 1) {
    run.seek(run.positionOf(step + 1) - (settings.clip === 'none' ? 1 : 2), 2);
    if (step === 0) {
      result.values = run.values();
      result.valueGradients = run.valueGradients();
      result.gradients = run.gradients();
      run.seek(run.positionOf(1) - 1, 1);
      result.clippedGradients = run.gradients();
    }
    run.seek(run.positionOf(step + 1), 1);
    result.losses.push(run.frame().loss);
  }
  result.parametersAfter = run.parameters();
  run.delete();
  return result;
}

/** Python writes NaN and Infinity bare, which JSON does not know: they become strings here, which
 *  Number() reads. */
const parse = (text) => JSON.parse(text.replace(/-?\b(NaN|Infinity)\b/g, '"$&"'));

const largestOf = (array) =>
  Math.max(1e-300, ...[array].flat(3).map(Number).filter(Number.isFinite).map(Math.abs));

function relativeError(got, expected, scale = 0) {
  const a = [got].flat(3).map(Number);
  const b = [expected].flat(3).map(Number);
  if (a.length !== b.length) return Infinity;
  const largest = Math.max(scale, largestOf(b));
  const errors = a.map((number, i) => {
    if (Object.is(number, b[i])) return 0;
    const error = Math.abs(number - b[i]) / largest;
    return Number.isNaN(error) ? Infinity : error;
  });
  return Math.max(...errors);
}

/** Batch normalization takes the mean away again, so the gradient of a bias before it is exactly 0,
 *  and what both sides hold is rounding: it is measured against the gradient of the same weights. */
function ownScale(vector, arrays, group, name) {
  const [layer, role] = name.split('.');
  const isRounding =
    vector.experiment.normalization === 'batch' &&
    group.toLowerCase().includes('gradients') &&
    role === 'bias' &&
    Number(layer) <= vector.experiment.hidden.length;
  return isRounding ? largestOf(arrays[`${layer}.weight`]) : 0;
}

/** The worst of all arrays that are expected; one that is missing counts as infinitely wrong. */
function worst(vector, got, expected) {
  let largest = relativeError(got.losses, expected.losses);
  for (const [group, arrays] of Object.entries(expected)) {
    if (group === 'losses') continue;
    for (const [name, array] of Object.entries(arrays)) {
      const scale = ownScale(vector, arrays, group, name);
      largest = Math.max(largest, relativeError(got[group]?.[name] ?? [], array, scale));
    }
  }
  return largest;
}

const [folder, runner] = process.argv.slice(2);
if (!folder || !runner) {
  console.error('usage: node run.mjs DIR NATIVE_RUNNER');
  process.exit(2);
}
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .sort();
if (files.length === 0) {
  console.error(`no vectors (*.json) in ${folder}`);
  process.exit(2);
}
const ebb = await loadInNode();
let all = 0;
let failed = 0;
for (const file of files) {
  const { expect, ...vector } = parse(readFileSync(join(folder, file), 'utf8'));
  const input = JSON.stringify(vector);
  const native = JSON.parse(execFileSync(runner, { input, maxBuffer: 1 << 28 }).toString());
  const errors = {
    native: worst(vector, native, expect),
    wasm: worst(vector, computed(ebb, vector), expect),
  };
  const larger = Math.max(errors.native, errors.wasm);
  all = Math.max(all, larger);
  const isOver = !(larger <= bound);
  failed += isOver;
  console.log(
    `${vector.name.padEnd(32)} native ${errors.native.toExponential(2)}  wasm ${errors.wasm.toExponential(2)}` +
      (isOver ? '  over 1e-9' : ''),
  );
}
console.log(`${files.length - failed} passed, ${failed} failed`);
console.log(`worst ${all.toExponential(2)} of ${files.length} vectors`);
process.exit(failed > 0 ? 1 : 0);
