import { isSameExperiment } from '../../experiment/difference';
import type { Ghost } from '../../lab/selection';
import type { Experiment, Frame } from '../../module/ebb';
import { t } from '../../text/words.svelte';

/** What the profile drawn faintly is called: beside another experiment, it is that of the one before.
 *  Empty where the live one has the same size at every layer, and so covers it. */
export function ghostNote(
  { name, of, frame }: Ghost,
  { experiment, frame: shown }: { experiment: Experiment | null; frame: Frame | null },
): string {
  if (name !== null) return t('stage.ghost_named', { name });
  if (!isSameExperiment(of, experiment)) return t('stage.ghost_before');
  const isCovered = frame.layers.every(({ signal }, row) => signal === shown?.layers[row]?.signal);
  return isCovered ? '' : t('stage.ghost');
}
