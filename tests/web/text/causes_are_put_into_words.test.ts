import { expect, test } from 'vitest';
import type { Finding, Frame } from '../../../web/module/ebb';
import { findingSentence } from '../../../web/text/finding_text';

const frame = {
  layers: [{}, {}, {}],
  operations: [{ kind: 'affine', layer: 1 }],
  iteration: 3,
  phase: 'forward',
} as unknown as Frame;

const sentence = (kind: string, evidence: Finding['evidence']) =>
  findingSentence(
    { kind, severity: 'failure', layer: null, operation: null, since: 0, evidence } as Finding,
    frame,
  );

test.each([
  [
    'single_samples',
    { isAll: 1, batches: 160 },
    /^Every batch holds one sample\..*normalization\.$/,
  ],
  ['single_samples', { isAll: 1, batches: 160, testLoss: 8e9, loss: 0.7 }, /test loss is 8\u00a0×/],
  ['single_samples', { isAll: 0, batches: 81 }, /^The last of the 81 batches/],
  [
    'weight_decay',
    { weightDecay: 1, decayPull: 7, gradientPull: 0.2 },
    /adds 7 to .* of 0\.2, the loss/,
  ],
  ['weight_decay', { weightDecay: 1, decayPull: 0, gradientPull: 0 }, /adds 0 to/],
  ['weight_decay', { weightDecay: 10, largestWeight: 0.1, fittingWeight: 0.25 }, /AdamW.* 0\.1;/],
  ['weight_decay', { weightDecay: 10, stepDecay: 3, stableDecay: 2 }, /is 3; over 2, decay/],
  [
    'dropout',
    { dropoutRate: 0.9, pathsLeft: 1e-4, dropoutLayers: 4 },
    /0\.9 in 4 .* 10\u202f?000 /,
  ],
  ['initial_loss', { initialLoss: 20, zeroLoss: 0.69, dropoutRate: 0.9 }, /^Under dropout of 0\.9/],
  ['initial_loss', { initialLoss: 20, zeroLoss: 0.69 }, /^The loss began/],
] as [string, Finding['evidence'], RegExp][])('%s %o', (kind, evidence, says) => {
  expect(sentence(kind, evidence)).toMatch(says);
  expect(sentence(kind, evidence)).not.toMatch(/[{}]/);
});
