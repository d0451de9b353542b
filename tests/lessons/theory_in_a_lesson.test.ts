import { beforeAll, describe, expect, it } from 'vitest';
import { parseExpression, type Figure } from '../../web/lessons/expression';
import { lookupIn, readTheory } from '../../web/lessons/figures';
import { parseLesson } from '../../web/lessons/parse';
import { asksTheoryOf, runsShown } from '../../web/lessons/runs_shown';
import type { Ebb, Theory } from '../../web/module/ebb';
import { measure } from '../../web/worker/measure';
import { loadInNode } from '../module/load_node.mjs';

const figure = (text: string) => parseExpression(text, 1).first as Figure;

describe('what theory expects, in a lesson', () => {
  let ebb: Ebb;
  let theory: Theory;
  const link = 'hidden=32*5&activation=tanh';
  beforeAll(async () => {
    ebb = await loadInNode();
    theory = ebb.theory(ebb.readLink(link, {}).experiment);
  });

  it('is what the core says of the run, network and layers alike', () => {
    const read = (text: string) => readTheory(figure(text), theory);
    expect(read('one.theory.ratio')).toBe(theory.ratio);
    expect(read('one.theory.high')).toBe(theory.high);
    expect(read('one.theory.q.2')).toBe(theory.layers[1]!.q);
    expect(read('one.theory.signal.last')).toBe(1);
    expect(read('one.theory.signal.6')).toBeNaN();
    // Without end at the edge of chaos.
    expect(theory.xi).toBeNull();
    expect(read('one.theory.xi')).toBeNaN();
  });

  it('is told apart from what was measured', async () => {
    const found = await measure(ebb, { link, settings: {}, iterations: 0, hasTheory: true });
    expect(found!.theory).toEqual(theory);
    const frames = new Map([['one', found!.frame]]);
    const lookup = lookupIn(frames, new Map([['one', found!.theory!]]));
    expect(lookup(figure('one.ratio'))).toBe(found!.frame.diagnosis.ratio);
    expect(lookup(figure('one.theory.ratio'))).toBe(theory.ratio);
    expect(lookupIn(frames, new Map())(figure('one.theory.ratio'))).toBeNaN();
    const without = await measure(ebb, { link, settings: {}, iterations: 0 });
    expect(without).not.toHaveProperty('theory');
  });

  it('is asked for where a text or a claim speaks of it', () => {
    const lesson = parseLesson(`ebb lesson 1
# title
A lesson
# question
What?
# run one
link: hidden=8*3
# run two
link: hidden=8*4
# run three
link: hidden=8*5
# outcome
It is {two.theory.ratio}, and {one.ratio}.
# explanation
Because.
# claims
- three.theory.chi1 < 1
`);
    expect(runsShown(lesson).map(({ name }) => name)).toEqual(['one', 'two']);
    const asked = ['one', 'two', 'three', 'live'].map((name) => asksTheoryOf(lesson, name));
    expect(asked).toEqual([false, true, true, false]);
  });
});
