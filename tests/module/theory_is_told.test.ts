import { beforeAll, expect, test, vi } from 'vitest';
import type { Ebb, Settings, Theory } from '../../web/module/ebb';
import { loadInNode } from './load_node.mjs';

vi.setConfig({ testTimeout: 60_000 });

let ebb: Ebb;
beforeAll(async () => {
  ebb = await loadInNode();
});

const chain = (depth: number, units: number) => Array<number>(depth).fill(units);

test('theory of an experiment: signals end in 1, and the ratio is the first of them', () => {
  const theory = ebb.theory({ hidden: chain(20, 32), activation: 'tanh', gain: 1.5 });
  expect(theory.layers.map(({ layer }) => layer)).toEqual(
    Array.from({ length: 20 }, (_, i) => i + 1),
  );
  expect(theory.layers.at(-1)!.signal).toBe(1);
  expect(theory.layers[0]!.signal).toBe(theory.ratio);
  expect(theory.low).toBeLessThan(theory.ratio!);
  expect(theory.high).toBeGreaterThan(theory.low!);
  const [first, last] = [theory.layers[0]!, theory.layers.at(-1)!];
  expect([first.low, first.high]).toEqual([theory.low, theory.high]);
  expect(first.factor).toBeCloseTo(first.signal! / theory.layers[1]!.signal!, 12);
  expect(first.factorLow).toBeLessThan(first.factor!);
  expect(first.factorHigh).toBeGreaterThan(first.factorLow!);
  expect([last.factor, last.factorLow, last.factorHigh]).toEqual([null, null, null]);
  expect(theory.xi).toBeCloseTo(1 / Math.log(theory.chi1!), 9);
  expect(theory.limit).toBeNull();
});

test('what a network has at initialisation lies about where theory expects it', () => {
  const settings: Settings = { hidden: chain(10, 256), activation: 'tanh', gain: 2 };
  const theory = ebb.theory(settings);
  const run = new ebb.Simulation(settings);
  run.seek(2 * run.frame().operations.length, 1);
  const { layers } = run.frame();
  run.delete();
  theory.layers.forEach(({ signal, saturated, activationStd }, index) => {
    const measured = layers[index]!;
    const decades = Math.log10(measured.signal! / layers[9]!.signal! / signal!);
    expect(Math.abs(decades)).toBeLessThan(0.2);
    expect(saturated).toBeCloseTo(measured.saturated!, 1);
    expect(activationStd).toBeCloseTo(measured.activationStd!, 1);
  });
});

const nothing: Omit<Theory, 'layers' | 'limit'> = {
  ratio: null,
  low: null,
  high: null,
  qStar: null,
  chi1: null,
  xi: null,
  cStar: null,
  xiC: null,
};

test('where the theory does not hold, limit names why and there is no figure', () => {
  const { layers, ...rest } = ebb.theory({ activation: 'gelu', init: 'kaiming_normal' });
  expect(rest).toEqual({ ...nothing, limit: 'no_stable_q' });
  expect(layers).toHaveLength(10);
  for (const { layer: _, ...figures } of layers)
    expect(Object.values(figures).every((one) => one === null)).toBe(true);
  expect(ebb.theory({ normalization: 'batch' }).limit).toBe('inputs_of_low_rank');
  expect(ebb.theory({ hidden: [] })).toEqual({ ...nothing, layers: [], limit: 'no_hidden_layers' });
});

test('settings and gains that cannot be used are refused by name', () => {
  expect(() => ebb.theory({ gain: -1 })).toThrow(/^gain: /);
  expect(() => ebb.theory({ data: 'table', table: 'no table' })).toThrow(/^table: /);
  expect(() => ebb.trainableDepths({}, [-1])).toThrow(/^gains: /);
  expect(() => ebb.trainableDepths({}, 'all' as never)).toThrow(/^gains: /);
  expect(() => ebb.trainableDepths({}, Array<number>(1025).fill(1))).toThrow(/^gains: /);
});

test('the edge of chaos runs through the plane of tanh where it is known to be', () => {
  const plane = ebb.phasePlane({ activation: 'tanh', gain: 2, biasStd: 0.3 })!;
  expect(plane).toMatchObject({ weightStd: 2, biasStd: 0.3, weightStdPerGain: 1 });
  const edge = plane.lines.find(({ xi }) => xi === null)!;
  const at = edge.biasStd.findIndex((bias) => bias > 0.3);
  expect(edge.weightStd[at]).toBeCloseTo(1.3956, 1);
  expect(ebb.phasePlane({ normalization: 'layer' })).toBeNull();
});

/** The digits of the native build: `tests/core/theory_test.cpp` holds them there. */
test('native and WebAssembly have the same digits', () => {
  const { ratio, low, qStar, xiC } = ebb.theory({ activation: 'tanh', gain: 2, biasStd: 0.2 });
  const native = {
    ratio: 7.110303496301924,
    low: 1.1933127782348436,
    qStar: 2.180800437300686,
    xiC: 7.1075125002981068,
  };
  for (const [name, value] of Object.entries({ ratio, low, qStar, xiC }))
    expect(Math.abs(value! / native[name as keyof typeof native] - 1), name).toBeLessThan(1e-11);
});
