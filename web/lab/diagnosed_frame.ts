import type { Lab } from './lab.svelte';
import type { Frame } from '../module/ebb';

/** The frame whose gradient can be judged as a whole: the present one; while its walk back is not
 *  finished, the last that was; before the first step, the one taken ahead. */
export function diagnosedFrame(
  lab: Pick<Lab, 'frame' | 'initialFrame' | 'lastBackwardFrame'>,
): { frame: Frame; when: 'now' | 'before' | 'ahead' } | null {
  const { frame, initialFrame, lastBackwardFrame } = lab;
  if (!frame) return null;
  if (frame.diagnosis.verdict !== 'unknown') return { frame, when: 'now' };
  if (lastBackwardFrame) return { frame: lastBackwardFrame, when: 'before' };
  return initialFrame ? { frame: initialFrame, when: 'ahead' } : { frame, when: 'now' };
}

/** Whether the gradient has reached the first layer at this frame. */
export function isWalkComplete({ phase, layers }: Frame): boolean {
  if (phase === 'clip' || phase === 'update') return true;
  return phase === 'backward' && layers[0]?.signal !== null;
}

/** The frame whose findings hold here: the present one; before the first step, that of the walk taken
 *  ahead. */
export function foundFrame(lab: Pick<Lab, 'frame' | 'initialFrame'>): {
  frame: Frame | null;
  isAhead: boolean;
} {
  const isAhead = lab.frame?.phase === 'start' && lab.initialFrame !== null;
  return { frame: isAhead ? lab.initialFrame : lab.frame, isAhead };
}
