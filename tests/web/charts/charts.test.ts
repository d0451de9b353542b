import { describe, expect, it } from 'vitest';
import { columnsIn, labelled, runs } from '../../../web/charts/columns';
import { logShare, ramp, valueShare } from '../../../web/charts/colour';
import { diverging, reach } from '../../../web/charts/diverging';
import { dots } from '../../../web/charts/dots';
import { linearAxis } from '../../../web/charts/linear_axis';
import { logAxis, side, widened } from '../../../web/charts/log_axis';
import { glyph, markOf, specialToken, type Mark } from '../../../web/charts/mark';
import { smallestNormal } from '../../../web/module/names';
import { trace } from '../../../web/charts/trace';

const float32 = smallestNormal.float32;

describe('columns', () => {
  it('share the width equally between the gutters', () => {
    const columns = columnsIn(4, 500, { left: 60, right: 40 });
    expect(columns.step).toBe(100);
    expect([0, 1, 2, 3].map(columns.x)).toEqual([110, 210, 310, 410]);
  });

  it('are found again at their own centres, and the ends hold what lies outside', () => {
    const columns = columnsIn(130, 320, { left: 40, right: 8 });
    for (let i = 0; i < 130; i += 1) expect(columns.at(columns.x(i))).toBe(i);
    expect(columns.at(-5)).toBe(0);
    expect(columns.at(999)).toBe(129);
  });

  it('get numbers with room between them, the first and the last always', () => {
    expect(labelled(5, 30, 24)).toEqual([1, 2, 3, 4, 5]);
    const many = labelled(128, 2.1, 30);
    expect(many[0]).toBe(1);
    expect(many.at(-1)).toBe(128);
    many.slice(1).forEach((n, i) => expect((n - many[i]!) * 2.1).toBeGreaterThanOrEqual(30));
    expect(labelled(0, 30, 24)).toEqual([]);
    expect(labelled(1, 30, 24)).toEqual([1]);
    expect(labelled(50, 10, 24, 26)).toContain(26);
    const withChosen = labelled(50, 10, 24, 26).sort((one, other) => one - other);
    withChosen
      .slice(1)
      .forEach((one, index) => expect(one - withChosen[index]!).toBeGreaterThan(2));
    expect(labelled(50, 10, 24, 51)).toEqual(labelled(50, 10, 24));
  });

  it('of one width are written once', () => {
    expect(runs([16, 16, 16, 4])).toEqual([
      { first: 0, last: 2, units: 16 },
      { first: 3, last: 3, units: 4 },
    ]);
    expect(runs([])).toEqual([]);
  });
});

describe('marks', () => {
  it('tell zero, lost digits, infinite and NaN from an ordinary number', () => {
    const marks = [null, 0, -0, 1e-39, -1e-39, float32, 1, Infinity, -Infinity, NaN].map((value) =>
      markOf(value, float32),
    );
    expect(marks).toEqual(
      ['absent', 'zero', 'zero', 'subnormal', 'subnormal', 'ordinary', 'ordinary'].concat([
        'infinite',
        'infinite',
        'nan',
      ]),
    );
    expect(markOf(1e-39, smallestNormal.float64)).toBe('ordinary');
  });

  it('never look alike', () => {
    const kinds: Mark[] = ['ordinary', 'subnormal', 'infinite', 'nan'];
    expect(new Set(kinds.map((kind) => glyph(kind, 5, 5, 4))).size).toBe(kinds.length);
    const tokens = (['zero', 'subnormal', 'infinite', 'nan'] as const).map(specialToken);
    expect(new Set(tokens).size).toBe(4);
    expect(specialToken('ordinary')).toBeNull();
  });
});

