import type { Lab } from '../../lab/lab.svelte';
import type { Frame, LayerFrame } from '../../module/ebb';

export interface Profile {
  layers: LayerFrame[];
  /** Whether it is the gradient at initialisation, taken ahead, since no step was made yet. */
  ahead: boolean;
  /** The profile of the last whole walk back (in the first iteration: of the one taken ahead), while
   *  a new one is under way. */
  before: LayerFrame[] | null;
  /** That of another run, to be seen beside this one: layer for layer back from the output, since there
   *  the gradient begins; null where this network has a layer that the other has not. */
  ghost: readonly (LayerFrame | null)[] | null;
}

type Shown = Pick<Lab, 'frame' | 'initialFrame' | 'lastBackwardFrame'>;

/** The numbers per layer that a reader should see now. */
export function profileOf(lab: Shown, other: Frame | null | undefined = null): Profile {
  const { frame, initialFrame, lastBackwardFrame } = lab;
  if (!frame) return { layers: [], ahead: false, before: null, ghost: null };
  const missing = frame.layers.length - (other?.layers.length ?? 0);
  const ghost = other && frame.layers.map((_, index) => other.layers[index - missing] ?? null);
  const walked = frame.layers.some((layer) => layer.signal !== null);
  if (frame.phase === 'start' && !walked && initialFrame) {
    return { layers: initialFrame.layers, ahead: true, before: null, ghost };
  }
  const whole = frame.layers.every((layer) => layer.signal !== null);
  return {
    layers: frame.layers,
    ahead: false,
    before: whole ? null : ((lastBackwardFrame ?? initialFrame)?.layers ?? null),
    ghost,
  };
}
