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
      return t('shown_matrices.normalized');
    case 'activation':
      return t('shown_matrices.slope');
    case 'dropout':
      return t('shown_matrices.mask');
    case 'loss':
      return t('shown_matrices.target');
    case 'weights':
    case 'residual':
    case 'width':
      return '';
  }
}

/** The first sample of which a gradient arrives at a unit, else at any (0 times a slope explains nothing); 0 where
 *  nothing arrives, or has arrived yet. */
export function firstReached(arriving: Matrix | null, unit: number | null): number {
  if (!arriving) return 0;
  const { cols, values } = arriving;
  const from = (unit ?? 0) * cols;
  const own = unit === null ? -1 : values.subarray(from, from + cols).findIndex((one) => one !== 0);
  if (own >= 0) return own;
  for (let sample = 0; sample < cols; sample += 1) {
    for (let index = sample; index < values.length; index += cols) {
      if (values[index] !== 0) return sample;
    }
  }
  return 0;
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
  const weights = affine ? t('shown_matrices.weights') : t('shown_matrices.gamma');
  // An affine map takes the whole of a sample's column, forward and back.
  const whole = affine ? ({ ...plain, row: null } as const) : plain;

  if (way === 'update') {
    const one = { ...parameter, column: 'input' } as const;
    show('weight', t('shown_matrices.weights_before'), one);
    show('weightGradient', t('shown_matrices.weight_gradient'), { ...one, kind: 'gradient' });
    show('weightChange', t('shown_matrices.weight_change'), { ...one, kind: 'gradient' });
    show('weightAfter', t('shown_matrices.weights_after'), one);
    return found;
  }
  if (way === 'forward') {
    show('input', kind === 'add' ? t('shown_matrices.branch') : t('shown_matrices.in'), whole);
    show('skip', t('shown_matrices.skip'), plain);
    if (kind === 'dropout' || kind === 'loss') show('local', localTitle(kind), plain);
    show('weight', weights, parameter);
    show('bias', affine ? t('shown_matrices.bias') : t('shown_matrices.beta'), parameter);
    show('output', t('shown_matrices.out'), plain);
    return found;
  }
  if (kind === 'loss') show('input', t('shown_matrices.in'), plain);
  show('gradientOutput', t('shown_matrices.arriving'), { ...whole, kind: 'gradient' });
  show('weight', weights, affine ? { ...parameter, row: null, column: 'unit' } : parameter);
  show('local', localTitle(kind), plain);
  show('gradientInput', t('shown_matrices.leaving'), { ...plain, kind: 'gradient' });
  const learnt = { ...parameter, kind: 'gradient' } as const;
  const learntWeight = affine ? ({ ...learnt, row: null, column: 'unit' } as const) : learnt;
  show(
    'weightGradient',
    affine ? t('shown_matrices.weight_gradient') : t('shown_matrices.gamma_gradient'),
    learntWeight,
  );
  show(
    'biasGradient',
    affine ? t('shown_matrices.bias_gradient') : t('shown_matrices.beta_gradient'),
    learnt,
  );
  return found;
}
