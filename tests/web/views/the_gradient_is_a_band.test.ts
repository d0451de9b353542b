import { describe, expect, test } from 'vitest';
import type { Pen } from '../../../web/charts/pen';
import type { Frame } from '../../../web/module/ebb';
import { factorLabels, writtenOf } from '../../../web/views/stage/factor_labels';
import { dashesOf, thickness } from '../../../web/views/stage/band_shape';
import { bandTicks } from '../../../web/views/stage/band_ticks';
import { drawBand } from '../../../web/views/stage/draw_band';
import { bandPieces, bandScale, standingOf } from '../../../web/views/stage/gradient_band';
import { valueBand } from '../../../web/views/stage/value_band';
import { loadInNode } from '../../module/load_node.mjs';
import { operation } from './operation';

const ebb = await loadInNode();

function walked(link: string, operations: number): Frame {
  const run = new ebb.Simulation(ebb.readLink(link).experiment);
  run.advance('operation', operations);
  const frame = run.frame();
  run.delete();
  return frame;
}
const placesOf = (frame: Frame) =>
  frame.operations.map((_, index) => ({ left: index * 40, width: 40 }));

describe('the band of the gradient', () => {
  const operations = walked('hidden=4*3&activation=tanh', 1).operations.length;

  test('is not there before the walk back has begun', () => {
    const frame = walked('hidden=4*3&activation=tanh', operations);
    expect(bandPieces(frame, placesOf(frame))).toEqual([]);
  });

  test('goes as far as the walk, and is as thick where one operation ends and the next begins', () => {
    const frame = walked('hidden=4*3&activation=tanh', operations + 4);
    const pieces = bandPieces(frame, placesOf(frame));
    expect(pieces).toHaveLength(3);
    pieces.slice(1).forEach((piece, index) => {
      expect(piece.right).toBe(pieces[index]!.left);
      expect(piece.arrives).toBeCloseTo(pieces[index]!.goesOn, 12);
    });
  });

  test('is measured by the last hidden layer, also before the walk has been there', () => {
    const whole = walked('hidden=4*3&activation=tanh', 2 * operations);
    const begun = walked('hidden=4*3&activation=tanh', operations + 1);
    const scale = bandScale(whole, [], bandPieces(whole, placesOf(whole)));
    const ahead = bandScale(begun, [whole], bandPieces(begun, placesOf(begun)));
    expect(scale?.isReached).toBe(true);
    expect(ahead).toMatchObject({ base: scale?.base, isReached: false });
    expect(bandScale(begun, [], [])).toBeNull();
  });

  test('is broken into dashes that fit where outlines meet', () => {
    const outline: [number, number][] = [
      [40, 4],
      [20, 2],
      [0, 2],
    ];
    const dashes = dashesOf(outline);
    expect(dashes.map((dash) => [dash[0]![0], dash.at(-1)![0]])).toEqual([
      [6, 0],
      [15, 9],
      [24, 18],
      [33, 27],
      [40, 36],
    ]);
    // A dash keeps the corner in it, and its own ends on the outline.
    expect(dashes[2]).toEqual([
      [24, 2.4],
      [20, 2],
      [18, 2],
    ]);
    const halves = [dashesOf([outline[0]!, outline[1]!]), dashesOf([outline[1]!, outline[2]!])];
    const length = (all: [number, number][][]) =>
      all.reduce((sum, dash) => sum + dash[0]![0] - dash.at(-1)![0], 0);
    expect(length(halves.flat())).toBe(length(dashes));
  });

  test('is not there where the gradient is exactly 0', () => {
    const frame = walked('hidden=4*3&activation=relu', 2 * operations);
    const pieces = bandPieces(frame, placesOf(frame)).map((piece, index) =>
      index < 3 ? piece : { ...piece, arrives: index === 3 ? piece.arrives : 0, goesOn: 0 },
    );
    const drawn: number[] = [];
    const note = (x: number) => void drawn.push(x);
    const ignore = () => {};
    const context = {
      ...{ beginPath: ignore, closePath: ignore, fill: ignore, stroke: ignore, fillRect: ignore },
      ...{ moveTo: note, lineTo: note },
    } as unknown as Pen['context'];
    const palette = { colour: (token: string) => token } as Pen['palette'];
    const scale = { base: 2, full: 4, isReached: true };
    drawBand({ context, palette } as Pen, pieces, scale, {
      top: 0,
      height: 100,
      left: 0,
      right: 400,
    });
    expect(Math.max(...drawn)).toBe(pieces[0]!.right);
    const { left, right } = pieces[3]!;
    expect(Math.min(...drawn)).toBeGreaterThan(left);
    expect(Math.min(...drawn)).toBeLessThan(right);
  });

  test('is half as thick for a quarter of the size', () => {
    expect(thickness(1, 4)).toBeCloseTo(thickness(4, 4) / 2, 12);
    expect(thickness(Infinity, 4)).toBeLessThanOrEqual(1);
    expect(thickness(NaN, 4)).toBe(0);
  });

  test('has what goes past a block beside what goes through it', () => {
    const link = 'hidden=4*3&activation=tanh&residual=add';
    const all = walked(link, 1).operations.length;
    const frame = walked(link, 2 * all);
    const pieces = bandPieces(frame, placesOf(frame));
    const blocks = pieces.filter(({ past }) => past !== null);
    // Layers 2 and 3 have a way past: add, activation, affine.
    expect(blocks).toHaveLength(6);
    // What arrives at a layer below is both ways together.
    const below = pieces[pieces.indexOf(blocks[2]!) + 1]!;
    expect(below.arrives).not.toBeCloseTo(blocks[2]!.goesOn, 6);
  });
});

