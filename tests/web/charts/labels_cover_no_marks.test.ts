import { describe, expect, it } from 'vitest';
import {
  clearPlace,
  corners,
  labelBounds,
  labelPlace,
  leaderLine,
  type Point,
} from '../../../web/charts/label_place';

const bounds = { left: 40, right: 300, top: 0, bottom: 200 };
const radius = 2;
const text = '1.93 × 10⁻⁷';

/** Marks in columns so near that a label spans several. */
const marks = (heights: (index: number) => number, step = 8): Point[] =>
  Array.from({ length: 30 }, (_, index) => ({ x: 44 + index * step, y: heights(index) }));

function coveredBy(points: Point[], index: number): number {
  const { x, y, anchor } = labelPlace(text, points[index]!, points, radius, bounds);
  const width = text.length * 7;
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
  expect(left).toBeGreaterThanOrEqual(bounds.left);
  expect(left + width).toBeLessThanOrEqual(bounds.right);
  return points.filter(
    (point) =>
      point.x > left - radius &&
      point.x < left + width + radius &&
      point.y > y - 11 - radius &&
      point.y < y + 3 + radius,
  ).length;
}

describe('a written value', () => {
  for (const [name, heights] of Object.entries({
    'a flat profile': () => 100,
    'a rising one': (i: number) => 150 - 4 * i,
    'a falling one': (i: number) => 50 + 4 * i,
    'one that turns': (i: number) => 100 - 10 * Math.abs(Math.sin(i)),
    'one that begins with a step': (i: number) => (i === 0 ? 100 : 88),
  })) {
    it(`covers no mark of ${name}`, () => {
      const points = marks(heights);
      expect(coveredBy(points, 0)).toBe(0);
      expect(coveredBy(points, points.length - 1)).toBe(0);
    });
  }
});

it('stands at its mark also where that is the lowest on the axis, or in the lane of 0', () => {
  const axis = { top: 0, bottom: 120, zeroLane: true };
  const within = labelBounds(axis, bounds, 0);
  for (const low of [120 - 6, 120 + 15]) {
    const points = marks((i) => low - (low < axis.bottom ? 13 * i : 0), 24);
    const { y } = labelPlace(text, points[0]!, points, radius, within);
    expect(Math.abs(y - low), `${low}`).toBeLessThan(24);
  }
});

it('stands at the end of its line where nothing is', () => {
  const points = marks((i) => 150 - 4 * i);
  const ends = (y: number) =>
    [
      { x: bounds.right, y, anchor: 'end' },
      { x: bounds.left, y, anchor: 'start' },
    ] as const;
  expect(clearPlace(text, ends(150), [points], radius, bounds)?.anchor).toBe('end');
  expect(clearPlace(text, ends(50), [points], radius, bounds)?.anchor).toBe('start');
});

it('is not written over another', () => {
  const places = [
    { x: bounds.left, y: 100, anchor: 'start' },
    { x: bounds.right, y: 100, anchor: 'end' },
  ] as const;
  expect(clearPlace('the measure', places, [], radius, bounds)).toBe(places[0]);
  const other = corners('0.5', { x: bounds.left + 30, y: 102, anchor: 'middle' });
  expect(clearPlace('the measure', places, [other], radius, bounds)).toBe(places[1]);
  // Not by its edge either.
  const under = corners('0.5', { x: bounds.left + 30, y: 112, anchor: 'middle' });
  expect(clearPlace('the measure', places, [under], radius, bounds)).toBe(places[1]);
  const beyond = { x: bounds.left + 30, y: 100, anchor: 'middle' } as const;
  expect(clearPlace('the measure', [beyond], [], radius, bounds)).toBeNull();
});

it('that stands off its mark has a line to it, and none where it stands beside it', () => {
  const mark = { x: 200, y: 100 };
  const lineTo = (y: number) => leaderLine(text, { x: 200, y, anchor: 'middle' }, mark, radius);
  expect(lineTo(mark.y - radius - 6)).toBeNull();
  expect(lineTo(mark.y + radius + 16)).toBeNull();
  // From the mark's edge to the text's lower one.
  expect(lineTo(60)).toEqual({ from: { x: 200, y: 96 }, to: { x: 200, y: 63 } });
});
