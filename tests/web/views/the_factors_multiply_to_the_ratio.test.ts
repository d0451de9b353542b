import { beforeAll, describe, expect, it } from 'vitest';
import type { Ebb, Frame, Settings } from '../../../web/module/ebb';
import { noBreak } from '../../../web/text/no_break';
import { formatFactor, formatNumber } from '../../../web/text/numbers';
import { wayTitle } from '../../../web/views/here/way_title';
import { countedOnWay, waySoFar, wayTold, writeWay } from '../../../web/views/shared/way_so_far';
import { loadInNode } from '../../module/load_node.mjs';

let ebb: Ebb;
beforeAll(async () => {
  ebb = await loadInNode();
});

/** The frame after so many iterations. */
function frameOf(settings: Settings, iterations = 2): Frame {
  const simulation = new ebb.Simulation({ precision: 'float64', samples: 60, ...settings });
  simulation.advance('iteration', iterations);
  const frame = simulation.frame();
  simulation.delete();
  return frame;
}

const multiply = (numbers: number[]) => numbers.reduce((product, one) => product * one, 1);
/** The number that stands on the page, read back. */
const read = (text: string) => {
  const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';
  const plain = text
    .replace('−', '-')
    .replace(/\u00a0×\u00a010(⁻?)([⁰¹²³⁴⁵⁶⁷⁸⁹]+)/, (_, sign: string, digits: string) => {
      const exponent = [...digits].map((digit) => superscripts.indexOf(digit)).join('');
      return `e${sign ? '-' : ''}${exponent}`;
    });
  return Number(plain);
};

const networks: Settings[] = [];
for (const normalization of ['none', 'batch', 'layer', 'rms']) {
  for (const residual of ['none', 'add']) {
    for (const dropout of [0, 0.3]) {
      networks.push({ hidden: [4, 4, 4], activation: 'tanh', normalization, residual, dropout });
    }
  }
}
networks.push({
  hidden: [8, 6, 4, 4],
  activation: 'relu',
  init: 'kaiming_normal',
  residual: 'add',
});
networks.push({ hidden: [3, 5], activation: 'sigmoid' });

const name = (settings: Settings) => Object.values(settings).flat().join(' ');

describe('the factors between the last and the first hidden layer', () => {
  it('are told as the ratio too where widths differ, at the end of the way alone', () => {
    const frame = frameOf({ hidden: [16, 8, 4], activation: 'tanh' }, 1);
    for (const operation of [0, 1]) {
      const { ratio, product } = wayTold(frame, operation)!;
      expect(ratio).toBeCloseTo(frame.diagnosis!.ratio!, 12);
      // A quarter of the units: half of the size.
      expect(ratio! / product).toBeCloseTo(0.5, 12);
    }
    expect(waySoFar(frame, 3)!.ratio).toBeNull();
    // On the walk it is there as soon as it has come to layer 1.
    const simulation = new ebb.Simulation({ hidden: [16, 8, 4], activation: 'tanh', samples: 60 });
    const isThere = () => {
      const { phase, operation } = simulation.frame();
      return phase === 'backward' && operation === 1;
    };
    while (!isThere()) simulation.advance('operation', 1);
    const walked = simulation.frame();
    simulation.delete();
    expect(wayTold(walked, 1)!.ratio).toBe(walked.diagnosis!.ratio);
    expect(walked.diagnosis!.ratio).toBeGreaterThan(0);
    expect(wayTold(frameOf({ hidden: [8, 8, 8], activation: 'tanh' }, 1), 0)!.ratio).toBeNull();
  });

  it.each(networks.map((settings) => [name(settings), settings] as const))(
    'multiply to the ratio: %s',
    (_, settings) => {
      const { diagnosis, ratioChain } = frameOf(settings);
      const product = multiply(ratioChain.map(({ factor }) => factor));
      expect(ratioChain.length).toBeGreaterThan(0);
      expect(product / diagnosis.ratio!).toBeCloseTo(1, 9);
      expect(ratioChain.at(-1)!.product).toBe(product);
    },
  );

  it('multiply to it as displayed, with a calculator, in a network of 3 × 4', () => {
    const { diagnosis, ratioChain } = frameOf({ hidden: [4, 4, 4] });
    const shown = ratioChain.map(({ factor }) => read(formatFactor(factor)));
    expect(multiply(shown) / read(formatNumber(diagnosis.ratio!))).toBeCloseTo(1, 2);
  });

  it('are split by cause as the budget is', () => {
    const { diagnosis, ratioChain } = frameOf({ hidden: [4, 4, 4, 4], residual: 'add' });
    const spent = (cause: string) =>
      ratioChain
        .filter((one) => one.cause === cause)
        .reduce((sum, { factor }) => sum + Math.log10(factor), 0);
    expect(spent('weights')).toBeCloseTo(diagnosis.budget!.weights, 9);
    expect(spent('activation')).toBeCloseTo(diagnosis.budget!.activation, 9);
    expect(spent('residual')).toBeCloseTo(diagnosis.budget!.residual, 9);
  });

  it('are not claimed before the walk back is over, nor where there is nothing between', () => {
    const simulation = new ebb.Simulation({ hidden: [4, 4, 4] });
    simulation.advance('operation', 9);
    expect(simulation.frame().ratioChain).toEqual([]);
    simulation.delete();
    expect(frameOf({ hidden: [4] }).ratioChain).toEqual([]);
  });
});