describe('the band of the values', () => {
  test('ends where nothing is a number any more', () => {
    const frame = walked('hidden=4*3&activation=tanh', 6);
    const places = placesOf(frame);
    const whole = valueBand(frame, [], places, -20)!;
    const broken = frame.operations.map((one, index) =>
      index < 2 ? one : { ...one, valueSizeIn: NaN, valueSizeOut: NaN },
    );
    expect(valueBand({ operations: broken }, [], places, -20)!.pieces).toEqual(
      whole.pieces.slice(0, 3),
    );
  });
});

describe('how a gradient stands to the base', () => {
  const scale = { base: 2, full: 4, isReached: true };

  test('changes under a thousandth and over a thousand times', () => {
    expect(standingOf(0.0021, scale)).toBe('near');
    expect(standingOf(0.0019, scale)).toBe('vanishing');
    expect(standingOf(1999, scale)).toBe('near');
    expect(standingOf(2001, scale)).toBe('exploding');
    expect(standingOf(NaN, scale)).toBe('exploding');
    expect(standingOf(0, { ...scale, isReached: false })).toBe('near');
  });
});

describe('the band of the values', () => {
  const link = 'hidden=4*3&activation=tanh';
  const { operations } = walked(link, 1);
  const bandOf = (frame: Frame, before: Frame[] = []) =>
    valueBand(frame, before, placesOf(frame), -20);

  test('goes as far as the walk forward, and joins where operations meet', () => {
    expect(bandOf(walked(link, 0))).toBeNull();
    const { pieces } = bandOf(walked(link, 4))!;
    // From the inputs to the first operation, then the four walked.
    expect(pieces).toHaveLength(5);
    pieces.slice(1).forEach((piece, index) => {
      expect(piece.left).toBe(pieces[index]!.right);
      expect(piece.comesIn).toBe(pieces[index]!.goesOut);
    });
  });

  test('stays where the walk back passes, and ends before the loss', () => {
    const whole = bandOf(walked(link, 2 * operations.length))!;
    expect(whole.pieces).toHaveLength(operations.length);
    expect(whole).toEqual(bandOf(walked(link, operations.length)));
  });

  test('has on its way the scale that it has at its end', () => {
    const end = walked('hidden=4*3&activation=relu&gain=9', operations.length);
    const begun = walked('hidden=4*3&activation=relu&gain=9', 2);
    expect(bandOf(begun, [end])!.full).toBe(bandOf(end)!.full);
    expect(bandOf(begun)!.full).toBeLessThan(bandOf(end)!.full);
  });

  test('has what goes past a block beside what goes through it', () => {
    const frame = walked(`${link}&residual=add`, 20);
    const through = bandOf(frame)!.pieces.filter(({ past }) => past !== null);
    // Layers 2 and 3 have a way past: affine, activation, add.
    expect(through).toHaveLength(6);
    expect(new Set(through.map(({ past }) => past)).size).toBe(2);
    expect(through[0]!.past).toBe(through[0]!.comesIn);
  });

  test('is not drawn of what has no size', () => {
    const frame = walked(link, 4);
    const empty = frame.operations.map((one) => ({ ...one, valueSizeIn: 0, valueSizeOut: 0 }));
    expect(valueBand({ operations: empty }, [], placesOf(frame), -20)).toBeNull();
  });
});

describe('the scale at the edge of a band', () => {
  const powers = (unit: number, full: number, height: number) =>
    bandTicks(unit, full, height, true).map(({ power }) => power);

  test('marks the measure, powers of ten and nothing at all, as far as they have room', () => {
    expect(powers(1, 4.4, 200)).toEqual([0, -1, null]);
    expect(powers(1, 4.4, 150)).toEqual([0, -1]);
    expect(powers(1, 4.4, 40)).toEqual([0]);
  });

  test('marks the measure of a gradient that has exploded, too', () => {
    expect(powers(1, 4400, 400)).toEqual([0, 2, 3]);
    expect(powers(1, 1e9, 200)).toEqual([0]);
    expect(bandTicks(1, 4400, 400, false).map(({ power }) => power)).toEqual([1, 2, 3]);
  });

  test('has a mark where the band has its edge', () => {
    const [measure] = bandTicks(3, 12, 200, true);
    expect(measure!.distance).toBeCloseTo((thickness(3, 12) * 200) / 2, 12);
  });
});

