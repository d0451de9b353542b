import { columnOf, entry, inputName, rowOf, type Formulas } from './formula';
import { gradient, number, operand, sum } from './slots';

/** z_l = W_l h_{l-1} + b_l */
export const affine: Formulas = {
  forward({ detail, sample, unit }) {
    const { layer, input, weight, bias, output } = detail;
    const rule = `z_{${layer}} = W_{${layer}}\\, ${inputName(layer)} + b_{${layer}}`;
    const result = entry(output, unit, sample);
    if (!weight || result === null) return [{ rule, numbers: null }];
    const inputs = columnOf(input, sample);
    const products = rowOf(weight, unit).map(
      (w, i) => `${operand(w)}\\cdot ${operand(inputs[i]!)}`,
    );
    const terms = [...products, operand(entry(bias, unit, 0) ?? 0)];
    return [{ rule, numbers: sum(`z_{${layer},${unit + 1}}`, terms, result) }];
  },

  backward({ detail, sample, unit }) {
    const { layer, input, weight, gradientOutput, gradientInput, weightGradient } = detail;
    const arriving = gradient(`z_{${layer}}`);
    const from = inputName(layer);
    const back = `${gradient(from)} = W_{${layer}}^{\\top} ${arriving}`;
    const learn = `${gradient(`W_{${layer}}`)} = ${arriving}\\, ${from}^{\\top}`;
    const known = weight && gradientOutput ? columnOf(gradientOutput, sample) : null;

    // The numbers of the way on are those of one input: of the chosen unit where it is one.
    const target = Math.min(unit, input.rows - 1);
    const passed = entry(gradientInput, target, sample);
    const name = gradient(layer === 1 ? `x_{${target + 1}}` : `h_{${layer - 1},${target + 1}}`);
    const terms =
      known && weight
        ? columnOf(weight, target).map((w, j) => `${operand(w)}\\cdot ${operand(known[j]!)}`)
        : null;

    // What the weight itself learns, for the chosen unit's first input.
    const own = entry(weightGradient, unit, 0);
    const weightName = gradient(`w_{${layer},${unit + 1},1}`);
    const firstInput = layer === 1 ? 'x_{1}' : `h_{${layer - 1},1}`;
    return [
      { rule: back, numbers: terms && passed !== null ? sum(name, terms, passed) : null },
      {
        rule: learn,
        numbers:
          gradientOutput === null || own === null
            ? null
            : `${weightName} = \\sum_{s=1}^{${input.cols}} ${gradient(`z_{${layer},${unit + 1}}`)}^{(s)}\\, ${firstInput}^{(s)} = ${number(own)}`,
      },
    ];
  },
};
