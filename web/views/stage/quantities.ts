import type { Axis } from '../../charts/axis';
import type { Series } from '../../charts/dots';
import { linearAxis } from '../../charts/linear_axis';
import { logAxis } from '../../charts/log_axis';
import { markOf } from '../../charts/mark';
import { formatNumber, formatShare } from '../../text/numbers';
import { t, type Message } from '../../text/words.svelte';
import type { Profile, ProfileLayer } from '../shared/profile';
import type { Scales } from '../shared/scales.svelte';

type Reading = (layer: ProfileLayer) => number | null;

interface Line {
  label: Message;
  /** How a table says what the number is: by its formula, the same in every language. */
  unit: string;
  of: Reading;
  colour: string;
  hollow?: boolean;
  spread?: { label: Message; unit: string; of: Reading };
}

/** One panel of the profile: what it shows, on which axis. */
export interface Quantity {
  name: string;
  title: Message;
  /** What it is, in a few words. */
  subtitle: Message;
  lines: Line[];
  axis: (scales: Scales, top: number, bottom: number) => Axis;
  format: (value: number) => string;
  guide?: { value: number; label: Message };
}

const share = (scales: Scales, top: number, bottom: number) =>
  linearAxis({ low: 0, high: 1 }, top, bottom, scales.smallest, formatShare);

export const quantities: Quantity[] = [
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
    axis: (scales, top, bottom) => logAxis(scales.size, top, bottom, scales.smallest),
    format: formatNumber,
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
    axis: (scales, top, bottom) => logAxis(scales.signal, top, bottom, scales.smallest),
    format: formatNumber,
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
    axis: (scales, top, bottom) => logAxis(scales.signal, top, bottom, scales.smallest),
    format: formatNumber,
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
      },
    ],
    axis: (scales, top, bottom) => logAxis(scales.weightGradient, top, bottom, scales.smallest),
    format: formatNumber,
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
    axis: (scales, top, bottom) => logAxis(scales.updateRatio, top, bottom, scales.smallest),
    format: formatNumber,
    guide: { value: 1e-3, label: 'quantity.update_ratio_rule' },
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
    axis: (scales, top, bottom) =>
      linearAxis(scales.activation, top, bottom, scales.smallest, formatNumber),
    format: formatNumber,
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
    axis: share,
    format: formatShare,
  },
  {
    name: 'dead',
    title: 'quantity.dead',
    subtitle: 'quantity.dead_is',
    lines: [
      { label: 'quantity.dead_short', unit: '0 … 1', of: (l) => l.dead, colour: 'var(--ink)' },
    ],
    axis: share,
    format: formatShare,
  },
];

/** What a table says of what is shown: the signal beside the size, as the findings go by it. */
export const tabledWith = (shown: readonly Quantity[]): Quantity[] =>
  quantities.filter(
    (one) => shown.includes(one) || (one.name === 'signal' && shown[0]?.name === 'size'),
  );

/** A line's numbers over the columns; the first column, the input, has none. */
const over = (layers: readonly (ProfileLayer | null)[], of: Reading) => [
  null,
  ...layers.map((layer) => layer && of(layer)),
];

export function seriesOf(quantity: Quantity, profile: Profile): Series[] {
  return quantity.lines.map(({ label, of, colour, hollow, spread }) => {
    const values = over(profile.layers, of);
    const before = profile.before && over(profile.before, of);
    return {
      label: t(label),
      values,
      ghost: profile.ghost
        ? over(profile.ghost, of)
        : // Only where there is nothing newer.
          before && before.map((value, index) => (values[index] === null ? value : null)),
      colour,
      hollow,
      spread: spread && over(profile.layers, spread.of),
    };
  });
}

/** The marks that these quantities of a profile are drawn by. */
export const marksIn = (shown: readonly Quantity[], profile: Profile, smallest: number) =>
  new Set(
    shown
      .flatMap((one) => seriesOf(one, profile).flatMap(({ values }) => values))
      .map((value) => markOf(value, smallest)),
  );

/** How many of their values lie beyond their axes. */
export const beyondIn = (panels: readonly { axis: Axis; series: readonly Series[] }[]): number =>
  panels.reduce(
    (sum, { axis, series }) =>
      sum + series.flatMap((s) => s.values).filter((v) => axis.place(v).beyond !== 0).length,
    0,
  );

/** Every figure of one layer in one quantity, as "label value". */
export function readings(
  quantity: Quantity,
  layer: ProfileLayer,
): { label: string; text: string }[] {
  return quantity.lines.flatMap(({ label, of, spread }) => {
    const value = of(layer);
    if (value === null) return [];
    const width = spread?.of(layer) ?? null;
    const text = quantity.format(value) + (width === null ? '' : ` ± ${quantity.format(width)}`);
    return [{ label: t(label), text }];
  });
}
