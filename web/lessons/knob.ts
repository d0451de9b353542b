import { clampedShare } from '../charts/clamped_share';
import type { Experiment, Settings } from '../module/ebb';
import type { Knob, NumberKnob } from './lesson';

/** Places that a knob's slider can stand at. */
export const knobSteps = 120;

/** Where the experiment has the knob's setting now; NaN where it has none that is a number. */
export function valueOf({ field, index }: NumberKnob, experiment: Experiment | null): number {
  const value = experiment?.[field as keyof Experiment];
  const one = index === null ? value : (value as number[] | undefined)?.[index];
  return typeof one === 'number' ? one : NaN;
}

/** Two digits are enough for a hand. */
export function valueAt({ from, to, scale }: NumberKnob, step: number): number {
  const share = step / knobSteps;
  const value = scale === 'log' ? from * (to / from) ** share : from + (to - from) * share;
  return Number(value.toPrecision(2));
}

export function stepOf({ from, to, scale }: NumberKnob, value: number): number {
  const share =
    scale === 'log' ? Math.log(value / from) / Math.log(to / from) : (value - from) / (to - from);
  return Math.round(knobSteps * clampedShare(share || 0));
}

/** The change that a turn of the knob asks for. */
export function turned(
  { field, index }: NumberKnob,
  experiment: Experiment | null,
  value: number,
): Settings {
  const list = experiment?.[field as keyof Experiment];
  const changed =
    index === null || !Array.isArray(list)
      ? value
      : list.map((old, i) => (i === index ? value : old));
  return { [field]: changed } as Settings;
}

export const isNumber = (knob: Knob): knob is NumberKnob => !('kinds' in knob);

/** Whether the knobs are the weights of a chain of single units, one after the other, so that each
 *  can be drawn as the link that it is. */
export function areChain(
  knobs: readonly Knob[],
  experiment: Experiment | null,
): knobs is readonly NumberKnob[] {
  const { hidden = [], weights = [] } = experiment ?? {};
  return (
    knobs.length > 0 &&
    knobs.length <= 3 &&
    knobs.length === hidden.length + 1 &&
    weights.length === knobs.length &&
    hidden.every((units) => units === 1) &&
    knobs.every((knob, place) => isNumber(knob) && knob.field === 'weights' && knob.index === place)
  );
}
