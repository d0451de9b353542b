import { vanishingLimit } from '../../module/names';
import { formatNumber } from '../../text/numbers';
import { t } from '../../text/words.svelte';
import type { Profile } from './profile';

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
      value: last / vanishingLimit,
      label: t(short ? 'stage.divided' : 'stage.vanishing', {
        limit: formatNumber(vanishingLimit),
      }),
    },
    high: {
      value: last * vanishingLimit,
      label: t(short ? 'stage.multiplied' : 'stage.exploding', {
        limit: formatNumber(vanishingLimit),
      }),
    },
  };
}
