import { columnOf, entry, type Formula, type Formulas } from '../formula';
import { equation, fill, gradient, number } from '../slots';

/** A loss as TeX over outputs y and targets t; N samples, K outputs. Slots: «y», «t», «n» (by what
 *  the mean divides), «p» (the answer as a probability). */
interface Shape {
  value: string;
  slope: string;
  /** Whether the mean also runs over the outputs. */
  overOutputs: boolean;
}

/** PyTorch's definitions, as in src/functions/losses.h. */
const shapes: Record<string, Shape> = {
  mse: {
    value: '\\frac{1}{NK}\\sum (y - t)^2',
    slope: '\\frac{2\\,(«y» - «t»)}{«n»}',
    overOutputs: true,
  },
  bce: {
    value: '\\frac{1}{NK}\\sum \\bigl(-t \\ln\\sigma(y) - (1 - t)\\ln(1 - \\sigma(y))\\bigr)',
    slope: '\\frac{\\sigma(«y») - «t»}{«n»}',
    overOutputs: true,
  },
  cross_entropy: {
    value: '\\frac1N\\sum -t \\ln \\operatorname{softmax}(y)',
    slope: '\\frac{\\operatorname{softmax}(y) - «t»}{«n»}',
    overOutputs: false,
  },
  linear: { value: '\\frac1N\\sum t\\,y', slope: '\\frac{«t»}{«n»}', overOutputs: false },
};

/** The loss from the outputs of the last layer. */
export const formulas: Formulas = {
  forward(context): Formula[] {
    const { detail, frame } = context;
    const shape = shapes[context.loss];
    if (!shape) return [];
    const sizes = `N = ${detail.input.cols}${shape.overOutputs ? `,\\; K = ${detail.input.rows}` : ''}`;
    return [
      {
        rule: `L = ${shape.value}, \\qquad y = z_{${detail.layer}}`,
        numbers: frame.loss === null ? null : `L = ${number(frame.loss)}, \\qquad ${sizes}`,
      },
    ];
  },

  backward(context): Formula[] {
    const { detail, sample } = context;
    const shape = shapes[context.loss];
    if (!shape) return [];
    const unit = Math.min(context.unit, detail.input.rows - 1);
    const y = entry(detail.input, unit, sample);
    const t = entry(detail.local, unit, sample);
    const leaving = entry(detail.gradientInput, unit, sample);
    const n = detail.input.cols * (shape.overOutputs ? detail.input.rows : 1);
    const name = (index: string) => gradient(`z_{${detail.layer}${index}}`);
    const rule = `${name('')} = ${fill(shape.slope, { y: 'y', t: 't', n: shape.overOutputs ? 'NK' : 'N' })}`;
    if (y === null || t === null || leaving === null) return [{ rule, numbers: null }];
    const outputs = columnOf(detail.input, sample).map(number).join(',\\, ');
    const filled = fill(shape.slope, { y: number(y), t: number(t), n: String(n) }).replace(
      '\\operatorname{softmax}(y)',
      `\\operatorname{softmax}(${outputs})_{${unit + 1}}`,
    );
    return [{ rule, numbers: equation(name(`,${unit + 1}`), filled, leaving) }];
  },
};
