import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { differingFields, type Described } from '../../../web/experiment/difference';
import { Compare } from '../../../web/lab/compare.svelte';
import type { Lab } from '../../../web/lab/lab.svelte';
import { maxPinned } from '../../../web/lab/max_pinned';
import type { Ebb, Field, History } from '../../../web/module/ebb';
import { namesOf } from '../../../web/views/compare/run_names';
import { keptStyles, liveStyle } from '../../../web/views/compare/run_styles';
import { readAt, sharedIterations } from '../../../web/views/compare/shared_iterations';
import { sharedLayers } from '../../../web/views/compare/shared_layers';
import { loadInNode } from '../../module/load_node.mjs';

/** Workers of this test, which never answer. */
const { clients } = vi.hoisted(() => ({ clients: { open: 0 } }));
vi.mock('../../../web/worker/client', () => ({
  Superseded: class extends Error {},
  Client: class {
    constructor() {
      ++clients.open;
    }
    ask() {
      return new Promise(() => {});
    }
    close() {
      --clients.open;
    }
  },
}));

let ebb: Ebb;
let schema: Field[];
beforeAll(async () => {
  ebb = (await loadInNode()) as Ebb;
  schema = ebb.schema();
});

function described(link: string): Described {
  const run = new ebb.Simulation(ebb.readLink(link).experiment);
  const { experiment, applies } = run;
  run.delete();
  return { experiment, applies };
}
const names = (...links: string[]) => namesOf(schema, links.map(described));

test('experiments are named by what differs between them, and by nothing else', () => {
  expect(names('activation=tanh&seed=3', 'seed=3')).toEqual(['Tanh', 'Sigmoid']);
  expect(names('', 'hidden=16*20', 'hidden=32,16')).toEqual([
    '10 layers of 16',
    '20 layers of 16',
    '32,16',
  ]);
  expect(names('residual=add&clip=norm', '')).toEqual([
    'Residual connections: Add, Clipping: Norm',
    'Residual connections: None, Clipping: None',
  ]);
});

test('where nothing differs they are named as people would call them', () => {
  expect(names('seed=7', 'seed=7')).toEqual([
    '10 layers of 16, Sigmoid',
    '10 layers of 16, Sigmoid',
  ]);
  expect(names('hidden=4')).toEqual(['1 layer of 4, Sigmoid']);
});

test('a name with many settings is cut, and says by how many', () => {
  const [name] = names('hidden=4&activation=tanh&gain=2&learningRate=0.3&seed=2', '');
  expect(name).toBe('1 layer of 4, Tanh, Scale of the weights: 2 and 2 more settings');
});

test('a setting that means nothing for any of them makes no difference', () => {
  const differ = (...links: string[]) =>
    differingFields(schema, links.map(described)).map((field) => field.name);
  expect(differ('momentum=0.5', 'momentum=0.8')).toEqual([]);
  expect(differ('momentum=0.5&optimizer=momentum', 'momentum=0.8')).toEqual([
    'optimizer',
    'momentum',
  ]);
});

test('every run has a colour, dashes and a mark of its own', () => {
  const styles = [liveStyle, ...keptStyles];
  expect(styles).toHaveLength(maxPinned + 1);
  for (const part of ['colour', 'dash', 'shape'] as const) {
    expect(new Set(styles.map((style) => style[part])).size).toBe(styles.length);
  }
});

test('networks of one depth go by their layers, others are lined up at the output', () => {
  const same = sharedLayers([4, 4]);
  expect(same.over([1, 2, 3, 4])).toEqual([1, 2, 3, 4]);
  expect([0, 3].map(same.name)).toEqual(['layer 1', 'output']);
  expect(same.labels(60).map(({ column, text }) => [column, text])).toEqual([
    [0, '1'],
    [1, '2'],
    [2, '3'],
    [3, 'out'],
  ]);
  const other = sharedLayers([2, 4]);
  expect(other.over([1, 2])).toEqual([null, null, 1, 2]);
  expect([0, 2, 3].map(other.name)).toEqual([
    '3 layers before the output',
    '1 layer before the output',
    'output',
  ]);
  expect(other.labels(60).map(({ column, text }) => [column, text])).toEqual([
    [2, '1'],
    [1, '2'],
    [0, '3'],
    [3, 'out'],
  ]);
});

test('losses are read where every run has one', () => {
  const history = (stride: number, ...iterations: number[]) =>
    ({ stride, iterations: Float64Array.from(iterations) }) as History;
  const shared = sharedIterations([history(2, 0, 2, 4, 6), history(4, 0, 4), history(4, 0, 4, 8)]);
  expect([...shared]).toEqual([0, 4, 8]);
  const own = { x: Float64Array.of(0, 2, 4, 6), values: Float64Array.of(9, 8, 7, 6) };
  expect([...readAt(shared, own)]).toEqual([9, 7, NaN]);
  expect(sharedIterations([])).toHaveLength(0);
});

/** A lab with nothing but its experiment. */
const labWith = (link: string) =>
  ({
    schema,
    ...described(link),
    frame: null,
    initialFrame: null,
    lastBackwardFrame: null,
  }) as unknown as Lab;

afterEach(() => {
  expect(clients.open).toBe(0);
});

test('three experiments can be kept, and removing one makes room in its place', () => {
  const lab = labWith('');
  const compare = new Compare(lab);
  const change = (link: string) => Object.assign(lab, described(link));
  for (const link of ['', 'seed=2', 'seed=3']) {
    change(link);
    expect(compare.keep()).toBe('kept');
    expect(compare.keep()).toBe('there');
  }
  change('seed=4');
  expect(compare.keep()).toBe('full');
  expect(clients.open).toBe(maxPinned);
  compare.remove(compare.runs[1]!);
  expect(clients.open).toBe(2);
  expect(compare.keep()).toBe('kept');
  expect(compare.runs.map(({ slot }) => slot)).toEqual([0, 2, 1]);
  compare.close();
});

test('more than can be kept is left out, and what was kept before is let go', async () => {
  const compare = new Compare(labWith(''));
  void compare.set(['seed=1', 'seed=2', 'seed=3', 'seed=4', 'seed=5']);
  expect(compare.runs.map(({ link }) => link)).toEqual(['seed=1', 'seed=2', 'seed=3']);
  void compare.set(['seed=9']);
  expect(compare.runs.map(({ link, slot }) => [link, slot])).toEqual([['seed=9', 0]]);
  expect(clients.open).toBe(1);
  compare.close();
});
