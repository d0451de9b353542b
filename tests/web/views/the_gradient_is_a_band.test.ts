import { describe, expect, test } from 'vitest';
import type { Frame, OperationFrame } from '../../../web/module/ebb';
import { factorLabels } from '../../../web/views/stage/factor_labels';
import { bandPieces, bandScale, thickness } from '../../../web/views/stage/gradient_band';
import { loadInNode } from '../../module/load_node.mjs';

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

  test('is half as thick for a quarter of the size', () => {
    const scale = { base: 1, full: 4, isReached: true };
    expect(thickness(1, scale)).toBeCloseTo(thickness(4, scale) / 2, 12);
    expect(thickness(Infinity, scale)).toBeLessThanOrEqual(1);
    expect(thickness(NaN, scale)).toBe(0);
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

describe('the factors under the operations', () => {
  const operation = (kind: OperationFrame['kind'], attenuation: number | null): OperationFrame => ({
    kind,
    layer: 1,
    attenuation,
    branch: null,
    skip: null,
    sizeIn: null,
    sizeOut: null,
  });
  const list = [
    operation('affine', 1.2),
    operation('activation', 0.24),
    operation('affine', 1.1),
    operation('activation', 0.23),
    operation('loss', 1),
  ];
  const places = (width: number) => list.map((_, index) => ({ left: index * width, width }));

  test('are there as far as the walk has come, with room between them', () => {
    expect(factorLabels(list, places(60)).map(({ text }) => text)).toEqual([
      '×1.2',
      '×0.24',
      '×1.1',
      '×0.23',
    ]);
    expect(factorLabels([operation('affine', null)], places(60))).toEqual([]);
  });

  test('leave the weights out first where there is little room', () => {
    expect(factorLabels(list, places(24)).map(({ operation: index }) => index)).toEqual([1, 3]);
  });
});
