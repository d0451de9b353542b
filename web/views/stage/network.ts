import type { Columns } from '../../charts/columns';
import type { Selection } from '../../lab/selection';
import type { Frame, OperationKind } from '../../module/ebb';
import { endsInLayerBefore, passage } from '../shared/walk';

/** How a layer's units are drawn: as circles where they fit, else as a strip of cells that fills
 *  column by column. */
export interface UnitsLayout {
  kind: 'circles' | 'strip';
  units: number;
  /** Centre of the column. */
  x: number;
  top: number;
  height: number;
  /** Circles: radius. */
  radius: number;
  /** Strip: its width, cells beside each other, cells below each other. */
  width: number;
  across: number;
  down: number;
}

const smallestCircle = 7;
/** Larger ones would hide the band that they stand on. */
const largestRadius = 6;

export function unitsLayout(
  units: number,
  index: number,
  columns: Columns,
  top: number,
  height: number,
): UnitsLayout {
  const x = columns.x(index);
  const base = { units, x, radius: 0, width: 0, across: 1, down: units };
  if (units * smallestCircle <= height && columns.step >= 14) {
    const spacing = Math.min(26, height / units, Math.max(smallestCircle, columns.step * 0.6));
    const tall = spacing * units;
    const radius = Math.min(largestRadius, spacing * 0.4);
    return { ...base, kind: 'circles', top: top + (height - tall) / 2, height: tall, radius };
  }
  const width = columns.step < 8 ? columns.step * 0.85 : Math.min(30, columns.step * 0.55);
  const tall = Math.min(height, units * smallestCircle);
  // Cells about as wide as high, where the strip is wide enough for more than one beside another.
  const side = Math.sqrt((width * tall) / units);
  const across = Math.max(1, Math.min(units, Math.floor(width / Math.max(side, 2.5))));
  const down = Math.ceil(units / across);
  return {
    ...base,
    kind: 'strip',
    top: top + (height - tall) / 2,
    height: tall,
    width,
    across,
    down,
  };
}

/** Middle of one unit. */
export function unitPlace(layout: UnitsLayout, unit: number): { x: number; y: number } {
  if (layout.kind === 'circles') {
    return { x: layout.x, y: layout.top + ((unit + 0.5) * layout.height) / layout.units };
  }
  const column = Math.floor(unit / layout.down);
  const row = unit % layout.down;
  return {
    x: layout.x - layout.width / 2 + ((column + 0.5) * layout.width) / layout.across,
    y: layout.top + ((row + 0.5) * layout.height) / layout.down,
  };
}

/** The unit nearest to a place, or null where the place is above or below all of them. */
export function unitAt(layout: UnitsLayout, x: number, y: number): number | null {
  const share = (y - layout.top) / layout.height;
  if (share < 0 || share >= 1) return null;
  const row = Math.floor(share * layout.down);
  const beside = Math.floor(((x - layout.x) / layout.width + 0.5) * layout.across);
  const column = layout.kind === 'circles' ? 0 : Math.min(layout.across - 1, Math.max(0, beside));
  const unit = column * layout.down + row;
  return unit < layout.units ? unit : null;
}

type Walked = Pick<Frame, 'phase' | 'operation' | 'operations'>;

/** Where the unit stands whose numbers an opened operation is shown by; null also where that is of the layer before. */
export function chosenUnit(
  { layer, operation, unit }: Pick<Selection, 'layer' | 'operation' | 'unit'>,
  layouts: readonly UnitsLayout[],
  { phase, operation: at, operations }: Walked,
): { x: number; y: number } | null {
  if (operation === null || layer === null) return null;
  const [one, of] = [operations[operation], layouts[layer]];
  if (!one || !of || endsInLayerBefore(one.kind, passage(operation, phase, at))) return null;
  return unitPlace(of, Math.min(unit ?? 0, of.units - 1));
}

/** What a click on a unit opens: what makes its value, or, once the gradient has passed that, its slope's part in the
 *  gradient, and at the output the loss's. */
export function operationOfUnit(
  layer: number,
  { phase, operation: at, operations }: Walked,
): number {
  const of = (wanted: OperationKind) =>
    operations.findIndex(({ kind, layer: one }) => one === layer && kind === wanted);
  const last = Math.max(of('activation'), of('loss'));
  return passage(last, phase, at) === 'backward' ? last : of('affine');
}

/** Whether a reader could still follow one line among those between all units. */
export const hasFewLinks = (step: number, units: readonly number[]): boolean =>
  step >= 24 && units.reduce((sum, n, i) => sum + n * (units[i - 1] ?? 0), 0) <= 6000;
