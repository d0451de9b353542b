import type { Field, Settings } from '../../web/module/ebb';

const small = { hidden: [6, 6, 5], samples: 40, precision: 'float64' } satisfies Settings;

/** Three labels under names that a script would run, if it held them. */
const hostileNames = ['x"""\nimport os', "y'\\", 'label'];
const hostileLabels = ['"""); import os', "'\\\nimport os", 'plain'];
const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
const labelsTable =
  `${hostileNames.map(quoted).join(',')}\n` +
  Array.from({ length: 30 }, (_, i) => {
    return `${Math.sin(i)},${Math.cos(2 * i)},${quoted(hostileLabels[i % 3]!)}`;
  }).join('\n');
const curveTable = Array.from(
  { length: 24 },
  (_, i) => `${i / 5},${Math.sin(i)},${i % 4},${Math.cos(i / 3)}`,
).join('\n');

const of = (kinds: readonly string[], settings: (kind: string) => Settings) =>
  Object.fromEntries(kinds.map((kind) => [kind, { ...small, ...settings(kind) }]));

/** Experiments of all kinds that the core knows, by a name that says what is tried. */
export function experimentsOf(schema: readonly Field[]): Record<string, Settings> {
  const kinds = (name: Field['name']) => schema.find((field) => field.name === name)!.kinds;
  const optimizers = kinds('optimizer');
  return {
    ...of(kinds('activation'), (activation) => ({
      activation,
      gain: 1.5,
      biasStd: 0.2,
      learningRate: 0.3,
    })),
    ...of(optimizers, (optimizer) => ({ optimizer, learningRate: 0.02, activation: 'tanh' })),
    ...Object.fromEntries(
      optimizers.map((optimizer) => [
        `${optimizer} with weight decay`,
        { ...small, optimizer, learningRate: 0.02, weightDecay: 0.1, activation: 'tanh' },
      ]),
    ),
    'nesterov without momentum': { ...small, optimizer: 'nesterov', momentum: 0 },
    'no hidden layer': { ...small, hidden: [] },
    'batch normalization': { ...small, normalization: 'batch', activation: 'relu' },
    // At 0.1 the run is chaotic: the last digit of the weights grows to 1e-4 within 20 iterations.
    'ten layers of batch normalization, at a small rate': {
      hidden: Array(10).fill(16),
      normalization: 'batch',
      learningRate: 1e-3,
      precision: 'float64',
    },
    'layer normalization': { ...small, normalization: 'layer', optimizer: 'adam' },
    'rms normalization': { ...small, normalization: 'rms', optimizer: 'momentum' },
    residual: { ...small, hidden: [2, 2, 5, 5, 3], residual: 'add', activation: 'softsign' },
    'residual, batch normalization and dropout': {
      ...small,
      hidden: [6, 6, 6],
      residual: 'add',
      normalization: 'batch',
      dropout: 0.3,
    },
    dropout: { ...small, dropout: 0.5, activation: 'tanh', seed: 4_294_967_295 },
    'mini-batches': { ...small, batchSize: 7, activation: 'tanh' },
    'mini-batches and dropout': { ...small, batchSize: 10, dropout: 0.2, seed: 0 },
    'a batch as large as the data': { ...small, batchSize: 32, dropout: 0.1 },
    'batch normalization that meets a batch of one': {
      ...small,
      samples: 29,
      testFraction: 0,
      batchSize: 7,
      normalization: 'batch',
    },
    'in float32, as far as that goes': { ...small, precision: 'float32', activation: 'tanh' },
    'mean squared error of classes': { ...small, loss: 'mse' },
    'mean squared error of three classes': { ...small, loss: 'mse', data: 'gaussians' },
    'binary cross-entropy of three classes': { ...small, loss: 'bce', data: 'gaussians' },
    'cross-entropy of two classes': { ...small, loss: 'cross_entropy', data: 'xor' },
    'cross-entropy of three classes': { ...small, data: 'gaussians' },
    'the loss that hands the target back': { ...small, loss: 'linear', learningRate: 0.01 },
    'a curve': { ...small, data: 'sine', hidden: [8, 8], activation: 'tanh' },
    circles: { ...small, data: 'circles', init: 'orthogonal' },
    spirals: { ...small, data: 'spirals', init: 'kaiming_uniform', activation: 'relu' },
    'clipped by value': { ...small, clip: 'value', clipThreshold: 0.01 },
    'clipped by norm': { ...small, clip: 'norm', clipThreshold: 0.05, normalization: 'layer' },
    'clipped by layer': { ...small, clip: 'layer', clipThreshold: 0.02, normalization: 'batch' },
    "PyTorch's own initialisation": { ...small, init: 'pytorch_linear' },
    'all weights equal': { ...small, init: 'constant', gain: 0.3 },
    'all weights zero': { ...small, init: 'zeros' },
    'vanishing to 1e-200 and less': { ...small, hidden: Array(100).fill(4), gain: 0.02 },
    exploding: { ...small, hidden: Array(20).fill(8), activation: 'relu', gain: 30 },
    'a table of labels': { ...small, data: 'table', table: labelsTable },
    'a table of numbers': { ...small, data: 'table', table: curveTable, testFraction: 0 },
    'a table of whole numbers taken as classes': {
      ...small,
      data: 'table',
      table: '1,2,0\n2,1,1\n3,5,2\n4,4,0\n0,1,1\n',
      targets: 'classes',
      testFraction: 0,
    },
    "the note's two weights": {
      precision: 'float64',
      data: 'table',
      table: '1,10\n1,10',
      standardise: 'no',
      testFraction: 0,
      hidden: [1],
      activation: 'identity',
      loss: 'linear',
      weights: [10, 10],
      biases: [0, 0],
      learningRate: 1e-3,
    },
  };
}
