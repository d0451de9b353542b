import type { Frame, OperationDetail } from '../../module/ebb';
import { formatNumber, formatShare } from '../../text/numbers';
import { named, t, words } from '../../text/words.svelte';

/** A share of the gradient as people say it: "about a fifth", "63 %", "2.1 times". */
export function part(factor: number): string {
  if (factor > 1.1) return t('operation_sentence.part_times', { factor: formatNumber(factor) });
  // What is written as × 1 is all.
  if (Math.abs(factor - 1) < 0.005) return t('operation_sentence.part_all');
  if (factor > 1) return t('operation_sentence.part_slightly_more');
  if (factor > 0.9) return t('operation_sentence.part_nearly_all');
  if (factor === 0) return t('operation_sentence.part_nothing');
  const whole = Math.round(1 / factor);
  // Within a twelfth of 1/n the words say it as well as the figure does.
  if (
    Math.abs(1 / factor - whole) / whole < 1 / 12 &&
    words.has(`operation_sentence.part_${whole}`)
  ) {
    return words.say(`operation_sentence.part_${whole}`);
  }
  return factor >= 0.01 ? formatShare(factor) : formatNumber(factor);
}

/** Why an affine map multiplies the gradient by its factor: what its weights do to a gradient of any direction,
 *  beside what they do to this one. Empty for other operations, and where nothing is known. */
export function affineWhy(detail: OperationDetail, frame: Frame): string {
  const factor = frame.operations[detail.operation]?.attenuation ?? null;
  const { weight, weightRms, isotropicFactor } = detail;
  if (detail.kind !== 'affine' || !weight || factor === null || weightRms === null) return '';
  if (isotropicFactor === null) return '';
  const isAsForAny = Math.abs(factor / isotropicFactor - 1) < 0.05;
  const isZero = isotropicFactor === 0;
  const which = isZero ? 'zero' : isAsForAny ? 'any' : factor > isotropicFactor ? 'more' : 'less';
  return t(`operation_sentence.affine_why_${which}`, {
    inputs: weight.cols,
    weight: formatNumber(weightRms),
    average: formatNumber(isotropicFactor),
    factor: formatNumber(factor),
  });
}

/** Whether slopes are so unlike each other that their mean is not what becomes of a gradient's size: a ReLU that lets
 *  half of the gradient's entries through keeps √½ of its size. */
const isUneven = ({ meanSlope, slopeRms }: OperationDetail) =>
  meanSlope !== null && slopeRms !== null && slopeRms > 1.02 * meanSlope;

/** What the operation does, in one sentence with its figures. */
export function operationSentence(
  detail: OperationDetail,
  frame: Frame,
  way: 'forward' | 'backward',
  { activation, loss }: { activation: string; loss: string },
): string {
  const { kind } = detail;
  const operation = frame.operations[detail.operation];
  const factor = operation?.attenuation ?? null;
  if (way === 'backward' && factor === null && operation && operation.sizeIn !== null) {
    const { sizeIn: arrives, sizeOut: goesOn } = operation;
    if (arrives === 0) return t('operation_sentence.nothing_arrives');
    if (!Number.isFinite(arrives + (goesOn ?? 0))) return t('operation_sentence.no_share');
  }
  // The ways back through and past a block are known when the walk has left the block.
  if (way === 'backward' && kind === 'add' && factor === null && detail.gradientOutput) {
    return t('operation_sentence.add_backward_open');
  }
  if (way === 'forward' || factor === null) {
    // Not how wrong an answer is.
    const does = kind === 'loss' && loss === 'linear' ? 'loss_linear' : kind;
    return t(`operation_sentence.${does}_forward`, {
      units: detail.output?.rows ?? detail.input.rows,
      inputs: detail.input.rows,
      samples: detail.input.cols,
      activation: named('activation', activation),
      loss: frame.loss === null ? '–' : formatNumber(frame.loss),
    });
  }
  const figures = {
    factor: formatNumber(factor),
    // The loss: what its gradient begins with.
    size: formatNumber(operation?.sizeOut ?? NaN),
    part: part(factor),
    activation: named('activation', activation),
    slope: detail.meanSlope === null ? '–' : formatNumber(detail.meanSlope),
    // GELU falls before it rises: the mean is of sizes.
    isSigned: detail.local?.values.some((slope) => slope < 0) ? 1 : 0,
    slopeRms: detail.slopeRms === null ? '–' : formatNumber(detail.slopeRms),
    branch: formatNumber(operation?.branch ?? NaN),
    skip: formatNumber(operation?.skip ?? NaN),
  };
  if (kind === 'activation' && isUneven(detail)) {
    return t('operation_sentence.activation_backward_uneven', figures);
  }
  // A factor is the slopes' root mean square, weighted by the gradient's squares: seldom their mean.
  if (kind === 'activation' && figures.factor !== figures.slope) {
    return t('operation_sentence.activation_backward_weighted', figures);
  }
  return t(`operation_sentence.${kind}_backward`, figures);
}
