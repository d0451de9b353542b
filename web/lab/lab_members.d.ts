import type { Experiment, Finding, Frame, RankedRemedy, Settings, Unit } from '../module/ebb';

/** A remedy that was run, with what is found out about the network at the end of its run. */
export interface TriedRemedy extends RankedRemedy {
  findings: Finding[];
}

/** What `<ebb-lab>` and a lab in a frame can do alike. */
export interface LabMembers {
  /** The whole record, defaults filled in; null until the core is there. Set to settings or to a link's
   *  text, the lab starts anew with that. */
  get experiment(): Experiment | null;
  set experiment(source: Settings | string);
  /** The experiments kept beside the live one: at most three. */
  get compare(): Experiment[];
  set compare(sources: readonly (Settings | string)[] | null | undefined);
  /** The core is loaded and the first frame of the experiment last set is drawn; renewed whenever
   *  `experiment` is set. Rejects where it cannot be run, in words. */
  readonly ready: Promise<void>;
  /** The frame now shown. */
  readonly frame: Frame | null;
  /** `count` units on; resolves with the frame reached. */
  advance(unit: Unit, count?: number): Promise<Frame>;
  /** `count` units back, to exactly the state that was there. */
  rewind(unit: Unit, count?: number): Promise<Frame>;
  play(): void;
  pause(): void;
  reset(): void;
  /** Runs what might help the experiment, for so many seconds at most; resolves with what was run, best
   *  first. */
  tryRemedies(options?: { seconds?: number }): Promise<TriedRemedy[]>;
}
