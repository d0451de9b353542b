import type { OperationFrame } from '../../module/ebb';
import { formatNumber } from '../../text/numbers';
import type { Slot } from '../shared/walk';

export interface FactorLabel {
  operation: number;
  /** Middle of the text. */
  x: number;
  text: string;
}

/** Width of a character of the labels, and the room between two of them, in CSS pixels. */
const character = 5.8;
const gap = 4;

/** The factors that fit under the row of operations. Where there is not room for all, activations come
 *  first, then what changes the gradient most. */
export function factorLabels(
  operations: readonly OperationFrame[],
  places: readonly Slot[],
): FactorLabel[] {
  const known = operations.flatMap(({ kind, attenuation }, operation) => {
    const slot = places[operation];
    if (attenuation === null || kind === 'loss' || !slot) return [];
    const text = `×${formatNumber(attenuation, attenuation < 1 ? 2 : 3)}`;
    const change = attenuation > 0 ? Math.abs(Math.log(attenuation)) : Infinity;
    const half = (text.length * character) / 2;
    return { operation, kind, text, change, half, x: slot.left + slot.width / 2 };
  });
  const placed: typeof known = [];
  const rank = (kind: OperationFrame['kind']) => (kind === 'activation' ? 0 : 1);
  const first = [...known].sort(
    (a, b) => rank(a.kind) - rank(b.kind) || b.change - a.change || b.operation - a.operation,
  );
  for (const one of first) {
    const fits = placed.every(({ x, half }) => Math.abs(x - one.x) >= half + one.half + gap);
    if (fits) placed.push(one);
  }
  return placed
    .sort((a, b) => a.operation - b.operation)
    .map(({ operation, x, text }) => ({ operation, x, text }));
}
