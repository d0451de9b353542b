import type { ClinicCase, Experiment, Frame, LayerFrame, Suspect } from '../../module/ebb';
import type { Clinic } from '../lesson';

/** The rules of the clinic, which the page and whoever marks have from here; FORMAT.md says them in words. */

/** What can be looked at: how it trains, which may cure it; a figure of every layer; or, by the name of its
 *  field, a setting. */
export const layerLooks = {
  signal: 'signal',
  update_ratio: 'updateRatio',
  activation: 'activationStd',
  saturated: 'saturated',
  dead: 'dead',
} as const satisfies Record<string, keyof LayerFrame>;
export type LayerLook = keyof typeof layerLooks;
export const isLayerLook = (at: string): at is LayerLook => Object.hasOwn(layerLooks, at);
export const training = 'training';

export type Action =
  { kind: 'look'; at: string } | { kind: 'set'; field: string; value: string | number };

/** As a hand-in holds it: `look signal`, `look gain`, `set gain=1`. */
export const writeAction = (action: Action): string =>
  action.kind === 'look' ? `look ${action.at}` : `set ${action.field}=${action.value}`;

/** Null for what nobody can do in a clinic. */
export function readAction(text: string, suspects: readonly Suspect[]): Action | null {
  const look = /^look (\w+)$/.exec(text)?.[1];
  if (look !== undefined) {
    const is = look === training || isLayerLook(look) || suspects.some((one) => one.field === look);
    return is ? { kind: 'look', at: look } : null;
  }
  const [, field = '', written] = /^set (\w+)=(\S+)$/.exec(text) ?? [];
  const value = suspects
    .find((one) => one.field === field)
    ?.values.find((one) => String(one) === written);
  return value === undefined ? null : { kind: 'set', field, value };
}

export function spentOn(actions: readonly Action[]): { looks: number; changes: number } {
  const looks = actions.filter(({ kind }) => kind === 'look').length;
  return { looks, changes: actions.length - looks };
}

/** The network as it is after what was done. */
export const treated = ({ experiment }: ClinicCase, actions: readonly Action[]): Experiment => ({
  ...experiment,
  ...Object.fromEntries(
    actions.flatMap((one) => (one.kind === 'set' ? [[one.field, one.value]] : [])),
  ),
});

/** Whether the end of a training is that of a network that learns. */
export const isCure = ({ goal, iterations }: ClinicCase, { loss, iteration }: Frame): boolean =>
  iteration === iterations && loss !== null && loss < goal;

/** From 0 to 1: half for the cure, a quarter each for the share of the looks and of the changes that were to
 *  spare (one look and a change for every fault are not) and were not spent. */
export function clinicScore(
  { faults, looks, changes }: Clinic,
  actions: readonly Action[],
  isCured: boolean,
): number {
  if (!isCured) return 0;
  const spent = spentOn(actions);
  const left = (given: number, needed: number, used: number) =>
    given <= needed ? 1 : Math.min(1, (given - used) / (given - needed));
  return 1 / 2 + left(looks, 1, spent.looks) / 4 + left(changes, faults, spent.changes) / 4;
}
