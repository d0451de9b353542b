import { count, numeral, type Table } from '../../charts/table';
import { findingOf, isLostAgain, numberOf, type Cell } from '../../lab/map_cell';
import type { MapProgress, NetworkMap } from '../../lab/map.svelte';
import type { MapAxis } from '../../lab/map_grid';
import type { MapGrid, MapPlan } from '../../lab/map_cells_to_run';
import { settingName, settingValue } from '../../text/setting_text';
import { formatCount, formatNumber, formatParts } from '../../text/numbers';
import { named, t } from '../../text/words.svelte';

/** A value with as many digits as tell it from its neighbour. */
export function axisText(
  axis: MapAxis,
  values: readonly (number | string)[],
  index: number,
): string {
  const value = values[index]!;
  const beside = values[index + 1] ?? values[index - 1];
  if (typeof value !== 'number' || typeof beside !== 'number')
    return settingValue(axis.axis, value);
  const step = Math.abs(value - beside);
  const digits = step > 0 && value !== 0 ? Math.ceil(Math.log10(Math.abs(value) / step)) + 1 : 3;
  return formatNumber(value, Math.min(12, Math.max(3, digits)));
}

const figure = (value: number | null) => (value === null ? '–' : formatNumber(value));

/** What a cell came to, one line a figure. */
export function figuresOf(cell: Cell, iterations: number): { name: string; text: string }[] {
  const ratio = { name: t('map.ratio'), text: figure(numberOf(cell, 'ratio')) };
  if (iterations === 0) return [ratio];
  const needed = numberOf(cell, 'iterationsNeeded');
  const finding = findingOf(cell);
  return [
    { name: t('map.finding'), text: finding ? named('finding', finding) : '–' },
    ratio,
    { name: t('map.loss'), text: figure(numberOf(cell, 'loss')) },
    {
      name: t('map.iterationsNeeded'),
      text:
        needed === Infinity
          ? t('map.never')
          : needed === null
            ? '–'
            : isLostAgain(cell)
              ? t('map.lost_again', {
                  iteration: formatCount(needed),
                  end: formatCount(iterations),
                })
              : formatCount(needed),
    },
  ];
}

/** How many cells are done, and how long the others take. */
export function progressText({ done, of, isExact, secondsLeft }: MapProgress): string {
  const cells = isExact
    ? t('map.cells_done', { done: formatCount(done), of: formatCount(of) })
    : t('map.cells_about', { done: formatCount(done), of: formatParts(of) });
  if (secondsLeft === null) return cells;
  const seconds = secondsLeft > 20 ? 5 * Math.ceil(secondsLeft / 5) : Math.ceil(secondsLeft);
  return `${cells} · ${t('map.left', { seconds: formatCount(seconds) })}`;
}

/** Where a cell lies, as one line. */
export function placeText(
  { plan, grid }: { plan: Pick<MapPlan, 'x' | 'y'>; grid: Pick<MapGrid, 'columns' | 'rows'> },
  row: number,
  column: number,
): string {
  const one = (axis: MapAxis, values: (number | string)[], index: number) =>
    `${settingName(axis.axis.name)} ${axisText(axis, values, index)}`;
  return `${one(plan.x, grid.columns, column)}, ${one(plan.y, grid.rows, row)}`;
}

/** How far across the networks of a row train; null: nothing was trained, or there is no order across. */
export function rowText(map: NetworkMap, row: number): string | null {
  const { plan, grid } = map;
  if (!plan || !grid || plan.iterations === 0 || plan.x.axis.kinds.length > 0) return null;
  const first = row * grid.columns.length;
  const runs = grid.columns.map((_, column) => ({ column, cell: grid.cells[first + column] }));
  const known = runs.filter(({ cell }) => cell?.some((run) => run !== null));
  const reached = known.filter(({ cell }) => Number.isFinite(numberOf(cell!, 'iterationsNeeded')));
  const trained = reached.filter(({ cell }) => !isLostAgain(cell!));
  const figures = { cells: formatCount(known.length), iterations: formatCount(plan.iterations) };
  const [low, high] = [trained[0], trained.at(-1)];
  if (known.length === 0) return null;
  if (!low || !high) return t('map.row_none', figures);
  return t('map.row', {
    ...figures,
    trained: formatCount(trained.length),
    low: axisText(plan.x, grid.columns, low.column),
    high: axisText(plan.x, grid.columns, high.column),
  });
}

/** Every cell that was run: a row each. */
export function mapTable(map: NetworkMap, whole: boolean): Table {
  const { plan, grid } = map;
  const listed = 200;
  if (!plan || !grid) return { caption: '', head: [], rows: [] };
  const all = grid.cells.flatMap((cell, at) => {
    if (!cell) return [];
    const [x, y] = [
      grid.columns[at % grid.columns.length]!,
      grid.rows[Math.floor(at / grid.columns.length)]!,
    ];
    const cellOf = (axis: MapAxis, value: number | string) =>
      typeof value === 'number' ? numeral(value) : settingValue(axis.axis, value);
    const finding = findingOf(cell);
    return [
      [
        cellOf(plan.x, x),
        cellOf(plan.y, y),
        numeral(numberOf(cell, 'ratio')),
        numeral(numberOf(cell, 'loss')),
        numeral(numberOf(cell, 'iterationsNeeded')),
        finding ? named('finding', finding) : '–',
        count(cell.length),
      ],
    ];
  });
  const rows = whole ? all : all.slice(0, listed);
  return {
    caption: t('map.table', { x: settingName(plan.x.axis.name), y: settingName(plan.y.axis.name) }),
    head: [
      settingName(plan.x.axis.name),
      settingName(plan.y.axis.name),
      t('map.ratio'),
      t('map.loss'),
      t('map.iterationsNeeded'),
      t('map.finding'),
      t('sweep.runs'),
    ],
    rows,
    note:
      rows.length < all.length
        ? t('chart.cut', { shown: formatCount(rows.length), all: formatCount(all.length) })
        : undefined,
  };
}
