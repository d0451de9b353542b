import { beforeAll, describe, expect, test } from 'vitest';
import type { Cell } from '../../../web/lab/map_cell';
import type { NetworkMap } from '../../../web/lab/map.svelte';
import type { MapGrid } from '../../../web/lab/map_cells_to_run';
import type { Axis } from '../../../web/lab/sweep_plan';
import { measuredEdges } from '../../../web/views/map/measured_edge';
import { figuresOf, rowText } from '../../../web/views/map/map_text';
import { lineNames, theoryLine } from '../../../web/views/map/theory_path';

const cellOf = (
  ratio: number | null,
  iterationsNeeded: number | null = null,
  isLostAgain = false,
): Cell => [
  { ratio, loss: 0.5, iterationsNeeded, isLostAgain, finding: null, signals: [], losses: [0.5] },
];

describe('what was measured on a map', () => {
  const grid = (ratios: (number | null)[][]): MapGrid => {
    const cells = ratios.flatMap((row) => row.map((ratio) => cellOf(ratio)));
    return {
      columns: ratios[0]!.map((_, at) => at),
      rows: ratios.map((_, at) => at),
      cells,
      nearest: cells,
    };
  };

  test('has an edge along the sides between cells, rows counted from below', () => {
    // The lower row vanishes in its first column, the upper one in both.
    const { vanishing, exploding } = measuredEdges(
      grid([
        [1e-4, 1],
        [1e-5, 1e-4],
      ]),
    );
    expect(vanishing).toBe('M1 1v1M1 1h1');
    expect(exploding).toBe('');
  });

  test('explodes beyond every number, and ends where there is none', () => {
    const { vanishing, exploding } = measuredEdges(grid([[1, Infinity, null, 1e-9]]));
    expect(exploding).toBe('M1 0v1');
    expect(vanishing).toBe('');
  });
});

describe('a row of a map', () => {
  let map: NetworkMap;
  const axis: Axis = {
    name: 'gain',
    kinds: [],
    isWhole: false,
    isLogarithmic: true,
    from: 0.5,
    to: 4,
  };
  const mapOf = (needed: (number | null | undefined)[], iterations = 200) => {
    const cells = needed.map((one) => (one === undefined ? null : cellOf(1, one)));
    const columns = [0.5, 1, 2, 4];
    return {
      plan: { x: { axis, from: 0.5, to: 4, kinds: [] }, iterations },
      grid: { columns, rows: [50], cells, nearest: cells },
    } as unknown as NetworkMap;
  };
  beforeAll(() => {
    map = mapOf([null, 12, 40, undefined]);
  });

  test('tells the least and the largest value that trained, of those that were run', () => {
    expect(rowText(map, 0)).toBe(
      'Of the 3 networks of this row that were run, 2 came half-way down from a constant answer’s loss and stayed there: the leftmost at 1, the rightmost at 2.',
    );
  });

  test('tells that none did, and nothing where none was run or trained', () => {
    expect(rowText(mapOf([null, null, undefined, undefined]), 0)).toBe(
      'None of the 2 networks of this row that were run came half-way down from a constant answer’s loss in 200 iterations and stayed there.',
    );
    expect(rowText(mapOf([undefined, undefined, undefined, undefined]), 0)).toBeNull();
    expect(rowText(mapOf([null, 1, 1, 1], 0), 0)).toBeNull();
  });

  test('does not count those that lost it again, of which a cell says so', () => {
    const kept = mapOf([12, 20, null, undefined]);
    kept.grid!.cells[1] = cellOf(1, 20, true);
    expect(rowText(kept, 0)).toMatch(
      / 1 came half-way .* the leftmost at 0\.5, the rightmost at 0\.5\./,
    );
    const texts = figuresOf(kept.grid!.cells[1]!, 200).map(({ text }) => text);
    expect(texts).toContain('20, lost again by 200');
    expect(figuresOf(kept.grid!.cells[0]!, 200).map(({ text }) => text)).toContain('12');
  });
});

describe('theory’s line', () => {
  const depthsOf = (all: readonly (number | null)[]) =>
    all.map((chi1, at) => {
      const xi = chi1 === null || chi1 === 1 ? null : 1 / Math.abs(Math.log(chi1));
      return { gain: at + 1, chi1, xi, depth: xi && 6 * xi };
    });
  const lineOf = (all: readonly (number | null)[]) =>
    theoryLine(depthsOf(all), 100, (depth) => 100 - depth, -100);

  test('goes up from order and from chaos to the edge between, wherever that lies', () => {
    const { path, edges } = lineOf([Math.exp(-0.5), Math.exp(-0.25), Math.exp(0.75)]);
    // A quarter of the way from the second point to the third.
    expect(edges).toEqual([62.5]);
    expect(path).toBe('M0.0 88.0L50.0 76.0L62.5 -100.0L100.0 92.0');
    expect(lineOf([Math.exp(-0.5), 1, Math.exp(0.5)]).path).toBe(
      'M0.0 88.0L50.0 -100.0L100.0 88.0',
    );
  });

  test('ends where theory has no depth, and has both names beside it within the picture', () => {
    expect(lineOf([Math.exp(0.5), null, Math.exp(0.5)]).path).toBe('M0.0 88.0M100.0 88.0');
    const chis = Array.from({ length: 101 }, (_, at) => Math.exp((at - 50) / 60));
    const names = lineNames(lineOf(chis), 100, 100);
    expect(names.map(({ line }) => line)).toEqual(['edge', 'depth']);
    const wide = theoryLine(depthsOf(chis), 900, (depth) => 100 - depth, -100);
    expect(lineNames(wide, 900, 100).map(({ line }) => line)).toEqual(['edge', 'depth', 'depth']);
    for (const { x, y } of names) {
      expect(x).toBeGreaterThan(0);
      expect(x).toBeLessThan(110);
      expect(y).toBeGreaterThan(0);
      expect(y).toBeLessThan(100);
    }
  });
});
