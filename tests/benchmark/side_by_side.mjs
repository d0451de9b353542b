/** Whether two equal networks would train faster side by side than one after another.
 *      node tests/benchmark/side_by_side.mjs
 *  What an iteration costs by batch, and so what of it does not grow with the batch: at most that could be shared. And
 *  two networks taken in turns, iteration by iteration, beside one alone. Needs build/wasm. */
import { loadInNode } from '../module/load_node.mjs';
import { keep, machine, three } from './report.mjs';

const ebb = await loadInNode();
const rounds = 25;
const iterations = 200;

function networkOf(samples, seed = 1) {
  const settings = { hidden: Array(10).fill(16), activation: 'tanh', samples, seed };
  const network = new ebb.Simulation(settings);
  network.advance('iteration', iterations);
  return network;
}

/** Microseconds of one iteration: the least of the rounds, which others of the machine have disturbed least. */
function least(once) {
  const times = Array.from({ length: rounds }, () => {
    const begun = performance.now();
    once();
    return (performance.now() - begun) * 1000;
  });
  return Math.min(...times) / iterations;
}

const costs = [8, 32, 64, 128, 200].map((samples) => {
  const network = networkOf(samples);
  const cost = least(() => network.advance('iteration', iterations));
  network.delete();
  return { samples, cost };
});
const costOf = (wanted) => costs.find(({ samples }) => samples === wanted).cost;
const fixed = costOf(8) - (8 * (costOf(200) - costOf(8))) / (200 - 8);

const [one, other] = [networkOf(32), networkOf(32, 2)];
const alone = least(() => {
  for (let step = 0; step < iterations; step += 1) one.advance('iteration', 1);
});
const inTurns = least(() => {
  for (let step = 0; step < iterations; step += 2) {
    one.advance('iteration', 1);
    other.advance('iteration', 1);
  }
});

const share = (samples) => `${three((50 * fixed) / costOf(samples))} %`;
const rows = [
  ...costs.map(({ samples, cost }) => [`one iteration of ${samples} samples`, `${three(cost)} µs`]),
  ['what does not grow with the batch', `${three(fixed)} µs`],
  ['two side by side, 32 samples: at most so much less', share(32)],
  ['… 200 samples', share(200)],
  ['one iteration of 32 samples, each asked for', `${three(alone)} µs`],
  ['… two networks in turns', `${three(inTurns)} µs`],
];

keep(
  'side_by_side',
  `# Two networks side by side

${machine()}

10 × 16, tanh, float32, in WebAssembly in Node; the least of ${rounds} rounds.

| | measured |
| --- | --- |
${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}
`,
);
