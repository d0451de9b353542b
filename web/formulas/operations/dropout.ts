import { afterDropout, entry, type Formulas } from '../formula';
import { equation, fill, gradient, number } from '../slots';

/** d_l = a_l ⊙ m_l / (1 − p): inverted dropout. */
export const formulas: Formulas = {
  forward(context) {
    const { detail, sample, unit, experiment } = context;
    const { layer, input, output, local } = detail;
    const to = afterDropout(context);
    const [x, y] = [entry(input, unit, sample), entry(output, unit, sample)];
    const kept = entry(local, unit, sample);
    return [
      {
        rule: `${to}_{${layer}} = a_{${layer}} \\odot \\frac{m}{1 - p}, \\qquad m \\in \\{0, 1\\},\\; p = ${number(experiment.dropout)}`,
        numbers:
          x === null || y === null || kept === null
            ? null
            : equation(`${to}_{${layer},${unit + 1}}`, fill('«x» \\cdot «k»', { x, k: kept }), y),
      },
    ];
  },

  backward(context) {
    const { detail, sample, unit } = context;
    const { layer, local, gradientOutput, gradientInput } = detail;
    const to = afterDropout(context);
    const arriving = entry(gradientOutput, unit, sample);
    const leaving = entry(gradientInput, unit, sample);
    const kept = entry(local, unit, sample);
    return [
      {
        rule: `${gradient(`a_{${layer}}`)} = ${gradient(`${to}_{${layer}}`)} \\odot \\frac{m}{1 - p}`,
        numbers:
          arriving === null || leaving === null || kept === null
            ? null
            : equation(
                gradient(`a_{${layer},${unit + 1}}`),
                fill('«g» \\cdot «k»', { g: arriving, k: kept }),
                leaving,
              ),
      },
    ];
  },
};
