import { expect, test } from 'vitest';
import { settingsInWords } from '../../../web/text/settings_in_words';
import { loadInNode } from '../../module/load_node.mjs';

const ebb = await loadInNode();

function said(link: string, table?: string): string[] {
  const { experiment } = ebb.readLink(link);
  const run = new ebb.Simulation(table ? { ...experiment, data: 'table', table } : experiment);
  const lab = {
    schema: ebb.schema(),
    experiment: run.experiment,
    applies: run.applies,
    dataset: run.dataset(),
  };
  run.delete();
  return settingsInWords(lab).map(({ name, value }) => `${name}: ${value}`);
}

test('what is at its default is not said', () => {
  expect(said('')).toEqual([]);
});

test('kinds are named as in the form, layers counted, numbers given with all their digits', () => {
  expect(said('hidden=16*20&activation=hard_tanh&learningRate=0.01234567&seed=4294967295')).toEqual(
    [
      'Hidden layers: 20 ×\u00a016 units',
      'Activation: Hard tanh',
      'Learning rate: 0.01234567',
      'Seed: 4294967295',
    ],
  );
  expect(said('hidden=32,16*3')).toEqual(['Hidden layers: 32,16*3']);
  expect(said('hidden=')).toEqual(['Hidden layers: none']);
});

test('a setting without a meaning here is left out', () => {
  expect(said('momentum=0.5')).toEqual([]);
  expect(said('momentum=0.5&optimizer=momentum')).toContain('Momentum: 0.5');
});

test('a table of one’s own is counted, not shown', () => {
  const text = said('', 'a,b,kind\n1,2,red\n3,4,blue\n5,6,red\n7,8,blue\n');
  expect(text).toContain('Data set: Your own table');
  expect(text).toContain('Table: 4 samples of 2 inputs');
});
