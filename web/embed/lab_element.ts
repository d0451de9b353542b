import type { TriedRemedy } from '../lab/remedies.svelte';
import type { Experiment, Frame, Settings, Unit } from '../module/ebb';

/** The members of `<ebb-lab>`, which a page around a frame reaches by messages. */
export interface LabElement extends HTMLElement {
  experiment: Experiment | Settings | string | null;
  get compare(): readonly (Experiment | Settings | string)[];
  set compare(sources: readonly (Experiment | Settings | string)[] | null | undefined);
  readonly ready: Promise<void>;
  readonly frame: Frame | null;
  advance(unit: Unit, count?: number): Promise<Frame>;
  rewind(unit: Unit, count?: number): Promise<Frame>;
  play(): void;
  pause(): void;
  reset(): void;
  tryRemedies(options?: { seconds?: number }): Promise<TriedRemedy[]>;
}
