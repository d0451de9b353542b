import type { Experiment, Field } from '../module/ebb';

/** An experiment and the names of the fields that mean something for it. */
export interface Described {
  experiment: Experiment;
  applies: readonly string[];
}

/** The fields in which experiments differ, in the core's order. What means nothing for any of them (a
 *  threshold where nothing is clipped) makes no difference. */
export function differingFields(schema: readonly Field[], all: readonly Described[]): Field[] {
  const written = (field: Field, { experiment }: Described) =>
    JSON.stringify(experiment[field.name]);
  return schema.filter((field) => {
    if (!all.some(({ applies }) => applies.includes(field.name))) return false;
    return new Set(all.map((one) => written(field, one))).size > 1;
  });
}

/** Whether all settings are the same; null is the same as null alone. */
export const isSameExperiment = (one: Experiment | null, other: Experiment | null): boolean =>
  one === other || JSON.stringify(one) === JSON.stringify(other);
