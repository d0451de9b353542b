import type { ExperimentFields } from './kinds.js';

/** One flat record of plain settings; every field may be left out. */
export interface Settings extends Partial<Omit<Experiment, 'hidden'>> {
  /** Also as text: `16*10`. */
  hidden?: number[] | string;
}

/** The whole record, defaults filled in. What each field takes is in the core's own words: see `schema()`. */
export interface Experiment extends ExperimentFields {
  /** Units of each hidden layer, first to last; 0 to 128 layers of 1 to 256. */
  hidden: number[];
  /** `by_data` chooses: bce for two classes, cross_entropy for more, mse for a curve. */
  loss: string;
  /** Initial weights by hand: W_1 row by row (a row per unit), then W_2, …; empty: by `init`. */
  weights: number[];
  /** Initial biases by hand, layer by layer; empty: by `biasStd`. */
  biases: number[];
  /** The user's own table as text (CSV or TSV), used where `data` is `table`. Not in links. */
  table: string;
  /** What the table's last column is taken as: `classes`, `numbers`, or `auto`: what the loss needs,
   *  else classes where there are words and numbers where there are none. */
  targets: string;
  /** Whether the table's input columns (and a numeric target) are standardised: `yes` or `no`. */
  standardise: string;
}

/** What one field of an experiment takes; menus, sliders and checks are built from it. */
export interface Field {
  name: keyof Experiment;
  /** `kind`: one of `kinds`; `widths`: as `hidden`; `numbers`: a list; `text`: the table. */
  type: 'kind' | 'number' | 'integer' | 'widths' | 'numbers' | 'text';
  default: number | string | number[];
  /** Bounds, both included (numbers and integers; the length for lists and text; layers for widths). */
  min: number;
  max: number;
  /** Whether a slider over it should be logarithmic (`log` fields may still take 0 where min is 0). */
  scale: 'linear' | 'log';
  /** The words it takes, in the order to show them (type `kind`), else empty. */
  kinds: string[];
  /** Bounds of each number in its list, both included: units of a layer (`widths`), weights (`numbers`); else null. */
  each: { min: number; max: number } | null;
  /** What it takes, in English: the `takes` of every Problem that comes from these bounds alone. */
  takes: string;
  /** `network`, `weights`, `training`, `data` or `numbers`: how people look for it. */
  group: string;
  /** Whether it travels in a link. */
  inLink: boolean;
}

/** One setting that could not be used: which field, what it got, what it takes. */
export interface Problem {
  field: string;
  got: string;
  takes: string;
  /** The three as one English sentence. */
  message: string;
}
