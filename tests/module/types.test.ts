import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { beforeAll, expect, test, vi } from 'vitest';
import type { Ebb, FrameRequest, Settings } from '../../web/module/ebb';
import { loadInNode } from './load_node.mjs';
import { typesOf } from './type_check';

vi.setConfig({ testTimeout: 60_000 });

const types = typesOf('web/module/ebb.d.ts');
let ebb: Ebb;
beforeAll(async () => {
  ebb = await loadInNode();
});

const everything: FrameRequest = { histograms: true, predictions: true, units: -1, weights: true };

test('the kinds that the types name are those of the core', () => {
  const print = (what: string) =>
    execFileSync('node', ['build/wasm/print_names.cjs', what], { encoding: 'utf8' });
  expect(readFileSync('web/module/kinds.d.ts', 'utf8')).toBe(print('types'));
  expect(readFileSync('web/module/names.ts', 'utf8')).toBe(print('values'));
});

const experiments: Settings[] = [
  {},
  { normalization: 'batch', residual: 'add', dropout: 0.2, clip: 'norm' },
  { normalization: 'layer', activation: 'relu', data: 'gaussians', testFraction: 0.5 },
  { normalization: 'rms', data: 'sine', optimizer: 'adam' },
  { hidden: Array<number>(20).fill(16), activation: 'identity', gain: 1000, precision: 'float32' },
  { init: 'zeros', learningRate: 10 },
  { hidden: [], data: 'table', table: '0.1,1,a\n0.1,2,b\n0.1,3,a\n0.1,4,b\n' },
];

test.each(experiments.map((settings) => ({ settings: { hidden: [4, 3], ...settings } })))(
  'frame, history and data are what the types say, at every stop: $settings',
  ({ settings }) => {
    const run = new ebb.Simulation(settings);
    const { stops, operations } = run.frame();
    const faults = new Set<string>();
    for (let stop = 0; stop <= 2 * stops; ++stop) {
      run.seek(stop, 10);
      const detail = stop % operations.length;
      const frame = run.frame(stop % 2 === 0 ? { ...everything, detail } : {});
      for (const fault of types.faults(frame, 'Frame')) faults.add(fault);
    }
    run.advance('iteration', 100);
    for (const fault of [
      ...types.faults(run.frame(everything), 'Frame'),
      ...types.faults(run.history(), 'History'),
      ...types.faults(run.dataset(), 'Dataset'),
      ...types.faults(run.outcome(), 'RunOutcome'),
      ...types.faults(run.activationCurve(), 'ActivationCurve'),
      ...types.faults(run, 'Simulation'),
    ])
      faults.add(fault);
    expect([...faults]).toEqual([]);
    run.delete();
  },
);

test('schema, experiments, links and remedies are what the types say', () => {
  expect(types.faults(ebb, 'Ebb').filter((fault) => !fault.endsWith('not declared'))).toEqual([]);
  for (const field of ebb.schema()) expect(types.faults(field, 'Field')).toEqual([]);
  expect(types.faults(ebb.complete({}), 'Experiment')).toEqual([]);
  for (const problem of ebb.readLink('gain=-1&colour=red').problems)
    expect(types.faults(problem, 'Problem')).toEqual([]);
  const sick = { hidden: [8, 8, 8, 8, 8] };
  const run = new ebb.Simulation(sick);
  run.advance('iteration');
  const search = new ebb.RemedySearch(sick, run.frame(), { seconds: 9, workers: 1 });
  for (const secondsLeft of [9, 8]) {
    for (const trial of search.next(secondsLeft)) {
      expect(types.faults(trial, 'Trial')).toEqual([]);
      search.report(
        trial,
        { iterations: 10, loss: 0.1, constantLoss: 0.7, leastLoss: 0, learntLoss: 0.35 },
        0.01,
      );
    }
  }
  expect(search.ranking().length).toBeGreaterThan(3);
  expect(types.faults(search.unchanged(), 'TrialSummary')).toEqual([]);
  for (const one of search.ranking()) expect(types.faults(one, 'RankedRemedy')).toEqual([]);
  for (const one of ebb.remedies(sick, run.frame()))
    expect(types.faults(one, 'Remedy')).toEqual([]);
  run.delete();
  search.delete();
});

test('theory, the phase plane and depths are what the types say', () => {
  for (const settings of [{}, { activation: 'tanh', gain: 2 }, { normalization: 'batch' }]) {
    expect(types.faults(ebb.theory(settings), 'Theory')).toEqual([]);
  }
  expect(types.faults(ebb.phasePlane({ activation: 'tanh' }), 'PhasePlane')).toEqual([]);
  for (const one of ebb.trainableDepths({}, [0, 1, 2]))
    expect(types.faults(one, 'GainDepth')).toEqual([]);
});

test('cases of the clinic, and what they are drawn from, are what the types say', () => {
  for (const faults of [1, 2, 3]) {
    expect(types.faults(ebb.clinicCase(5, faults), 'ClinicCase')).toEqual([]);
  }
  for (const one of ebb.suspects()) expect(types.faults(one, 'Suspect')).toEqual([]);
});

test('what differs from its type is named with its path', () => {
  const faults = (change: object) => types.faults({ ...ebb.complete({}), ...change }, 'Experiment');
  expect(faults({ gain: null })).toEqual(['Experiment.gain is no number: null']);
  expect(faults({ hidden: [3, '4'] })).toEqual(['Experiment.hidden[1] is no number: 4']);
  expect(faults({ seed: undefined })).toEqual(['Experiment.seed is no number: undefined']);
  expect(faults({ colour: 'red' })).toEqual(['Experiment.colour is not declared']);
  expect(types.faults('century', 'Unit')).toHaveLength(1);
});
