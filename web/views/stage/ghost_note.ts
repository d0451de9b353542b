import { isSameExperiment } from '../../experiment/difference';
import type { Ghost } from '../../lab/selection';
import type { Experiment } from '../../module/ebb';
import { t } from '../../text/words.svelte';

/** What the profile drawn faintly is called: beside another experiment, it is that of the one before. */
export function ghostNote({ name, of }: Ghost, experiment: Experiment | null): string {
  if (name !== null) return t('stage.ghost_named', { name });
  return t(isSameExperiment(of, experiment) ? 'stage.ghost' : 'stage.ghost_before');
}
