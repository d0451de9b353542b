import type { Band } from '../../charts/band';
import type { Frame, Theory } from '../../module/ebb';

/** Theory speaks of the network before its first update. */
export const isAtStart = (frame: Frame | null): boolean => frame?.iteration === 0;

/** Quantities of the profile that theory speaks of: a layer's `size` is its signal times √units. */
const reaches: Readonly<Record<string, (units: number) => number>> = {
  signal: () => 1,
  size: Math.sqrt,
};

/** What is expected of each hidden layer, given what the last of them measures: in an infinitely wide network,
 *  and of most networks of these widths. Empty where nothing is. */
export function expectedProfile(theory: Theory, { layers }: Frame, quantity: string): Band[] {
  const reach = reaches[quantity];
  const base = layers.at(-2)?.signal ?? null;
  if (!reach || base === null || !(base > 0) || theory.layers.length < 2) return [];
  return theory.layers.flatMap(({ layer, signal, low, high }) => {
    if (signal === null || low === null || high === null) return [];
    const unit = base * reach(layers[layer - 1]?.units ?? 1);
    return [{ low: low * unit, median: signal * unit, high: high * unit }];
  });
}
