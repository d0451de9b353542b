import { describe, expect, it } from 'vitest';
import { areChain, knobSteps, stepOf, turned, valueAt, valueOf } from '../../web/lessons/knob';
import type { NumberKnob } from '../../web/lessons/lesson';
import type { Experiment } from '../../web/module/ebb';

const scale: NumberKnob = {
  name: 's',
  field: 'gain',
  index: null,
  from: 0.01,
  to: 100,
  scale: 'log',
};
const weight = (index: number): NumberKnob => ({
  ...scale,
  name: `w${index}`,
  field: 'weights',
  index,
});
const experiment = (hidden: number[], weights: number[]) =>
  ({ hidden, weights, gain: 1 }) as unknown as Experiment;

describe('a knob', () => {
  it('stands where the setting is, and turns no other', () => {
    const pair = experiment([1], [10, 0.1]);
    expect(valueOf(weight(1), pair)).toBe(0.1);
    expect(turned(weight(1), pair, 3)).toEqual({ weights: [10, 3] });
    expect(turned(scale, pair, 3)).toEqual({ gain: 3 });
  });

  it('goes from end to end, in two digits', () => {
    expect(valueAt(scale, 0)).toBe(0.01);
    expect(valueAt(scale, knobSteps)).toBe(100);
    expect(valueAt(scale, knobSteps / 2)).toBe(1);
    expect(stepOf(scale, valueAt(scale, 30))).toBe(30);
  });

  it('stays at its end where the setting lies beyond, and stands still where there is none', () => {
    expect(stepOf(scale, 1e9)).toBe(knobSteps);
    expect(stepOf(scale, 0)).toBe(0);
    expect(valueOf(weight(5), experiment([1], [1, 2]))).toBeNaN();
    expect(stepOf(scale, NaN)).toBe(0);
  });
});

describe('a chain', () => {
  it('is drawn where every layer is one unit and each weight has its knob, in their order', () => {
    expect(areChain([weight(0), weight(1)], experiment([1], [10, 10]))).toBe(true);
    expect(areChain([weight(1), weight(0)], experiment([1], [10, 10]))).toBe(false);
    expect(areChain([weight(0)], experiment([1], [10, 10]))).toBe(false);
    expect(areChain([weight(0), weight(1)], experiment([2], [1, 1]))).toBe(false);
    expect(areChain([scale], experiment([], [1]))).toBe(false);
    expect(areChain([], null)).toBe(false);
  });
});
