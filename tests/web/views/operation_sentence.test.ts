import { describe, expect, it } from 'vitest';
import type { Frame, OperationDetail } from '../../../web/module/ebb';
import {
  affineWhy,
  operationSentence,
  part,
} from '../../../web/views/inspector/operation_sentence';
import { t } from '../../../web/text/words.svelte';
import { operation } from './operation';

const of = (activation: string, loss = 'bce') => ({ activation, loss });
const frame = (part: Partial<Frame>) => ({ operations: [], ...part }) as unknown as Frame;

describe('a share of the gradient in words', () => {
  it('names simple fractions and gives figures for the rest', () => {
    expect(part(0.21)).toBe('about a fifth');
    expect(part(0.25)).toBe('about a quarter');
    expect(part(0.63)).toBe('63\u00a0%');
    expect(part(0)).toBe('nothing');
    expect(part(1)).toBe('all');
    expect(part(0.96)).toBe('nearly all');
    expect(part(1.04)).toBe('slightly more than all');
    expect(part(2.5)).toContain('2.5');
    expect(part(3e-7)).toBe('3\u00a0×\u00a010⁻⁷');
  });

  it('says of a way back what arrived, also where there is no share of it', () => {
    const said = (sizeIn: number, sizeOut: number) => {
      const operations = [operation('affine', { sizeIn, sizeOut })];
      const detail = { kind: 'affine', operation: 0 } as unknown as OperationDetail;
      return operationSentence(detail, { operations } as unknown as Frame, 'backward', of('tanh'));
    };
    expect(said(0, 0)).toBe(t('operation_sentence.nothing_arrives'));
    expect(said(Infinity, Infinity)).toBe(t('operation_sentence.no_share'));
    expect(said(1, NaN)).toBe(t('operation_sentence.no_share'));
  });

  it('says the root mean square of slopes that are unlike each other: what a gradient’s size gets', () => {
    const said = (meanSlope: number, slopeRms: number) => {
      const detail = { kind: 'activation', operation: 0, meanSlope, slopeRms } as OperationDetail;
      const operations = [operation('activation', { attenuation: 0.777 })];
      return operationSentence(detail, frame({ operations }), 'backward', of('relu'));
    };
    expect(said(0.59, Math.sqrt(0.59))).toMatch(
      /0\.59 here on average, 0\.768 in root mean square; weighted by the gradient, .*0\.777\)/,
    );
    expect(said(0.77, 0.771)).not.toMatch(/root mean square/);
    // What it is multiplied by is their mean only where slopes or gradient are even.
    expect(said(0.77, 0.771)).toMatch(
      /0\.77 here on average; weighted by the gradient, .* \(×\s0\.777\)/,
    );
    expect(said(0.7774, 0.7774)).toMatch(/0\.777 here on average: .* \(×\s0\.777\)/);
  });

  it('says what makes an affine map’s factor: its weights, and the gradient’s direction', () => {
    const said = (
      factor: number | null,
      isotropicFactor: number | null,
      kind: OperationDetail['kind'] = 'affine',
    ) => {
      const weight = { rows: 4, cols: 16, values: new Float64Array(64) };
      const known = { weight, weightRms: (isotropicFactor ?? 0) / 4, isotropicFactor };
      const detail = { operation: 0, kind, ...known } as OperationDetail;
      return affineWhy(detail, frame({ operations: [operation(kind, { attenuation: factor })] }));
    };
    expect(said(1.2, 1)).toMatch(
      /16 weights a unit, of size 0\.25.*√16\s×\s0\.25\s=\s×\s1\s.*along directions that get more/,
    );
    expect(said(0.8, 1)).toMatch(/along directions that get less/);
    expect(said(1.02, 1)).toMatch(/about as much/);
    expect(said(0, 0)).toMatch(/all its weights are 0/);
    // Nothing is known, or it is not the weights' doing.
    expect(said(null, 1)).toBe('');
    expect(said(0, null)).toBe('');
    expect(said(1, 1, 'activation')).toBe('');
  });

  it('says of slopes of both signs that their mean is one of sizes', () => {
    const said = (...slopes: number[]) => {
      const detail = {
        kind: 'activation',
        operation: 0,
        meanSlope: 0.127,
        slopeRms: 0.128,
        local: { rows: slopes.length, cols: 1, values: Float64Array.from(slopes) },
      } as OperationDetail;
      const operations = [operation('activation', { attenuation: 0.127 })];
      return operationSentence(detail, frame({ operations }), 'backward', of('gelu'));
    };
    expect(said(0.127, 0.127)).toMatch(/0\.127 here on average/);
    expect(said(-0.127, 0.127)).toMatch(/0\.127 in size here on average/);
  });

  it('does not call the linear loss a distance from the targets', () => {
    const detail = { kind: 'loss', operation: 0, input: { rows: 1, cols: 1 } } as OperationDetail;
    const said = (loss: string) =>
      operationSentence(detail, frame({ loss: 1 }), 'forward', of('tanh', loss));
    expect(said('mse')).toMatch(/how far the outputs are from the targets/);
    expect(said('linear')).toMatch(/output times target/);
  });
});
