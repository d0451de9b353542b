import { isSameExperiment } from '../../experiment/difference';
import type { Ghost } from '../../lab/selection';
import type { Experiment, Frame } from '../../module/ebb';
import { t } from '../../text/words.svelte';

/** What the profile drawn faintly is called: beside another experiment, it is that of the one before.
 *  Empty where the live one covers it: the same iteration of the same run, walked at least as far. */
export function ghostNote(
  { name, of, frame }: Ghost,
  { experiment, frame: shown }: { experiment: Experiment | null; frame: Frame | null },
): string {
  if (name !== null) return t('stage.ghost_named', { name });
  if (!isSameExperiment(of, experiment)) return t('stage.ghost_before');
  const isCovered = frame.iteration === shown?.iteration && frame.position <= shown.position;
  return isCovered ? '' : t('stage.ghost');
}
