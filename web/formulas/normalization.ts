import { mean } from 'd3-array';
import { columnOf, entry, rowOf, type Context, type Formulas } from './formula';
import { equation, fill, gradient, operand } from './slots';

/** What tells the three normalizations apart: over what the means are taken, and which terms the
 *  rule has. */
interface Kind {
  /** Over the samples of one unit (batch), or over the units of one sample (layer, rms). */
  over: 'samples' | 'units';
  centred: boolean;
}

function scaleOf({ detail, sample, unit }: Context, over: Kind['over']) {
  const index = over === 'samples' ? unit : sample;
  return {
    centre: detail.mean?.[index] ?? null,
    inverse: detail.inverseStd?.[index] ?? null,
    gamma: entry(detail.weight, unit, 0),
    beta: entry(detail.bias, unit, 0),
  };
}

/** The formulas of a normalization:
 *      x̂ = (z − mean) / √(variance + ε)     n = γ x̂ + β
 *      ∂z = (g − mean(g) − x̂ mean(g x̂)) / √(variance + ε),  g = γ ∂n
 *  without the mean and β for rms. */
export function normalization({ over, centred }: Kind): Formulas {
  const spread = centred
    ? '\\sqrt{\\operatorname{var}(z) + \\varepsilon}'
    : '\\sqrt{\\operatorname{mean}(z^2) + \\varepsilon}';
  return {
    forward(context) {
      const { detail, sample, unit } = context;
      const { layer, input, output } = detail;
      const { centre, inverse, gamma, beta } = scaleOf(context, over);
      const z = entry(input, unit, sample);
      const n = entry(output, unit, sample);
      const place = `_{${layer},${unit + 1}}`;
      const rule = centred
        ? `n_{${layer}} = \\gamma\\, \\frac{z_{${layer}} - \\operatorname{mean}(z)}{${spread}} + \\beta`
        : `n_{${layer}} = \\gamma\\, \\frac{z_{${layer}}}{${spread}}`;
      if (z === null || n === null || inverse === null || gamma === null) {
        return [{ rule, numbers: null }];
      }
      const filled = centred
        ? fill('«c» \\cdot («z» - «m») \\cdot «i» + «b»', {
            c: gamma,
            z,
            m: centre ?? 0,
            i: inverse,
            b: beta ?? 0,
          })
        : fill('«c» \\cdot «z» \\cdot «i»', { c: gamma, z, i: inverse });
      return [{ rule, numbers: equation(`n${place}`, filled, n) }];
    },

    backward(context) {
      const { detail, sample, unit } = context;
      const { layer, local, gradientOutput, gradientInput, weight } = detail;
      const { inverse } = scaleOf(context, over);
      const middle = centred ? ' - \\operatorname{mean}(g)' : '';
      const rule = `${gradient(`z_{${layer}}`)} = \\frac{g${middle} - \\hat{z}\\, \\operatorname{mean}(g \\hat{z})}{${spread}}, \\qquad g = \\gamma\\, ${gradient(`n_{${layer}}`)}`;
      const leaving = entry(gradientInput, unit, sample);
      const hat = entry(local, unit, sample);
      if (
        !gradientOutput ||
        !local ||
        !weight ||
        inverse === null ||
        leaving === null ||
        hat === null
      ) {
        return [{ rule, numbers: null }];
      }
      // The means are those of the row or column that the matrices beside the formula show.
      const arriving =
        over === 'samples' ? rowOf(gradientOutput, unit) : columnOf(gradientOutput, sample);
      const hats = over === 'samples' ? rowOf(local, unit) : columnOf(local, sample);
      const gammas = columnOf(weight, 0);
      const g = arriving.map((value, i) => value * (gammas[over === 'samples' ? unit : i] ?? 1));
      const own = g[over === 'samples' ? sample : unit] ?? NaN;
      const filled = [
        operand(own),
        ...(centred ? [operand(mean(g) ?? NaN)] : []),
        `${operand(hat)} \\cdot ${operand(mean(g, (value, i) => value * hats[i]!) ?? NaN)}`,
      ].join(' - ');
      return [
        {
          rule,
          numbers: equation(
            gradient(`z_{${layer},${unit + 1}}`),
            `(${filled}) \\cdot ${operand(inverse)}`,
            leaving,
          ),
        },
      ];
    },
  };
}
