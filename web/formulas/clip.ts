import type { Experiment, LayerFrame } from '../module/ebb';
import type { Formula } from './formula';
import { number } from './slots';

const all = '\\frac{\\partial L}{\\partial \\theta}';

/** PyTorch's clip_grad_value_ and clip_grad_norm_; `layer` is the latter over each layer's own
 *  parameters. */
const rules: Record<string, string> = {
  value: `g \\leftarrow \\min\\bigl(c, \\max(-c, g)\\bigr), \\qquad g = ${all}`,
  norm: `g \\leftarrow g \\cdot \\min\\Bigl(1, \\frac{c}{\\lVert g \\rVert + 10^{-6}}\\Bigr), \\qquad g = ${all}`,
  layer: `g_l \\leftarrow g_l \\cdot \\min\\Bigl(1, \\frac{c}{\\lVert g_l \\rVert + 10^{-6}}\\Bigr), \\qquad g_l = \\frac{\\partial L}{\\partial \\theta_l}`,
};

/** What clipping does, with the figures of one layer. */
export function clip(experiment: Experiment, layer: LayerFrame | null): Formula[] {
  const rule = rules[experiment.clip];
  if (!rule) return [];
  const before = layer?.weightGradient ?? null;
  const after = layer?.clippedWeightGradient ?? null;
  const norm = `\\Bigl\\lVert \\frac{\\partial L}{\\partial W_{${layer?.layer ?? 1}}} \\Bigr\\rVert`;
  return [
    {
      rule,
      numbers:
        before === null || after === null
          ? null
          : `c = ${number(experiment.clipThreshold)}, \\qquad ${norm}:\\; ${number(before)} \\rightarrow ${number(after)}`,
    },
  ];
}
