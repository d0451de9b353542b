import type { Lab } from '../../lab/lab.svelte';

type Walked = Pick<Lab, 'frame' | 'lastBackwardFrame' | 'outlook'>;

/** What has to be there first: a gradient on its way back, values on their way forward, an iteration. */
const isThere = {
  chain: ({ frame, lastBackwardFrame, outlook }: Walked) =>
    [frame, lastBackwardFrame, outlook].some((one) => one && one.chain.length > 0),
  values: ({ frame }: Walked) => frame !== null && frame.phase !== 'start',
  curve: ({ frame }: Walked) => frame !== null && frame.iteration > 0,
};

/** Panels under the first screen that a run brings; all others are there from the beginning. */
const needs: Readonly<Partial<Record<string, keyof typeof isThere>>> = {
  loss: 'curve',
  inspector: 'values',
  chain: 'chain',
  activation: 'values',
  history: 'curve',
};

/** Whether a panel has something to show. */
export function hasSomethingToShow(panel: string, walked: Walked): boolean {
  const need = needs[panel];
  return !need || isThere[need](walked);
}

/** Whether any of those that a run brings has. */
export const isAnythingBrought = (walked: Walked): boolean =>
  Object.values(isThere).some((is) => is(walked));
