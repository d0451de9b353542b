/** Where the columns of a network stand: one object, shared by everything that has to line up. */
export interface Columns {
  /** How many: the input, the hidden layers, the output. */
  count: number;
  /** Edges of the drawing, in CSS pixels. */
  left: number;
  right: number;
  /** From one column's centre to the next. */
  step: number;
  /** Centre of a column. */
  x(index: number): number;
  /** The column nearest to a horizontal place. */
  at(x: number): number;
}

/** Columns of equal width between two gutters. */
export function columnsIn(
  count: number,
  width: number,
  gutter: { left: number; right: number },
): Columns {
  const left = gutter.left;
  const right = Math.max(left + 1, width - gutter.right);
  const step = (right - left) / count;
  return {
    count,
    left,
    right,
    step,
    x: (index) => left + (index + 0.5) * step,
    at: (x) => Math.min(count - 1, Math.max(0, Math.floor((x - left) / step))),
  };
}

const strides = [1, 2, 5, 10, 20, 25, 50, 100];

/** The indices from 1 to `last` that get a number written when a number needs `room` pixels: the
 *  first and the last, between them every so many; one that is chosen in any case, instead of those that it
 *  would touch. */
export function labelled(
  last: number,
  step: number,
  room: number,
  chosen: number | null = null,
): number[] {
  const regular = regularlyLabelled(last, step, room);
  if (chosen === null || chosen < 1 || chosen > last || regular.includes(chosen)) return regular;
  return [...regular.filter((one) => Math.abs(one - chosen) * step >= room), chosen];
}

function regularlyLabelled(last: number, step: number, room: number): number[] {
  if (last < 1) return [];
  const stride = strides.find((s) => s * step >= room) ?? 100;
  const inner: number[] = [];
  for (let i = stride === 1 ? 2 : stride; i < last; i += stride) {
    if ((i - 1) * step >= room && (last - i) * step >= room) inner.push(i);
  }
  return last === 1 ? [1] : [1, ...inner, last];
}

/** Neighbouring columns of one and the same width, so that a width is written once for all of them. */
export interface Run {
  first: number;
  last: number;
  units: number;
}

export function runs(units: readonly number[]): Run[] {
  const found: Run[] = [];
  units.forEach((n, index) => {
    const previous = found.at(-1);
    if (previous && previous.units === n) previous.last = index;
    else found.push({ first: index, last: index, units: n });
  });
  return found;
}
