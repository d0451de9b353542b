import type { Outcome } from '../../lab/remedies.svelte';

/** A loss that is lower by less than this is the same loss. */
const noticeable = 0.01;

/** What a remedy did, by its runs alone. */
export type Effect =
  'back_and_learns' | 'back' | 'back_and_breaks' | 'learns' | 'breaks' | 'nothing';

/** Whether the gradient is healthy that was not, and whether the loss is lower than without, or no
 *  number any more. */
export function effectOf(before: Outcome, after: Outcome): Effect {
  const isBack = after.verdict === 'healthy' && before.verdict !== 'healthy';
  const isBroken = after.loss !== null && !Number.isFinite(after.loss);
  if (isBroken) return isBack ? 'back_and_breaks' : 'breaks';
  const learns = isLower(after.loss, before.loss);
  if (isBack) return learns ? 'back_and_learns' : 'back';
  return learns ? 'learns' : 'nothing';
}

function isLower(after: number | null, before: number | null): boolean {
  if (after === null) return false;
  if (before === null || !Number.isFinite(before)) return true;
  return after < before * (1 - noticeable);
}
