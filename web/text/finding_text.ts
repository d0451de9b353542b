import type { Finding, Frame } from '../module/ebb';
import { layerInSentence } from './layer_name';
import { perUnit } from './per_unit';
import { formatCount, formatNumber, formatParts, formatShare } from './numbers';
import { named, t, type Message } from './words.svelte';

const shares = new Set(['dead', 'saturated', 'clippedShare', 'share', 'unexplained']);
const counts = new Set([
  'iterations',
  'iterationsToHalf',
  'largestUpdateAt',
  'largestLossAt',
  'lowestLossAt',
  'slowLayers',
  'deadLayers',
  'saturatedLayers',
  'copiedLayers',
  'clipped',
  'batches',
  'dropoutLayers',
]);

export function formatEvidence(name: string, value: number): string {
  if (shares.has(name)) return formatShare(value);
  return counts.has(name) ? formatCount(value) : formatNumber(value);
}

/** What makes the steps too long: a single layer's, else what else they were judged by. */
function longStepVariant(evidence: Finding['evidence'], frame: Frame): string {
  if (evidence.isLong) {
    // Before the first update its size is an expectation.
    const isAhead = frame.iteration === 0 && frame.phase !== 'update';
    return isAhead ? 'step_too_long_expected' : 'step_too_long';
  }
  if (evidence.predictedDecrease !== undefined) return 'step_too_long_overshoot';
  if (evidence.isUnstable) {
    const isClipped = evidence.effectiveRate !== undefined;
    return isClipped ? 'step_too_long_unstable_clipped' : 'step_too_long_unstable';
  }
  if (evidence.isLongTogether) return 'step_too_long_together';
  return evidence.lowestLoss === undefined ? 'step_too_long_restless' : 'step_too_long_risen';
}

/** Which sentence says what the finding's figures say; most kinds have one alone. */
function variantOf({ kind, severity, layer, since, evidence }: Finding, frame: Frame): string {
  const { extreme = 1, medianRatio = 1, lastStep = 1 } = evidence;
  switch (kind) {
    case 'not_finite':
      if (severity !== 'failure') return 'not_finite_past';
      return `not_finite_${['forward', 'backward', 'update'][evidence.walk ?? 0]}`;
    case 'dead':
      return evidence.blocks ? 'dead_blocks' : 'dead';
    case 'symmetric':
      if (evidence.weightNorm === 0 && layer !== 1) return 'symmetric_zero';
      return evidence.spread === 0 ? 'symmetric_exact' : kind;
    case 'collapsed':
      if (evidence.distance === undefined) return 'collapsed_zero';
      return evidence.distance === 0 ? 'collapsed_wholly' : kind;
    case 'underflow':
      return (evidence.layers ?? 0) < (layer ?? 0) ? 'underflow_within' : kind;
    case 'fitted':
      return (evidence.leastLoss ?? 0) > 0 ? 'fitted_least' : kind;
    case 'single_samples':
      if (!evidence.isAll) return 'single_samples_last';
      return evidence.testLoss === undefined ? kind : 'single_samples_test';
    case 'weight_decay':
      if (evidence.stepDecay !== undefined) return 'weight_decay_grows';
      return evidence.decayPull === undefined ? 'weight_decay_adamw' : kind;
    case 'initial_loss':
      return evidence.dropoutRate === undefined ? kind : 'initial_loss_dropout';
    case 'data_scale':
      if (evidence.isColumn) return 'data_scale_column';
      return evidence.targetScale === undefined ? 'data_scale' : 'data_scale_target';
    case 'not_learning':
      if (evidence.stillFalls) return 'not_learning_falls';
      return evidence.lowestLoss === undefined ? kind : 'not_learning_lost';
    case 'learning':
      return severity === 'note' ? 'learning_slowly' : kind;
    case 'step_too_short':
      if (evidence.iterationsToHalf !== undefined) return 'step_too_short_estimate';
      return evidence.predictedDecrease === undefined ? kind : 'step_too_short_little';
    case 'vanishing':
      if (lastStep < Math.min(extreme, medianRatio)) {
        return lastStep === 0 ? 'vanishing_step_zero' : 'vanishing_step';
      }
      // Where the root mean square over samples has vanished as well, that is what is said everywhere.
      if (medianRatio < extreme && frame.diagnosis.verdict !== 'vanishing') {
        return medianRatio === 0 ? 'vanishing_median_zero' : 'vanishing_median';
      }
      return extreme === 0 ? 'vanishing_zero' : 'vanishing';
    case 'step_too_long':
      return longStepVariant(evidence, frame);
    case 'exploding':
      if (since === 0 && evidence.initialRatio !== undefined) return 'exploding_start';
      return lastStep > extreme ? 'exploding_step' : 'exploding';
    default:
      return kind;
  }
}

/** What still falls, what had learnt before and what has learnt a little are not called by the name of what stands at
 *  a constant answer: only that one is a failure. */
export function findingName({ kind, severity, evidence }: Finding): string {
  if (kind === 'not_learning') {
    if (evidence.stillFalls) return t('finding.not_learnt_yet');
    if (evidence.lowestLoss !== undefined) return t('finding.learnt_lost');
    if (severity !== 'failure') return t('finding.little_learnt');
  }
  if (kind === 'learning' && severity === 'note') return t('finding.learning_slowly');
  return named('finding', kind);
}

/** What was found in several runs, and in how many of them, the most frequent first. */
export function findingCounts(findings: readonly Finding[]): string {
  const counts = new Map<string, number>();
  for (const one of findings) counts.set(findingName(one), (counts.get(findingName(one)) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]) => t('finding.in_runs', { name, count }))
    .join('; ');
}

/** Whether a finding says of the gradient what its ratio says: the first layer's over the last one's. */
export const saysRatio = (finding: Finding, frame: Frame): boolean =>
  ['vanishing', 'exploding'].includes(variantOf(finding, frame)) &&
  finding.evidence.extreme === frame.diagnosis.ratio;

/** The layers whose gradients a sentence compares. */
function comparedIn(variant: string, layer: number, last: number): [number, number] {
  if (variant.includes('_step')) return [last, last + 1];
  if (variant.startsWith('vanishing_median') || variant === 'exploding_start') return [1, last];
  return [layer, last];
}

/** The finding as one sentence with its figures. */
export function findingSentence(finding: Finding, frame: Frame): string {
  const { layers, operations } = frame;
  const variant = variantOf(finding, frame);
  const last = layers.length - 1;
  const values: Record<string, string | number> = {
    perUnit: perUnit(layers, ...comparedIn(variant, finding.layer ?? 1, last)),
    layer: finding.layer === null ? '' : layerInSentence(finding.layer, layers.length),
    last: formatCount(last),
    // Where equal inputs have different targets, "half-way down" does not lead to 0.
    hasLeast: (finding.evidence.leastLoss ?? 0) > 0 ? 1 : 0,
    operation:
      finding.operation === null
        ? ''
        : named('operation', operations[finding.operation]?.kind ?? 'affine'),
  };
  for (const [name, value] of Object.entries(finding.evidence)) {
    values[name] = name === 'isClipped' ? value : formatEvidence(name, value);
    // "One part in …"
    values[`${name}_part`] = formatParts(1 / value);
  }
  const text = t(`finding_text.${variant}` as Message, values);
  // It may begin with the name of a layer.
  return text.charAt(0).toUpperCase() + text.slice(1);
}
