import { activationInput, afterActivation, entry, type Formulas } from './formula';
import type { Activation } from '../module/kinds';
import { equation, fill, gradient } from './slots';

/** φ and φ′ as TeX; slots: «x» what comes in, «y» = φ(x). */
interface Shape {
  value: string;
  slope: string;
}

const step = (inside: string, outside: string, where: string) =>
  `\\begin{cases} ${inside} & ${where} \\\\ ${outside} & \\text{else} \\end{cases}`;
const positive = (inside: string, outside: string) => step(inside, outside, '«x» > 0');

/** PyTorch's definitions and constants, as in src/functions/activations.h. */
export const shapes: Record<Activation, Shape> = {
  identity: { value: '«x»', slope: '1' },
  sigmoid: { value: '\\frac{1}{1 + e^{-«x»}}', slope: '«y»\\,(1 - «y»)' },
  tanh: { value: '\\tanh «x»', slope: '1 - «y»^2' },
  hard_tanh: { value: '\\max(-1, \\min(1, «x»))', slope: step('1', '0', '-1 < «x» < 1') },
  relu: { value: '\\max(0, «x»)', slope: positive('1', '0') },
  leaky_relu: { value: positive('«x»', '0.01 \\cdot «x»'), slope: positive('1', '0.01') },
  elu: { value: positive('«x»', 'e^{«x»} - 1'), slope: positive('1', 'e^{«x»}') },
  selu: {
    value: `1.0507 \\cdot ${positive('«x»', '1.6733\\,(e^{«x»} - 1)')}`,
    slope: `1.0507 \\cdot ${positive('1', '1.6733\\, e^{«x»}')}`,
  },
  gelu: {
    value: '«x» \\cdot \\tfrac12\\bigl(1 + \\operatorname{erf}\\tfrac{«x»}{\\sqrt 2}\\bigr)',
    slope:
      '\\tfrac12\\bigl(1 + \\operatorname{erf}\\tfrac{«x»}{\\sqrt 2}\\bigr) + «x» \\cdot \\frac{e^{-«x»^2/2}}{\\sqrt{2\\pi}}',
  },
  silu: {
    value: '\\frac{«x»}{1 + e^{-«x»}}',
    slope: '\\sigma(«x»)\\,\\bigl(1 + «x»\\,(1 - \\sigma(«x»))\\bigr)',
  },
  softplus: { value: '\\ln(1 + e^{«x»})', slope: '\\frac{1}{1 + e^{-«x»}}' },
  softsign: { value: '\\frac{«x»}{1 + |«x»|}', slope: '\\frac{1}{(1 + |«x»|)^2}' },
  mish: {
    value: '«x» \\cdot \\tanh\\bigl(\\ln(1 + e^{«x»})\\bigr)',
    slope: '\\tanh s + «x»\\,\\sigma(«x»)\\,(1 - \\tanh^2 s),\\; s = \\ln(1 + e^{«x»})',
  },
};

const shapeOf = (name: string): Shape =>
  (shapes as Partial<Record<string, Shape>>)[name] ?? {
    value: '\\varphi(«x»)',
    slope: "\\varphi'(«x»)",
  };

/** a_l = φ(n_l), element by element. */
export const activation: Formulas = {
  forward(context) {
    const { detail, sample, unit, experiment } = context;
    const { layer, input, output } = detail;
    const [from, to] = [activationInput(context), afterActivation(context)];
    const shape = shapeOf(experiment.activation);
    const x = entry(input, unit, sample);
    const y = entry(output, unit, sample);
    return [
      {
        rule: `${to}_{${layer}} = \\varphi(${from}_{${layer}}), \\qquad \\varphi(x) = ${fill(shape.value, { x: 'x' })}`,
        numbers:
          x === null || y === null
            ? null
            : equation(`${to}_{${layer},${unit + 1}}`, fill(shape.value, { x }), y),
      },
    ];
  },

  backward(context) {
    const { detail, sample, unit, experiment } = context;
    const { layer, input, output, local, gradientOutput, gradientInput } = detail;
    const [from, to] = [activationInput(context), afterActivation(context)];
    const shape = shapeOf(experiment.activation);
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
        rule: `\\varphi'(x) = ${fill(shape.slope, { x: 'x', y: '\\varphi(x)' })}`,
        numbers:
          x === null || y === null || slope === null
            ? null
            : equation(`\\varphi'(${from}${place})`, fill(shape.slope, { x, y }), slope),
      },
    ];
  },
};
