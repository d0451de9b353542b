import type { Dataset, Experiment } from '../module/ebb';

/** Which loss `by_data` means: the rule of src/functions/dataset.cpp. */
export function lossInUse({ loss }: Experiment, { classes }: Dataset): string {
  if (loss !== 'by_data') return loss;
  if (classes === 0) return 'mse';
  return classes === 2 ? 'bce' : 'cross_entropy';
}
