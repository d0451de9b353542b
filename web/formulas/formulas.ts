import type { OperationKind } from '../module/ebb';
import type { Formulas } from './formula';

/** A file for each kind of operation, named by it. */
const files = import.meta.glob<Formulas>('./operations/*.ts', { import: 'formulas', eager: true });

/** Operation kind → its mathematics. */
export const formulas = Object.fromEntries(
  Object.entries(files).map(([path, one]) => [
    path.slice('./operations/'.length, -'.ts'.length),
    one,
  ]),
) as Record<OperationKind, Formulas>;