describe('the factors under the operations', () => {
  const list = [
    operation('affine', { attenuation: 1.2 }),
    operation('activation', { attenuation: 0.24 }),
    operation('affine', { attenuation: 1.1 }),
    operation('activation', { attenuation: 0.23 }),
    operation('loss', { attenuation: 1 }),
  ];
  const all = { kind: null, every: 1, isWhole: true };
  const places = (width: number) => list.map((_, index) => ({ left: index * width, width }));

  test('are there as far as the walk has come, with room between them', () => {
    expect(factorLabels(list, places(60), all, null).map(({ text }) => text)).toEqual([
      '×1.2',
      '×0.24',
      '×1.1',
      '×0.23',
    ]);
    expect(factorLabels([operation('affine')], places(60), all, null)).toEqual([]);
  });

  test('are those of the activations alone where there is little room', () => {
    const written = writtenOf(list, places(24));
    expect(written).toEqual({ kind: 'activation', every: 1, isWhole: true });
    expect(
      factorLabels(list, places(24), written, null).map(({ operation: index }) => index),
    ).toEqual([1, 3]);
    expect(writtenOf(list, places(60))).toEqual(all);
  });

  test('have all their digits where there is room, else that which is spoken of', () => {
    const exact = list.map((one) => ({
      ...one,
      attenuation: one.kind === 'activation' ? 0.2434 : 1.234,
    }));
    const textsIn = (width: number, spokenOf: number | null) => {
      const written = writtenOf(exact, places(width));
      return factorLabels(exact, places(width), written, spokenOf).map(({ text }) => text);
    };
    expect(textsIn(60, null)).toEqual(['×1.23', '×0.243', '×1.23', '×0.243']);
    expect(textsIn(36, null)).toEqual(['×1.23', '×0.24', '×1.23', '×0.24']);
    expect(textsIn(36, 1)).toEqual(['×1.23', '×0.243', '×1.23', '×0.24']);
    // What would touch what is written beside it is rounded.
    exact[0]!.attenuation = 0.0489;
    expect(textsIn(38, null)).toEqual(['×0.049', '×0.243', '×1.23', '×0.243']);
    expect(textsIn(45, null)).toEqual(['×0.0489', '×0.243', '×1.23', '×0.243']);
    exact[0]!.attenuation = 1.234;
    // Beside it nothing is written over, nor left out.
    expect(textsIn(31, 1)).toEqual(['×1.23', '×0.24', '×1.23', '×0.24']);
  });

  test('are those of the weights where they change the gradient most', () => {
    const weak = list.map((one) => (one.kind === 'affine' ? { ...one, attenuation: 0.01 } : one));
    const written = writtenOf(weak, places(24));
    expect(
      factorLabels(weak, places(24), written, null).map(({ operation: index }) => index),
    ).toEqual([0, 2]);
  });

  test('stand evenly, in as many layers as the widest of them has room for', () => {
    const weak = Array.from({ length: 10 }, (_, layer) => [
      operation('affine', { attenuation: layer % 2 ? 0.0643 : 0.06, layer: layer + 1 }),
      operation('activation', { attenuation: 1, layer: layer + 1 }),
    ]).flat();
    const whole = [...weak, operation('affine', { attenuation: 1, layer: 11 })];
    const close = whole.map((_, index) => ({ left: index * 11, width: 11 }));
    const labels = factorLabels(whole, close, writtenOf(whole, close), null);
    expect(labels.map(({ operation: index }) => whole[index]!.layer)).toEqual([2, 4, 6, 8, 10]);
  });

  test('are of every so many layers, counted from the last, where there is less', () => {
    const deep = Array.from({ length: 12 }, (_, layer) => [
      operation('affine', { attenuation: 1.1, layer: layer + 1 }),
      operation('activation', { attenuation: 0.24, layer: layer + 1 }),
    ]).flat();
    const whole = [...deep, operation('affine', { attenuation: 1, layer: 13 })];
    const close = whole.map((_, index) => ({ left: index * 5, width: 5 }));
    const written = writtenOf(whole, close);
    expect(written.every).toBe(2);
    const labels = factorLabels(whole, close, written, null);
    expect(labels.map(({ operation: index }) => whole[index]!.layer)).toEqual([2, 4, 6, 8, 10, 12]);
    // Without a sign and without the 0 before the point.
    expect(labels[0]!.text).toBe('.24');
    // What is not walked yet changes nothing of what is written.
    const begun = whole.map((one) => (one.layer > 6 ? one : { ...one, attenuation: null }));
    expect(factorLabels(begun, close, written, null)).toEqual(labels.slice(3));
  });
});
