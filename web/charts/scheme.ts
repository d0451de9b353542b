import { logShare, valueShare } from './colour';
import type { Decades } from './log_axis';
import { markOf, specialToken } from './mark';
import type { Palette } from './palette';

/** How numbers become colours, settled apart from the numbers at hand: values of any size by
 *  √(|v| / (1 + |v|)), gradients by their power of ten. */
export type Scheme =
  | { kind: 'value' }
  | { kind: 'gradient'; decades: Decades; smallest: number }
  /** Magnitudes alone, in the colour of the walk back. */
  | { kind: 'magnitude'; decades: Decades; smallest: number };

/** A number as a pixel. */
export function painter(scheme: Scheme, palette: Palette): (value: number) => number {
  const specials = new Map<string, number>();
  const special = (value: number, smallest: number): number | null => {
    const token = specialToken(markOf(value, smallest));
    if (token === null) return null;
    let word = specials.get(token);
    if (word === undefined) specials.set(token, (word = palette.word(token)));
    return word;
  };
  if (scheme.kind === 'magnitude') {
    const ramp = palette.ramp('--backward-soft', '--backward');
    return (value) => special(value, scheme.smallest) ?? ramp.word(logShare(value, scheme.decades));
  }
  const positive = palette.ramp('--panel', '--positive');
  const negative = palette.ramp('--panel', '--negative');
  const rampOf = (value: number) => (value < 0 ? negative : positive);
  if (scheme.kind === 'gradient') {
    return (value) =>
      special(value, scheme.smallest) ?? rampOf(value).word(logShare(value, scheme.decades));
  }
  return (value) =>
    Number.isFinite(value) ? rampOf(value).word(valueShare(value)) : (special(value, 0) as number);
}
