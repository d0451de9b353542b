import { diagnosedFrame } from '../lab/diagnosed_frame';
import type { Lab } from '../lab/lab.svelte';
import type { TriedRemedy } from '../lab/lab_members';
import { Remedies } from '../lab/remedies.svelte';
import { sharedPool } from '../worker/shared_pool';

/** A search of its own for a script, beside what the page shows. */
export async function tryRemedies(lab: Lab, seconds: number): Promise<TriedRemedy[]> {
  const shown = diagnosedFrame(lab);
  if (!lab.experiment || !shown) throw new Error('no experiment was started');
  const remedies = new Remedies(sharedPool());
  const options = { seconds, locked: lab.locks.names };
  const list = await remedies.run(lab.experiment, shown.frame, options);
  if (remedies.failure) throw remedies.failure;
  return list;
}
