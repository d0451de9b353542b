import type { OperationKind } from '../module/ebb';
import { activation } from './activation';
import { add } from './add';
import { affine } from './affine';
import { batchNorm } from './batch_norm';
import { dropout } from './dropout';
import type { Formulas } from './formula';
import { layerNorm } from './layer_norm';
import { loss } from './loss';
import { rmsNorm } from './rms_norm';

/** Operation kind → its mathematics. */
export const formulas: Record<OperationKind, Formulas> = {
  affine,
  batch_norm: batchNorm,
  layer_norm: layerNorm,
  rms_norm: rmsNorm,
  activation,
  dropout,
  add,
  loss,
};
