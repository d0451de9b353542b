import type { Frame } from '../module/ebb';
import { findingName } from '../text/finding_text';
import { layerName } from '../text/layer_name';
import { formatNumber } from '../text/numbers';
import { named, t, type Message } from '../text/words.svelte';

/** What a step did, in full sentences, for those who hear the page. */
export function stepAnnouncement(frame: Frame): string {
  const { phase, layers, operations, diagnosis } = frame;
  const operation = frame.operation === null ? null : operations[frame.operation];
  const loss = frame.loss === null ? '' : formatNumber(frame.loss);
  const sentences: string[] = [];
  if (phase === 'loss') sentences.push(t('step_announcement.loss', { loss }));
  else {
    const layer = operation ? layerName(operation.layer, layers.length) : '';
    const kind = operation ? named('operation', operation.kind) : '';
    const values = { layer, operation: kind, loss, iteration: frame.iteration };
    sentences.push(t(`step_announcement.${phase}` as Message, values));
  }
  if (phase === 'backward' && operation && operation.attenuation !== null) {
    sentences.push(t('step_announcement.factor', { factor: formatNumber(operation.attenuation) }));
  }
  if (phase === 'update' && diagnosis.verdict !== 'unknown') {
    const verdict = t(`verdict.${diagnosis.verdict}`);
    const ratio = diagnosis.ratio === null ? '–' : formatNumber(diagnosis.ratio);
    sentences.push(t('step_announcement.verdict', { verdict, ratio }));
  }
  const [gravest] = diagnosis.findings;
  if (phase === 'update' && gravest) {
    const severity = t(`severity.${gravest.severity}`);
    sentences.push(t('finding.said', { severity, name: findingName(gravest) }));
  }
  return sentences.join(' ');
}
