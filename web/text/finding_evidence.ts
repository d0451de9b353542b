import type { Finding, Frame } from '../module/ebb';
import { formatEvidence } from './finding_text';
import { layerInSentence } from './layer_name';
import { formatCount, formatNumber } from './numbers';
import { named, t, words } from './words.svelte';

/** How numbers broke down: where, after what, and what had grown before; a sentence each. */
export function autopsy({ kind, evidence }: Finding, frame: Frame): string[] {
  if (kind !== 'not_finite') return [];
  const { layers, operations, firstNonFinite } = frame;
  const { unit, sample, lastFinite, growthPerLayer, initialLoss, largestUpdateRatio } = evidence;
  const figure = (name: string) => formatEvidence(name, evidence[name] ?? 0);
  const sentences: string[] = [];
  if (unit !== undefined && sample !== undefined) {
    // The first is 1, as in the inspector.
    const place = { unit: formatCount(unit + 1), sample: formatCount(sample + 1) };
    const hasSamples = ['value', 'gradient'].includes(firstNonFinite?.tensor ?? '');
    sentences.push(
      t(
        hasSamples
          ? 'finding_evidence.not_finite_where'
          : 'finding_evidence.not_finite_where_in_tensor',
        place,
      ),
    );
  }
  const before = lastFinite === undefined ? undefined : operations[lastFinite];
  if (before) {
    const operation = named('operation', before.kind);
    sentences.push(
      t('finding_evidence.not_finite_before', {
        operation,
        layer: layerInSentence(before.layer, layers.length),
      }),
    );
  }
  if (growthPerLayer !== undefined) {
    sentences.push(
      t('finding_evidence.not_finite_growth', { factor: formatNumber(growthPerLayer) }),
    );
  }
  if (initialLoss !== undefined) {
    const loss = { initialLoss: figure('initialLoss'), largestLoss: figure('largestLoss') };
    sentences.push(
      t('finding_evidence.not_finite_loss', { ...loss, largestLossAt: figure('largestLossAt') }),
    );
  }
  if (largestUpdateRatio) {
    const step = { largestUpdateRatio: figure('largestUpdateRatio') };
    sentences.push(
      t('finding_evidence.not_finite_step', {
        ...step,
        largestUpdateAt: figure('largestUpdateAt'),
      }),
    );
  }
  return sentences;
}

/** The figures that have a name a reader can take in, as rows of a table. */
export function evidenceRows({ evidence }: Finding): {
  name: string;
  label: string;
  value: string;
}[] {
  return Object.entries(evidence).flatMap(([name, value]) => {
    const isNamed = words.has(`finding_evidence.${name}`);
    return isNamed
      ? { name, label: named('finding_evidence', name), value: formatEvidence(name, value) }
      : [];
  });
}
