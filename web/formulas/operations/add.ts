import { branchName, entry, inputName, type Formulas } from '../formula';
import { equation, fill, gradient, number } from '../slots';

/** h_l = d_l + h_{l-1} */
export const formulas: Formulas = {
  forward(context) {
    const { detail, sample, unit } = context;
    const { layer, input, skip, output } = detail;
    const branch = branchName(context);
    const x = entry(input, unit, sample);
    const past = entry(skip, unit, sample);
    const y = entry(output, unit, sample);
    return [
      {
        rule: `h_{${layer}} = ${branch}_{${layer}} + ${inputName(layer)}`,
        numbers:
          x === null || past === null || y === null
            ? null
            : equation(`h_{${layer},${unit + 1}}`, fill('«x» + «p»', { x, p: past }), y),
      },
    ];
  },

  backward(context) {
    const { detail, sample, unit } = context;
    const { layer, gradientInput } = detail;
    const branch = branchName(context);
    const leaving = entry(gradientInput, unit, sample);
    const whole = gradient(`h_{${layer}}`);
    const before = inputName(layer);
    return [
      {
        // Handed on as it arrives: one number, said once.
        rule: `${gradient(`${branch}_{${layer}}`)} = ${whole}`,
        numbers:
          leaving === null
            ? null
            : `${gradient(`${branch}_{${layer},${unit + 1}}`)} = ${number(leaving)}`,
      },
      {
        rule: `${gradient(before)} = \\underbrace{${whole}}_{\\text{skip}} + \\underbrace{W_{${layer}}^{\\top} ${gradient(`z_{${layer}}`)}}_{\\text{branch}}`,
        numbers: null,
      },
    ];
  },
};
