import type { Band } from '../../charts/band';
import type { Frame, Theory } from '../../module/ebb';
import { layersOf } from '../shared/profile';

/** Theory speaks of the network before its first update. */
export const isAtStart = (frame: Frame | null): boolean => frame?.iteration === 0;

/** What is expected of each hidden layer, given what the last of them measures: in an infinitely wide network,
 *  and of most networks of these widths. Empty where nothing is. */
export function expectedProfile(theory: Theory, frame: Frame, quantity: string): Band[] {
  if (quantity !== 'signal' && quantity !== 'size') return [];
  const base = layersOf(frame).at(-2)?.[quantity] ?? null;
  if (base === null || !(base > 0) || theory.layers.length < 2) return [];
  return theory.layers.flatMap(({ signal, low, high, sizePerSignal }) => {
    if (signal === null || low === null || high === null || sizePerSignal === null) return [];
    const unit = base * (quantity === 'size' ? sizePerSignal : 1);
    return [{ low: low * unit, median: signal * unit, high: high * unit }];
  });
}
