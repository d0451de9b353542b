import type { Outcome } from '../lab/remedies.svelte';

/** A loss that is lower by less than this is the same loss. */
const noticeable = 0.01;

/** What a remedy did, by its runs alone. */
export type Effect = 'back_and_learns' | 'back' | 'learns' | 'nothing';

/** Whether the gradient is healthy that was not, and whether the loss is lower than without. */
export function effectOf(before: Outcome, after: Outcome): Effect {
  const isBack = after.verdict === 'healthy' && before.verdict !== 'healthy';
  const learns = isLower(after.loss, before.loss);
  if (isBack) return learns ? 'back_and_learns' : 'back';
  return learns ? 'learns' : 'nothing';
}

function isLower(after: number | null, before: number | null): boolean {
  if (after === null || !Number.isFinite(after)) return false;
  if (before === null || !Number.isFinite(before)) return true;
  return after < before * (1 - noticeable);
}
