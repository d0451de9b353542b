import type { Frame, History, LayerFrame } from '../module/ebb';
import { figuresIn, layerFigures, type Condition, type Figure, type Lookup } from './expression';

/** The frames that a lesson's figures are read from, by the name of their run. */
export type Frames = ReadonlyMap<string, Frame>;

/** What the core computed for a figure; NaN where it does not exist (yet). */
export function readFigure({ name, layer }: Figure, frame: Frame): number {
  if (layer !== null) {
    const { layers } = frame;
    const one: LayerFrame | undefined = layers[layer < 0 ? layers.length + layer : layer - 1];
    return one?.[name as (typeof layerFigures)[number]] ?? NaN;
  }
  switch (name) {
    case 'ratio':
      return frame.diagnosis.ratio ?? NaN;
    case 'perLayer':
      return frame.diagnosis.perLayer ?? NaN;
    default:
      return frame[name as 'loss' | 'testLoss' | 'trainAccuracy' | 'iteration'] ?? NaN;
  }
}

/** Looks figures up in the frames of a lesson's runs; `guess` is what the reader said. */
export function lookupIn(frames: Frames, guess = NaN): Lookup {
  return (figure) => {
    if (figure.run === 'guess') return guess;
    const frame = frames.get(figure.run);
    return frame ? readFigure(figure, frame) : NaN;
  };
}

/** Whether a condition is on the live run's course alone, which its history tells of iteration by
 *  iteration: pictures of a run may leave out the one at which it held. */
export const isInHistory = (condition: Condition): boolean =>
  figuresIn(condition).every(
    ({ run, name }) => run === 'live' && ['iteration', 'loss', 'testLoss'].includes(name),
  );

/** Looks the live run's figures up at one iteration of its history. */
export const lookupInHistory =
  (history: History, row: number): Lookup =>
  ({ name }) =>
    name === 'iteration' ? history.iterations[row]! : history[name as 'loss' | 'testLoss'][row]!;
