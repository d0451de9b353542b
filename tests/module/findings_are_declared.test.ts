import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import type { Ebb, Finding, Settings } from '../../web/module/ebb';
import { loadInNode } from './load_node.mjs';

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

test('findings have the members, kinds, severities and evidence that the types declare', () => {
  const types = readFileSync('web/module/ebb.d.ts', 'utf8');
  const union = (name: string) => {
    const body = new RegExp(`export type ${name} =([\\s\\S]*?);`).exec(types)![1]!;
    return [...body.matchAll(/'(\w+)'/g)].map((match) => match[1]!);
  };
  const found = [
    ...findingsOf({}, 300),
    ...findingsOf({ activation: 'tanh', clip: 'norm', clipThreshold: 0.01 }, 300),
    ...findingsOf({ hidden: '16*20', activation: 'identity', gain: 1000 } as never, 1),
    ...findingsOf({ init: 'zeros', learningRate: 10 }, 2),
    ...findingsOf({ hidden: '16*2', activation: 'relu', learningRate: 10 } as never, 100),
  ];
  expect(found.length).toBeGreaterThan(8);
  for (const one of found) {
    expect(Object.keys(one).sort()).toEqual([
      'evidence',
      'kind',
      'layer',
      'operation',
      'severity',
      'since',
    ]);
    expect(union('FindingKind')).toContain(one.kind);
    expect(union('Severity')).toContain(one.severity);
    for (const [name, value] of Object.entries(one.evidence)) {
      expect(types, `${one.kind}: ${name}`).toContain(`\`${name}\``);
      expect(typeof value).toBe('number');
    }
  }
});

test('findings come gravest first', () => {
  const order = ['failure', 'warning', 'note', 'good'];
  const ranks = findingsOf({}, 300).map(({ severity }) => order.indexOf(severity));
  expect(ranks).toEqual([...ranks].sort());
  expect(ranks[0]).toBe(0);
});
