import type { Columns } from '../../charts/columns';
import type { Cause, Frame, OperationFrame, OperationKind, Phase } from '../../module/ebb';
import { causeOf } from '../../module/names';

/** The sign of what an operation does, as in the formulas. */
export const causeSigns: Record<Cause, string> = {
  weights: 'W',
  normalization: 'N',
  activation: 'φ',
  dropout: 'D',
  residual: '+',
  width: '√',
  loss: 'ℒ',
};

export const signOf = (kind: OperationKind): string => causeSigns[causeOf[kind]];

/** Where an operation stands along the network. */
export interface Slot {
  left: number;
  width: number;
}

/** Each column's width shared out among the operations of its layer, in forward order. */
export function slots(operations: readonly OperationFrame[], columns: Columns): Slot[] {
  const counts = new Map<number, number>();
  for (const { layer } of operations) counts.set(layer, (counts.get(layer) ?? 0) + 1);
  const placed = new Map<number, number>();
  return operations.map(({ layer }) => {
    const nth = placed.get(layer) ?? 0;
    placed.set(layer, nth + 1);
    const width = columns.step / (counts.get(layer) ?? 1);
    return { left: columns.x(layer) - columns.step / 2 + nth * width, width };
  });
}

/** The operation at a place. */
export function slotAt(places: readonly Slot[], x: number): number {
  const index = places.findIndex(({ left, width }) => x < left + width);
  return index < 0 ? places.length - 1 : index;
}

/** How far a walk through the network has come. */
export type Passage = 'ahead' | 'forward' | 'backward';

/** What has passed an operation in this iteration so far. */
export function passage(index: number, phase: Phase, at: number | null): Passage {
  switch (phase) {
    case 'start':
      return 'ahead';
    case 'forward':
    case 'loss':
      return at !== null && index <= at ? 'forward' : 'ahead';
    case 'backward':
      return at !== null && index < at ? 'forward' : 'backward';
    case 'clip':
    case 'update':
      return 'backward';
  }
}

/** Whether what an operation hands on is told by the units of the layer before. */
export const endsInLayerBefore = (kind: OperationKind, way: Passage | 'update'): boolean =>
  kind === 'affine' && way === 'backward';

/** The direction of the walk, where it is on its way. */
export function direction(phase: Phase): 'forward' | 'backward' | null {
  if (phase === 'forward' || phase === 'loss') return 'forward';
  return phase === 'backward' ? 'backward' : null;
}

/** The operation that is marked while a walk is on its way, and how it was passed last: the one chosen; without one,
 *  the one stood on. */
export function markedOf(
  { phase, operation: at, operations }: Pick<Frame, 'phase' | 'operation' | 'operations'>,
  chosen: number | null,
): { operation: number; way: 'forward' | 'backward' } | null {
  const operation = chosen ?? at;
  if (operation === null || direction(phase) === null || !operations[operation]) return null;
  const way = passage(operation, phase, at);
  return way === 'ahead' ? null : { operation, way };
}
