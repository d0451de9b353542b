import { getContext, setContext } from 'svelte';
import type { Table } from './table';

/** A chart as it stands on the screen, with what a reader of the figure needs who has not the page. */
export interface Picture {
  title: string;
  /** What the axes show, where the drawing itself does not say it. */
  across?: string;
  up?: string;
  /** Holds the drawing: SVG and canvases over each other. */
  drawing: HTMLElement;
  /** What explains its colours and marks. */
  keys: HTMLElement[];
}

export type PictureFormat = 'svg' | 'png';

/** Hands charts and tables to the reader as files. Charts know none of that: whoever places them
 *  provides it. `name` says what the file holds: `signal-profile`. */
export interface ChartExporter {
  picture(name: string, picture: Picture, format: PictureFormat): Promise<void>;
  table(name: string, table: Table): Promise<void>;
}

const key = Symbol('keeper');

export const provideChartExporter = (chartExporter: ChartExporter): ChartExporter =>
  setContext(key, chartExporter);
export const exporterAround = (): ChartExporter | undefined =>
  getContext<ChartExporter | undefined>(key);
