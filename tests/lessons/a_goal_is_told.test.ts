import { describe, expect, it } from 'vitest';
import { conditionText } from '../../web/lessons/condition_text';
import { isCount, parseCondition, parseExpression } from '../../web/lessons/expression';
import { holds } from '../../web/lessons/expression';
import {
  layerFigures,
  layerTheory,
  networkFigures,
  networkTheory,
} from '../../web/lessons/expression';
import { isInHistory, lookupInHistory } from '../../web/lessons/figures';
import type { History } from '../../web/module/ebb';
import en from '../../web/text/en.json';

const told = (text: string) => conditionText(parseCondition(text, 1));

describe('a goal', () => {
  it('is told in words, counts with all their digits', () => {
    expect(told('live.loss < 0.2 and live.iteration <= 1074')).toBe(
      'loss < 0.2 and iteration ≤ 1\u202f074',
    );
    expect(told('live.signal.1 / live.signal.last >= 1e-3')).toBe(
      'signal, layer 1 ÷ signal, last hidden layer ≥ 0.001',
    );
    expect(told('live.ratio < live.theory.ratio')).toBe('ratio < ratio by theory');
    expect(told('deep.updateRatio.output * 2 = 4')).toBe('update ratio, output, deep × 2 = 4');
  });

  it('has a name for every figure', () => {
    const names = [...networkFigures, ...layerFigures, ...networkTheory, ...layerTheory];
    const missing = names.filter((name) => !(`condition_text.${name}` in en));
    expect(missing).toEqual([]);
  });

  it('on loss and iteration can be looked for in all of the run, on others only where it stands', () => {
    const goal = parseCondition('live.loss < 0.2 and live.iteration <= 1000', 1);
    expect(isInHistory(goal)).toBe(true);
    expect(isInHistory(parseCondition('live.ratio > 1', 1))).toBe(false);
    expect(isInHistory(parseCondition('live.theory.ratio > 1', 1))).toBe(false);
    expect(isInHistory(parseCondition('deep.loss > 1', 1))).toBe(false);
    const history = {
      iterations: Float64Array.of(0, 998, 1074),
      loss: Float64Array.of(0.7, 0.19, 8e-4),
    } as History;
    expect([0, 1, 2].map((row) => holds(goal, lookupInHistory(history, row)))).toEqual([
      false,
      true,
      false,
    ]);
  });
});

it('a number of things is told from a measured one', () => {
  expect(isCount(parseExpression('live.iteration', 1))).toBe(true);
  expect(isCount(parseExpression('live.units.1', 1))).toBe(true);
  expect(isCount(parseExpression('live.loss', 1))).toBe(false);
  expect(isCount(parseExpression('live.iteration / 3', 1))).toBe(false);
});
