import { numeral, type Table } from '../charts/table';
import { writeCsv } from '../figures/csv';
import { h } from '../handin/words.svelte';
import type { Ebb, Frame, Simulation } from '../module/ebb';
import { findingName, findingSentence } from '../text/finding_text';
import { formatCount, formatNumber } from '../text/numbers';
import { outlookOf } from '../worker/initial_frame';
import { CommandError, has, parseArguments, wholeNumber } from './arguments';
import { experimentOf } from './source';

const maxIterations = 10_000_000;

/** `ebb run LINK`: runs an experiment and says what came of it. */
export function run(ebb: Ebb, given: readonly string[], print: (text: string) => void): number {
  const args = parseArguments('run', given, ['csv', 'json'], ['iterations']);
  if (args.plain.length !== 1) throw new CommandError(h('cli.one_link'));
  const iterations = wholeNumber(args, 'iterations', 0, maxIterations);
  const experiment = experimentOf(ebb, args.plain[0]!);
  const simulation = new ebb.Simulation(experiment);
  try {
    let frame: Frame;
    if (iterations === 0) frame = outlookOf(simulation);
    else {
      simulation.seek(simulation.positionOf(iterations), iterations + 1);
      frame = simulation.frame();
    }
    const link = ebb.writeLink(experiment);
    if (has(args, 'csv')) print(writeCsv(historyTable(simulation)).slice(1).trimEnd());
    else if (has(args, 'json')) print(JSON.stringify(record(link, frame), null, 2));
    else print(inWords(link, frame));
    return 0;
  } finally {
    simulation.delete();
  }
}

const record = (
  link: string,
  { iteration, position, loss, testLoss, digest, layers, diagnosis }: Frame,
) => ({
  link,
  iteration,
  position,
  loss,
  testLoss,
  ratio: diagnosis.ratio,
  verdict: diagnosis.verdict,
  findings: diagnosis.findings,
  signal: layers.map(({ signal }) => signal),
  digest,
});

function inWords(link: string, frame: Frame): string {
  const { iteration, loss, testLoss, digest, diagnosis } = frame;
  const number = (value: number | null) => (value === null ? '–' : formatNumber(value));
  const rows: [string, string][] = [
    [h('cli.experiment'), link || h('cli.default_link')],
    [h('cli.iteration'), formatCount(iteration)],
    [h('cli.loss'), number(loss)],
    ...(testLoss === null ? [] : [[h('cli.test_loss'), number(testLoss)] as [string, string]]),
    [h('cli.ratio'), number(diagnosis.ratio)],
    [h('cli.digest'), digest],
  ];
  const findings = diagnosis.findings.map(
    (finding) => `  ${findingName(finding)}: ${findingSentence(finding, frame)}`,
  );
  return [
    ...rows.map(([name, value]) => `${name}: ${value}`),
    `${h('cli.findings')}:${findings.length === 0 ? ` ${h('cli.no_findings')}` : ''}`,
    ...findings,
  ].join('\n');
}

/** What was at the iterations passed, a row each. */
function historyTable(simulation: Simulation): Table {
  const { iterations, loss, testLoss, signal, layers } = simulation.history();
  const exact = (value: number) => numeral(Number.isNaN(value) ? null : value, String);
  const count = iterations.length;
  return {
    caption: '',
    head: [
      'iteration',
      'loss',
      'testLoss',
      ...Array.from({ length: layers }, (_, layer) => `signal.${layer + 1}`),
    ],
    rows: Array.from({ length: count }, (_, row) => [
      exact(iterations[row]!),
      exact(loss[row]!),
      exact(testLoss[row]!),
      ...Array.from({ length: layers }, (_, layer) => exact(signal[layer * count + row]!)),
    ]),
  };
}
