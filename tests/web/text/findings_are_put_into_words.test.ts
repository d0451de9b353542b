import { expect, test } from 'vitest';
import type { Finding, Frame } from '../../../web/module/ebb';
import { autopsy } from '../../../web/text/finding_evidence';
import { findingCounts, findingName, findingSentence } from '../../../web/text/finding_text';

const operations = [
  { kind: 'affine', layer: 1 },
  { kind: 'activation', layer: 1 },
  { kind: 'affine', layer: 2 },
  { kind: 'loss', layer: 2 },
];
const frameOf = (tensor: string) =>
  ({
    layers: [{}, {}],
    operations,
    iteration: 3,
    phase: 'forward',
    firstNonFinite: { tensor },
  }) as unknown as Frame;
const frame = frameOf('value');

const finding = (kind: string, evidence: Finding['evidence']) =>
  ({ kind, severity: 'failure', layer: 2, operation: 2, since: 3, evidence }) as Finding;

test('it names the unit and the sample from 1, the last finite operation, and what grew', () => {
  const sentences = autopsy(
    finding('not_finite', {
      walk: 0,
      unit: 0,
      sample: 7,
      lastFinite: 1,
      growthPerLayer: 12.5,
      initialLoss: 0.7,
      largestLoss: 3e30,
      largestLossAt: 2,
      largestUpdateRatio: 55,
      largestUpdateAt: 1,
    }),
    frame,
  );
  expect(sentences).toEqual([
    'It is first so at unit 1, sample 8.',
    'The last operation whose result was finite: activation of layer 1.',
    'On the way there the values’ spread changed by 12.5 times a layer.',
    'The loss began at 0.7; the largest was 3\u00a0×\u00a010³⁰, in iteration 2.',
    'In iteration 1 before it, a step changed a layer by 55 times the size of its weights.',
  ]);
});

test('of several runs it is said what was found in how many', () => {
  const of = (...kinds: string[]) => findingCounts(kinds.map((kind) => finding(kind, {})));
  expect(of('dead', 'not_finite', 'not_finite')).toBe('Not finite: 2 runs; Dead units: 1 run');
  expect(of()).toBe('');
});

test('of a weight it names the row and the column', () => {
  const [where] = autopsy(
    finding('not_finite', { walk: 2, unit: 0, sample: 1 }),
    frameOf('parameter'),
  );
  expect(where).toBe('It is first so at row 1, column 2.');
});

test('it says nothing that is not known, and nothing of other findings', () => {
  expect(autopsy(finding('not_finite', { walk: 2 }), frame)).toEqual([]);
  expect(autopsy(finding('diverging', { unit: 1, sample: 1, initialLoss: 1 }), frame)).toEqual([]);
});

test.each([
  [
    'a layer changed by more than its size',
    { isLong: 1, largestUpdateRatio: 1.5, isUnstable: 1, stableRate: 0.1 },
    /a step changed the output layer by 1\.5 times/,
  ],
  [
    'a promise far over the loss',
    { largestUpdateRatio: 0.5, predictedDecrease: 9, loss: 0.6 },
    /plane/,
  ],
  [
    'a rate over what can settle',
    { isUnstable: 1, learningRate: 1, stableRate: 0.1 },
    /learning rate is 1; over 0.1,.*cannot settle/,
  ],
  [
    'a rate over what can settle, clipping included',
    { isUnstable: 1, learningRate: 10, effectiveRate: 1, stableRate: 0.1 },
    /clipping leaves.*learning rate is 1; over 0.1,.*cannot settle/,
  ],
  [
    'all layers together',
    { largestUpdateRatio: 0.5, isLongTogether: 1, totalUpdateRatio: 4 },
    /added up/,
  ],
  [
    'steps that bring nothing',
    { largestUpdateRatio: 0.5, medianUpdateRatio: 0.2 },
    /no better for it/,
  ],
])('steps are called too long for what they were judged by: %s', (_, evidence, sentence) => {
  expect(findingSentence(finding('step_too_long', evidence), frame)).toMatch(sentence);
});

test('a loss that still falls is said to have learnt nothing yet, and not that it does not learn', () => {
  const evidence = { loss: 0.675, constantLoss: 0.691, iterations: 300, iterationsToHalf: 10_100 };
  const stands = finding('not_learning', { ...evidence, stillFalls: 0 });
  expect(findingName(stands)).toBe('Not learning');
  expect(findingSentence(stands, frame)).toBe(
    'After 300 iterations the last losses average 0.675; a constant answer gives 0.691.',
  );
  const little = { ...stands, severity: 'warning' as const };
  expect(findingName(little)).toBe('Little learnt');
  const falls = finding('not_learning', { ...evidence, stillFalls: 1 });
  expect(findingName(falls)).toBe('Not learnt yet');
  expect(findingSentence(falls, frame)).toMatch(
    /The loss still falls: .* in 10\D?100 iterations\./,
  );
  const slow = { ...finding('learning', evidence), severity: 'note' as const };
  expect(findingName(slow)).toBe('Learning slowly');
  expect(findingSentence(slow, frame)).toMatch(/at this pace/);
  expect(findingName({ ...slow, severity: 'good' })).toBe('Learning');
});

