import { setMaxListeners } from 'node:events';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { numberOf } from '../../../web/lab/map_cell';
import {
  hasNearer,
  moved,
  ownValue,
  valuesIn,
  wholeWindow,
  zoomed,
  type MapAxis,
} from '../../../web/lab/map_grid';
import { readMapLink, readMapWindows, writeMapLink } from '../../../web/lab/map_link';
import { mapForm } from '../../../web/lab/map_form';
import { NetworkMap } from '../../../web/lab/map.svelte';
import type { MapPlan } from '../../../web/lab/map_cells_to_run';
import { axesOf } from '../../../web/lab/sweep_plan';
import type { Ebb, Experiment, Settings } from '../../../web/module/ebb';
import { runCells } from '../../../web/worker/map_cells';
import { WorkerLost } from '../../../web/worker/worker_errors';
import { loadInNode } from '../../module/load_node.mjs';
import { poolHere } from './pool_here';

// A map has as many runs to call off as it likes.
setMaxListeners(0);
vi.setConfig({ testTimeout: 60_000 });

let ebb: Ebb;
let base: Experiment;
beforeAll(async () => {
  ebb = await loadInNode();
  base = ebb.complete({ hidden: [6, 6], activation: 'tanh', samples: 30 });
});

/** `ran`: gets every cell that is run. */
const mapPool = (ran: Settings[] = []) =>
  poolHere(ebb, 1, async (job) => {
    if (job.kind !== 'map') throw new Error(`a map asks for ${job.kind}`);
    ran.push(...job.cells);
    return runCells(ebb, job);
  });

function axis(name: string, from: number, to: number): MapAxis {
  const simulation = new ebb.Simulation(base);
  const found = axesOf(ebb.schema(), simulation.applies, base).find((one) => one.name === name)!;
  simulation.delete();
  return { axis: found, from, to, kinds: found.kinds };
}
const plan = (part: Partial<MapPlan> = {}): MapPlan => ({
  x: axis('gain', 0.25, 4),
  y: axis('depth', 2, 9),
  cells: 16,
  seeds: 1,
  iterations: 0,
  ...part,
});

