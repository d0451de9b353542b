import { loadInNode } from '../../module/load_node.mjs';

/** Depth × width × batch. */
export const sizes = [
  { depth: 6, width: 8, batch: 10 },
  { depth: 10, width: 16, batch: 32 },
  { depth: 50, width: 32, batch: 32 },
  { depth: 50, width: 128, batch: 64 },
];

const ebb = await loadInNode();

/** A run of Ebb: two moons, tanh, squared error, plain gradient descent on all of the batch at once.
 *  A fifth of the samples is kept back, as on the page. */
export const runOf = ({ depth, width, batch }, precision = 'float32') =>
  new ebb.Simulation({
    hidden: `${width}*${depth}`,
    activation: 'tanh',
    loss: 'mse',
    data: 'moons',
    samples: Math.ceil(batch * 1.25),
    testFraction: 0.2,
    learningRate: 0.01,
    precision,
  });

/** What everybody is given: the batch, and the parameters to start from (weights with a row a unit,
 *  biases, layer by layer). */
export function taskOf(size) {
  const run = runOf(size);
  const { inputs, trainSamples: batch, x, y } = run.dataset();
  const parameters = run.parameters();
  const layers = Array.from({ length: size.depth + 1 }, (_, index) => ({
    weight: parameters[`${index + 1}.weight`],
    bias: parameters[`${index + 1}.bias`].flat(),
  }));
  const { learningRate } = run.experiment;
  run.delete();
  if (batch !== size.batch) throw new Error(`a batch of ${batch}, not of ${size.batch}`);
  return {
    inputs: Array.from({ length: batch }, (_, i) => [...x.slice(i * inputs, (i + 1) * inputs)]),
    targets: [...y.slice(0, batch)],
    layers,
    learningRate,
  };
}
