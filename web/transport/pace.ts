import { formatNumber } from '../text/numbers';
import { t } from '../text/words.svelte';

/** Steps a second that the speed slider offers: from one every two seconds to no limit. */
export const speeds: readonly number[] = [0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, Infinity];

export function speedIndex(speed: number): number {
  const index = speeds.findIndex((one) => one >= speed);
  return index < 0 ? speeds.length - 1 : index;
}

export function sayPace(speed: number): string {
  if (speed === Infinity) return t('transport.fastest');
  if (speed < 1) return t('transport.seconds', { seconds: formatNumber(1 / speed) });
  return t('transport.rate', { rate: formatNumber(speed) });
}
