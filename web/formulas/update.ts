import type { Experiment, LayerFrame, OperationDetail } from '../module/ebb';
import { entry, type Formula } from './formula';
import { optimizerForms, type OptimizerForm } from './optimizer_forms';
import { equation, fill, gradient, number } from './slots';

/** One weight, which leads from the unit `from` of the layer before to the unit `to` (from 0). */
export interface ChosenWeight {
  detail: OperationDetail;
  to: number;
  from: number;
}

/** What became of one weight. */
function oneWeight(
  { optimizer, weightDecay, learningRate }: Experiment,
  { detail, to, from }: ChosenWeight,
): Formula[] {
  const w = entry(detail.weight, to, from);
  const g = entry(detail.weightGradient, to, from);
  const change = entry(detail.weightChange, to, from);
  const after = entry(detail.weightAfter, to, from);
  if (w === null || g === null || change === null || after === null) return [];
  const name = `w_{${detail.layer},${to + 1},${from + 1}}`;
  const isPlain = optimizer === 'sgd' && weightDecay === 0;
  const taken = isPlain ? '«eta» \\cdot «g» \\\\ &= «w» - «change»' : '«change»';
  const filled = fill(`«w» - ${taken}`, { w, g, change, eta: learningRate });
  return [
    {
      rule: `\\begin{aligned} &${name} \\leftarrow ${name} - \\Delta ${name} \\\\ &${gradient(name)} = ${number(g)} \\end{aligned}`,
      numbers: equation(name, filled, after, '\\leftarrow'),
    },
  ];
}

/** What the parameters do with their gradient, with the figures of one layer and of one of its
 *  weights. `iteration` counts the updates made, this one included. */
export function update(
  experiment: Experiment,
  layer: LayerFrame | null,
  iteration: number,
  weight: ChosenWeight | null,
): Formula[] {
  const { optimizer, learningRate, momentum, weightDecay } = experiment;
  const form = (optimizerForms as Partial<Record<string, OptimizerForm>>)[optimizer];
  if (!form) return [];
  const names = { eta: '\\eta', mu: '\\mu', t: 't' };
  const figures = {
    eta: number(learningRate),
    mu: number(momentum),
    t: String(Math.max(1, iteration)),
  };
  const decay = weightDecay !== 0;
  const first: Formula[] =
    decay && form.decouplesDecay
      ? [
          {
            rule: '\\theta \\leftarrow \\theta - \\eta\\, \\lambda\\, \\theta',
            numbers: `\\theta \\leftarrow \\theta - ${figures.eta} \\cdot ${number(weightDecay)}\\, \\theta`,
          },
        ]
      : [];
  const g =
    decay && !form.decouplesDecay
      ? {
          rule: 'g = \\frac{\\partial L}{\\partial \\theta} + \\lambda\\, \\theta',
          numbers: `g = \\frac{\\partial L}{\\partial \\theta} + ${number(weightDecay)}\\, \\theta`,
        }
      : { rule: 'g = \\frac{\\partial L}{\\partial \\theta}', numbers: null };
  const ratio = layer?.updateRatio ?? null;
  const size: Formula[] =
    layer && ratio !== null
      ? [
          {
            rule: `\\frac{\\lVert \\Delta W_{${layer.layer}} \\rVert}{\\lVert W_{${layer.layer}} \\rVert}`,
            numbers: number(ratio),
          },
        ]
      : [];
  return [
    ...first,
    g,
    ...form.lines.map((line) => {
      const rule = fill(line, names);
      const numbers = fill(line, figures);
      return { rule, numbers: numbers === rule ? null : numbers };
    }),
    ...(weight ? oneWeight(experiment, weight) : []),
    ...size,
  ];
}
