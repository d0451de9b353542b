import type { Experiment } from './experiment.js';
import type { FindingKind } from './kinds.js';

/** One setting that keeps a network from learning. */
export interface ClinicFault {
  field: string;
  /** As it is in the sick network, and as it was before. */
  value: string | number;
  healthy: string | number;
  /** What the diagnosis finds where this fault is the only one; null: nothing that tells of it. */
  finding: FindingKind | null;
}

/** A network with faults, none of which may stay. Undoing all of them is a cure. */
export interface ClinicCase {
  /** With its faults. */
  experiment: Experiment;
  faults: ClinicFault[];
  /** What it is trained for, and the loss that it has to be under then. */
  iterations: number;
  goal: number;
}

/** A setting that may be at fault, and the values that it may be given; the same for all cases. */
export interface Suspect {
  field: string;
  values: (string | number)[];
}
