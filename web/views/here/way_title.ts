import { t } from '../../text/words.svelte';
import type { WaySoFar } from '../shared/way_so_far';

/** What a product is a part of, in words. At the first layer's weights it ends, as the ratio does. */
export function wayTitle({ base, isInBranch }: WaySoFar, isAtEnd: boolean): string {
  if (isAtEnd) return t(isInBranch ? 'here.arrived_in_branch' : 'here.arrived', { base });
  return t(isInBranch ? 'here.so_far_in_branch' : 'here.so_far', { base });
}