describe('the logarithmic axis', () => {
  const axis = logAxis({ low: -8, high: 2 }, 100, 200, float32);

  it('puts equal factors at equal distances', () => {
    expect(axis.place(1e2).y).toBeCloseTo(100);
    expect(axis.place(1e-8).y).toBeCloseTo(200);
    expect(axis.place(-1e-3).y).toBeCloseTo(150);
  });

  it('keeps a number beyond it at the edge and says on which side', () => {
    expect(axis.place(1e-12)).toMatchObject({ mark: 'ordinary', y: 200, beyond: -1 });
    expect(axis.place(1e5)).toMatchObject({ y: 100, beyond: 1 });
    expect(side(1e-8, { low: -8, high: 2 })).toBe(0);
  });

  it('gives zero a lane under it, infinite and NaN one above it', () => {
    expect(axis.place(0).y).toBeGreaterThan(200);
    expect(axis.place(Infinity).y).toBeLessThan(100);
    expect(axis.place(NaN).y).toBeLessThan(100);
  });

  it('has ticks at whole powers of ten, typeset, no closer than asked', () => {
    const ticks = axis.ticks(26);
    expect(ticks.map((tick) => tick.label)).toEqual(['10⁻⁶', '10⁻³', '10⁰'].slice(0, ticks.length));
    ticks.slice(1).forEach((tick, i) => expect(ticks[i]!.y - tick.y).toBeGreaterThanOrEqual(26));
  });

  it('has ticks at both its ends where it has no room for two of its stride', () => {
    const labels = (high: number, bottom: number) =>
      logAxis({ low: -8, high }, 0, bottom, float32)
        .ticks(26)
        .map(({ label }) => label);
    expect(labels(4, 36)).toEqual(['10⁻⁸', '10⁴']);
    expect(labels(4, 64)).toEqual(['10⁻⁵', '10⁰']);
    // Two numbers would lie over each other.
    expect(labels(4, 12)).toEqual(['10⁰']);
  });

  it('is widened to whole decades by what exists, and by nothing else', () => {
    const least = { low: -8, high: 1 };
    expect(widened(least, [1e-3, null, 0, NaN, Infinity])).toEqual(least);
    expect(widened(least, [3e-13])).toEqual({ low: -13, high: 1 });
    expect(widened(least, [-4e6])).toEqual({ low: -8, high: 7 });
  });
});

describe('the linear axis', () => {
  it('has a place for zero', () => {
    const axis = linearAxis({ low: -1, high: 1 }, 0, 100, float32, String);
    expect(axis.place(0)).toMatchObject({ mark: 'zero', y: 50 });
    expect(axis.place(3)).toMatchObject({ y: 0, beyond: 1 });
    expect(axis.place(1).beyond).toBe(0);
  });
});

describe('dots', () => {
  const columns = columnsIn(4, 400, { left: 0, right: 0 });
  const axis = logAxis({ low: -8, high: 2 }, 100, 200, float32);

  it('join neighbouring numbers and break where one is missing or has no logarithm', () => {
    const pieces = (values: (number | null)[]) =>
      dots({ values }, columns, axis, 3).line.split('M').length - 1;
    expect(pieces([1, 1, 1, 1])).toBe(1);
    expect(pieces([1, null, 1, 1])).toBe(2);
    expect(pieces([1, 0, 1, NaN])).toBe(2);
  });

  it('draw zeros hollow and infinite numbers filled, and count what lies beyond', () => {
    const found = dots({ values: [0, Infinity, 1e-20, null] }, columns, axis, 3);
    expect(found.hollow).not.toBe('');
    expect(found.filled).not.toBe('');
    expect(found.outside).toBe(1);
    expect(found.beyond).not.toBe('');
  });
});

describe('a line over time', () => {
  it('marks where the numbers end', () => {
    const axis = linearAxis({ low: 0, high: 1 }, 0, 100, float32, String);
    const found = trace([0, 1, 2], [0.5, NaN, NaN], (x) => x * 10, axis);
    expect(found.line).toBe('M0.0 50.0');
    expect(found.gone).not.toBe('');
    expect(trace([0, 1], [0.5, 0.4], (x) => x, axis).gone).toBe('');
  });
});

describe('colours', () => {
  it('of a value depend on nothing but the value', () => {
    expect(valueShare(0)).toBe(0);
    expect(valueShare(-1)).toBeCloseTo(Math.SQRT1_2);
    expect(valueShare(1e9)).toBeCloseTo(1);
  });

  it('of a gradient go by its power of ten and stay apart from the ground', () => {
    const decades = { low: -8, high: 2 };
    expect(logShare(1e-8, decades)).toBeCloseTo(0.1);
    expect(logShare(-1e-3, decades)).toBeCloseTo(0.55);
    expect(logShare(1e9, decades)).toBe(1);
  });

  it('run from the first stop to the last', () => {
    const blue = ramp('rgb(255, 255, 255)', 'rgb(0, 0, 200)');
    expect(blue.css(0)).toBe('rgb(255, 255, 255)');
    expect(blue.css(1)).toBe('rgb(0, 0, 200)');
    expect(blue.word(1)).toBe(0xffc80000);
    expect(blue.css(7)).toBe(blue.css(1));
  });
});

describe('a diverging bar', () => {
  it('stacks what takes away to the left and what adds to the right', () => {
    const segments = diverging([
      { name: 'weights', value: -1 },
      { name: 'activation', value: -5 },
      { name: 'normalization', value: 2 },
    ]);
    expect(segments.map(({ from, to }) => [from, to])).toEqual([
      [-1, 0],
      [-6, -1],
      [0, 2],
    ]);
    expect(reach([segments], { low: -3, high: 3 })).toEqual({ low: -6, high: 3 });
  });
});
