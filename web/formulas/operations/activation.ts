import { activationInput, afterActivation, entry, type Formulas } from '../formula';
import { activationForms, type ActivationForm } from '../activation_forms';
import { equation, fill, gradient } from '../slots';

const formOf = (name: string): ActivationForm =>
  (activationForms as Partial<Record<string, ActivationForm>>)[name] ?? {
    value: '\\varphi(«x»)',
    slope: "\\varphi'(«x»)",
    pytorch: '',
  };

/** a_l = φ(n_l), element by element. */
export const formulas: Formulas = {
  forward(context) {
    const { detail, sample, unit, experiment } = context;
    const { layer, input, output } = detail;
    const [from, to] = [activationInput(context), afterActivation(context)];
    const form = formOf(experiment.activation);
    const x = entry(input, unit, sample);
    const y = entry(output, unit, sample);
    return [
      {
        rule: `${to}_{${layer}} = \\varphi(${from}_{${layer}}), \\qquad \\varphi(x) = ${fill(form.value, { x: 'x' })}`,
        numbers:
          x === null || y === null
            ? null
            : equation(`${to}_{${layer},${unit + 1}}`, fill(form.value, { x }), y),
      },
    ];
  },

  backward(context) {
    const { detail, sample, unit, experiment } = context;
    const { layer, input, output, local, gradientOutput, gradientInput } = detail;
    const [from, to] = [activationInput(context), afterActivation(context)];
    const form = formOf(experiment.activation);
    const x = entry(input, unit, sample);
    const y = entry(output, unit, sample);
    const slope = entry(local, unit, sample);
    const arriving = entry(gradientOutput, unit, sample);
    const leaving = entry(gradientInput, unit, sample);
    const place = `_{${layer},${unit + 1}}`;
    return [
      {
        rule: `${gradient(`${from}_{${layer}}`)} = ${gradient(`${to}_{${layer}}`)} \\odot \\varphi'(${from}_{${layer}})`,
        numbers:
          arriving === null || slope === null || leaving === null
            ? null
            : equation(
                gradient(`${from}${place}`),
                fill('«g» \\cdot «s»', { g: arriving, s: slope }),
                leaving,
              ),
      },
      {
        rule: `\\varphi'(x) = ${fill(form.slope, { x: 'x', y: '\\varphi(x)' })}`,
        numbers:
          x === null || y === null || slope === null
            ? null
            : equation(`\\varphi'(${from}${place})`, fill(form.slope, { x, y }), slope),
      },
    ];
  },
};
