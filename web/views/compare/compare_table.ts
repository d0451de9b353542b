import { differingFields } from '../../experiment/difference';
import type { ExpectedRuns } from '../../lab/theory.svelte';
import type { Field, Theory } from '../../module/ebb';
import { findingName } from '../../text/finding_text';
import { formatCount, formatNumber, formatShare } from '../../text/numbers';
import { t, type Message } from '../../text/words.svelte';
import type { ShownRun } from './compared_runs';
import { settingName, settingValue } from '../../text/setting_text';

/** A row of the comparison: what is compared, and a cell for each run. */
export interface CompareRow {
  name: string;
  cells: string[];
}

type Figure = (run: ShownRun) => string | null;

const number = (value: number | null | undefined) =>
  value === null || value === undefined ? null : formatNumber(value);
const share = (value: number | null) => (value === null ? null : formatShare(value));

/** With fewer than two hidden layers there is nothing between the first and the last; a gradient that
 *  is no ordinary number is named all the same. */
const hasVerdict = ({ frame }: ShownRun) =>
  frame.layers.length > 2 || ['zero', 'infinite', 'nan'].includes(frame.diagnosis.verdict);

const figures: { name: Message; of: Figure }[] = [
  {
    name: 'finding.title',
    of: ({ frame }) => {
      const [gravest] = frame.diagnosis.findings;
      return gravest ? findingName(gravest) : null;
    },
  },
  {
    name: 'verdict.title',
    of: (run) => (hasVerdict(run) ? number(run.frame.diagnosis.ratio) : null),
  },
  {
    name: 'compare.verdict',
    of: (run) => (hasVerdict(run) ? t(`verdict.${run.frame.diagnosis.verdict}`) : null),
  },
  { name: 'compare.first_signal', of: ({ frame }) => number(frame.layers[0]?.signal) },
  { name: 'compare.losses', of: ({ frame }) => number(frame.loss) },
  { name: 'compare.loss_test', of: ({ frame }) => number(frame.testLoss) },
  { name: 'compare.accuracy', of: ({ frame }) => share(frame.trainAccuracy) },
  { name: 'compare.accuracy_test', of: ({ frame }) => share(frame.testAccuracy) },
  { name: 'chart.iteration', of: ({ frame }) => formatCount(frame.iteration) },
];

/** The settings in which runs differ, and only those. */
export function settingRows(schema: readonly Field[], runs: readonly ShownRun[]): CompareRow[] {
  return differingFields(schema, runs).map((field) => {
    const values = runs.map(({ experiment }) => experiment[field.name]);
    return {
      name: settingName(field.name),
      cells: values.map((value) => settingValue(field, value, values)),
    };
  });
}

/** What theory expects of their ratios at initialisation; none where it is of none of them. */
export function theoryRows(runs: readonly ShownRun[], expected: ExpectedRuns): CompareRow[] {
  const cells = runs.map(({ experiment }) => {
    const {
      ratio = null,
      low = null,
      high = null,
    }: Partial<Theory> = expected.theoryOf(experiment) ?? {};
    if (ratio === null || low === null || high === null || experiment.hidden.length < 2)
      return null;
    return t('theory.compared_figures', {
      expected: formatNumber(ratio),
      low: formatNumber(low),
      high: formatNumber(high),
    });
  });
  if (cells.every((cell) => cell === null)) return [];
  return [{ name: t('theory.compared'), cells: cells.map((cell) => cell ?? '–') }];
}

/** What came of them; without what none of them has. */
export function figureRows(runs: readonly ShownRun[]): CompareRow[] {
  return figures.flatMap(({ name, of }) => {
    const cells = runs.map(of);
    if (cells.every((cell) => cell === null)) return [];
    return { name: t(name), cells: cells.map((cell) => cell ?? '–') };
  });
}
