import { differingFields, type Described } from '../../experiment/difference';
import type { Compare, Compared } from '../../lab/compare.svelte';
import { diagnosedFrame } from '../../lab/diagnosed_frame';
import type { PinnedRun } from '../../lab/pinned_run.svelte';
import type { Field, Frame, History } from '../../module/ebb';
import { t } from '../../text/words.svelte';
import { namesOf } from './run_names';
import { keptStyles, liveStyle, type RunStyle } from './run_styles';
import { smallestIn } from '../shared/scales.svelte';

/** A run as the panel shows it, beside others. */
export interface ShownRun extends Described {
  /** "Live", "Kept 2". */
  tag: string;
  /** What it differs by. */
  name: string;
  /** Both, which no other run has. */
  label: string;
  style: RunStyle;
  /** The frame whose gradient can be judged as a whole. */
  frame: Frame;
  when: 'now' | 'before' | 'ahead';
  history: History | null;
  /** The smallest number that keeps all its digits. */
  smallest: number;
  /** The kept run; null for the live one. */
  kept: PinnedRun | null;
}

/** The live run and those kept that have begun. */
export function shownRuns(schema: readonly Field[], { live, runs }: Compare): ShownRun[] {
  const begun = [
    { run: live as Compared, kept: null },
    ...runs.map((kept) => ({ run: kept as Compared, kept })),
  ].flatMap(({ run, kept }) => {
    const shown = diagnosedFrame(run);
    return shown && run.experiment ? { ...shown, run, kept, experiment: run.experiment } : [];
  });
  const described = begun.map(({ run, experiment }) => ({ experiment, applies: run.applies }));
  const names = namesOf(schema, described);
  return begun.map(({ run, kept, experiment, frame, when }, index) => {
    const tag = tagOf(kept);
    const name = names[index]!;
    return {
      tag,
      name,
      label: t('compare.named', { tag, name }),
      style: styleOf(kept),
      experiment,
      applies: run.applies,
      frame,
      when,
      history: run.history,
      smallest: smallestIn(experiment),
      kept,
    };
  });
}

export const tagOf = (kept: PinnedRun | null): string =>
  kept ? t('compare.kept_tag', { number: kept.slot + 1 }) : t('compare.live_tag');

export const styleOf = (kept: PinnedRun | null): RunStyle =>
  kept ? keptStyles[kept.slot]! : liveStyle;

/** Whether the losses of runs are of one kind and can be held against each other. */
export function haveOneLoss(schema: readonly Field[], runs: readonly ShownRun[]): boolean {
  return !differingFields(schema, runs).some(({ name }) => name === 'loss' || name === 'data');
}
