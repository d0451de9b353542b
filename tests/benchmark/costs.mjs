/** What an iteration costs against depth, width, batch and what is recorded already.
 *      node tests/benchmark/costs.mjs
 *  Processor time, the networks of a table in turns, the least of the rounds, which others of the machine have disturbed
 *  least. Needs build/wasm. */
import { loadInNode } from '../module/load_node.mjs';
import { keep, machine, three } from './report.mjs';

const ebb = await loadInNode();
const rounds = 9;
const secondsATurn = 0.02;
const usual = { depth: 10, width: 32, batch: 64 };

/** A fifth of the samples is held back, as on the page. */
const simulationOf = ({ depth, width, batch }) =>
  new ebb.Simulation({
    hidden: `${width}*${depth}`,
    activation: 'tanh',
    samples: batch * 1.25,
    testFraction: 0.2,
    learningRate: 0.01,
  });

/** Microseconds of processor time. */
function timed(work) {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

/** Microseconds of each of some pieces of work, done again and again in turns. */
function leastOf(works) {
  const all = works.map((work) => {
    let times = 1;
    const once = () => {
      for (let i = 0; i < times; i += 1) work();
    };
    while (timed(once) < secondsATurn * 1e6) times *= 2;
    return { once, times, least: Infinity };
  });
  for (let round = 0; round < rounds; round += 1) {
    for (const one of all) one.least = Math.min(one.least, timed(one.once) / one.times);
  }
  return all.map(({ least }) => least);
}

/** Iterations that are walked for the second time: nothing of them is recorded any more. */
function bareIteration(size) {
  const simulation = simulationOf(size);
  const last = 256;
  simulation.advance('iteration', last);
  simulation.seek(0, 1);
  let at = 0;
  return () => {
    if (at === last) {
      simulation.seek(0, 1);
      at = 0;
    }
    simulation.advance('iteration', 1);
    at += 1;
  };
}

/** One table: the same network but for one size of it. `share` says what an iteration is divided by. */
function tableOf(name, values, unit, share) {
  const sizes = values.map((value) => ({ ...usual, [name]: value }));
  const costs = leastOf(sizes.map(bareIteration));
  const rows = sizes.map((size, i) => {
    const before = i === 0 ? '' : `${(costs[i] / costs[i - 1]).toFixed(2)} ×`;
    return `| ${values[i]} | ${three(costs[i])} µs | ${before} | ${three((1000 * costs[i]) / share(size))} ns |`;
  });
  return `| ${name} | an iteration | over the one before | … ${unit} |
| --- | --- | --- | --- |
${rows.join('\n')}`;
}

const depth = tableOf('depth', [5, 10, 20, 40, 80], 'by layer', ({ depth: layers }) => layers);
const width = tableOf(
  'width',
  [8, 16, 32, 64, 128, 256],
  'by weight of a hidden layer',
  ({ width: units }) => units * units,
);
const batch = tableOf('batch', [8, 16, 32, 64, 128, 256, 512], 'by sample', (size) => size.batch);

/** After so many iterations: the next ones, going on; a frame; the whole history; a step back. */
function historyTable() {
  const simulation = simulationOf(usual);
  let done = 0;
  const rows = [100, 1_000, 10_000, 100_000].map((iterations) => {
    simulation.advance('iteration', iterations - done);
    done = iterations;
    const [frame, history] = leastOf([() => simulation.frame(), () => simulation.history()]);
    const [back] = leastOf([
      () => {
        simulation.seek(simulation.position - 1, 1000);
        simulation.seek(simulation.position + 1, 1000);
      },
    ]);
    const count = 1000;
    const next = timed(() => simulation.advance('iteration', count)) / count;
    done += count;
    return `| ${iterations.toLocaleString('en')} | ${three(next)} µs | ${three(frame)} µs | ${three(history)} µs | ${three(back)} µs |`;
  });
  simulation.delete();
  return `| iterations recorded | one of the next 1,000 | a frame | the history | an operation back and on again |
| --- | --- | --- | --- | --- |
${rows.join('\n')}`;
}

keep(
  'costs',
  `# What an iteration costs against the network's sizes

${machine()}

In WebAssembly in Node: tanh, float32, ${usual.depth} × ${usual.width} with a batch of ${usual.batch} but for the size that
varies; the least of ${rounds} rounds of processor time, nothing recorded. Where a size doubles, linear is 2 ×.

${depth}

${width}

The work of a layer grows with the square of its width: 4 × where the products are all of it. Narrow layers
spend most of their time on what is done once a unit and once a layer.

${batch}

Weights are updated and gradients summed once an iteration, whatever the batch.

And against what was recorded before. The first thousand iterations have all of them in the history, later ones fewer;
nothing else grows:

${historyTable()}
`,
);
