import type { Frame, Matrix, OperationDetail, Experiment } from '../module/ebb';
import type { Room } from './slots';

/** One line of mathematics, as TeX. */
export interface Formula {
  /** The rule in general. */
  rule: string;
  /** The same with the numbers of the chosen unit and sample; null where they do not exist yet. */
  numbers: string | null;
}

/** What a formula is filled from. */
export interface Context {
  detail: OperationDetail;
  frame: Frame;
  experiment: Experiment;
  /** The loss in use, as the core names it. */
  loss: string;
  /** The sample and unit whose numbers are shown, counted from 0. */
  sample: number;
  unit: number;
  /** For the terms of a sum. */
  room: Room;
}

/** An operation's mathematics in both directions. */
export interface Formulas {
  forward(context: Context): Formula[];
  backward(context: Context): Formula[];
}

/** An entry of a matrix; null where matrix or entry does not exist (yet). */
export function entry(matrix: Matrix | null, row: number, column: number): number | null {
  if (!matrix || row >= matrix.rows || column >= matrix.cols) return null;
  return matrix.values[row * matrix.cols + column] ?? null;
}

/** All numbers of a row, or of a column. */
export const rowOf = (matrix: Matrix, row: number): number[] =>
  Array.from(matrix.values.subarray(row * matrix.cols, (row + 1) * matrix.cols));
export const columnOf = (matrix: Matrix, column: number): number[] =>
  Array.from({ length: matrix.rows }, (_, row) => matrix.values[row * matrix.cols + column] ?? NaN);

/** What an activation takes: the normalized values where the layer has a normalization. */
export const activationInput = ({ experiment }: Context): 'n' | 'z' =>
  experiment.normalization === 'none' ? 'z' : 'n';

/** What a hidden layer hands on is h; on the way there it is a, after the activation, and d, after
 *  dropout, where an operation follows that needs the names apart. */
export function afterActivation({ frame, detail }: Context): 'a' | 'h' {
  const last = lastOfLayer(frame, detail.layer);
  return frame.operations[last]?.kind === 'activation' ? 'h' : 'a';
}

export function afterDropout({ frame, detail }: Context): 'd' | 'h' {
  const last = lastOfLayer(frame, detail.layer);
  return frame.operations[last]?.kind === 'dropout' ? 'h' : 'd';
}

/** What a residual add takes in beside the skip. */
export function branchName({ frame, detail }: Context): 'a' | 'd' {
  const before = frame.operations[detail.operation - 1];
  return before?.kind === 'dropout' ? 'd' : 'a';
}

function lastOfLayer(frame: Frame, layer: number): number {
  return frame.operations.findLastIndex((operation) => operation.layer === layer);
}

/** h_{l-1}, which before the first layer is x. */
export const inputName = (layer: number) => (layer === 1 ? 'x' : `h_{${layer - 1}}`);
