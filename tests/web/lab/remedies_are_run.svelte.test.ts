import { beforeAll, expect, test, vi } from 'vitest';
import { Remedies } from '../../../web/lab/remedies.svelte';
import type { Ebb, Experiment, Frame, RankedRemedy } from '../../../web/module/ebb';
import { effectOf } from '../../../web/views/remedies/remedy_effect';
import { measure } from '../../../web/worker/measure';
import { runTrial, searchOn } from '../../../web/worker/remedy_search';
import { WorkerLost } from '../../../web/worker/worker_errors';
import { loadInNode } from '../../module/load_node.mjs';
import { poolHere } from './pool_here';

vi.setConfig({ testTimeout: 120_000 });

let ebb: Ebb;
beforeAll(async () => {
  ebb = await loadInNode();
});

/** `heard`: told of every run that is asked for. */
const remedyPool = (heard: (settings: object) => void = () => {}) =>
  poolHere(ebb, 2, async (job) => {
    if (job.kind === 'search') return searchOn(ebb, job.search);
    if (job.kind !== 'try') throw new Error(`remedies ask for ${job.kind}`);
    heard(job.settings);
    return runTrial(ebb, job);
  });

async function atStart(settings: object): Promise<Frame> {
  return (await measure(ebb, { link: '', settings, iterations: 0 }))!.frame;
}

test('a sick network: the best first, beside what it is without, the time told', async () => {
  const base = ebb.complete({ hidden: [8, 8, 8, 8, 8], samples: 40 });
  const remedies = new Remedies(remedyPool());
  const running = remedies.run(base, await atStart(base), { seconds: 4 });
  expect(remedies.progress!.of).toBe(4);
  const list = await running;
  expect(remedies.failure).toBeNull();
  expect(remedies.progress).toBeNull();
  expect(remedies.unchanged!.learns).toBe(false);
  expect(list).toBe(remedies.ranking);
  expect(list[0]).toMatchObject({ learns: true, helps: true });
  expect(list[0]!.findings).toBeInstanceOf(Array);
});

test('a field that is locked is left alone', async () => {
  const base = ebb.complete({ hidden: [4, 4], samples: 40 });
  const tried: object[] = [];
  const remedies = new Remedies(remedyPool((settings) => tried.push(settings)));
  await remedies.run(base, await atStart(base), { seconds: 1, locked: ['activation'] });
  expect(tried.length).toBeGreaterThan(5);
  for (const settings of tried) expect(settings).toMatchObject({ activation: base.activation });
});

test('stopping keeps what was found so far', async () => {
  const base = ebb.complete({ hidden: [8, 8], samples: 40 });
  let count = 0;
  const remedies: Remedies = new Remedies(remedyPool(() => ++count > 6 && remedies.stop()));
  const list = await remedies.run(base, await atStart(base), { seconds: 600 });
  expect(remedies.progress).toBeNull();
  expect(remedies.failure).toBeNull();
  expect(list.length).toBeGreaterThan(2);
  expect(list.length).toBeLessThan(12);
});

test('another search takes the place of the one before', async () => {
  const base = ebb.complete({ hidden: [4], samples: 40 });
  const remedies = new Remedies(remedyPool());
  const frame = await atStart(base);
  const before = remedies.run(base, frame, { seconds: 600 });
  const other = ebb.complete({ hidden: [5], samples: 40 });
  await remedies.run(other, frame, { seconds: 1 });
  await before;
  expect(remedies.base).toBe(other);
  expect(remedies.ranking.length).toBeGreaterThan(0);
});

const ranked = (learns: boolean, helps: boolean, loss: number): RankedRemedy => {
  const summary = { learns, helps, loss, losses: [loss], iterations: 10 };
  return { candidate: 0, reasons: ['longer_steps'], changes: {}, ...summary };
};

test('what does not help is not said to', () => {
  const sick = ranked(false, false, 0.693);
  expect(effectOf(ranked(true, true, 0.1), sick)).toBe('learns');
  expect(effectOf(ranked(true, true, 0.1), ranked(true, false, 0.2))).toBe('learns_too');
  expect(effectOf(ranked(false, true, 0.5), sick)).toBe('less');
  expect(effectOf(ranked(false, false, 0.69), sick)).toBe('nothing');
  expect(effectOf(ranked(false, false, Infinity), sick)).toBe('breaks');
});

test('a remedy whose workers were lost is not in the list, and that is known', async () => {
  const base = ebb.complete({ hidden: [4, 4], samples: 40 });
  const remedies = new Remedies(
    remedyPool((settings) => {
      const { activation } = settings as Experiment;
      if (activation !== base.activation) throw new WorkerLost('the worker has ended');
    }),
  );
  const list = await remedies.run(base, await atStart(base), { seconds: 1 });
  expect(remedies.loss).toBeInstanceOf(WorkerLost);
  expect(remedies.failure).toBeNull();
  expect(list.length).toBeGreaterThan(0);
});
