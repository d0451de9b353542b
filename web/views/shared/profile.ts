import type { Sight } from '../../lab/throttled';
import type { Frame } from '../../module/ebb';
import type { ProfileLayer } from './profile_layer';

export type { ProfileLayer };

export interface Profile {
  layers: ProfileLayer[];
  /** Whether it is the gradient at initialisation, taken ahead, since no step was made yet. */
  ahead: boolean;
  /** The profile of the last whole walk back (in the first iteration: of the one taken ahead), while
   *  a new one is under way. */
  before: ProfileLayer[] | null;
  /** Whether that is of the walk under way itself, taken ahead. */
  isForetold: boolean;
  /** That of another run, to be seen beside this one: layer for layer back from the output, since there
   *  the gradient begins; null where this network has a layer that the other has not. */
  ghost: readonly (ProfileLayer | null)[] | null;
}

/** The numbers per layer that a reader should see now. */
export function profileOf(sight: Sight, other: Frame | null | undefined = null): Profile {
  const { frame, initialFrame, lastBackwardFrame } = sight;
  if (!frame) return { layers: [], ahead: false, before: null, isForetold: false, ghost: null };
  const ghost = other ? ghostOf(frame, layersOf(other)) : null;
  const walked = frame.layers.some((layer) => layer.signal !== null);
  if (frame.phase === 'start' && !walked && initialFrame) {
    return { layers: layersOf(initialFrame), ahead: true, before: null, isForetold: false, ghost };
  }
  const whole = frame.layers.every((layer) => layer.signal !== null);
  const last = lastBackwardFrame ?? initialFrame;
  return {
    layers: layersOf(frame),
    ahead: false,
    before: whole || !last ? null : layersOf(last),
    isForetold: lastBackwardFrame === null,
    ghost,
  };
}

function ghostOf({ layers }: Frame, others: readonly ProfileLayer[]): (ProfileLayer | null)[] {
  const missing = layers.length - others.length;
  return layers.map((_, index) => others[index - missing] ?? null);
}

/** A frame's layers, with their sizes: of what arrives at a layer's affine map, as soon as the operation before it on
 *  the walk back lets it go on. */
export function layersOf({ layers, operations }: Frame): ProfileLayer[] {
  const sizes = new Map(
    operations.flatMap(({ kind, layer, sizeIn }, index) =>
      kind === 'affine' ? [[layer, sizeIn ?? operations[index + 1]?.sizeOut ?? null]] : [],
    ),
  );
  return layers.map((layer) => ({ ...layer, size: sizes.get(layer.layer) ?? null }));
}
