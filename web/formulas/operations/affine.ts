import { columnOf, entry, inputName, rowOf, type Formulas } from '../formula';
import { equation, gradient, operand, sum } from '../slots';

/** z_l = W_l h_{l-1} + b_l */
export const formulas: Formulas = {
  forward({ detail, sample, unit, room }) {
    const { layer, input, weight, bias, output } = detail;
    const rule = `z_{${layer}} = W_{${layer}}\\, ${inputName(layer)} + b_{${layer}}`;
    const result = entry(output, unit, sample);
    if (!weight || result === null) return [{ rule, numbers: null }];
    const inputs = columnOf(input, sample);
    const products = rowOf(weight, unit).map(
      (w, i) => `${operand(w)}\\cdot ${operand(inputs[i]!)}`,
    );
    const terms = [...products, operand(entry(bias, unit, 0) ?? 0)];
    return [{ rule, numbers: sum(`z_{${layer},${unit + 1}}`, terms, result, room) }];
  },

  // On the way back the chosen unit is one of the layer before, whose gradient comes out.
  backward({ detail, sample, unit, room }) {
    const { layer, input, weight, gradientOutput, gradientInput, weightGradient } = detail;
    const arriving = gradient(`z_{${layer}}`);
    const from = inputName(layer);
    const one = layer === 1 ? `x_{${unit + 1}}` : `h_{${layer - 1},${unit + 1}}`;
    const passed = entry(gradientInput, unit, sample);
    const known = gradientOutput && columnOf(gradientOutput, sample);
    const terms =
      known &&
      weight &&
      columnOf(weight, unit).map((w, j) => `${operand(w)}\\cdot ${operand(known[j]!)}`);

    // What a weight itself learns: that from the chosen unit to the first of this layer.
    const learnt = entry(weightGradient, 0, unit);
    return [
      {
        rule: `${gradient(from)} = W_{${layer}}^{\\top} ${arriving}`,
        numbers: terms && passed !== null ? sum(gradient(one), terms, passed, room) : null,
      },
      {
        rule: `${gradient(`W_{${layer}}`)} = ${arriving}\\, ${from}^{\\top}`,
        numbers:
          gradientOutput === null || learnt === null
            ? null
            : equation(
                gradient(`w_{${layer},1,${unit + 1}}`),
                `\\sum_{s=1}^{${input.cols}} ${gradient(`z_{${layer},1}`)}^{(s)}\\, ${one}^{(s)}`,
                learnt,
              ),
      },
    ];
  },
};
