import type { Frame, History, LayerFrame, Theory, TheoryLayer } from '../module/ebb';
import {
  figuresIn,
  type Condition,
  type Figure,
  type layerFigures,
  type layerTheory,
  type Lookup,
  type networkTheory,
} from './expression';

/** The frames that a lesson's figures are read from, by the name of their run; and what theory expects of
 *  those runs, where the lesson asks for it. */
export type Frames = ReadonlyMap<string, Frame>;
export type Theories = ReadonlyMap<string, Theory>;

/** One of a list of layers; negative: counted from the end of all of a network's, −1 the output. */
const layerAt = <Layer>(layers: readonly Layer[], hidden: number, layer: number) =>
  layers[layer < 0 ? hidden + 1 + layer : layer - 1];

/** What the core computed for a figure; NaN where it does not exist (yet). */
export function readFigure({ name, layer }: Figure, frame: Frame): number {
  if (layer !== null) {
    const one = layerAt<LayerFrame>(frame.layers, frame.layers.length - 1, layer);
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

/** A figure of a run that is under way: as it was last judged as a whole, else as it stands. */
export function readLive(figure: Figure, judged: Frame | null, now: Frame | null): number {
  const value = judged ? readFigure(figure, judged) : NaN;
  return Number.isNaN(value) && now ? readFigure(figure, now) : value;
}

/** What theory expects for a figure; NaN where it expects nothing. */
export function readTheory({ name, layer }: Figure, theory: Theory): number {
  if (layer !== null) {
    const one = layerAt<TheoryLayer>(theory.layers, theory.layers.length, layer);
    return one?.[name as (typeof layerTheory)[number]] ?? NaN;
  }
  return theory[name as (typeof networkTheory)[number]] ?? NaN;
}

/** Looks figures up in the frames of a lesson's runs; `guess` is what the reader said. */
export function lookupIn(frames: Frames, theories: Theories, guess = NaN): Lookup {
  return (figure) => {
    if (figure.run === 'guess') return guess;
    if (figure.isTheory) {
      const theory = theories.get(figure.run);
      return theory ? readTheory(figure, theory) : NaN;
    }
    const frame = frames.get(figure.run);
    return frame ? readFigure(figure, frame) : NaN;
  };
}

/** Whether a condition is on the live run's course alone, which its history tells of iteration by
 *  iteration: pictures of a run may leave out the one at which it held. */
export const isInHistory = (condition: Condition): boolean =>
  figuresIn(condition).every(
    ({ run, name, isTheory }) =>
      run === 'live' && !isTheory && ['iteration', 'loss', 'testLoss'].includes(name),
  );

/** Looks the live run's figures up at one iteration of its history. */
export const lookupInHistory =
  (history: History, row: number): Lookup =>
  ({ name }) =>
    name === 'iteration' ? history.iterations[row]! : history[name as 'loss' | 'testLoss'][row]!;
