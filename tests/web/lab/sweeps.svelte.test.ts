import { setMaxListeners } from 'node:events';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { Sweep } from '../../../web/lab/sweep.svelte';
import { axesOf, valuesBetween, type Axis, type Plan } from '../../../web/lab/sweep_plan';
import type { Ebb, Experiment } from '../../../web/module/ebb';
import { limitsIn } from '../../../web/views/sweep/theory_limits';
import { measure } from '../../../web/worker/measure';
import { WorkerLost } from '../../../web/worker/worker_errors';
import { loadInNode } from '../../module/load_node.mjs';
import { poolHere } from './pool_here';

// A sweep has as many runs to call off as it likes.
setMaxListeners(0);

vi.setConfig({ testTimeout: 60_000 });

let ebb: Ebb;
let base: Experiment;
beforeAll(async () => {
  ebb = await loadInNode();
  base = ebb.complete({ precision: 'float64' });
});

/** `asked`: gets the settings of every run. */
const sweepPool = (asked: { seed?: number }[] = []) =>
  poolHere(ebb, 1, async (job) => {
    if (job.kind !== 'measure') throw new Error(`a sweep asks for ${job.kind}`);
    asked.push(job.settings);
    return measure(ebb, job);
  });

const axisOf = (name: string): Axis => {
  const simulation = new ebb.Simulation(base);
  const axes = axesOf(ebb.schema(), simulation.applies, base);
  simulation.delete();
  return axes.find((one) => one.name === name)!;
};
const plan = (part: Partial<Plan> & Pick<Plan, 'axis' | 'values'>): Plan => ({
  seeds: 1,
  measure: 'ratio',
  iterations: 0,
  ...part,
});

describe('what can be swept', () => {
  test('is nothing that is locked, by whichever name it is set', () => {
    const simulation = new ebb.Simulation(base);
    const locked = ['hidden', 'gain'];
    const axes = axesOf(ebb.schema(), simulation.applies, base, locked);
    simulation.delete();
    const names = axes.map(({ name }) => name);
    for (const name of ['depth', 'width', 'gain']) expect(names).not.toContain(name);
    expect(names).toContain('learningRate');
  });

  test('is every number that means something, the hidden layers, and kinds', () => {
    const simulation = new ebb.Simulation(base);
    const names = axesOf(ebb.schema(), simulation.applies, base).map(({ name }) => name);
    simulation.delete();
    expect(names.slice(0, 2)).toEqual(['depth', 'width']);
    for (const name of ['gain', 'learningRate', 'dropout', 'batchSize', 'biasStd', 'noise']) {
      expect(names).toContain(name);
    }
    for (const name of ['activation', 'init', 'normalization', 'optimizer']) {
      expect(names).toContain(name);
    }
    expect(names).not.toContain('seed');
    // Without momentum in the optimizer it changes nothing.
    expect(names).not.toContain('momentum');
  });

  test('begins with a range that the field takes', () => {
    for (const field of ebb.schema()) {
      const axis = axisOf(field.name);
      if (!axis || axis.kinds.length > 0) continue;
      expect(axis.from, field.name).toBeGreaterThanOrEqual(field.min);
      expect(axis.to, field.name).toBeLessThanOrEqual(field.max);
      expect(axis.from, field.name).toBeLessThan(axis.to);
    }
  });
});

describe('values between two ends', () => {
  test('are in equal ratios where the field goes by size, from the one end to the other', () => {
    expect(valuesBetween(axisOf('gain'), 0.25, 300, 2)).toEqual([0.25, 300]);
    expect(valuesBetween(axisOf('gain'), 0.01, 100, 5)).toEqual([0.01, 0.1, 1, 10, 100]);
  });
  test('are at equal distances elsewhere, and from 0', () => {
    expect(valuesBetween(axisOf('dropout'), 0, 0.8, 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8]);
    expect(valuesBetween(axisOf('gain'), 0, 2, 3)).toEqual([0, 1, 2]);
  });
  test('are whole where the field is, without repetition', () => {
    expect(valuesBetween(axisOf('depth'), 2, 5, 10)).toEqual([2, 3, 4, 5]);
  });
});

