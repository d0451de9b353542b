import type { Experiment, Field } from '../module/ebb';

export interface Group {
  name: string;
  fields: Field[];
}

/** The core's fields in the groups it puts them into, both in its order. */
export function groupsOf(schema: readonly Field[]): Group[] {
  const groups: Group[] = [];
  for (const field of schema) {
    const group = groups.find(({ name }) => name === field.group);
    if (group) group.fields.push(field);
    else groups.push({ name: field.group, fields: [field] });
  }
  return groups;
}

export function isDefault(field: Field, value: Experiment[keyof Experiment]): boolean {
  return JSON.stringify(value) === JSON.stringify(field.default);
}

/** What of an experiment a link does not carry: the rest of the address, so to speak. */
export function besideLink(schema: readonly Field[], experiment: Experiment): Partial<Experiment> {
  const fields = schema.filter(
    (field) => !field.inLink && !isDefault(field, experiment[field.name]),
  );
  return Object.fromEntries(fields.map(({ name }) => [name, experiment[name]]));
}

/** What the core takes for the hidden layers beside the field itself. */
export const shorthands = ['depth', 'width'] as const;

/** The field that a setting sets: its own, or the one it is a shorthand for. */
export const fieldOf = (setting: string): string =>
  (shorthands as readonly string[]).includes(setting) ? 'hidden' : setting;
