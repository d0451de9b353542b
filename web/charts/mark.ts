/** What a number is to a reader of gradients. Each kind has a mark of its own on every chart, so that
 *  a gradient that ran out of digits can never pass for a small one. */
export type Mark = 'ordinary' | 'subnormal' | 'zero' | 'infinite' | 'nan' | 'absent';

/** The smallest positive number with all its digits (IEEE 754, section 3.4). */
export const smallestNormal = { float32: 2 ** -126, float64: 2 ** -1022 } as const;

export function markOf(value: number | null | undefined, smallest: number): Mark {
  if (value === null || value === undefined) return 'absent';
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return 'infinite';
  if (value === 0) return 'zero';
  return Math.abs(value) < smallest ? 'subnormal' : 'ordinary';
}

const figure = (n: number) => Math.round(n * 100) / 100;

/** The mark as an SVG path around a point: ● ordinary, ◇ too small to keep its digits, ○ exactly 0,
 *  ▲ infinite, × not a number. */
export function glyph(mark: Mark, x: number, y: number, r: number): string {
  const [cx, cy] = [figure(x), figure(y)];
  switch (mark) {
    case 'ordinary':
    case 'zero':
      return `M${figure(cx - r)} ${cy}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
    case 'subnormal': {
      const d = figure(r * 1.25);
      return `M${cx} ${figure(cy - d)}l${d} ${d}l${-d} ${d}l${-d} ${-d}Z`;
    }
    case 'infinite': {
      const d = figure(r * 1.2);
      return `M${cx} ${figure(cy - d)}l${d} ${2 * d}h${-2 * d}Z`;
    }
    case 'nan':
      return `M${figure(cx - r)} ${figure(cy - r)}l${2 * r} ${2 * r}m0 ${-2 * r}l${-2 * r} ${2 * r}`;
    case 'absent':
      return '';
  }
}

/** The colour of what is no ordinary number, where there is only room for a colour: nothing at all
 *  is grey, on no ramp. */
export function specialToken(mark: Mark): string | null {
  switch (mark) {
    case 'zero':
      return '--line-strong';
    case 'subnormal':
      return '--vanishing';
    case 'infinite':
      return '--exploding';
    case 'nan':
      return '--ink';
    case 'ordinary':
    case 'absent':
      return null;
  }
}
