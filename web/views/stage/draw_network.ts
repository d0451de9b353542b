import type { Pen } from '../../charts/pen';
import { logShare, valueShare } from '../../charts/colour';
import type { Decades } from '../../charts/log_axis';
import { markOf, specialToken } from '../../charts/mark';
import type { Matrix, UnitColumn } from '../../module/ebb';
import { unitPlace, type UnitsLayout } from './network';

/** What the units of one column hold now. */
export interface Holding {
  kind: 'value' | 'gradient';
  values: Float64Array;
}

/** Gradients where the walk back has passed, else values where the walk forward has. Bands show those of a
 *  column together: single ones are shown of one sample, and as values where they do not cover the band. */
export function holding(
  column: UnitColumn | undefined,
  { kind }: Pick<UnitsLayout, 'kind'>,
  oneSample: boolean,
): Holding | null {
  if (column?.gradients) {
    return oneSample ? { kind: 'gradient', values: column.gradients } : null;
  }
  const isSeen = oneSample || kind === 'circles';
  return column?.values && isSeen ? { kind: 'value', values: column.values } : null;
}

type Shade = (value: number) => string;

function shades(pen: Pen, decades: Decades, smallest: number): Record<Holding['kind'], Shade> {
  const { palette } = pen;
  const value = palette.ramp('--forward-soft', '--forward');
  const gradient = palette.ramp('--backward-soft', '--backward');
  const special = (number: number): string | null => {
    const token = specialToken(markOf(number, smallest));
    return token && palette.colour(token);
  };
  return {
    value: (number) => (Number.isFinite(number) ? value.css(valueShare(number)) : special(number)!),
    gradient: (number) => special(number) ?? gradient.css(logShare(number, decades)),
  };
}

/** The units of every column. A negative number is a ring, or a cell of half the width. */
export function drawUnits(
  pen: Pen,
  layouts: readonly UnitsLayout[],
  held: readonly (Holding | null)[],
  decades: Decades,
  smallest: number,
): void {
  const { context, palette } = pen;
  const shade = shades(pen, decades, smallest);
  const line = palette.colour('--line-strong');
  const ground = palette.colour('--panel');
  layouts.forEach((layout, index) => {
    const now = held[index] ?? null;
    if (layout.kind === 'circles') {
      for (let unit = 0; unit < layout.units; unit += 1) {
        const { x, y } = unitPlace(layout, unit);
        const number = now?.values[unit];
        const colour = number === undefined ? ground : shade[now!.kind](number);
        const negative = number !== undefined && number < 0;
        context.beginPath();
        context.arc(x, y, layout.radius, 0, 2 * Math.PI);
        context.fillStyle = negative ? ground : colour;
        context.fill();
        context.lineWidth = negative ? Math.max(1.5, layout.radius * 0.4) : 1;
        context.strokeStyle = negative ? colour : line;
        context.stroke();
      }
      return;
    }
    const cell = { w: layout.width / layout.across, h: layout.height / layout.down };
    const gap = cell.h > 3 && cell.w > 3 ? 0.5 : 0;
    const left = layout.x - layout.width / 2;
    if (now) {
      context.fillStyle = ground;
      context.fillRect(left, layout.top, layout.width, layout.height);
      for (let unit = 0; unit < layout.units; unit += 1) {
        const { x, y } = unitPlace(layout, unit);
        const number = now.values[unit]!;
        context.fillStyle = shade[now.kind](number);
        const width = (number < 0 ? cell.w / 2 : cell.w) - gap;
        context.fillRect(x - cell.w / 2, y - cell.h / 2, width, cell.h - gap);
      }
    }
    if (layout.width >= 5) {
      // Where they hold nothing, or the band shows them together, it is not covered.
      context.lineWidth = 1;
      context.strokeStyle = now ? line : palette.colour('--line');
      context.strokeRect(left, layout.top, layout.width, layout.height);
    }
  });
}

const levels = 6;

/** Links between units, one path for each sign and strength; a shade between columns that are too
 *  many or too wide for lines. */
export function drawLinks(
  pen: Pen,
  layouts: readonly UnitsLayout[],
  weights: readonly Matrix[] | null,
): void {
  const { context, palette } = pen;
  /** Ends of lines, four numbers each. */
  const lines = Array.from({ length: 2 * levels }, (): number[] => []);
  for (let layer = 1; layer < layouts.length; layer += 1) {
    const [from, to] = [layouts[layer - 1]!, layouts[layer]!];
    const matrix = weights?.[layer - 1];
    if (!matrix || from.kind === 'strip' || to.kind === 'strip') {
      shadeBetween(pen, from, to);
      continue;
    }
    for (let row = 0; row < matrix.rows; row += 1) {
      const end = unitPlace(to, row);
      for (let column = 0; column < matrix.cols; column += 1) {
        const weight = matrix.values[row * matrix.cols + column]!;
        if (!(Math.abs(weight) > 0)) continue;
        const level = Math.min(
          levels - 1,
          Math.floor((Math.abs(weight) / (1 + Math.abs(weight))) * levels),
        );
        const start = unitPlace(from, column);
        lines[(weight < 0 ? levels : 0) + level]!.push(
          start.x + from.radius,
          start.y,
          end.x - to.radius,
          end.y,
        );
      }
    }
  }
  lines.forEach((ends, index) => {
    if (ends.length === 0) return;
    const level = index % levels;
    // The quietest of the picture, whose subject is the gradient.
    context.strokeStyle = palette.colour(index < levels ? '--positive' : '--negative');
    context.globalAlpha = 0.04 + (0.2 * (level + 1)) / levels;
    context.lineWidth = 0.6 + (0.8 * level) / levels;
    context.beginPath();
    for (let i = 0; i < ends.length; i += 4) {
      context.moveTo(ends[i]!, ends[i + 1]!);
      context.lineTo(ends[i + 2]!, ends[i + 3]!);
    }
    context.stroke();
  });
  context.globalAlpha = 1;
}

function shadeBetween({ context, palette }: Pen, from: UnitsLayout, to: UnitsLayout): void {
  const half = (layout: UnitsLayout) =>
    layout.kind === 'strip' ? layout.width / 2 : layout.radius;
  const [left, right] = [from.x + half(from), to.x - half(to)];
  if (right - left < 4) return;
  context.beginPath();
  context.moveTo(left, from.top);
  context.lineTo(right, to.top);
  context.lineTo(right, to.top + to.height);
  context.lineTo(left, from.top + from.height);
  context.closePath();
  context.globalAlpha = 0.45;
  context.fillStyle = palette.colour('--line');
  context.fill();
  context.globalAlpha = 1;
}
