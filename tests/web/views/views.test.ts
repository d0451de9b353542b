import { describe, expect, it } from 'vitest';
import { columnsIn } from '../../../web/charts/columns';
import type { Frame, LayerFrame } from '../../../web/module/ebb';
import { chainGroups, fold } from '../../../web/views/chain/chain_groups';
import { curvePlot, outline, outside } from '../../../web/views/activation/curve_plot';
import { diagnosedFrame } from '../../../web/lab/diagnosed_frame';
import { lossRange } from '../../../web/views/shared/loss_range';
import { profileOf } from '../../../web/views/shared/profile';
import { marksIn, quantities, seriesOf } from '../../../web/views/stage/quantities';
import { leastHeight, stageLayout } from '../../../web/views/stage/stage_layout';
import { vanishingBand } from '../../../web/views/shared/vanishing_band';
import { markedOf, passage, slotAt, slots } from '../../../web/views/shared/walk';
import { operation } from './operation';

const layer = (number: number, signal: number | null): LayerFrame => ({
  layer: number,
  units: 4,
  signal,
  signalMedian: null,
  weightGradient: null,
  clippedWeightGradient: null,
  updateRatio: null,
  meanUpdateRatio: null,
  weightNorm: 1,
  activationMean: null,
  activationStd: null,
  saturated: null,
  dead: null,
});
const frame = (part: Partial<Frame>) => ({ operations: [], ...part }) as unknown as Frame;

describe('the walk', () => {
  const operations = [
    operation('affine'),
    operation('activation'),
    operation('affine', { layer: 2 }),
    operation('loss', { layer: 2 }),
  ];
  const columns = columnsIn(3, 300, { left: 0, right: 0 });

  it('shares each column among its operations, aligned with the columns', () => {
    expect(slots(operations, columns)).toEqual([
      { left: 100, width: 50 },
      { left: 150, width: 50 },
      { left: 200, width: 50 },
      { left: 250, width: 50 },
    ]);
    expect(slotAt(slots(operations, columns), 160)).toBe(1);
    expect(slotAt(slots(operations, columns), 999)).toBe(3);
  });

  it('knows what has passed each operation', () => {
    const passed = (phase: Frame['phase'], at: number | null) =>
      operations.map((_, index) => passage(index, phase, at));
    expect(passed('start', null)).toEqual(['ahead', 'ahead', 'ahead', 'ahead']);
    expect(passed('forward', 1)).toEqual(['forward', 'forward', 'ahead', 'ahead']);
    expect(passed('backward', 2)).toEqual(['forward', 'forward', 'backward', 'backward']);
    expect(passed('update', null)).toEqual(['backward', 'backward', 'backward', 'backward']);
  });

  it('is marked at one operation alone: the one chosen, as it was passed, else the one stood on', () => {
    const marked = (phase: Frame['phase'], at: number | null, chosen: number | null) =>
      markedOf(frame({ phase, operation: at, operations }), chosen);
    expect(marked('backward', 1, null)).toEqual({ operation: 1, way: 'backward' });
    expect(marked('backward', 1, 2)).toEqual({ operation: 2, way: 'backward' });
    expect(marked('backward', 1, 0)).toEqual({ operation: 0, way: 'forward' });
    expect(marked('forward', 1, 2)).toBeNull();
    expect(marked('start', null, 2)).toBeNull();
    expect(marked('update', null, 2)).toBeNull();
    expect(marked('backward', 1, 9)).toBeNull();
  });
});