describe('a sweep', () => {
  test('has the figures of the module, a median over seeds that count up', async () => {
    const asked: { seed?: number }[] = [];
    const sweep = new Sweep(sweepPool(asked));
    await sweep.run(base, plan({ axis: axisOf('depth'), values: [4, 8], seeds: 3 }));
    const ratios = await Promise.all(
      [1, 2, 3].map(async (seed) => {
        const settings = { ...base, hidden: Array(8).fill(16), seed };
        return (await measure(ebb, { link: '', settings, iterations: 0 }))!.frame.diagnosis.ratio!;
      }),
    );
    const median = ratios.sort((a, b) => a - b)[1];
    expect(sweep.result!.points[1]!.spread).toMatchObject({ median, runs: 3, notFinite: 0 });
    // Eight sigmoid layers vanish from every seed.
    expect(sweep.result!.points[1]!.findings.map(({ kind }) => kind)).toEqual(
      Array(3).fill('vanishing'),
    );
    expect(asked.map(({ seed }) => seed)).toEqual([1, 1, 2, 2, 3, 3]);
    expect(sweep.progress).toBeNull();
    expect(sweep.problem).toBeNull();
  });

  test('of depth: the logarithm of the ratio is a straight line', async () => {
    const sweep = new Sweep(sweepPool());
    const values = [5, 10, 15, 20, 25, 30];
    await sweep.run(base, plan({ axis: axisOf('depth'), values, seeds: 9 }));
    const logs = sweep.result!.points.map(({ spread }) => Math.log10(spread!.median));
    const steps = logs.slice(1).map((log, index) => log - logs[index]!);
    const mean = steps.reduce((sum, step) => sum + step, 0) / steps.length;
    for (const step of steps) expect(Math.abs(step / mean - 1)).toBeLessThan(0.12);
  });

  test('of the scale of tanh weights: vanishes, keeps, explodes', async () => {
    const sweep = new Sweep(sweepPool());
    const tanh = { ...base, activation: 'tanh', hidden: Array(20).fill(32) };
    await sweep.run(tanh, plan({ axis: axisOf('gain'), values: [0.25, 1, 4], seeds: 9 }));
    const [low, one, high] = sweep.result!.points.map(({ spread }) => spread!.median);
    expect(low).toBeLessThan(1e-9);
    expect(one! > 0.05 && one! < 3).toBe(true);
    expect(high).toBeGreaterThan(1e3);
  });

  test('of ratios at initialisation has beside them what theory expects; of nothing else', async () => {
    const sweep = new Sweep(sweepPool());
    await sweep.run(base, plan({ axis: axisOf('gain'), values: [0.5, 2, 40] }));
    const expected = [0.5, 2].map((gain) => ebb.theory({ ...base, gain }).ratio);
    expect(sweep.result!.points.map((point) => point.expected)).toEqual([...expected, null]);
    await sweep.run(base, plan({ axis: axisOf('gain'), values: [1], iterations: 1 }));
    expect(sweep.result!.points[0]!.expected).toBeNull();
  });

  test('of ratios names why theory expects none', async () => {
    const sweep = new Sweep(sweepPool());
    await sweep.run(base, plan({ axis: axisOf('gain'), values: [0.5, 2, 40, 50] }));
    const { points } = sweep.result!;
    expect(points.map(({ limit }) => limit)).toEqual([
      null,
      null,
      'gain_too_large',
      'gain_too_large',
    ]);
    const [one, ...others] = limitsIn(points);
    expect(others).toEqual([]);
    expect(one!.points).toEqual([[points[2], points[3]]]);
    // Of one layer there is no ratio to expect.
    await sweep.run(base, plan({ axis: axisOf('depth'), values: [1, 2] }));
    expect(sweep.result!.points.map(({ expected }) => expected === null)).toEqual([true, false]);
  });

  test('of losses has beside them what a constant answer has, and how many came half-way down from it', async () => {
    const sweep = new Sweep(sweepPool());
    const tanh = { ...base, activation: 'tanh' as const, learningRate: 0.3 };
    const axis = axisOf('depth');
    const asked = plan({ axis, values: [3, 20], seeds: 3, measure: 'loss', iterations: 200 });
    await sweep.run({ ...tanh, activation: 'sigmoid' }, asked);
    const [shallow, deep] = sweep.result!.points.map(({ constant }) => constant!);
    // Two classes of as many samples.
    expect(shallow!.loss).toBeCloseTo(Math.LN2, 2);
    expect(deep!.trained).toBe(0);
    await sweep.run(tanh, asked);
    const point = sweep.result!.points[0]!;
    expect(point.constant!.trained).toBe(3);
    expect(point.spread!.high).toBeLessThan(point.constant!.learntLoss);
    await sweep.run(tanh, { ...asked, measure: 'ratio', iterations: 0 });
    expect(sweep.result!.points[0]!.constant).toBeNull();
  });

  test('ends at what the core refuses, in its words', async () => {
    const sweep = new Sweep(sweepPool());
    await sweep.run(base, plan({ axis: axisOf('width'), values: [8, 300, 16] }));
    expect(sweep.problem).toMatchObject({ field: 'width', got: '300' });
    expect(sweep.progress).toBeNull();
  });

  test('stopped, keeps what it has', async () => {
    const sweep = new Sweep(sweepPool());
    const all = sweep.run(base, plan({ axis: axisOf('depth'), values: [4, 8], seeds: 20 }));
    await new Promise((done) => setTimeout(done, 30));
    sweep.stop();
    await all;
    const runs = sweep.result!.points.map(({ spread }) => spread?.runs ?? 0);
    expect(runs[0]! + runs[1]!).toBeLessThan(40);
    expect(sweep.progress).toBeNull();
    expect(sweep.problem).toBeNull();
  });
});

test('a sweep whose workers are lost ends with what it has, and knows why', async () => {
  const isLost = ({ seed }: { seed?: number }) => seed === base.seed + 1;
  const pool = poolHere(ebb, 1, async (job) => {
    if (job.kind !== 'measure') throw new Error(`a sweep asks for ${job.kind}`);
    if (isLost(job.settings)) throw new WorkerLost('the worker has ended');
    return measure(ebb, job);
  });
  const sweep = new Sweep(pool);
  const short = plan({ axis: axisOf('depth'), values: [2, 3], seeds: 2, iterations: 1 });
  await sweep.run(base, short);
  expect(sweep.loss).toBeInstanceOf(WorkerLost);
  expect(sweep.problem).toBeNull();
  expect(sweep.progress).toBeNull();
  expect(sweep.result!.points.map(({ spread }) => spread!.runs)).toEqual([1, 1]);
  // What is run again has its own end.
  await sweep.run(base, { ...short, seeds: 1 });
  expect(sweep.loss).toBeNull();
});
