import type { Finding, Frame } from '../module/ebb';
import { layerName } from './layer_name';
import { formatCount, formatNumber, formatShare } from './numbers';
import { named, t, words, type Message } from './words.svelte';

const shares = new Set(['dead', 'saturated', 'clippedShare', 'share']);
const counts = new Set([
  'iterations',
  'iterationsToHalf',
  'largestUpdateAt',
  'largestLossAt',
  'slowLayers',
  'deadLayers',
  'saturatedLayers',
  'copiedLayers',
  'clipped',
]);

function formatEvidence(name: string, value: number): string {
  if (shares.has(name)) return formatShare(value);
  return counts.has(name) ? formatCount(value) : formatNumber(value);
}

/** Which sentence says what the finding's figures say; most kinds have one alone. */
function variantOf({ kind, severity, since, evidence }: Finding, frame: Frame): string {
  const { extreme = 1, medianRatio = 1, lastStep = 1 } = evidence;
  switch (kind) {
    case 'not_finite':
      if (severity !== 'failure') return 'not_finite_past';
      return `not_finite_${['forward', 'backward', 'update'][evidence.walk ?? 0]}`;
    case 'dead':
      return evidence.blocks ? 'dead_blocks' : 'dead';
    case 'symmetric':
      return evidence.weightNorm === 0 ? 'symmetric_zero' : 'symmetric';
    case 'data_scale':
      return evidence.targetScale === undefined ? 'data_scale' : 'data_scale_target';
    case 'step_too_short':
      return evidence.iterationsToHalf === undefined ? kind : 'step_too_short_estimate';
    case 'vanishing':
      if (lastStep < Math.min(extreme, medianRatio)) return 'vanishing_step';
      if (medianRatio < extreme) {
        return medianRatio === 0 ? 'vanishing_median_zero' : 'vanishing_median';
      }
      return extreme === 0 ? 'vanishing_zero' : 'vanishing';
    case 'step_too_long':
      // Before the first update its size is an expectation.
      return frame.iteration === 0 && frame.phase !== 'update' ? 'step_too_long_expected' : kind;
    case 'exploding':
      if (since === 0 && evidence.initialRatio !== undefined) return 'exploding_start';
      return lastStep > extreme ? 'exploding_step' : 'exploding';
    default:
      return kind;
  }
}

export const findingName = ({ kind }: Finding): string => named('finding', kind);

/** The finding as one sentence with its figures. */
export function findingSentence(finding: Finding, frame: Frame): string {
  const { layers, operations } = frame;
  const values: Record<string, string> = {
    layer: finding.layer === null ? '' : layerName(finding.layer, layers.length),
    last: formatCount(layers.length - 1),
    operation:
      finding.operation === null
        ? ''
        : named('operation', operations[finding.operation]?.kind ?? 'affine'),
  };
  for (const [name, value] of Object.entries(finding.evidence)) {
    values[name] = formatEvidence(name, value);
    // "One part in …"
    values[`${name}_part`] = formatNumber(1 / value, 2);
  }
  return t(`finding_text.${variantOf(finding, frame)}` as Message, values);
}

/** The figures that have a name a reader can take in, as rows of a table. */
export function evidenceRows({ evidence }: Finding): {
  name: string;
  label: string;
  value: string;
}[] {
  return Object.entries(evidence).flatMap(([name, value]) => {
    const isNamed = words.has(`evidence.${name}`);
    return isNamed
      ? { name, label: named('evidence', name), value: formatEvidence(name, value) }
      : [];
  });
}
