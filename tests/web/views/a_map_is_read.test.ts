import { beforeAll, describe, expect, test } from 'vitest';
import type { Cell } from '../../../web/lab/map_cell';
import type { MapGrid, NetworkMap } from '../../../web/lab/map.svelte';
import type { Axis } from '../../../web/lab/sweep_plan';
import { measuredEdges } from '../../../web/views/map/measured_edge';
import { rowText } from '../../../web/views/map/map_text';

const cellOf = (ratio: number | null, iterationsNeeded: number | null = null): Cell => [
  { ratio, loss: 0.5, iterationsNeeded, finding: null, signals: [], losses: [0.5] },
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
      'Of the 3 networks of this row that were run, 2 came to half of a constant answer’s loss: the leftmost at 1, the rightmost at 2.',
    );
  });

  test('tells that none did, and nothing where none was run or trained', () => {
    expect(rowText(mapOf([null, null, undefined, undefined]), 0)).toBe(
      'None of the 2 networks of this row that were run came to half of a constant answer’s loss in 200 iterations.',
    );
    expect(rowText(mapOf([undefined, undefined, undefined, undefined]), 0)).toBeNull();
    expect(rowText(mapOf([null, 1, 1, 1], 0), 0)).toBeNull();
  });
});
