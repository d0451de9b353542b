import type { Cause, Diagnosis } from '../../module/ebb';

export type BudgetCause = Exclude<keyof NonNullable<Diagnosis['budget']>, 'total' | 'blocks'>;

/** The causes of a budget, in the order in which they are drawn and listed. */
export const budgetCauses: BudgetCause[] = [
  'weights',
  'activation',
  'normalization',
  'dropout',
  'residual',
  'width',
];

/** The colour of a cause, the same in every view; always beside its name. */
export function causeColour(cause: Cause | BudgetCause): string {
  return cause === 'width' ? 'var(--neutral)' : `var(--cause-${cause})`;
}
