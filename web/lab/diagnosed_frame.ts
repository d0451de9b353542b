import type { Lab } from './lab.svelte';
import type { Frame } from '../module/ebb';

/** The frame whose gradient can be judged as a whole: the present one; while its walk back is not
 *  finished, the last that was; before the first step, the one taken ahead. */
export function judged(
  lab: Pick<Lab, 'frame' | 'outlook' | 'lastWalk'>,
): { frame: Frame; when: 'now' | 'before' | 'ahead' } | null {
  const { frame, outlook, lastWalk } = lab;
  if (!frame) return null;
  if (frame.diagnosis.verdict !== 'unknown') return { frame, when: 'now' };
  if (lastWalk) return { frame: lastWalk, when: 'before' };
  return outlook ? { frame: outlook, when: 'ahead' } : { frame, when: 'now' };
}
