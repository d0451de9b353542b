import type { Experiment } from '../module/ebb';

/** The run of a map's cell that was opened in the lab. */
export interface CellRun {
  /** Which cell it is of, in words. */
  place: () => string;
  experiment: Experiment;
  /** To the map as it was left. */
  goBack: () => Promise<void>;
  /** Whether the reader was led to it. */
  isLed: boolean;
}
