import { expect, test } from 'vitest';
import {
  changeTexts,
  settingsInWords,
  settingText,
  settingValue,
} from '../../../web/text/setting_text';
import { loadInNode } from '../../module/load_node.mjs';

const ebb = await loadInNode();

function said(link: string, table?: string): string[] {
  const { experiment } = ebb.readLink(link);
  const run = new ebb.Simulation(table ? { ...experiment, data: 'table', table } : experiment);
  const { experiment: whole, applies } = run;
  run.delete();
  return settingsInWords(ebb.schema(), applies, whole).map(
    ({ name, value }) => `${name}: ${value}`,
  );
}

test('what is at its default is not said', () => {
  expect(said('')).toEqual([]);
});

test('kinds are named as in the form, layers counted, numbers given with all their digits', () => {
  expect(said('hidden=16*20&activation=hard_tanh&learningRate=0.01234567&seed=4294967295')).toEqual(
    [
      'Hidden layers: 20 layers of 16',
      'Activation: Hard tanh',
      'Learning rate: 0.01234567',
      'Seed: 4\u202f294\u202f967\u202f295',
    ],
  );
  expect(said('hidden=32,16*3')).toEqual(['Hidden layers: 32,16*3']);
  expect(said('hidden=')).toEqual(['Hidden layers: no hidden layer']);
});

test('a setting without a meaning here is left out', () => {
  expect(said('momentum=0.5')).toEqual([]);
  expect(said('momentum=0.5&optimizer=momentum')).toContain('Momentum: 0.5');
});

test('a table of one’s own is counted, not shown', () => {
  const text = said('', 'a,b,kind\n1,2,red\n3,4,blue\n5,6,red\n7,8,blue\n');
  expect(text).toContain('Data set: Your own table');
  expect(text).toContain('Table: 5 rows');
});

test('a change is written with what it was', () => {
  const base = ebb.complete({});
  expect(changeTexts({ activation: 'relu', hidden: [16, 16], gain: 2 }, base)).toEqual([
    'Activation: Sigmoid → ReLU',
    'Hidden layers: 10 layers of 16 → 2 layers of 16',
    'Scale of the weights: 1 → 2',
  ]);
});

test('in a name a setting says what it is of, where its value does not', () => {
  expect(settingText({ name: 'activation' }, 'tanh')).toBe('Tanh');
  expect(settingText({ name: 'clip' }, 'none')).toBe('Clipping: None');
  expect(settingText({ name: 'width' }, 1024)).toBe('Units each: 1\u202f024');
  expect(settingText({ name: 'weightDecay' }, 1.5e-7)).toBe('Weight decay: 1.5\u00a0×\u00a010⁻⁷');
  expect(settingText({ name: 'weights' }, [0.25, -1, 2, 3, 4])).toBe(
    'Custom weights: 0.25, −1, 2, 3, …',
  );
});

test('a number that was computed has three digits, or as many as tell it from those beside it', () => {
  expect(settingValue({ name: 'gain' }, 1.09050773267)).toBe('1.09');
  expect(settingValue({ name: 'gain' }, 1.125)).toBe('1.125');
  expect(settingText({ name: 'learningRate' }, 2.37137370566e-5)).toBe(
    'Learning rate: 2.37\u00a0×\u00a010⁻⁵',
  );
  const base = ebb.complete({ gain: 1.09050773267 });
  expect(changeTexts({ gain: 1.09053 }, base)).toEqual(['Scale of the weights: 1.09051 → 1.09053']);
  const near = [1.09050773267, 1.09050773268];
  expect(near.map((one) => settingValue({ name: 'gain' }, one, near))).toEqual([
    '1.09050773267',
    '1.09050773268',
  ]);
  // What is printed can be set up anew.
  expect(said('gain=1.09050773267')).toContain('Scale of the weights: 1.09050773267');
});
