import { beforeAll, expect, test, vi } from 'vitest';
import type { Ebb, Settings } from '../../web/module/ebb';
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

test('remedies are settings that an experiment takes, and bring the ratio back', () => {
  const vanishing = { hidden: Array(20).fill(16) };
  const remedies = ebb.remedies(vanishing, atStart(vanishing));
  expect(remedies.map(({ reason }) => reason)).toEqual([
    'steeper_activation',
    'steeper_activation',
    'skip_connection',
    'batch_statistics',
    'fewer_layers',
  ]);
  for (const { changes } of remedies) {
    const changed = ebb.complete({ ...vanishing, ...changes });
    expect(changed).toMatchObject(changes);
    expect(atStart(changed).diagnosis.ratio).toBeGreaterThan(1e-3);
  }
});

test('how far a run has come decides whether its steps may be to blame', () => {
  const diagnosis = { ...atStart({}).diagnosis, verdict: 'nan' as const };
  const reasons = (iteration: number) =>
    ebb.remedies({ activation: 'relu' }, { iteration, diagnosis }).map(({ reason }) => reason);
  expect(reasons(0)).not.toContain('bounded_steps');
  expect(reasons(5)).toContain('bounded_steps');
});

test('a healthy gradient has none, and what is no verdict is refused by name', () => {
  const { diagnosis } = atStart({ activation: 'tanh' });
  expect(ebb.remedies({}, { iteration: 0, diagnosis })).toEqual([]);
  const bad = { ...diagnosis, verdict: 'ill' as never };
  expect(() => ebb.remedies({}, { iteration: 0, diagnosis: bad })).toThrow(/^verdict: /);
});
