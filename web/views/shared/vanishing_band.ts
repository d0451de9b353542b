import { formatNumber } from '../../text/numbers';
import { t } from '../../text/words.svelte';
import type { Profile } from './profile';

/** From which share of the last hidden layer's signal on a gradient counts as vanished, and its
 *  reciprocal from which on it has exploded: DESIGN.md, section 4. */
export const limit = 1000;

/** The range in which the first layer's signal is healthy, given that of the last hidden one; its
 *  edges are named in short where there is little room. */
export function vanishingBand(
  { layers, before }: Pick<Profile, 'layers' | 'before'>,
  short = false,
) {
  const last = layers.at(-2)?.signal ?? before?.at(-2)?.signal ?? null;
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
