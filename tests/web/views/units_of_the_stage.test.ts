import { describe, expect, it } from 'vitest';
import { columnsIn } from '../../../web/charts/columns';
import type { Frame } from '../../../web/module/ebb';
import {
  chosenUnit,
  operationOfUnit,
  unitAt,
  unitPlace,
  unitsLayout,
} from '../../../web/views/stage/network';
import { operation } from './operation';

describe('units', () => {
  it('fold into a strip where circles do not fit, and stay inside the height', () => {
    for (const [units, width, count] of [
      [1, 360, 3],
      [16, 1440, 12],
      [16, 360, 12],
      [64, 768, 52],
      [256, 1920, 130],
      [256, 360, 130],
    ] as const) {
      const columns = columnsIn(count, width, { left: 40, right: 8 });
      const layout = unitsLayout(units, 1, columns, 20, 180);
      expect(layout.top).toBeGreaterThanOrEqual(20);
      expect(layout.top + layout.height).toBeLessThanOrEqual(200.001);
      expect(layout.across * layout.down).toBeGreaterThanOrEqual(units);
      const half = layout.kind === 'circles' ? layout.radius : layout.width / 2;
      expect(2 * half).toBeLessThanOrEqual(columns.step);
      for (let unit = 0; unit < units; unit += 1) {
        const { x, y } = unitPlace(layout, unit);
        expect(unitAt(layout, x, y)).toBe(unit);
      }
    }
  });

  it('are circles where they fit', () => {
    const wide = columnsIn(12, 1440, { left: 40, right: 8 });
    expect(unitsLayout(16, 1, wide, 0, 200).kind).toBe('circles');
    expect(unitsLayout(256, 1, wide, 0, 200).kind).toBe('strip');
  });

  it('are marked where an operation is shown by them; the way back of W ends in another layer, and marks none', () => {
    const columns = columnsIn(3, 500, { left: 40, right: 8 });
    const layouts = [2, 4, 4].map((units, layer) => unitsLayout(units, layer, columns, 0, 200));
    const operations = [1, 2].flatMap((layer) => [
      operation('affine', { layer }),
      operation('activation', { layer }),
    ]);
    const there = (phase: Frame['phase'], at: number | null, part: object = {}) =>
      chosenUnit({ layer: 2, operation: 2, unit: 3, ...part }, layouts, {
        phase,
        operation: at,
        operations,
      });
    expect(there('forward', 3)).toEqual(unitPlace(layouts[2]!, 3));
    expect(there('backward', 3)).toEqual(unitPlace(layouts[2]!, 3));
    for (const [phase, at] of [
      ['backward', 2],
      ['update', null],
    ] as const) {
      expect(there(phase, at)).toBeNull();
      expect(there(phase, at, { operation: 3 })).toEqual(unitPlace(layouts[2]!, 3));
    }
    expect(there('forward', 3, { unit: null })).toEqual(unitPlace(layouts[2]!, 0));
    expect(there('forward', 3, { unit: 200 })).toEqual(unitPlace(layouts[2]!, 3));
    expect(there('forward', 3, { operation: null })).toBeNull();
  });

  it('open what makes their value, and where the gradient has passed it their slope', () => {
    const operations = [
      operation('affine', { layer: 1 }),
      operation('activation', { layer: 1 }),
      operation('affine', { layer: 2 }),
      operation('layer_norm', { layer: 2 }),
      operation('activation', { layer: 2 }),
      operation('affine', { layer: 3 }),
      operation('loss', { layer: 3 }),
    ];
    const opened = (layer: number, phase: Frame['phase'], at: number | null) =>
      operationOfUnit(layer, { phase, operation: at, operations });
    expect(opened(2, 'start', null)).toBe(2);
    expect(opened(2, 'forward', 6)).toBe(2);
    expect(opened(2, 'backward', 5)).toBe(2);
    expect(opened(2, 'backward', 4)).toBe(4);
    expect(opened(1, 'backward', 2)).toBe(0);
    expect(opened(1, 'update', null)).toBe(1);
    // The output layer has no activation: its units are those of the loss.
    expect(opened(3, 'forward', 6)).toBe(5);
    expect(opened(3, 'backward', 6)).toBe(6);
    expect(opened(3, 'update', null)).toBe(6);
  });
});
