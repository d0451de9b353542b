import { beforeAll, expect, test } from 'vitest';
import type { Ebb, Finding, Settings } from '../../web/module/ebb';
import { loadInNode } from './load_node.mjs';
import { typesOf } from './type_check';

const types = typesOf('web/module/ebb.d.ts');

let ebb: Ebb;
beforeAll(async () => {
  ebb = await loadInNode();
});

function findingsOf(settings: Settings, iterations: number): Finding[] {
  const run = new ebb.Simulation(settings);
  run.seek(run.positionOf(iterations), iterations);
  const { findings } = run.frame().diagnosis;
  run.delete();
  return findings;
}

test('findings have the kinds, severities and evidence that the types declare', () => {
  const found = [
    ...findingsOf({}, 300),
    ...findingsOf({ activation: 'tanh', clip: 'norm', clipThreshold: 0.01 }, 300),
    ...findingsOf({ hidden: '16*20', activation: 'identity', gain: 1000 } as never, 1),
    ...findingsOf({ activation: 'tanh', weightDecay: 1 }, 300),
    ...findingsOf({ init: 'zeros', learningRate: 10 }, 2),
    ...findingsOf({ hidden: '16*2', activation: 'relu', learningRate: 10 } as never, 100),
  ];
  expect(found.length).toBeGreaterThan(8);
  for (const one of found) {
    expect(types.faults(one, 'Finding')).toEqual([]);
    expect(types.memberFaults(one.evidence, 'FindingEvidence', one.kind)).toEqual([]);
  }
});

test('findings come gravest first', () => {
  const order = ['failure', 'warning', 'note', 'good'];
  const ranks = findingsOf({}, 300).map(({ severity }) => order.indexOf(severity));
  expect(ranks).toEqual([...ranks].sort());
  expect(ranks[0]).toBe(0);
});
