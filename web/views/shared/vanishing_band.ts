import { formatNumber } from '../../text/numbers';
import { t } from '../../text/words.svelte';
import type { Profile } from './profile';

/** From which share of the last hidden layer's signal on a gradient counts as vanished, and its
 *  reciprocal from which on it has exploded: `kVanishing` of src/diagnosis/thresholds.h, which a test holds it to. */
export const limit = 1000;

/** The last hidden layer's gradient, once the walk has been there: the measure of all others. */
export function baseOf(
  { layers }: Pick<Profile, 'layers'>,
  quantity: 'size' | 'signal',
): number | null {
  return layers.at(-2)?.[quantity] ?? null;
}

/** The range in which the first layer's gradient is healthy, given that of the last hidden one; its
 *  edges are named in short where there is little room. */
export function vanishingBand(
  profile: Pick<Profile, 'layers' | 'before'>,
  short = false,
  quantity: 'size' | 'signal' = 'signal',
) {
  const last = baseOf(profile, quantity) ?? profile.before?.at(-2)?.[quantity] ?? null;
  if (last === null || !(last > 0) || !Number.isFinite(last)) return null;
  return {
    low: {
      value: last / limit,
      label: t(short ? 'stage.divided' : 'stage.vanishing', { limit: formatNumber(limit) }),
    },
    high: {
      value: last * limit,
      label: t(short ? 'stage.multiplied' : 'stage.exploding', { limit: formatNumber(limit) }),
    },
  };
}