describe('the values of an axis', () => {
  test('go in equal ratios where the setting is a scale, and in whole numbers once each', () => {
    const gains = valuesIn(axis('gain', 0.25, 4), wholeWindow(16), 16) as number[];
    expect(gains).toHaveLength(16);
    expect(gains[0]).toBe(0.25);
    expect(gains[8]).toBe(1);
    const depths = valuesIn(axis('depth', 2, 9), wholeWindow(16), 16);
    expect(depths).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test('have the experiment’s own among them, which cells of even distance may leave out', () => {
    const deep = axis('depth', 2, 60);
    const plain = valuesIn(deep, wholeWindow(16), 16);
    expect(plain).not.toContain(50);
    const own = ownValue(deep, { ...base, hidden: Array<number>(50).fill(6) });
    expect(own).toBe(50);
    const values = valuesIn(deep, wholeWindow(16), 16, own) as number[];
    expect(values).toContain(50);
    expect(values).toHaveLength(16);
    expect(values).toEqual([...values].sort((a, b) => a - b));
    expect([values[0], values.at(-1)]).toEqual([2, 60]);
    expect(valuesIn(deep, wholeWindow(16), 16, 61)).toEqual(plain);
    expect(ownValue(axis('width', 2, 60), { ...base, hidden: [4, 6] })).toBeNull();
    expect(ownValue(axis('gain', 0.25, 4), base)).toBeNull();
    expect(ownValue(axis('samples', 10, 90), base)).toBe(30);
  });

  test('meet those of before when it is zoomed, down to the sixth digit', () => {
    const gain = axis('gain', 0.25, 4);
    let window = wholeWindow(16);
    const before = valuesIn(gain, window, 16);
    window = zoomed(window, true, 0.5);
    const nearer = valuesIn(gain, window, 16);
    expect(nearer.filter((value) => before.includes(value))).toHaveLength(8);
    // The cell about which it is stays where it is.
    for (const at of [0, 3, 15]) {
      const about = zoomed(wholeWindow(16), true, (at + 0.5) / 16);
      expect(valuesIn(gain, about, 16)[at]).toBe(before[at]);
    }
    for (let step = 0; step < 18; step += 1) window = zoomed(window, true, 0.5);
    const [one, next] = valuesIn(gain, window, 16) as [number, number];
    expect(Math.abs(next / one - 1)).toBeLessThan(1e-6);
    expect(next).not.toBe(one);
    for (let step = 0; step < 40; step += 1) window = zoomed(window, false, 0.3);
    expect(window).toEqual(wholeWindow(16));
  });

  test('of whole numbers are those between two when it is zoomed, until each has its cell', () => {
    const deep = axis('depth', 2, 64);
    const whole = wholeWindow(16);
    expect(hasNearer(deep, whole, 16)).toBe(true);
    const once = zoomed(whole, true, 0.5);
    const twice = zoomed(once, true, 0.5);
    expect(hasNearer(deep, once, 16)).toBe(true);
    expect(valuesIn(deep, twice, 16)).toEqual([...Array(15).keys()].map((at) => at + 26));
    expect(hasNearer(deep, twice, 16)).toBe(false);
    expect(hasNearer(axis('depth', 2, 9), whole, 16)).toBe(false);
    const kinds = { ...axis('activation', 0, 0), kinds: ['tanh'] };
    expect(hasNearer(kinds, whole, 16)).toBe(false);
    // On an axis of scales, too, there is a neighbour one further.
    const wide = axis('width', 2, 16);
    expect(valuesIn(wide, whole, 16)).toEqual([...Array(15).keys()].map((at) => at + 2));
  });

  test('never leave the whole', () => {
    const window = zoomed(wholeWindow(16), true, 1);
    expect(moved(window, 5).start + window.span).toBe(2 ** window.level);
    expect(moved(window, -9).start).toBe(0);
    expect(moved(wholeWindow(16), 0.5)).toEqual(wholeWindow(16));
  });
});

test('an axis of depth reaches the network that it is of', () => {
  const deep = ebb.complete({ hidden: Array<number>(50).fill(4), activation: 'tanh' });
  const depth = (of: Experiment) =>
    axesOf(ebb.schema(), [], of).find(({ name }) => name === 'depth');
  expect(depth(deep)?.to).toBe(50);
  expect(depth(base)?.to).toBe(30);
});

describe('a link', () => {
  const axesHere = () => {
    const simulation = new ebb.Simulation(base);
    const axes = axesOf(ebb.schema(), simulation.applies, base, ['learningRate']);
    simulation.delete();
    return axes;
  };

  test('holds a map and gives it back', () => {
    const numbers = plan({ iterations: 50, seeds: 2 });
    expect(writeMapLink(numbers)).toBe('gain:0.25:4;depth:2:9;16;50;2');
    expect(readMapLink(writeMapLink(numbers), axesHere())).toEqual(numbers);
    const words = plan({ y: { ...axis('activation', 0, 0), kinds: ['tanh', 'relu'] } });
    expect(readMapLink(writeMapLink(words), axesHere())).toEqual(words);
  });

  test('holds the part of it that is seen', () => {
    const numbers = plan();
    const x = zoomed(zoomed(wholeWindow(16), true, 0.5), true, 0.25);
    const link = writeMapLink(numbers, { x, y: wholeWindow(16) });
    expect(link).toBe('gain:0.25:4;depth:2:9;16;0;1;6:20,4:0');
    expect(mapForm.test(link)).toBe(true);
    expect(readMapLink(link, axesHere())).toEqual(numbers);
    expect(readMapWindows(link, numbers)).toEqual({ x, y: wholeWindow(16) });
    const whole = { x: wholeWindow(16), y: wholeWindow(16) };
    expect(writeMapLink(numbers, whole)).toBe('gain:0.25:4;depth:2:9;16;0;1');
    expect(readMapWindows('gain:0.25:4;depth:2:9;16;0;1', numbers)).toEqual(whole);
  });

  test('names a part of an axis of whole numbers as far as it has cells of its own', () => {
    const deep = plan({ y: axis('depth', 2, 64) });
    const y = zoomed(zoomed(wholeWindow(16), true, 0.5), true, 0.5);
    const windows = { x: wholeWindow(16), y };
    const link = writeMapLink(deep, windows);
    expect(readMapWindows(link, deep)).toEqual(windows);
    const further = writeMapLink(deep, { ...windows, y: zoomed(y, true, 0.5) });
    expect(readMapWindows(further, deep)).toBeNull();
  });

  test('that names a part draws it, and coming back to the experiment it is of makes it its own', async () => {
    const map = new NetworkMap(mapPool());
    const x = zoomed(wholeWindow(16), true, 0.5);
    await map.run(base, plan(), { x, y: wholeWindow(16) });
    expect(map.isZoomed).toBe(true);
    expect(map.grid!.columns[0]).toBe(0.5);
    expect(map.isOf({ ...base })).toBe(true);
    expect(map.isOf({ ...base, gain: 2 })).toBe(false);
    expect(map.isOf(null)).toBe(false);
  });

  test.each([
    '',
    'gain:0.25:4;depth:2:9;16;0;1;6:49,4:0',
    'gain:0.25:4;depth:2:9;16;0;1;3:0,4:0',
    'gain:0.25:4;depth:2:9;16;0;1;4:0,5:0',
    'gain:0.25:4;depth:2:9;16;0;1;99:0,4:0',
    'gain:0.25:4;depth:2:9;16;0;1;4:0',
    'gain:0.25:4',
    'gain:4:0.25;depth:2:9;16;50;1',
    'gain:a:4;depth:2:9;16;50;1',
    'gain:0.25:4;gain:2:9;16;50;1',
    'gain:0.25:4;depth:2:9.5;16;50;1',
    'gain:0.25:4;depth:2:9;17;50;1',
    'gain:0.25:4;depth:2:9;16;1e9;1',
    'gain:0.25:4;depth:2:9;16;50;0',
    'gain:0.25:4;learningRate:0.1:1;16;50;1',
    'gain:0.25:4;activation:none;16;50;1',
    'colour:0:1;depth:2:9;16;50;1',
  ])('that is none, or asks for what is locked, is not drawn: %s', (text) => {
    expect(readMapLink(text, axesHere())).toBeNull();
  });
});

describe('a map', () => {
  test('has in each cell what a run of that experiment has', async () => {
    const map = new NetworkMap(mapPool());
    await map.run(base, plan({ iterations: 5 }));
    const { columns, rows, cells, nearest } = map.grid!;
    expect(nearest).not.toContain(null);
    const at = cells.findIndex((cell, index) => cell !== null && index > 40);
    const place = { row: Math.floor(at / columns.length), column: at % columns.length };
    const settings = map.settingsOf(place)!;
    expect(settings).toMatchObject({ gain: columns[place.column], depth: rows[place.row] });
    const simulation = new ebb.Simulation(settings);
    simulation.advance('iteration', 5);
    expect(cells[at]![0]!.loss).toBe(simulation.outcome().loss);
    simulation.delete();
  });

  test('runs no cell twice, and only what is new when it is made finer, zoomed or longer at rest', async () => {
    const ran: Settings[] = [];
    const map = new NetworkMap(mapPool(ran));
    await map.run(base, plan());
    const first = ran.length;
    expect(new Set(ran.map((one) => JSON.stringify(one))).size).toBe(first);
    await map.run(base, plan());
    expect(ran).toHaveLength(first);
    await map.zoom(true, { x: 0.5, y: 0.5 });
    expect(ran.length).toBeGreaterThan(first);
    expect(new Set(ran.map((one) => JSON.stringify(one))).size).toBe(ran.length);
    expect(map.isZoomed).toBe(true);
  });

  test('goes nearer along both axes while there is something nearer, and out by the same way', async () => {
    const map = new NetworkMap(mapPool());
    await map.run({ ...base, hidden: [4, 4] }, plan({ y: axis('depth', 2, 33) }));
    const whole = map.windows;
    const steps = 4;
    const middle = { x: 0.5, y: 0.5 };
    await map.zoom(true, middle);
    expect(map.nearer).toEqual(['x']);
    expect(map.grid!.rows).toEqual([...Array(16).keys()].map((at) => at + 10));
    for (let step = 1; step < steps; step += 1) await map.zoom(true, middle);
    expect(map.windows.x.level - whole.x.level).toBe(steps);
    expect(map.windows.y.level - whole.y.level).toBe(1);
    for (let step = 1; step < steps; step += 1) await map.zoom(false, middle);
    expect(map.windows.y.level - whole.y.level).toBe(1);
    await map.zoom(false, middle);
    expect(map.windows).toEqual(whole);
  });

  test('runs everything along words, and less than everything where neighbours agree', async () => {
    const ran: Settings[] = [];
    const map = new NetworkMap(mapPool(ran));
    const kinds = ['tanh', 'sigmoid', 'relu'];
    await map.run(base, plan({ y: { ...axis('activation', 0, 0), kinds } }));
    expect(map.grid!.rows).toEqual(kinds);
    expect(ran.length).toBeGreaterThanOrEqual(3 * 8);
    expect(ran.length).toBeLessThan(3 * 16);
  });

  test('stops, keeps what it has, and goes on from there', async () => {
    const ran: Settings[] = [];
    const map = new NetworkMap(mapPool(ran));
    const running = map.run(base, plan({ iterations: 3 }));
    await vi.waitFor(() => expect(ran.length).toBeGreaterThan(4));
    map.stop();
    await running;
    expect(map.isStopped).toBe(true);
    const before = ran.length;
    expect(map.progress).toBeNull();
    await map.goOn();
    expect(map.isStopped).toBe(false);
    expect(ran.length).toBeGreaterThan(before);
    expect(map.grid!.nearest).not.toContain(null);
  });

  test('of depth and gain has theory’s depths from edge to edge, none elsewhere', async () => {
    const map = new NetworkMap(mapPool());
    await map.run(base, plan());
    // Four points a column, from the left edge of the first to the right edge of the last.
    await vi.waitFor(() => expect(map.depths).toHaveLength(65));
    expect(map.depths[0]!.gain).toBeCloseTo(0.25 * 16 ** (-1 / 32), 9);
    expect(map.depths[34]).toMatchObject({ gain: 1, depth: null });
    expect(map.depths[64]!.depth).toBeGreaterThan(0);
    await map.run(base, plan({ y: axis('learningRate', 0.01, 1) }));
    expect(map.depths).toEqual([]);
  });

  test('leaves a cell that the core refuses without figures', async () => {
    const map = new NetworkMap(mapPool());
    await map.run(
      { ...base, data: 'sine', loss: 'by_data' },
      plan({
        y: {
          axis: { ...axis('activation', 0, 0).axis, name: 'loss' },
          from: 0,
          to: 0,
          kinds: ['mse', 'bce'],
        },
      }),
    );
    const width = map.grid!.columns.length;
    expect(numberOf(map.grid!.nearest[0]!, 'ratio')).not.toBeUndefined();
    expect(map.grid!.nearest[width]).toEqual([null]);
  });
});

test('a map whose workers are lost ends with what it has, and knows why', async () => {
  let asked = 0;
  const pool = poolHere(ebb, 1, async (job) => {
    if (job.kind !== 'map') throw new Error(`a map asks for ${job.kind}`);
    if (++asked > 1) throw new WorkerLost('out of bounds', true);
    return runCells(ebb, job);
  });
  const map = new NetworkMap(pool);
  await map.run(base, plan());
  expect(map.loss).toMatchObject({ isTrap: true });
  expect(map.problem).toBeNull();
  expect(map.isStopped).toBe(false);
  expect(map.progress).toBeNull();
  expect(map.grid).not.toBeNull();
});