describe('the profile', () => {
  it('before the first step is the one taken ahead, and says so', () => {
    const now = frame({ phase: 'start', layers: [layer(1, null), layer(2, null)] });
    const initialFrame = frame({ phase: 'backward', layers: [layer(1, 0.1), layer(2, 0.2)] });
    const shown = profileOf({ frame: now, initialFrame, lastBackwardFrame: null });
    expect(shown.ahead).toBe(true);
    expect(shown.layers[0]?.signal).toBe(0.1);
  });

  it('has a layer’s size as soon as its gradient has arrived, before its affine map is walked', () => {
    const operations = [operation('affine'), operation('activation', { sizeIn: 1, sizeOut: 0.5 })];
    const now = frame({ phase: 'backward', operation: 1, layers: [layer(1, 0.25)], operations });
    const sight = { frame: now, initialFrame: null, lastBackwardFrame: null };
    expect(profileOf(sight).layers[0]?.size).toBe(0.5);
    const passed = frame({ ...now, operations: [operation('affine', { sizeIn: 0.5 })] });
    expect(profileOf({ ...sight, frame: passed }).layers[0]?.size).toBe(0.5);
  });

  it('while a walk is under way keeps the last one behind it', () => {
    const now = frame({ phase: 'backward', layers: [layer(1, null), layer(2, 0.3)] });
    const last = frame({ phase: 'update', layers: [layer(1, 0.1), layer(2, 0.2)] });
    const shown = profileOf({ frame: now, initialFrame: null, lastBackwardFrame: last });
    expect(shown.ahead).toBe(false);
    expect(shown.layers[0]?.signal).toBeNull();
    expect(shown.before?.[0]?.signal).toBe(0.1);
    expect(
      profileOf({ frame: last, initialFrame: null, lastBackwardFrame: last }).before,
    ).toBeNull();
  });

  it('is healthy within a thousand of the last hidden layer, to both sides', () => {
    const bandOf = (...layers: LayerFrame[]) =>
      vanishingBand({ layers: layers.map((one) => ({ ...one, size: null })), before: null });
    const band = bandOf(layer(1, 1e-6), layer(2, 0.5), layer(3, 1));
    expect(band?.low.value).toBeCloseTo(5e-4);
    expect(band?.high.value).toBeCloseTo(500);
    expect(bandOf(layer(1, 1))).toBeNull();
    expect(bandOf(layer(1, 0), layer(2, 0), layer(3, 0))).toBeNull();
  });
});

describe('a quantity of the profile', () => {
  const layer = { layer: 1, weightGradient: 2, clippedWeightGradient: 2, dead: 0 } as LayerFrame;
  const of = (one: LayerFrame) => {
    const frame = { layers: [one], operations: [], phase: 'update' } as unknown as Frame;
    return profileOf({ frame, initialFrame: null, lastBackwardFrame: frame });
  };
  const named = (name: string) => quantities.find((one) => one.name === name)!;

  it('says what came of clipping only where something was clipped', () => {
    const lines = (one: LayerFrame) => seriesOf(named('weight_gradient'), of(one)).length;
    expect(lines(layer)).toBe(1);
    expect(lines({ ...layer, clippedWeightGradient: null })).toBe(1);
    expect(lines({ ...layer, clippedWeightGradient: 1 })).toBe(2);
  });

  it('has no mark of its own for a share of 0', () => {
    expect([...marksIn([named('dead')], of(layer), 1e-38)]).not.toContain('zero');
    expect([
      ...marksIn([named('weight_gradient')], of({ ...layer, weightGradient: 0 }), 1),
    ]).toContain('zero');
  });
});

describe('the verdict', () => {
  const diagnosed = (verdict: string) =>
    frame({ diagnosis: { verdict } as unknown as Frame['diagnosis'] });

  it('is that of the last whole walk until the present one is whole', () => {
    const unknown = diagnosed('unknown');
    const healthy = diagnosed('healthy');
    const pick = (now: Frame, lastBackwardFrame: Frame | null, initialFrame: Frame | null) =>
      diagnosedFrame({ frame: now, lastBackwardFrame, initialFrame })?.when;
    expect(pick(healthy, null, null)).toBe('now');
    expect(pick(unknown, healthy, diagnosed('zero'))).toBe('before');
    expect(pick(unknown, null, healthy)).toBe('ahead');
  });
});

describe('the chain', () => {
  const operations = Array.from({ length: 60 }, (_, i) =>
    operation('affine', { layer: Math.floor(i / 2) + 1 }),
  );
  let product = 1;
  const chain = operations
    .map((_, index) => index)
    .reverse()
    .map((index) => ({
      operation: index,
      factor: 0.5,
      cause: 'weights' as const,
      product: (product *= 0.5),
      way: null,
    }));

  it('is grouped by layer, in the order of the walk back', () => {
    const groups = chainGroups(chain, operations);
    expect(groups.map((group) => group.layer)).toEqual(
      Array.from({ length: 30 }, (_, i) => 30 - i),
    );
    expect(groups[0]?.factors.at(-1)?.product).toBe(0.25);
  });

  it('folded still multiplies to the same product', () => {
    const folded = fold(chainGroups(chain, operations), false);
    const factors = [...folded.before, ...folded.after].flatMap((group) => group.factors);
    const rest = factors.reduce((all, one) => all * one.factor, folded.middle?.factor ?? 1);
    expect(rest).toBeCloseTo(0.5 ** 60, 25);
    expect(folded.middle?.layers).toBe(18);
    expect(fold(chainGroups(chain, operations), true).middle).toBeNull();
  });
});

