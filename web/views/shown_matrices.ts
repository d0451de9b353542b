import type { Matrix, OperationDetail } from '../module/ebb';
import { t } from '../words/words.svelte';

/** A matrix of an operation, with the names of its axes. */
export interface Shown {
  key: string;
  title: string;
  matrix: Matrix;
  kind: 'value' | 'gradient';
  /** Whether the columns are samples; else (weights) they are the units of the layer before. */
  bySample: boolean;
}

/** The matrices that take part, in the order in which the operation uses them. */
export function shownMatrices(detail: OperationDetail, way: 'forward' | 'backward'): Shown[] {
  const found: Shown[] = [];
  const show = (
    key: string,
    title: string,
    matrix: Matrix | null,
    kind: Shown['kind'],
    bySample = true,
  ) => {
    if (matrix && matrix.rows * matrix.cols > 0) found.push({ key, title, matrix, kind, bySample });
  };
  const { kind } = detail;
  const local = {
    affine: '',
    batch_norm: t('matrix.normalised'),
    layer_norm: t('matrix.normalised'),
    rms_norm: t('matrix.normalised'),
    activation: t('matrix.slope'),
    dropout: t('matrix.mask'),
    add: '',
    loss: t('matrix.target'),
  }[kind];
  const weights = kind === 'affine' ? t('matrix.weights') : t('matrix.gamma');
  const bias = kind === 'affine' ? t('matrix.bias') : t('matrix.beta');
  if (way === 'forward') {
    show('input', kind === 'add' ? t('matrix.branch') : t('matrix.in'), detail.input, 'value');
    show('skip', t('matrix.skip'), detail.skip, 'value');
    if (kind === 'dropout' || kind === 'loss') show('local', local, detail.local, 'value');
    show('weight', weights, detail.weight, 'value', false);
    show('bias', bias, detail.bias, 'value', false);
    show('output', t('matrix.out'), detail.output, 'value');
    return found;
  }
  if (kind === 'loss') show('input', t('matrix.in'), detail.input, 'value');
  show('gradientOutput', t('matrix.arriving'), detail.gradientOutput, 'gradient');
  show('weight', weights, detail.weight, 'value', false);
  show('local', local, detail.local, 'value');
  show('gradientInput', t('matrix.leaving'), detail.gradientInput, 'gradient');
  show('weightGradient', t('matrix.weight_gradient'), detail.weightGradient, 'gradient', false);
  show('biasGradient', t('matrix.bias_gradient'), detail.biasGradient, 'gradient', false);
  return found;
}
