import { usualUpdateRatio } from '../../module/names.ts';
import type { LayerQuantities } from '../../module/kinds.js';
import type { Message } from '../../text/message.ts';
import type { ProfileLayer } from '../shared/profile_layer.ts';

export type Reading = (layer: ProfileLayer) => number | null;

export interface Line {
  label: Message;
  /** How a table says what the number is: by its formula, the same in every language. */
  unit: string;
  of: Reading;
  colour: string;
  hollow?: boolean;
  /** What it is beside: drawn where it differs in some layer. */
  unlike?: Reading;
  spread?: { label: Message; unit: string; of: Reading };
}

/** What the profile can show of the layers. Data alone, so that the parser of lessons, which runs in Node too, knows
 *  the names. */
export interface QuantityRow {
  name: string;
  title: Message;
  /** What it is, in a few words. */
  subtitle: Message;
  lines: Line[];
  /** Decades of a quantity of the frame, or of the gradient's size at every operation; a share from 0 to 1; or
   *  mean ± spread of activations. */
  axis: { log: keyof LayerQuantities | 'size' } | 'share' | 'activation';
  guide?: { value: number; label: Message };
}

export const quantityList: QuantityRow[] = [
  {
    name: 'size',
    title: 'quantity.size',
    subtitle: 'quantity.size_is',
    lines: [
      {
        label: 'quantity.size_short',
        unit: 'rms ‖B · ∂ℒ/∂z‖',
        of: (l) => l.size,
        colour: 'var(--backward)',
      },
    ],
    axis: { log: 'size' },
  },
  {
    name: 'signal',
    title: 'quantity.signal',
    subtitle: 'quantity.signal_is',
    lines: [
      {
        label: 'quantity.signal_short',
        unit: 'rms(B · ∂ℒ/∂z)',
        of: (l) => l.signal,
        colour: 'var(--backward)',
      },
    ],
    axis: { log: 'signal' },
  },
  {
    name: 'signal_median',
    title: 'quantity.signal_median',
    subtitle: 'quantity.signal_median_is',
    lines: [
      {
        label: 'quantity.signal_median_short',
        unit: 'median(B · ∂ℒ/∂z)',
        of: (l) => l.signalMedian,
        colour: 'var(--backward)',
        hollow: true,
      },
    ],
    axis: { log: 'signal' },
  },
  {
    name: 'weight_gradient',
    title: 'quantity.weight_gradient',
    subtitle: 'quantity.weight_gradient_is',
    lines: [
      {
        label: 'quantity.weight_gradient_before',
        unit: '‖∂ℒ/∂W‖',
        of: (l) => l.weightGradient,
        colour: 'var(--backward)',
      },
      {
        label: 'quantity.weight_gradient_after',
        unit: '‖∂ℒ/∂W‖',
        of: (l) => l.clippedWeightGradient,
        colour: 'var(--ink)',
        hollow: true,
        unlike: (l) => l.weightGradient,
      },
    ],
    axis: { log: 'weightGradient' },
  },
  {
    name: 'update_ratio',
    title: 'quantity.update_ratio',
    subtitle: 'quantity.update_ratio_is',
    lines: [
      {
        label: 'quantity.update_ratio_short',
        unit: '‖ΔW‖/‖W‖',
        of: (l) => l.updateRatio,
        colour: 'var(--cause-weights)',
      },
    ],
    axis: { log: 'updateRatio' },
    guide: { value: usualUpdateRatio, label: 'quantity.update_ratio_rule' },
  },
  {
    name: 'activation',
    title: 'quantity.activation',
    subtitle: 'quantity.activation_is',
    lines: [
      {
        label: 'quantity.activation_mean',
        unit: 'mean(h)',
        of: (l) => l.activationMean,
        spread: {
          label: 'quantity.activation_spread',
          unit: 'std(h)',
          of: (l) => l.activationStd,
        },
        colour: 'var(--forward)',
      },
    ],
    axis: 'activation',
  },
  {
    name: 'saturated',
    title: 'quantity.saturated',
    subtitle: 'quantity.saturated_is',
    lines: [
      {
        label: 'quantity.saturated_short',
        unit: '0 … 1',
        of: (l) => l.saturated,
        colour: 'var(--cause-activation)',
      },
    ],
    axis: 'share',
  },
  {
    name: 'dead',
    title: 'quantity.dead',
    subtitle: 'quantity.dead_is',
    lines: [
      { label: 'quantity.dead_short', unit: '0 … 1', of: (l) => l.dead, colour: 'var(--ink)' },
    ],
    axis: 'share',
  },
];
