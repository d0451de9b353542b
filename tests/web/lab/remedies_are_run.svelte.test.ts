import { beforeAll, expect, test, vi } from 'vitest';
import { Remedies, type Outcome } from '../../../web/lab/remedies.svelte';
import type { Ebb, Frame } from '../../../web/module/ebb';
import { effectOf } from '../../../web/views/remedies/remedy_outcome';
import { changeTexts } from '../../../web/text/change_text';
import { measure } from '../../../web/worker/measure';
import { Pool, type PoolWorker } from '../../../web/worker/pool';
import type { Report } from '../../../web/worker/protocol';
import { loadInNode } from '../../module/load_node.mjs';

vi.setConfig({ testTimeout: 60_000 });

let ebb: Ebb;
beforeAll(async () => {
  ebb = await loadInNode();
});

const poolHere = () =>
  new Pool(1, (): PoolWorker => ({
    onProgress: () => {},
    close: () => {},
    ask: async (intent): Promise<Report> => {
      if (intent.kind === 'measure') {
        const iterations = Math.min(intent.iterations, 20);
        return { kind: 'measured', ...(await measure(ebb, { ...intent, iterations }))! };
      }
      if (intent.kind !== 'remedies') return { kind: 'loaded', fields: [], version: '' };
      return { kind: 'remedies', remedies: ebb.remedies(intent.settings, intent.frame) };
    },
  }));

async function atStart(settings: object): Promise<Frame> {
  return (await measure(ebb, { link: '', settings, iterations: 0 }))!.frame;
}

test('each remedy has the figures of its own run, beside those without it', async () => {
  const base = ebb.complete({ hidden: Array(20).fill(8), precision: 'float64' });
  const remedies = new Remedies(poolHere());
  await remedies.run(base, await atStart(base));
  expect(remedies.failure).toBeNull();
  expect(remedies.before!.verdict).toBe('vanishing');
  expect(remedies.attempts.length).toBeGreaterThan(3);
  for (const { changes, outcome } of remedies.attempts) {
    const frame = await atStart({ ...base, ...changes });
    expect(outcome!.ratio).toBe(frame.diagnosis.ratio);
    expect(outcome!.loss).not.toBeNull();
  }
});

test('a field that is locked is left alone', async () => {
  const base = ebb.complete({ hidden: Array(20).fill(8) });
  const remedies = new Remedies(poolHere());
  await remedies.run(base, await atStart(base), ['activation']);
  expect(remedies.attempts.length).toBeGreaterThan(0);
  for (const { changes } of remedies.attempts) expect(changes).not.toHaveProperty('activation');
});

test('a healthy network gets none', async () => {
  const base = ebb.complete({ activation: 'tanh' });
  const remedies = new Remedies(poolHere());
  await remedies.run(base, await atStart(base));
  expect(remedies.attempts).toEqual([]);
  expect(remedies.before!.verdict).toBe('healthy');
});

const outcome = (verdict: Outcome['verdict'], loss: number | null): Outcome => ({
  ratio: 1,
  verdict,
  loss,
});

test('what does not help is not said to', () => {
  const before = outcome('vanishing', 0.693);
  expect(effectOf(before, outcome('healthy', 0.1))).toBe('back_and_learns');
  expect(effectOf(before, outcome('healthy', 0.692))).toBe('back');
  expect(effectOf(before, outcome('exploding', 0.1))).toBe('learns');
  expect(effectOf(before, outcome('vanishing', 0.693))).toBe('nothing');
  expect(effectOf(before, outcome('vanishing', NaN))).toBe('breaks');
  expect(effectOf(before, outcome('healthy', NaN))).toBe('back_and_breaks');
  expect(effectOf(outcome('exploding', NaN), outcome('exploding', 0.7))).toBe('learns');
});

test('a change is written with what it was', () => {
  const base = ebb.complete({});
  expect(changeTexts({ activation: 'relu', hidden: [16, 16], gain: 2 }, base)).toEqual([
    'Activation: Sigmoid → ReLU',
    'Hidden layers: 16*10 → 16*2',
    'Scale of the weights: 1 → 2',
  ]);
});
