import type { Experiment, Frame } from '../module/ebb';

export interface Selection {
  layer: number | null;
  operation: number | null;
  /** Null: none is chosen, and what shows one takes one that it shows something by. */
  sample: number | null;
  /** Null: none is chosen, and what shows one takes the first. */
  unit: number | null;
}

/** Another run, whose profile is seen beside the live one. */
export interface Ghost {
  frame: Frame;
  /** Null: the run before. */
  name: string | null;
  /** What that ran; null where it has a name of its own. */
  of: Experiment | null;
}

/** The sample that the units of the stage show, where they show one alone. */
export const sampleAlone = ({ sample }: Pick<Selection, 'sample'>): number => sample ?? 0;

export const nothingSelected: Selection = {
  layer: null,
  operation: null,
  sample: null,
  unit: null,
};

/** What is selected once `now` has been chosen: a unit is one of its layer's, and let go of with its operation. */
export function selected(before: Selection, now: Partial<Selection>): Selection {
  const { layer = before.layer, operation } = now;
  const isKept = layer === before.layer && operation !== null;
  return { ...before, unit: isKept ? before.unit : null, ...now };
}
