import { describe, expect, it } from 'vitest';
import { activationForms } from '../../../web/formulas/activation_forms';
import { formulas as activation } from '../../../web/formulas/operations/activation';
import { clip } from '../../../web/formulas/clip';
import type { Context, Formula } from '../../../web/formulas/formula';
import { formulas } from '../../../web/formulas/formulas';
import { optimizerForms } from '../../../web/formulas/optimizer_forms';
import { fill, number, operand, sum } from '../../../web/formulas/slots';
import { update } from '../../../web/formulas/update';
import { signsMissing } from './font_signs';
import { firstReached } from '../../../web/views/inspector/shown_matrices';
import type {
  Experiment,
  Frame,
  LayerFrame,
  Matrix,
  OperationDetail,
  OperationKind,
} from '../../../web/module/ebb';

const matrix = (...rows: number[][]): Matrix => ({
  rows: rows.length,
  cols: rows[0]!.length,
  values: Float64Array.from(rows.flat()),
});

/** An affine map of two inputs to two units over two samples, worked out by hand:
 *  z = W h + b, ∂h = Wᵀ ∂z, ∂W = ∂z hᵀ. */
const affineDetail: OperationDetail = {
  operation: 0,
  kind: 'affine',
  layer: 2,
  input: matrix([1, 2], [3, 4]),
  weight: matrix([0.5, -1], [2, 0.25]),
  bias: matrix([0.1], [0]),
  output: matrix([-2.4, -2.9], [2.75, 5]),
  skip: null,
  gradientOutput: matrix([1, 0], [10, 1]),
  gradientInput: matrix([20.5, 2], [1.5, 0.25]),
  weightGradient: matrix([1, 3], [12, 34]),
  weightChange: null,
  weightAfter: null,
  biasGradient: matrix([1], [11]),
  local: null,
  mean: null,
  inverseStd: null,
  gradientMean: null,
  gradientAlong: null,
  meanSlope: null,
  slopeRms: null,
  weightRms: null,
  isotropicFactor: null,
};

const experiment = {
  activation: 'sigmoid',
  normalization: 'none',
  dropout: 0.5,
  loss: 'bce',
  optimizer: 'sgd',
  learningRate: 0.1,
  momentum: 0.9,
  weightDecay: 0.01,
  clip: 'norm',
  clipThreshold: 1,
} as Experiment;

const kinds: OperationKind[] = [
  'affine',
  'batch_norm',
  'layer_norm',
  'rms_norm',
  'activation',
  'dropout',
  'add',
  'loss',
];

function context(
  detail: Partial<OperationDetail>,
  settings: Partial<Experiment> = {},
  loss = 'bce',
): Context {
  const frame = {
    loss: 0.693,
    operations: [{ kind: detail.kind ?? 'affine', layer: 2 }],
    layers: [],
  } as unknown as Frame;
  return {
    detail: { ...affineDetail, ...detail },
    frame,
    experiment: { ...experiment, ...settings },
    loss,
    sample: 0,
    unit: 1,
    room: { perLine: 3, most: 8 },
  };
}

/** What a formula reads, over however many lines. */
const onOneLine = (tex: string | null | undefined) =>
  tex
    ?.replace(/\\(begin|end)\{aligned\}/g, '')
    .replace(/\\\\|&/g, '')
    .replace(/\s+/g, ' ')
    .trim();

function check(lines: Formula[]) {
  for (const { rule, numbers } of lines) {
    expect(numbers, 'numbers say more than the rule').not.toBe(rule);
    for (const tex of [rule, numbers]) {
      if (tex === null) continue;
      expect(tex).not.toMatch(/«|undefined/);
      expect(signsMissing(tex), tex).toEqual([]);
    }
  }
}

describe('an operation in numbers', () => {
  it('is that of the first sample that a gradient arrives of', () => {
    const arriving = matrix([0, 0, 1], [0, 2, 0]);
    expect(firstReached(arriving, null)).toBe(1);
    expect(firstReached(arriving, 0)).toBe(2);
    expect(firstReached(matrix([0, 3, 0], [0, 0, 0]), 1)).toBe(1);
    expect(firstReached(matrix([0, 0, 0], [0, 0, 0]), 1)).toBe(0);
    expect(firstReached(null, 1)).toBe(0);
  });

  it('says a number that is handed on as it is once', () => {
    const detail = { kind: 'add', gradientInput: matrix([1, 2, 3], [4, 5, 6]) } as const;
    expect(formulas.add.backward(context(detail))[0]!.numbers?.match(/=/g)).toHaveLength(1);
  });
});

