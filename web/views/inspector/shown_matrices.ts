import type { Matrix, OperationDetail } from '../../module/ebb';
import { causeOf } from '../../module/names';
import { t } from '../../text/words.svelte';

/** What a line through a matrix stands for. */
export type Mark = 'unit' | 'sample' | 'input' | null;

/** What is done to what is shown: the walk's directions, and the update after it. */
export type Way = 'forward' | 'backward' | 'update';

/** A matrix of an operation, with the names of its axes. */
export interface Shown {
  key: string;
  title: string;
  matrix: Matrix;
  kind: 'value' | 'gradient';
  /** Whether the columns are samples; else (weights) they are the units of the layer before. */
  bySample: boolean;
  /** The row and the column that the formula takes its numbers from. */
  row: Mark;
  column: Mark;
}

const plain = { kind: 'value', bySample: true, row: 'unit', column: 'sample' } as const;
const parameter = { kind: 'value', bySample: false, row: 'unit', column: null } as const;

/** What an operation keeps beside its input and output, by name. */
function localTitle(kind: OperationDetail['kind']): string {
  switch (causeOf[kind]) {
    case 'normalization':
      return t('matrix.normalised');
    case 'activation':
      return t('matrix.slope');
    case 'dropout':
      return t('matrix.mask');
    case 'loss':
      return t('matrix.target');
    case 'weights':
    case 'residual':
    case 'width':
      return '';
  }
}

/** The matrices that take part, in the order in which the operation uses them. */
export function shownMatrices(detail: OperationDetail, way: Way): Shown[] {
  const { kind } = detail;
  const affine = kind === 'affine';
  const found: Shown[] = [];
  const show = (
    key: keyof OperationDetail,
    title: string,
    how: Pick<Shown, 'kind' | 'bySample' | 'row' | 'column'>,
  ) => {
    const matrix = detail[key] as Matrix | null;
    if (matrix && matrix.rows * matrix.cols > 0) found.push({ key, title, matrix, ...how });
  };
  const weights = affine ? t('matrix.weights') : t('matrix.gamma');
  // An affine map takes the whole of a sample's column, forward and back.
  const whole = affine ? ({ ...plain, row: null } as const) : plain;

  if (way === 'update') {
    const one = { ...parameter, column: 'input' } as const;
    show('weight', t('matrix.weights_before'), one);
    show('weightGradient', t('matrix.weight_gradient'), { ...one, kind: 'gradient' });
    show('weightChange', t('matrix.weight_change'), { ...one, kind: 'gradient' });
    show('weightAfter', t('matrix.weights_after'), one);
    return found;
  }
  if (way === 'forward') {
    show('input', kind === 'add' ? t('matrix.branch') : t('matrix.in'), whole);
    show('skip', t('matrix.skip'), plain);
    if (kind === 'dropout' || kind === 'loss') show('local', localTitle(kind), plain);
    show('weight', weights, parameter);
    show('bias', affine ? t('matrix.bias') : t('matrix.beta'), parameter);
    show('output', t('matrix.out'), plain);
    return found;
  }
  if (kind === 'loss') show('input', t('matrix.in'), plain);
  show('gradientOutput', t('matrix.arriving'), { ...whole, kind: 'gradient' });
  show('weight', weights, affine ? { ...parameter, row: null, column: 'unit' } : parameter);
  show('local', localTitle(kind), plain);
  show('gradientInput', t('matrix.leaving'), { ...plain, kind: 'gradient' });
  const learnt = { ...parameter, kind: 'gradient' } as const;
  const learntWeight = affine ? ({ ...learnt, row: null, column: 'unit' } as const) : learnt;
  show(
    'weightGradient',
    affine ? t('matrix.weight_gradient') : t('matrix.gamma_gradient'),
    learntWeight,
  );
  show('biasGradient', affine ? t('matrix.bias_gradient') : t('matrix.beta_gradient'), learnt);
  return found;
}
