import { describe, expect, it } from 'vitest';
import type { Lab } from '../../../web/lab/lab.svelte';
import type { Frame, LayerFrame } from '../../../web/module/ebb';
import { Scales, scalesOf } from '../../../web/views/shared/scales.svelte';

const frame = (...signals: number[]) =>
  ({
    layers: signals.map((signal) => ({
      signal,
      weightGradient: signal,
      updateRatio: null,
      activationMean: 0.2,
      activationStd: 2,
    })) as LayerFrame[],
    operations: [],
  }) as unknown as Frame;

/** A lab whose state changes as the real one's does. */
class FakeLab {
  experiment = $state.raw<unknown>({});
  initialFrame = $state.raw<Frame | null>(null);
  frame = $state.raw<Frame | null>(null);
  lastBackwardFrame = $state.raw<Frame | null>(null);
}
const lab = (part: Partial<FakeLab>) => Object.assign(new FakeLab(), part) as unknown as Lab;

describe('the scales', () => {
  it('hold at least the same decades for every network', () => {
    expect(new Scales(() => [lab({})]).signal).toEqual({ low: -8, high: 1 });
  });

  it('are widened by the gradient at initialisation', () => {
    const scales = new Scales(() => [lab({ initialFrame: frame(3e-32, 0.1) })]);
    expect(scales.signal).toEqual({ low: -32, high: 1 });
    expect(scales.of('weightGradient').low).toBe(-32);
    expect(scales.activation).toEqual({ low: -2.5, high: 2.5 });
  });

  it('stay put whatever comes later in the run', () => {
    const state = lab({ initialFrame: frame(0.1, 0.2) });
    const scales = new Scales(() => [state]);
    const before = scales.signal;
    state.frame = frame(1e-30, 1e9);
    expect(scales.signal).toEqual(before);
  });

  it('are widened when the reader asks, and start afresh with another experiment', () => {
    const state = lab({ initialFrame: frame(0.1), frame: frame(1e-30, 1e9) });
    const scales = new Scales(() => [state]);
    scales.fit();
    expect(scales.signal).toEqual({ low: -30, high: 9 });
    state.frame = frame(1e-60);
    expect(scales.signal).toEqual({ low: -30, high: 9 });
    state.experiment = {} as Lab['experiment'];
    expect(scales.signal).toEqual({ low: -8, high: 1 });
  });

  it('let the axis of sizes grow with a gradient that explodes, and not shrink again', () => {
    const sized = (...sizeOut: number[]) =>
      ({ ...frame(0.1), operations: sizeOut.map((one) => ({ sizeIn: 1, sizeOut: one })) }) as Frame;
    const state = lab({ initialFrame: sized(0.5) });
    const scales = new Scales(() => [state]);
    expect(scales.size).toEqual({ low: -8, high: 1 });
    state.frame = sized(2180);
    expect(scales.size).toEqual({ low: -8, high: 4 });
    state.frame = sized(1e-20);
    expect(scales.size).toEqual({ low: -8, high: 4 });
    state.experiment = {} as Lab['experiment'];
    expect(scales.size).toEqual({ low: -8, high: 1 });
  });

  it('settle the axis of updates by the first update that is seen', () => {
    const updated = (...ratios: number[]) => {
      const one = frame(...ratios);
      return { ...one, layers: one.layers.map((l) => ({ ...l, updateRatio: l.signal })) } as Frame;
    };
    const state = lab({ initialFrame: frame(0.1, 0.2), frame: frame(0.1, 0.2) });
    const scales = new Scales(() => [state]);
    expect(scales.of('updateRatio')).toEqual({ low: -8, high: 0 });
    state.frame = updated(1e-21, 1e-3);
    expect(scales.of('updateRatio')).toEqual({ low: -21, high: 0 });
    state.frame = updated(1e-30, 1e5);
    expect(scales.of('updateRatio')).toEqual({ low: -21, high: 0 });
    state.experiment = {} as Lab['experiment'];
    state.frame = frame(0.1, 0.2);
    expect(scales.of('updateRatio')).toEqual({ low: -8, high: 0 });
  });

  it('know how small a number may be in the precision at hand', () => {
    const of = (precision: string) =>
      new Scales(() => [lab({ experiment: { precision } })]).smallest;
    expect(of('float32')).toBe(2 ** -126);
    expect(of('float64')).toBe(2 ** -1022);
  });

  it('hold what every run that shares them needs, each for as long as it is there', () => {
    const [live, kept] = [
      lab({ experiment: {}, initialFrame: frame(0.1) }),
      lab({ experiment: {}, initialFrame: frame(3e-32), frame: frame(1e7) }),
    ];
    let runs = $state.raw([live, kept]);
    const scales = new Scales(() => runs);
    expect(scales.signal).toEqual({ low: -32, high: 1 });
    scales.fit();
    expect(scales.signal).toEqual({ low: -32, high: 7 });
    runs = [live];
    expect(scales.signal).toEqual({ low: -8, high: 1 });
  });

  it('are one and the same for all views of a lab', () => {
    const state = lab({});
    expect(scalesOf(state)).toBe(scalesOf(state));
    expect(scalesOf(lab({}))).not.toBe(scalesOf(state));
  });
});
