import type { Frame } from '../module/ebb';
import type { Factor } from './chain_groups';

const causes = {
  affine: 'weights',
  activation: 'activation',
  batch_norm: 'normalization',
  layer_norm: 'normalization',
  rms_norm: 'normalization',
  dropout: 'dropout',
  add: 'residual',
  loss: 'loss',
} as const;

/** The operations between the affine outputs of the last and the first hidden layer, in the order of
 *  the walk back, with what each does to the gradient; their product is the ratio. Through a
 *  residual block the way leads along the branch, and its add stands for what the way past it
 *  changes: both ways together over the branch alone. What different widths do to a root mean square
 *  comes last. Null where a factor is not known (yet). */
export function ratioFactors(frame: Pick<Frame, 'operations' | 'layers'>): Factor[] | null {
  const last = frame.layers.length - 1;
  if (last < 2) return null;
  const found: Factor[] = [];
  let product = 1;
  const add = (operation: number | null, cause: Factor['cause'], factor: number) => {
    product *= factor;
    found.push({ operation, cause, factor, product });
  };
  for (let i = frame.operations.length - 1; i > 0; i -= 1) {
    const { kind, layer, attenuation, branch } = frame.operations[i]!;
    const isAffine = kind === 'affine';
    const isAdd = kind === 'add';
    // Of the last block only the affine map (and the join) lies on the way, of the first the rest.
    const isOnWay = isAffine || isAdd ? layer > 1 && layer <= last : layer < last;
    if (!isOnWay) continue;
    if (attenuation === null || (isAdd && !branch)) return null;
    const factor = isAdd ? attenuation / (branch as number) : attenuation;
    add(i, causes[kind], factor);
  }
  const [first, end] = [frame.layers[0]!.units, frame.layers[last - 1]!.units];
  if (first !== end) add(null, 'width', Math.sqrt(end / first));
  return found;
}
