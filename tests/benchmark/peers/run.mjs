/** Training steps a second, Ebb beside its peers, in turns.
 *      node tests/benchmark/peers/run.mjs [rounds] [seconds a turn]
 *  Installs the peers beside this file first. README.md says what is compared. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { keep, machine, spread, three } from '../report.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
if (!existsSync(`${here}node_modules`)) {
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--silent', '--ignore-scripts'], {
    cwd: here,
    stdio: 'inherit',
  });
}
const { sizes, taskOf } = await import('./task.mjs');
const { ebb } = await import('./ebb.mjs');
const { loopInWasm, startNative } = await import('./eigen.mjs');
const convnet = await import('./convnet.mjs');
const tensorflow = await import('./tensorflow.mjs');
const jax = await import('./jax.mjs');
const { pythonWithTorch } = await import('../../pytorch/python_with_torch.mjs');
const { startTorch } = await import('./torch.mjs');

const rounds = Number(process.argv[2] ?? 5);
const seconds = Number(process.argv[3] ?? 0.7);

const python = pythonWithTorch();
if (!python) console.log('no Python here can import torch: PyTorch is left out');
const torch = python ? await startTorch(python) : null;

const native = startNative();
const loop = await loopInWasm();

/** `against`: the row that a row is measured against in the second table. */
const subjects = [
  { name: 'Eigen, native, float32', make: native.loop('float32') },
  { name: 'Eigen, WebAssembly, float32', make: loop('float32'), against: 0 },
  { name: 'Ebb, native, float32', make: native.core('float32'), against: 0 },
  { name: 'Ebb, float32, nothing recorded', make: ebb('float32', false), against: 0 },
  { name: 'Ebb, float32', make: ebb('float32', true), against: 0 },
  { name: 'Eigen, native, float64', make: native.loop('float64') },
  { name: 'Eigen, WebAssembly, float64', make: loop('float64'), against: 5 },
  { name: 'Ebb, native, float64', make: native.core('float64'), against: 5 },
  { name: 'Ebb, float64, nothing recorded', make: ebb('float64', false), against: 5 },
  { name: 'Ebb, float64', make: ebb('float64', true), against: 5 },
  { name: tensorflow.version, make: tensorflow.tensorflow },
  { name: jax.version, make: jax.jaxJs },
  { name: `${convnet.version} (float64)`, make: convnet.convnetjs },
  ...(torch ? [{ name: torch.version, make: torch.make }] : []),
];

/** Seconds of processor time that some steps take: what other programs take does not count. */
async function timed(one, steps) {
  await one.prepare(steps);
  const before = process.cpuUsage();
  const itself = await one.run(steps);
  if (typeof itself === 'number') return itself;
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** As many steps as take about a turn; by the way everything is compiled that will be. */
async function stepsOf(one) {
  for (let steps = 1; ; steps *= 2) {
    const took = await timed(one, steps);
    if (took > seconds / 2) return Math.max(1, Math.round((steps * seconds) / took));
  }
}

/** All start from the same numbers, so all have to come to the same losses. */
async function check(all) {
  const compared = 30;
  const [first, ...others] = all;
  const wanted = await first.one.losses(compared);
  const fell = wanted.at(-1) < wanted[0];
  if (!fell) throw new Error('the loss does not go down');
  for (const { name, one } of others) {
    if (one.parameters !== first.one.parameters) {
      throw new Error(`${name}: ${one.parameters} parameters, not ${first.one.parameters}`);
    }
    const losses = await one.losses(compared);
    const apart = Math.max(...losses.map((loss, i) => Math.abs(loss / wanted[i] - 1)));
    if (!(apart < 1e-3)) throw new Error(`${name}: losses differ by ${apart} of themselves`);
  }
  return { parameters: first.one.parameters, from: wanted[0], to: wanted.at(-1) };
}

const columns = [];
const checks = [];
for (const size of sizes) {
  const task = taskOf(size);
  const all = [];
  for (const { name, make } of subjects) all.push({ name, one: await make(size, task), rates: [] });
  const { parameters, from, to } = await check(all);
  const title = `${size.depth} × ${size.width} × ${size.batch}`;
  checks.push(
    `- ${title}: ${parameters} parameters each; loss ${three(from)} → ${three(to)} in 30 steps, for all`,
  );
  for (const each of all) each.steps = await stepsOf(each.one);
  for (let round = 0; round < rounds; ++round) {
    for (const { one, steps, rates } of all) rates.push(steps / (await timed(one, steps)));
  }
  for (const { one } of all) one.close();
  const ratios = all.map(({ rates }, i) => {
    const { against } = subjects[i];
    return against === undefined
      ? null
      : spread(rates.map((rate, round) => rate / all[against].rates[round]));
  });
  columns.push({ title, rates: all.map(({ rates }) => spread(rates)), ratios });
  console.log(
    title,
    all.map(({ name, rates }) => `${name} ${three(spread(rates).median)}`).join('; '),
  );
}
torch?.end();
native.end();

const head = ['', ...columns.map(({ title }) => title)];
const rows = subjects.map(({ name }, i) => [
  name,
  ...columns.map(({ rates }) => {
    const { median, low, high } = rates[i];
    return `**${three(median)}** (${three(low)}–${three(high)})`;
  }),
]);
const ratioRows = subjects.flatMap(({ name, against }, i) =>
  against === undefined
    ? []
    : [
        [
          name,
          ...columns.map(({ ratios }) => {
            const { median, low, high } = ratios[i];
            return `**${median.toFixed(2)}** (${low.toFixed(2)}–${high.toFixed(2)})`;
          }),
        ],
      ],
);
keep(
  'peers',
  `# Training steps a second, Ebb and its peers

${machine()}

Depth × width × batch; median (lowest–highest) of ${rounds} rounds in turns, steps a second of
processor time. What is compared and how: [peers/README.md](../peers/README.md).

| ${head.join(' | ')} |
|${head.map(() => ' --- |').join('')}
${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}

The same over the native Eigen loop of that precision (SSE 4.2, which is what a browser has), turn by turn:

| ${head.join(' | ')} |
|${head.map(() => ' --- |').join('')}
${ratioRows.map((row) => `| ${row.join(' | ')} |`).join('\n')}

All did the same work:

${checks.join('\n')}
`,
);
