import { count, numeral, type Table } from '../../charts/table';
import type { Frame } from '../../module/ebb';
import { formatNumber } from '../../text/numbers';
import { named, t } from '../../text/words.svelte';
import { layerName } from '../../text/layer_name';
import type { Profile } from '../shared/profile';
import { readings, type Quantity } from './quantities';

/** A layer's figures in the quantities shown, as one line. */
export function columnText(layer: number, profile: Profile, quantities: Quantity[]): string {
  const numbers = profile.layers[layer - 1];
  if (!numbers) return '';
  const figures = quantities.flatMap((quantity) => readings(quantity, numbers));
  const name = layerName(layer, profile.layers.length);
  if (figures.length === 0) return t('stage.column_without', { layer: name });
  const list = figures.map(({ label, text }) => `${label} ${text}`).join('; ');
  return t('stage.column', { layer: name, figures: list });
}

/** An operation's name, place and, once the walk back has passed it, its factor. */
export function operationText(index: number, frame: Frame | null): string {
  const one = frame?.operations[index];
  if (!one) return '';
  const layer = layerName(one.layer, frame.layers.length);
  const place = { operation: named('operation', one.kind), layer };
  if (one.attenuation === null) return t('stage.operation', place);
  const factor = formatNumber(one.attenuation);
  if (one.sizeIn === null || one.sizeOut === null)
    return t('stage.operation_factor', { ...place, factor });
  const sizes = { arrives: formatNumber(one.sizeIn), goesOn: formatNumber(one.sizeOut) };
  return t('stage.operation_sizes', { ...place, factor, ...sizes });
}

/** The profile as a table: a row a layer, a column a line of every quantity shown. */
export function profileTable(profile: Profile, quantities: Quantity[]): Table {
  const lines = quantities.flatMap(({ lines: of, format }) =>
    of
      .flatMap((line) => [line, ...(line.spread ? [line.spread] : [])])
      .map((line) => ({
        line,
        format,
      })),
  );
  return {
    caption: profile.ahead ? t('stage.table_ahead') : t('stage.table'),
    head: [
      t('layer.title'),
      t('layer.units'),
      ...lines.map(({ line: { label, unit } }) => ({ text: t(label), unit })),
    ],
    rows: profile.layers.map((layer) => [
      layerName(layer.layer, profile.layers.length),
      count(layer.units),
      ...lines.map(({ line, format }) => numeral(line.of(layer), format)),
    ]),
  };
}
