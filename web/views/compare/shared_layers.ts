import { labelled } from '../../charts/columns';
import { formatCount } from '../../text/numbers';
import { t } from '../../text/words.svelte';
import { layerName } from '../../text/layer_name';

/** The layers of several networks on one axis. Networks of one depth go by their layers' numbers;
 *  others are lined up at the output, where the gradient begins, and count the layers from there: so
 *  a layer that takes the same factor has the same slope in all of them. */
export interface SharedLayers {
  /** Columns: the layers of the deepest, its output included. */
  count: number;
  isOneDepth: boolean;
  title: string;
  /** Values of a network's layers, a column each; null where it has none. */
  over(values: readonly (number | null)[]): (number | null)[];
  /** A column in words. */
  name(column: number): string;
  /** What is written under columns that are `step` pixels wide. */
  labels(step: number): { column: number; text: string }[];
}

/** `depths`: how many layers each network has, the output included. */
export function sharedLayers(depths: readonly number[]): SharedLayers {
  const count = Math.max(1, ...depths);
  const isOneDepth = depths.every((depth) => depth === count);
  const last = count - 1;
  return {
    count,
    isOneDepth,
    title: t(isOneDepth ? 'compare.axis_layers' : 'compare.axis_before'),
    over: (values) => [...Array<null>(count - values.length).fill(null), ...values],
    name(column) {
      if (isOneDepth || column === last) return layerName(column + 1, count);
      return t('compare.before_output', { count: last - column });
    },
    labels(step) {
      const numbers = labelled(last, step, last > 99 ? 30 : 24);
      return [
        ...numbers.map((number) => ({
          column: isOneDepth ? number - 1 : last - number,
          text: formatCount(number),
        })),
        { column: last, text: t('layer.output_short') },
      ];
    },
  };
}