describe('the factors from the loss back to here', () => {
  it.each(networks.map((settings) => [name(settings), settings] as const))(
    'multiply to the size of the gradient at every stop: %s',
    (_, settings) => {
      const simulation = new ebb.Simulation({ precision: 'float64', samples: 60, ...settings });
      const { stops } = simulation.frame();
      for (let stop = 1; stop <= stops; stop += 1) {
        simulation.advance('operation');
        const { chain, operations } = simulation.frame();
        if (chain.length === 0) continue;
        // The same figure as in the profile, the strip and the card.
        const { operation, product: reached } = chain.at(-1)!;
        const { kind, sizeIn, sizeOut } = operations[operation!]!;
        expect(reached).toBe(kind === 'add' ? (sizeOut ?? sizeIn) : sizeOut);
        const product = multiply(chain.map(({ factor }) => factor));
        expect(product / chain.at(-1)!.product).toBeCloseTo(1, 9);
      }
      simulation.delete();
    },
  );
});

describe('what is left here of the last hidden layer’s gradient', () => {
  const settings: Settings = { hidden: [4, 4, 4], activation: 'tanh', precision: 'float64' };
  /** At the last operation of the walk back. */
  function atTheInput(): Frame {
    const simulation = new ebb.Simulation(settings);
    simulation.advance('operation', simulation.frame().stops - 1);
    const frame = simulation.frame();
    simulation.delete();
    expect(frame.operation).toBe(0);
    return frame;
  }

  it('is the size that goes on over the size at that layer, at every operation', () => {
    const { operations, ...frame } = atTheInput();
    const base = operations.find(({ kind, layer }) => kind === 'affine' && layer === 3)!.sizeIn!;
    operations.forEach(({ layer, kind, sizeOut }, index) => {
      const way = waySoFar({ ...frame, operations }, index);
      const isPast = layer < 3 || (layer === 3 && kind === 'affine');
      expect(way !== null).toBe(isPast);
      if (way) expect(way.product / (sizeOut! / base)).toBeCloseTo(1, 9);
    });
  });

  it('is written so that the written factors multiply to it, that of one operation as everywhere', () => {
    const parts = (...factors: [number, number][]) =>
      factors.map(([factor, count]) => ({ cause: 'weights' as const, factor, count }));
    expect(writeWay({ parts: parts([1.0234, 1]), product: 1.0234 })).toEqual({
      factors: ['1.02'],
      product: '1.02',
      isExact: true,
    });
    const few = writeWay({ parts: parts([1.7404, 9], [2.6451e-6, 9]), product: 4.60353e-6 });
    expect(few).toMatchObject({ factors: ['1.74', '2.645 × 10⁻⁶'.replaceAll(' ', noBreak)] });
    // Of one operation each there are no more digits to give: then it is only about.
    const about = writeWay({ parts: parts([1.0234, 1], [0.2429, 1]), product: 1.0234 * 0.2429 });
    expect(about).toEqual({ factors: ['1.02', '0.243'], product: '0.249', isExact: false });
  });

  it('is so in a network at every operation', () => {
    const frame = atTheInput();
    for (const index of frame.operations.keys()) {
      const way = waySoFar(frame, index);
      if (!way) continue;
      const { factors, product, isExact } = writeWay(way);
      const shown = multiply(factors.map(read));
      expect(formatNumber(shown) === product).toBe(isExact);
      expect(shown / read(product)).toBeCloseTo(1, 1);
    }
  });

  it('is the product of its causes, each counted', () => {
    const way = waySoFar(atTheInput(), 0)!;
    expect(multiply(way.parts.map(({ factor }) => factor)) / way.product).toBeCloseTo(1, 12);
    const counts = way.parts.map(({ cause, count }) => [cause, count]);
    expect(counts).toEqual([
      ['weights', 3],
      ['activation', 2],
    ]);
  });

  it('is not told before the walk has been there', () => {
    const simulation = new ebb.Simulation({ ...settings });
    simulation.advance('operation', 10);
    const frame = simulation.frame();
    simulation.delete();
    expect(frame.phase).toBe('backward');
    expect(waySoFar(frame, 0)).toBeNull();
    expect(countedOnWay(frame)).toBeNull();
  });

  it('counts from the weights of the last hidden layer to layer 1, the factors that multiply to it', () => {
    const frame = atTheInput();
    const counted = countedOnWay(frame)!;
    const { kind, layer } = frame.operations[Math.max(...counted)]!;
    expect({ kind, layer }).toEqual({ kind: 'affine', layer: 3 });
    const product = multiply([...counted].map((index) => frame.operations[index]!.attenuation!));
    expect(product / wayTold(frame, 0)!.product).toBeCloseTo(1, 9);
  });

  it.each([
    ['the measure lies inside the branch of its block', { ...settings, residual: 'add' }, true],
    ['it does not', settings, false],
    ['its layer has no add', { ...settings, hidden: [4, 4, 6], residual: 'add' }, false],
  ] as const)('is named with the branch where %s', (_, settings, isInBranch) => {
    const simulation = new ebb.Simulation(settings as Settings);
    simulation.advance('operation', simulation.frame().stops - 1);
    const frame = simulation.frame();
    simulation.delete();
    const way = waySoFar(frame, 1)!;
    expect(way.isInBranch).toBe(isInBranch);
    const ends = ['3’s gradient inside its branch', '3’s gradient'];
    const titles = [false, true].map((isAtEnd) => wayTitle(way, isAtEnd));
    for (const title of titles) expect(title.endsWith(ends[isInBranch ? 0 : 1]!)).toBe(true);
    expect(new Set(titles).size).toBe(2);
  });

  const more: Settings[] = [
    { hidden: [2, 2, 2], residual: 'add' },
    { hidden: Array<number>(10).fill(16), residual: 'add' },
    { hidden: [4, 4, 6], activation: 'tanh', residual: 'add' },
  ];
  it.each([...networks, ...more].map((one) => [name(one), one] as const))(
    'is at layer 1 what that has of it: %s',
    (_, settings) => {
      const simulation = new ebb.Simulation({ precision: 'float64', samples: 60, ...settings });
      const { stops, operations: made, layers } = simulation.frame();
      const measure = made.findIndex(
        ({ kind, layer }) => kind === 'affine' && layer === layers.length - 1,
      );
      simulation.advance('operation', made.length);
      for (let stop = made.length; stop < stops; stop += 1) {
        simulation.advance('operation');
        const frame = simulation.frame();
        const { phase, operation: at, operations } = frame;
        if (phase === 'backward' && (at! > measure || (at === 0 && measure === 0))) continue;
        const way = wayTold(frame, phase === 'backward' ? at! : 0);
        if (at === 0 || phase !== 'backward') {
          const first = operations[0]!.sizeIn!;
          expect(way!.product / (first / operations[measure]!.sizeIn!)).toBeCloseTo(1, 9);
        } else expect(way, `${stop}`).not.toBeNull();
        // What is strong under the row multiplies to it, or nothing is weak.
        const counted = countedOnWay(frame);
        if (!counted || !way) continue;
        const factors = [...counted].map((index) => operations[index]!.attenuation ?? 1);
        expect(multiply(factors) / way.product).toBeCloseTo(1, 9);
      }
      simulation.delete();
    },
  );
});