describe('numbers in formulas', () => {
  it('are TeX with four digits', () => {
    expect(number(-0.123456)).toBe('-0.1235');
    expect(number(3.2e-7)).toBe('3.2\\times 10^{-7}');
    expect(number(-Infinity)).toBe('-\\infty');
    expect(operand(-2)).toBe('(-2)');
    expect(operand(3.2e-7)).toBe('(3.2\\times 10^{-7})');
  });

  it('fill named slots, and an unknown slot is an error', () => {
    expect(fill('«x»^2', { x: -3 })).toBe('(-3)^2');
    expect(() => fill('«y»', { x: 1 })).toThrow('no slot "y"');
  });

  it('of long sums are cut in the middle, and the result stays', () => {
    const terms = Array.from({ length: 256 }, (_, i) => String(i));
    const tex = sum('z', terms, 7, { perLine: 3, most: 8 });
    expect(sum('z', terms, 7, { perLine: 1, most: 8 }).split('\\\\').length).toBeGreaterThan(
      tex.split('\\\\').length,
    );
    expect(tex).toContain('(249)');
    expect(tex).toContain('255');
    expect(tex).toContain('&= 7');
    // Where there is room for three, the first and the last.
    expect(sum('z', terms, 7, { perLine: 3, most: 3 })).toMatch(/= 0 \+ .*\(254\).* \+ 255 /);
    expect(signsMissing(tex), tex).toEqual([]);
  });
});

describe('the affine map', () => {
  it('shows each product of the chosen unit and their sum', () => {
    const [line] = formulas.affine.forward(context({}));
    expect(line?.rule).toBe('z_{2} = W_{2}\\, h_{1} + b_{2}');
    expect(line?.numbers).toContain('2\\cdot 1 + 0.25\\cdot 3 + 0');
    expect(line?.numbers).toContain('&= 2.75');
  });

  it('shows how the gradient of an input comes from all units behind it', () => {
    const [back, learn] = formulas.affine.backward(context({}));
    expect(back?.numbers).toContain('(-1)\\cdot 1 + 0.25\\cdot 10');
    expect(back?.numbers).toContain('&= 1.5');
    expect(learn?.numbers).toContain('= 3');
  });

  it('of the first layer takes x', () => {
    const [line] = formulas.affine.forward(context({ layer: 1 }));
    expect(line?.rule).toContain('W_{1}\\, x');
  });
});

describe('the activation', () => {
  it('multiplies the gradient by the slope', () => {
    const [line] = activation.backward(
      context({ kind: 'activation', local: matrix([0.2, 0.2], [0.25, 0.2]) }),
    );
    expect(onOneLine(line?.numbers)).toContain('= 10 \\cdot 0.25 = ');
  });

  it('has a formula for each, which can be typeset both ways', () => {
    for (const name of Object.keys(activationForms)) {
      const one = context(
        { kind: 'activation', local: matrix([1, 1], [1, 1]) },
        { activation: name },
      );
      check(activation.forward(one));
      check(activation.backward(one));
    }
  });

  it('takes the normalized values where there is a normalization', () => {
    const [line] = activation.forward(context({ kind: 'activation' }, { normalization: 'batch' }));
    expect(line?.rule).toContain('\\varphi(n_{2})');
  });
});

describe('normalization', () => {
  it('fills in what the rule says', () => {
    // x̂ of the second unit is (−1, 1); g = ∂n = (10, 1), γ = 2: ∂z = (20 − 11 − (−1)(−9)) · 0.5.
    const [line] = formulas.batch_norm.backward(
      context({
        kind: 'batch_norm',
        weight: matrix([1], [2]),
        local: matrix([0, 0], [-1, 1]),
        mean: Float64Array.of(0, 0),
        inverseStd: Float64Array.of(1, 0.5),
        gradientMean: Float64Array.of(0, 11),
        gradientAlong: Float64Array.of(0, -9),
        gradientInput: matrix([0, 0], [0, 0]),
      }),
    );
    expect(onOneLine(line?.numbers)).toContain(
      '(2 \\cdot 10 - 11 - (-1) \\cdot (-9)) \\cdot 0.5 = 0',
    );
  });
});

