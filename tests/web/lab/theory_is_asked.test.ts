import { beforeAll, describe, expect, test, vi } from 'vitest';
import { comparedLayers, Expected, ExpectedRuns, standing } from '../../../web/lab/theory.svelte';
import type { Ebb, Experiment } from '../../../web/module/ebb';
import { outlookOf } from '../../../web/worker/initial_frame';
import { expectationOf, type TheoryRequest } from '../../../web/worker/theory';
import { loadInNode } from '../../module/load_node.mjs';

vi.setConfig({ testTimeout: 60_000 });

let ebb: Ebb;
let base: Experiment;
beforeAll(async () => {
  ebb = await loadInNode();
  base = ebb.complete({ hidden: [32, 32, 32, 32], activation: 'tanh' });
});

describe('theory beside what was measured', () => {
  test('is over the last hidden layer’s signal on both sides, and factors multiply to the ratio', () => {
    const theory = ebb.theory(base);
    const run = new ebb.Simulation(base);
    const frame = outlookOf(run);
    run.delete();
    const layers = comparedLayers(theory, frame);
    expect(layers).toHaveLength(4);
    expect(layers[3]).toMatchObject({ measured: 1, expected: 1, expectedFactor: null });
    expect(layers[0]!.measured).toBeCloseTo(frame.diagnosis.ratio!, 12);
    const product = layers.reduce((sum, { measuredFactor }) => sum * (measuredFactor ?? 1), 1);
    expect(product).toBeCloseTo(layers[0]!.measured!, 12);
    const expected = layers.reduce((sum, { expectedFactor }) => sum * (expectedFactor ?? 1), 1);
    expect(expected).toBeCloseTo(theory.ratio!, 12);
  });

  test('says on which side of the band a ratio lies', () => {
    const theory = { ...ebb.theory(base), low: 0.1, high: 10 };
    expect(standing(theory, 1)).toBe('within');
    expect(standing(theory, 0.01)).toBe('under');
    expect(standing(theory, Infinity)).toBe('over');
    expect(standing(theory, null)).toBeNull();
    expect(standing({ ...theory, low: null }, 1)).toBeNull();
  });
});

describe('what is asked of theory', () => {
  test('is of the newest experiment, whichever is answered first', async () => {
    const answers: (() => void)[] = [];
    const ask = (request: TheoryRequest) =>
      new Promise((resolve) => answers.push(() => resolve(expectationOf(ebb, request))));
    const expected = new Expected({ ask: ask as never }, true);
    const other = ebb.complete({ activation: 'relu' });
    const both = [expected.ask(base), expected.ask(other), expected.ask(other)];
    expect(answers).toHaveLength(2);
    answers[1]!();
    answers[0]!();
    await Promise.all(both);
    expect(expected.of).toBe(other);
    expect(expected.expectation!.theory).toEqual(ebb.theory(other));
    expect(expected.expectation!.plane).not.toBeNull();
  });

  test('that fails is said, until the next that does not', async () => {
    let fails = true;
    const ask = async (request: TheoryRequest) => {
      if (fails) throw new Error('no core');
      return expectationOf(ebb, request);
    };
    const expected = new Expected({ ask: ask as never });
    await expected.ask(base);
    expect(expected.failure?.message).toBe('no core');
    fails = false;
    await expected.ask(ebb.complete({}));
    expect(expected.failure).toBeNull();
  });

  test('of several runs is asked one after another, and not of one that is gone by then', async () => {
    const answers: (() => void)[] = [];
    const asked: TheoryRequest[] = [];
    const ask = (request: TheoryRequest) => {
      asked.push(request);
      return new Promise((resolve) => answers.push(() => resolve(expectationOf(ebb, request))));
    };
    const runs = new ExpectedRuns({ ask: ask as never });
    const [first, gone, last] = [2, 3, 4].map((gain) => ebb.complete({ gain }));
    void runs.ask([first!, gone!]);
    const done = runs.ask([first!, last!]);
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    answers[0]!();
    await vi.waitFor(() => expect(asked).toHaveLength(2));
    expect(asked[1]!.settings).toBe(last);
    answers[1]!();
    await done;
    expect(runs.theoryOf(first!)).toEqual(ebb.theory(first!));
    expect(runs.theoryOf(gone!)).toBeNull();
    expect(runs.theoryOf(last!)).toEqual(ebb.theory(last!));
  });

  test('of a run in vain leaves the others their answers', async () => {
    const [one, other] = [2, 3].map((gain) => ebb.complete({ gain }));
    const ask = async (request: TheoryRequest) => {
      if (request.settings === one) throw new Error('no core');
      return expectationOf(ebb, request);
    };
    const runs = new ExpectedRuns({ ask: ask as never });
    await runs.ask([one!, other!]);
    expect(runs.theoryOf(one!)).toBeNull();
    expect(runs.theoryOf(other!)).toEqual(ebb.theory(other!));
  });
});
