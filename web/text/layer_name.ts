import { t } from './words.svelte';

/** "layer 3", or "output" for the last one and "input" before the first. */
export function layerName(layer: number, outputLayer: number): string {
  if (layer === 0) return t('layer.input');
  return layer === outputLayer ? t('layer.output') : t('layer.hidden', { layer });
}

/** The same within a sentence: "the output layer". */
export function layerInSentence(layer: number, outputLayer: number): string {
  return layer === outputLayer ? t('layer.output_in_sentence') : layerName(layer, outputLayer);
}