describe('every operation', () => {
  const odd = [1e-41, -3.4e38, NaN, Infinity, -Infinity, 0, -0.5];
  it.each(kinds)('%s can be typeset in both directions, whatever the numbers', (kind) => {
    for (const value of odd) {
      const all = matrix([value, 1], [1, value]);
      const detail = {
        kind,
        input: all,
        output: all,
        skip: all,
        weight: matrix([value, 1], [1, value]),
        local: all,
        gradientOutput: all,
        gradientInput: all,
        weightGradient: all,
        mean: Float64Array.of(value, value),
        inverseStd: Float64Array.of(value, value),
      };
      for (const loss of ['bce', 'mse', 'cross_entropy']) {
        check(formulas[kind].forward(context(detail, {}, loss)));
        check(formulas[kind].backward(context(detail, {}, loss)));
      }
    }
  });

  it('write the loss that is in use, whatever the targets look like', () => {
    const detail = { kind: 'loss' as const, input: matrix([0.3, 2]), local: matrix([0, 1]) };
    const rule = (loss: string) =>
      formulas.loss.forward(context(detail, { loss: 'by_data' }, loss))[0]!.rule;
    expect(rule('mse')).toContain('(y - t)^2');
    expect(rule('bce')).toContain('\\sigma(y)');
  });

  it.each(kinds)('%s shows its rule alone before its numbers exist', (kind) => {
    const nothing = {
      kind,
      output: null,
      gradientOutput: null,
      gradientInput: null,
      weightGradient: null,
      weightChange: null,
      weightAfter: null,
      local: null,
      skip: null,
      mean: null,
      inverseStd: null,
    };
    const lines = formulas[kind].backward(context(nothing));
    expect(lines.length).toBeGreaterThan(0);
    lines.forEach(({ numbers }) => expect(numbers).toBeNull());
  });
});

describe('clipping and updates', () => {
  const layer = {
    layer: 3,
    weightGradient: 3.2,
    clippedWeightGradient: 1,
    updateRatio: 0.001,
  } as LayerFrame;

  it('show what became of a layer', () => {
    for (const kind of ['value', 'norm', 'layer']) {
      const lines = clip({ ...experiment, clip: kind }, layer);
      check(lines);
      expect(lines[0]?.numbers).toContain('3.2 \\rightarrow 1');
    }
    expect(clip({ ...experiment, clip: 'none' }, layer)).toEqual([]);
  });

  it('show one weight before and after, and what was taken from it', () => {
    const one = (value: number) => ({ rows: 2, cols: 2, values: Float64Array.of(9, 9, 9, value) });
    const detail = {
      layer: 3,
      weight: one(0.5),
      weightGradient: one(0.25),
      weightChange: one(0.025),
      weightAfter: one(0.475),
    } as unknown as OperationDetail;
    const weight = { detail, to: 1, from: 1 };
    const plain = update(
      { ...experiment, optimizer: 'sgd', learningRate: 0.1, weightDecay: 0 },
      layer,
      5,
      weight,
    );
    check(plain);
    expect(plain.map(({ numbers }) => onOneLine(numbers))).toContain(
      'w_{3,2,2} \\leftarrow 0.5 - 0.1 \\cdot 0.25 = 0.5 - 0.025 = 0.475',
    );
    const adam = update({ ...experiment, optimizer: 'adam' }, layer, 5, weight);
    expect(adam.map(({ numbers }) => onOneLine(numbers))).toContain(
      'w_{3,2,2} \\leftarrow 0.5 - 0.025 = 0.475',
    );
  });

  it('have a rule for every optimizer, with its numbers', () => {
    for (const optimizer of Object.keys(optimizerForms)) {
      const lines = update({ ...experiment, optimizer }, layer, 5, null);
      check(lines);
      expect(lines.length).toBeGreaterThanOrEqual(3);
      expect(lines.some(({ numbers }) => numbers?.includes('0.1'))).toBe(true);
    }
    const decoupled = update({ ...experiment, optimizer: 'adamw' }, layer, 5, null);
    expect(decoupled[0]?.rule).toContain('\\lambda');
  });
});
