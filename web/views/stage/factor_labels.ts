import type { OperationFrame } from '../../module/ebb';
import { formatNumber } from '../../text/numbers';
import type { Slot } from '../shared/walk';

export interface FactorLabel {
  operation: number;
  /** Middle of the text. */
  x: number;
  text: string;
}

/** Width of a digit, of a point, and the room between two labels, in CSS pixels. */
const [digit, point] = [6, 3];
const gap = 4;
/** Where layers stand closer than this, numbers do without the 0 before their point, and nearly touch. */
const [narrow, narrowGap] = [34, 1];

const widthOf = (text: string) =>
  [...text].reduce((sum, one) => sum + (one === '.' ? point : digit), 0);

/** The factors that fit under the row of operations. Where there is not room for all, activations come
 *  first, then what changes the gradient most. */
export function factorLabels(
  operations: readonly OperationFrame[],
  places: readonly Slot[],
): FactorLabel[] {
  const layers = new Set(operations.map(({ layer }) => layer)).size;
  const [first, last] = [places[0], places.at(-1)];
  const isNarrow =
    first !== undefined &&
    last !== undefined &&
    (last.left + last.width - first.left) / layers < narrow;
  const room = isNarrow ? narrowGap : gap;
  const known = operations.flatMap(({ kind, attenuation }, operation) => {
    const slot = places[operation];
    if (attenuation === null || kind === 'loss' || !slot) return [];
    const number = formatNumber(attenuation, attenuation < 1 ? 2 : 3);
    const text = `×${isNarrow ? number.replace(/^0\./, '.') : number}`;
    const change = attenuation > 0 ? Math.abs(Math.log(attenuation)) : Infinity;
    const half = widthOf(text) / 2;
    return { operation, kind, text, change, half, x: slot.left + slot.width / 2 };
  });
  const placed: typeof known = [];
  const rank = (kind: OperationFrame['kind']) => (kind === 'activation' ? 0 : 1);
  const inOrder = [...known].sort(
    (a, b) => rank(a.kind) - rank(b.kind) || b.change - a.change || b.operation - a.operation,
  );
  for (const one of inOrder) {
    const fits = placed.every(({ x, half }) => Math.abs(x - one.x) >= half + one.half + room);
    if (fits) placed.push(one);
  }
  return placed
    .sort((a, b) => a.operation - b.operation)
    .map(({ operation, x, text }) => ({ operation, x, text }));
}
