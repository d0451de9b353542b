import { t } from './words.svelte';

/** "layer 3", or "output" for the last one and "input" before the first. */
export function layerName(layer: number, outputLayer: number): string {
  if (layer === 0) return t('layer.input');
  return layer === outputLayer ? t('layer.output') : t('layer.hidden', { layer });
}