describe('the activation in use', () => {
  const x = Float64Array.from({ length: 101 }, (_, i) => -5 + i / 10);
  const curve = {
    x,
    value: x.map(Math.tanh),
    slope: x.map((v) => 1 - Math.tanh(v) ** 2),
    flatSlope: 0.1,
  };

  it('shades where the slope is under a tenth of its largest', () => {
    const plot = curvePlot(curve, { left: 0, right: 100, top: 0, bottom: 100 });
    expect(plot.saturated.length).toBe(2);
    expect(plot.saturated[0]![1]).toBeCloseTo(-1.8, 1);
  });

  it('counts what lies outside the axis among all', () => {
    const histogram = {
      layer: 1,
      from: -5,
      to: 5,
      counts: Float64Array.of(1, 3),
      below: 2,
      above: 1,
      notFinite: 1,
    };
    expect(outside(histogram)).toEqual({ below: 0.25, above: 0.125, notFinite: 0.125 });
    expect(outline(histogram, (v) => v, 100, 50).peak).toBe(3 / 8);
    expect(outline({ ...histogram, counts: Float64Array.of(0, 0) }, (v) => v, 1, 1).path).toBe('');
  });
});

describe('the loss axis', () => {
  it('keeps what can be read of a run that blew up', () => {
    const range = lossRange([Float64Array.of(0.7, 0.9, 1e30, Infinity, NaN)]);
    expect(range.high).toBeLessThanOrEqual(20);
    expect(range.high).toBeGreaterThanOrEqual(0.9);
    expect(lossRange([new Float64Array()]).high).toBe(1);
  });
});

describe('the stage', () => {
  it('stacks its parts without overlap, at every height and number of panels', () => {
    for (const height of [0, 430, 545, 900]) {
      for (let count = 1; count <= 8; count += 1) {
        for (const hasLane of [true, false]) {
          const layout = stageLayout(height, count, true, hasLane);
          const { network, numbers, strip } = layout;
          expect(network.height).toBeGreaterThan(count === 3 ? 45 : 90);
          expect(numbers).toBeGreaterThan(network.top + network.height);
          expect(strip.gauge.top).toBeGreaterThan(strip.letters);
          expect(strip.letters - 10).toBeGreaterThan(numbers - 2);
          expect(layout.factors).toBeGreaterThan(strip.gauge.top + strip.gauge.height + 8);
          let previous = strip.bottom;
          for (const { top, bottom } of layout.panels) {
            expect(top - previous).toBeGreaterThanOrEqual(hasLane ? 40 : 22);
            expect(bottom - top).toBeGreaterThanOrEqual(count === 3 ? 30 : 65);
            previous = bottom;
          }
          expect(layout.height).toBeGreaterThan(previous);
        }
      }
    }
  });

  it('makes room for a second plot by being tight, rather than by leaving the screen', () => {
    // What a screen of 1366 × 768 leaves beside a lesson.
    expect(leastHeight(2, true, false)).toBeLessThanOrEqual(470);
    const layout = stageLayout(470, 2, true, false);
    expect(layout.height).toBeLessThanOrEqual(470);
    // 16 units are still circles.
    expect(layout.network.height).toBeGreaterThanOrEqual(112);
  });

  it('keeps to the least height that it asks for, also where something is infinite', () => {
    for (const count of [1, 2, 3, 4]) {
      for (const hasLane of [true, false]) {
        const least = leastHeight(count, true, hasLane);
        expect(stageLayout(least, count, true, hasLane).height).toBeLessThanOrEqual(least);
      }
    }
  });

  it('makes room for three plots on a screen of 1366 × 768, beside a lesson', () => {
    expect(leastHeight(3, true, false)).toBeLessThan(455);
    const layout = stageLayout(455, 3, true, false);
    expect(layout.height).toBeLessThanOrEqual(455);
    expect(layout.network.height).toBeGreaterThanOrEqual(70);
    for (const { top, bottom } of layout.panels) expect(bottom - top).toBeGreaterThanOrEqual(36);
  });

  it('keeps to the height that it is given, where it can be read at that', () => {
    for (const height of [430, 545, 900]) {
      expect(stageLayout(height, 1).height).toBeLessThanOrEqual(height);
      expect(stageLayout(height, 1).height).toBeGreaterThan(height - 12);
    }
  });
});
