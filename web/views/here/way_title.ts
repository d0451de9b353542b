import { t } from '../../text/words.svelte';
import type { WaySoFar } from '../shared/way_so_far';

const titles = {
  whole: {
    soFar: ['here.so_far', 'here.so_far_in_branch'],
    arrived: ['here.arrived', 'here.arrived_in_branch'],
  },
  short: {
    soFar: ['here_line.so_far', 'here_line.so_far_in_branch'],
    arrived: ['here_line.arrived', 'here_line.arrived_in_branch'],
  },
} as const;

/** What a product is a part of, in words; `short`: in as few as a telephone's line has room for. At the first
 *  layer's weights it ends, as the ratio does. */
export function wayTitle(
  { base, isInBranch }: WaySoFar,
  isAtEnd: boolean,
  length: keyof typeof titles = 'whole',
): string {
  const [plain, inBranch] = titles[length][isAtEnd ? 'arrived' : 'soFar'];
  return t(isInBranch ? inBranch : plain, { base });
}
