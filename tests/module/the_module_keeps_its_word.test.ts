import { beforeAll, expect, test } from 'vitest';
import type { Ebb } from '../../web/module/ebb';
import { loadInNode } from './load_node.mjs';

let ebb: Ebb;
beforeAll(async () => {
  ebb = await loadInNode();
});

test('the loss in use is told: of classes an entropy, of numbers the squared error, also of 0 and 1', () => {
  const lossOf = (settings: object) => {
    const run = new ebb.Simulation(settings as never);
    const { loss } = run.dataset();
    run.delete();
    return loss;
  };
  expect(lossOf({})).toBe('bce');
  expect(lossOf({ data: 'gaussians' })).toBe('cross_entropy');
  expect(lossOf({ loss: 'mse' })).toBe('mse');
  const table = '1,0.5\n2,0\n3,1\n4,0\n5,1\n';
  expect(lossOf({ data: 'table', table })).toBe('mse');
});

test('a refusal is an Error that names field, value and range', () => {
  const refusal = (work: () => unknown) => {
    try {
      work();
    } catch (error) {
      return error;
    }
    return null;
  };
  const error = refusal(() => new ebb.Simulation({ dropout: 2 }));
  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject({
    message: 'dropout: got 2, takes a number from 0 to 0.95',
    field: 'dropout',
    got: '2',
    takes: 'a number from 0 to 0.95',
  });
  const run = new ebb.Simulation({ hidden: [2] });
  expect(refusal(() => run.advance('century' as never))).toMatchObject({ field: 'unit' });
  expect(refusal(() => run.seek(-1, 1))).toMatchObject({ field: 'position' });
  expect(refusal(() => ebb.complete({ gain: null } as never))).toMatchObject({ field: 'gain' });
  run.delete();
});

test('at the start nothing is known yet but the weights', () => {
  const run = new ebb.Simulation({});
  const frame = run.frame();
  expect(frame).toMatchObject({ iteration: 0, phase: 'start', operation: null, loss: null });
  expect(frame.layers).toHaveLength(11);
  expect(frame.layers[0]).toMatchObject({ signal: null, updateRatio: null, activationMean: null });
  run.delete();
});

test('a thousand restarts leave the memory where it was after the tenth', () => {
  // The module's own memory only grows: what it spans is what was ever needed at once.
  const spans: number[] = [];
  for (let restart = 1; restart <= 1000; restart += 1) {
    const run = new ebb.Simulation({ hidden: '32*10' } as never);
    run.advance('iteration', 2);
    if (restart % 100 === 0) run.frame();
    try {
      new ebb.Simulation({ hidden: [999] });
    } catch {
      // refused, and what it had begun is freed
    }
    if (restart === 10 || restart === 1000) spans.push(memoryOf(ebb));
    run.delete();
  }
  expect(spans[1]).toBe(spans[0]);
});

function memoryOf(module: Ebb): number {
  return (module as unknown as { HEAP8: Int8Array }).HEAP8.byteLength;
}

test.each(['batch', 'layer', 'rms'])(
  "the means handed out with %s normalization's backward are those its gradient is made of",
  (normalization) => {
    const run = new ebb.Simulation({
      hidden: [5, 4],
      normalization,
      precision: 'float64',
    } as never);
    run.advance('iteration');
    const detail = run.frame({ detail: 1 }).detail!;
    const { rows, cols } = detail.input;
    for (let unit = 0; unit < rows; unit += 1) {
      for (let sample = 0; sample < cols; sample += 1) {
        const at = unit * cols + sample;
        const axis = normalization === 'batch' ? unit : sample;
        const g = detail.weight!.values[unit]! * detail.gradientOutput!.values[at]!;
        const centre = normalization === 'rms' ? 0 : detail.gradientMean![axis]!;
        const along = detail.local!.values[at]! * detail.gradientAlong![axis]!;
        const expected = (g - centre - along) * detail.inverseStd![axis]!;
        expect(detail.gradientInput!.values[at]).toBeCloseTo(expected, 14);
      }
    }
    run.delete();
  },
);

test('what an affine map is shown to hand on is made of the weights it is shown with, also after the update', () => {
  const run = new ebb.Simulation({
    hidden: [4, 3],
    learningRate: 1,
    clip: 'norm',
    clipThreshold: 1e-3,
    precision: 'float64',
  } as never);
  run.advance('iteration');
  const { operations } = run.frame();
  const last = operations.findLastIndex(({ kind }) => kind === 'affine');
  const detail = run.frame({ detail: last }).detail!;
  const { weight, gradientOutput, gradientInput } = detail as Required<typeof detail>;
  const { rows, cols } = gradientInput!;
  for (let unit = 0; unit < rows; unit += 1) {
    for (let sample = 0; sample < cols; sample += 1) {
      let sum = 0;
      for (let to = 0; to < weight!.rows; to += 1) {
        sum +=
          weight!.values[to * weight!.cols + unit]! * gradientOutput!.values[to * cols + sample]!;
      }
      expect(gradientInput!.values[unit * cols + sample]).toBeCloseTo(sum, 14);
    }
  }
  run.delete();
});

test('where a run first stopped being finite is told by frame and simulation alike, also once it is finite again', () => {
  const run = new ebb.Simulation({
    hidden: '16*20',
    activation: 'relu',
    gain: 100,
    clip: 'value',
  } as never);
  expect(run.firstNonFinite).toBeNull();
  expect(run.frame()).toMatchObject({ firstNonFinite: null, finite: true });
  run.advance('iteration', 30);
  const first = run.firstNonFinite!;
  expect(first).toMatchObject({ iteration: 0, phase: 'forward', operation: 40 });
  expect(run.frame()).toMatchObject({ firstNonFinite: first, finite: true });
  run.seek(first.position, 100);
  expect(run.frame()).toMatchObject({ firstNonFinite: first, finite: false });
  run.seek(first.position - 1, 100);
  expect(run.firstNonFinite).toBeNull();
  run.delete();
});