test('what had learnt and lost it is said to have, with how low the loss had been', () => {
  const evidence = { loss: 0.7, constantLoss: 0.691, iterations: 1000, stillFalls: 0 };
  const lost = finding('not_learning', { ...evidence, lowestLoss: 0.08, lowestLossAt: 1200 });
  expect(findingName(lost)).toBe('Learnt, then lost');
  expect(findingSentence(lost, frame)).toMatch(/down to 0\.08 around iteration 1\D?200; after/);
  const steps = finding('step_too_long', {
    largestUpdateRatio: 0.5,
    lowestLoss: 0.08,
    lowestLossAt: 9,
    recentLoss: 0.7,
  });
  expect(findingSentence(steps, frame)).toMatch(/down to 0\.08 .* the last losses average 0\.7\.$/);
});

test('a sentence that begins with the name of a layer begins with a capital', () => {
  const found = { ...finding('exploding', { extreme: 2000 }), layer: 1, since: null };
  expect(findingSentence(found, frame)).toMatch(/^Layer 1 gets 2000 times/);
});

test('what is exactly equal is not said to differ by 0', () => {
  expect(findingSentence(finding('symmetric', { spread: 0, weightNorm: 1 }), frame)).toMatch(
    /equal weights/,
  );
  expect(findingSentence(finding('symmetric', { spread: 1e-7, weightNorm: 1 }), frame)).toMatch(
    /differ by only/,
  );
  expect(findingSentence(finding('collapsed', { distance: 0 }), frame)).toMatch(/is 1\.$/);
  expect(findingSentence(finding('collapsed', { distance: 1e-9 }), frame)).toMatch(/1\s−\s1/);
});

test('of vectors that are all 0 no cosine is told', () => {
  expect(findingSentence(finding('collapsed', {}), frame)).toMatch(/every value is 0/);
});

test('an underflow reaches back to layer 1 only where it does', () => {
  const under = { signal: 1e-40, smallestNormal: 1.2e-38 };
  const of = (layers: number) => findingSentence(finding('underflow', { ...under, layers }), frame);
  expect(of(2)).toMatch(/^From .* back the gradient/);
  expect(of(1)).toMatch(/^At /);
});

test('the median sample is spoken of only where the root mean square over samples has not vanished', () => {
  const found = finding('vanishing', { ratio: 2.88e-5, medianRatio: 1.5e-5, extreme: 2.88e-5 });
  const of = (verdict: string) =>
    ({ ...frame, layers: [{}, {}, {}], diagnosis: { verdict } }) as unknown as Frame;
  expect(findingSentence(found, of('vanishing'))).not.toMatch(/median/);
  expect(findingSentence(found, of('vanishing'))).toMatch(/one part in/);
  expect(findingSentence(found, of('healthy'))).toMatch(/median sample/);
});

test('of layers that are not equally wide it says that a ratio is of the gradient per unit', () => {
  const said = (kind: string, widths: number[], evidence: Finding['evidence'], layer = 1) =>
    findingSentence({ ...finding(kind, evidence), layer, since: 0 }, {
      ...frame,
      layers: widths.map((units) => ({ units })),
      diagnosis: { verdict: kind },
    } as unknown as Frame);
  const vanishing = { extreme: 1e-4, medianRatio: 1e-4, lastStep: 1 };
  expect(said('vanishing', [16, 8, 16, 1], vanishing)).toMatch(/^Of the gradient at layer 3, one/);
  expect(said('vanishing', [8, 8, 16, 1], vanishing)).toMatch(/^Per unit, one part in .* layer 1/);
  expect(said('exploding', [16, 16, 1], { extreme: 2e4 })).toMatch(/^Layer 1 gets/);
  expect(said('exploding', [4, 16, 1], { extreme: 2e4 })).toMatch(/^Per unit, layer 1 gets/);
  const step = { extreme: 1, medianRatio: 1, lastStep: 1e-5 };
  expect(said('vanishing', [16, 16, 16], step)).toMatch(/^Of the gradient at the output/);
  expect(said('vanishing', [16, 16, 1], step)).toMatch(/^Per unit, one part in .* at the output/);
  expect(said('exploding', [4, 16, 1], { initialRatio: 2e3 })).toMatch(/layer 2, per unit\.$/);
});

test('what decay is weighed against is the loss’s gradient, or what clipping has left of it', () => {
  const said = (isClipped: number) =>
    findingSentence(
      finding('weight_decay', { weightDecay: 0.01, decayPull: 0.1, gradientPull: 0.02, isClipped }),
      frame,
    );
  expect(said(0)).toContain('to a gradient of 0.02, the loss’s (');
  expect(said(1)).toContain('to a gradient of 0.02, what clipping has left of the loss’s');
});
