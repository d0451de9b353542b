/** What a number is to a reader of gradients. Each kind has a mark of its own on every chart, so that
 *  a gradient that ran out of digits can never pass for a small one. */
export type Mark = 'ordinary' | 'subnormal' | 'zero' | 'infinite' | 'nan' | 'absent';

export function markOf(value: number | null | undefined, smallest: number): Mark {
  if (value === null || value === undefined) return 'absent';
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return 'infinite';
  if (value === 0) return 'zero';
  return Math.abs(value) < smallest ? 'subnormal' : 'ordinary';
}

/** What an ordinary value may look like where several runs share a chart; the other marks keep their
 *  own forms. */
export type Shape = 'circle' | 'square' | 'plus' | 'star';

const figure = (n: number) => Math.round(n * 100) / 100;

/** The mark as an SVG path around a point: ● ordinary, ◇ too small to keep its digits, ○ exactly 0,
 *  ▲ infinite, × not a number. */
export function glyph(
  mark: Mark,
  x: number,
  y: number,
  r: number,
  shape: Shape = 'circle',
): string {
  const [cx, cy] = [figure(x), figure(y)];
  switch (mark) {
    case 'ordinary':
      return shapePath(shape, cx, cy, r);
    case 'zero':
      return shapePath('circle', cx, cy, r);
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

function shapePath(shape: Shape, cx: number, cy: number, r: number): string {
  switch (shape) {
    case 'circle':
      return `M${figure(cx - r)} ${cy}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
    case 'square': {
      const d = figure(r * 0.9);
      return `M${figure(cx - d)} ${figure(cy - d)}h${2 * d}v${2 * d}h${-2 * d}Z`;
    }
    case 'plus': {
      const [out, half] = [figure(r * 1.2), figure(r * 0.4)];
      const arm = figure(out - half);
      return (
        `M${figure(cx - half)} ${figure(cy - out)}h${2 * half}v${arm}h${arm}v${2 * half}` +
        `h${-arm}v${arm}h${-2 * half}v${-arm}h${-arm}v${-2 * half}h${arm}Z`
      );
    }
    case 'star': {
      const points = Array.from({ length: 10 }, (_, i) => {
        const [reach, angle] = [i % 2 ? r * 0.6 : r * 1.5, (i * Math.PI) / 5];
        return `${figure(cx + reach * Math.sin(angle))} ${figure(cy - reach * Math.cos(angle))}`;
      });
      return `M${points.join('L')}Z`;
    }
  }
}

/** The colour of what is no ordinary number, where there is only room for a colour: nothing at all
 *  is grey, on no ramp. */
export function specialToken(mark: Mark): string | null {
  switch (mark) {
    case 'zero':
      return '--line-strong';
    case 'subnormal':
      return '--digits-lost';
    case 'infinite':
      return '--infinite';
    case 'nan':
      return '--ink';
    case 'ordinary':
    case 'absent':
      return null;
  }
}
