import type { Lab } from '../../lab/lab.svelte';
import type { LayerFrame } from '../../module/ebb';

export interface Profile {
  layers: LayerFrame[];
  /** Whether it is the gradient at initialisation, taken ahead, since no step was made yet. */
  ahead: boolean;
  /** The profile of the last whole walk back (in the first iteration: of the one taken ahead), while
   *  a new one is under way. */
  before: LayerFrame[] | null;
}

/** The numbers per layer that a reader should see now. */
export function profileOf(lab: Pick<Lab, 'frame' | 'initialFrame' | 'lastBackwardFrame'>): Profile {
  const { frame, initialFrame, lastBackwardFrame } = lab;
  if (!frame) return { layers: [], ahead: false, before: null };
  const walked = frame.layers.some((layer) => layer.signal !== null);
  if (frame.phase === 'start' && !walked && initialFrame) {
    return { layers: initialFrame.layers, ahead: true, before: null };
  }
  const whole = frame.layers.every((layer) => layer.signal !== null);
  return {
    layers: frame.layers,
    ahead: false,
    before: whole ? null : ((lastBackwardFrame ?? initialFrame)?.layers ?? null),
  };
}
