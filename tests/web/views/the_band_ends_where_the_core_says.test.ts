import { expect, test } from 'vitest';
import { vanishingLimit } from '../../../web/module/names';
import { outlookOf } from '../../../web/worker/initial_frame';
import { loadInNode } from '../../module/load_node.mjs';

test('a gradient leaves the band exactly where the core calls it vanishing or exploding', async () => {
  const ebb = await loadInNode();
  // One unit a layer, no slope: the ratio is the weight between the two hidden layers.
  const verdictOf = (weight: number) => {
    const settings = { hidden: [1, 1], activation: 'identity', weights: [1, 1, weight, 1] };
    const run = new ebb.Simulation(settings);
    const { ratio, verdict } = outlookOf(run).diagnosis;
    run.delete();
    expect(ratio! / weight).toBeCloseTo(1, 5);
    return verdict;
  };
  expect(verdictOf(1.001 / vanishingLimit)).toBe('healthy');
  expect(verdictOf(0.999 / vanishingLimit)).toBe('vanishing');
  expect(verdictOf(0.999 * vanishingLimit)).toBe('healthy');
  expect(verdictOf(1.001 * vanishingLimit)).toBe('exploding');
});
