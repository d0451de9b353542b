import type { Frame } from '../module/ebb';
import { layerName } from '../text/layer_name';
import { named, t } from '../text/words.svelte';

/** Where a frame stands within its iteration: "Backward, layer 7: activation". */
export function positionText(frame: Frame): string {
  const phase = t(`phase.${frame.phase}`);
  const operation = frame.operation === null ? null : frame.operations[frame.operation];
  if (!operation || operation.kind === 'loss') return phase;
  return t('position.at_operation', {
    phase,
    layer: layerName(operation.layer, frame.layers.length),
    operation: named('operation', operation.kind),
  });
}
