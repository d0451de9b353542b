import { beforeAll, expect, test, vi } from 'vitest';
import type { Ebb, Settings, Trial } from '../../web/module/ebb';
import { outlookOf } from '../../web/worker/initial_frame';
import { loadInNode } from './load_node.mjs';

vi.setConfig({ testTimeout: 60_000 });

let ebb: Ebb;
beforeAll(async () => {
  ebb = await loadInNode();
});

function atStart(settings: Settings) {
  const simulation = new ebb.Simulation(settings);
  const frame = outlookOf(simulation);
  simulation.delete();
  return frame;
}

/** A run as a search wants it, stopped where its numbers break down. */
function outcomeOf(settings: Settings, { changes, iterations }: Trial) {
  const simulation = new ebb.Simulation({ ...settings, ...changes });
  for (let i = 1; i <= iterations; ++i) {
    simulation.seek(simulation.positionOf(i), 1);
    if (simulation.outcome().loss === Infinity) break;
  }
  const outcome = simulation.outcome();
  simulation.delete();
  return outcome;
}

/** As if every iteration took so many seconds. */
function search(settings: Settings, seconds: number, pace: number, locked: string[] = []) {
  const one = new ebb.RemedySearch(settings, atStart(settings), { seconds, workers: 1, locked });
  let left = seconds;
  for (let trials = one.next(left); trials.length > 0; trials = one.next(left)) {
    for (const trial of trials) {
      if (left <= 0) break;
      const iterations = Math.min(trial.iterations, Math.ceil(trial.seconds / pace));
      const outcome = outcomeOf(settings, { ...trial, iterations });
      one.report(trial, outcome, outcome.iterations * pace);
      left -= outcome.iterations * pace;
    }
  }
  const found = { ranking: one.ranking(), unchanged: one.unchanged() };
  one.delete();
  return found;
}

test('remedies are settings that an experiment takes, each with its reasons', () => {
  const vanishing = { hidden: Array(20).fill(16) };
  const remedies = ebb.remedies(vanishing, atStart(vanishing));
  expect(remedies.length).toBeGreaterThan(15);
  for (const { reasons, changes } of remedies) {
    expect(reasons).toHaveLength(1);
    expect(ebb.complete({ ...vanishing, ...changes })).toMatchObject(changes);
  }
});

test('there are some for a healthy gradient too, and none where nothing of the loss is left to take', () => {
  const frame = atStart({ activation: 'tanh' });
  expect(ebb.remedies({ activation: 'tanh' }, frame).length).toBeGreaterThan(5);
  const fitted = {
    kind: 'fitted' as const,
    severity: 'good' as const,
    layer: null,
    operation: null,
    since: null,
  };
  const after = (evidence: Record<string, number>) =>
    ebb.remedies(
      {},
      { iteration: 9, diagnosis: { ...frame.diagnosis, findings: [{ ...fitted, evidence }] } },
    );
  expect(after({ share: 1e-5 })).toEqual([]);
  expect(after({ share: 9e-3 }).length).toBeGreaterThan(5);
});

test('how far a run has come decides whether its steps may be to blame', () => {
  const diagnosis = { ...atStart({}).diagnosis, verdict: 'nan' as const };
  const reasons = (iteration: number) =>
    ebb.remedies({ activation: 'relu' }, { iteration, diagnosis }).flatMap((one) => one.reasons);
  expect(reasons(0)).not.toContain('bounded_steps');
  expect(reasons(5)).toContain('bounded_steps');
});

test('what is no diagnosis, budget or number of workers is refused by name', () => {
  const frame = atStart({});
  const bad = { ...frame.diagnosis, verdict: 'ill' as never };
  expect(() => ebb.remedies({}, { iteration: 0, diagnosis: bad })).toThrow(/^verdict: /);
  const start = (options: object) => () => new ebb.RemedySearch({}, frame, options as never);
  expect(start({ seconds: -1, workers: 1 })).toThrow(/^seconds: /);
  expect(start({ seconds: 1, workers: 0 })).toThrow(/^workers: /);
  expect(start({ seconds: 1, workers: 1.5 })).toThrow(/^workers: /);
  expect(() => new ebb.RemedySearch({ gain: -1 }, frame, { seconds: 1, workers: 1 })).toThrow(
    /^gain: /,
  );
});

test('a search finds what makes a network learn, and each figure is that of a run', () => {
  const sick = { hidden: [8, 8, 8, 8, 8], samples: 60 };
  const { ranking, unchanged } = search(sick, 10, 1e-3);
  expect(unchanged!.learns).toBe(false);
  const [best] = ranking;
  expect(best).toMatchObject({ learns: true, helps: true });
  expect(best!.losses.length).toBeGreaterThan(1);
  const { changes, iterations, losses } = best!;
  const trial = { candidate: 0, seed: 0, changes, iterations, seconds: 1 };
  expect(outcomeOf(sick, trial).loss).toBe(losses[0]);
  const helps = ranking.map((one) => one.helps);
  expect(helps.lastIndexOf(true)).toBeLessThan(ranking.length - 1);
});

test('what is locked is not tried', () => {
  const sick = { hidden: [4, 4], samples: 40 };
  const locked = ['optimizer', 'activation', 'learningRate'];
  const { ranking } = search(sick, 1, 1e-3, locked);
  expect(ranking.length).toBeGreaterThan(3);
  for (const { changes } of ranking)
    for (const name of locked) expect(changes).not.toHaveProperty(name);
});
