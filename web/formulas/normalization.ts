import { entry, type Context, type Formulas } from './formula';
import { equation, fill, gradient } from './slots';

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
    index,
    centre: detail.mean?.[index] ?? null,
    inverse: detail.inverseStd?.[index] ?? null,
    gamma: entry(detail.weight, unit, 0),
    beta: entry(detail.bias, unit, 0),
  };
}

const isWhole = <Name extends string>(
  numbers: Record<Name, number | null>,
): numbers is Record<Name, number> => Object.values(numbers).every((one) => one !== null);

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
      const { layer, local, gradientOutput, gradientInput } = detail;
      const { index, inverse, gamma } = scaleOf(context, over);
      const middle = centred ? ' - \\operatorname{mean}(g)' : '';
      const rule = `${gradient(`z_{${layer}}`)} = \\frac{g${middle} - \\hat{z}\\, \\operatorname{mean}(g \\hat{z})}{${spread}}, \\qquad g = \\gamma\\, ${gradient(`n_{${layer}}`)}`;
      const known = {
        c: gamma,
        n: entry(gradientOutput, unit, sample),
        m: detail.gradientMean?.[index] ?? null,
        h: entry(local, unit, sample),
        a: detail.gradientAlong?.[index] ?? null,
        i: inverse,
      };
      const leaving = entry(gradientInput, unit, sample);
      if (leaving === null || !isWhole(known)) return [{ rule, numbers: null }];
      const turn = context.room.perLine === 1 ? ' \\\\ &\\quad' : '';
      const template = centred
        ? `(«c» \\cdot «n» - «m»${turn} - «h» \\cdot «a») \\cdot «i»`
        : `(«c» \\cdot «n»${turn} - «h» \\cdot «a») \\cdot «i»`;
      const name = gradient(`z_{${layer},${unit + 1}}`);
      return [{ rule, numbers: equation(name, fill(template, known), leaving) }];
    },
  };
}
