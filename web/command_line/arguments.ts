import { h } from '../handin/words.svelte';

/** Why a command could not be carried out, in words. */
export class CommandError extends Error {}

export interface Arguments {
  /** What is no option, in its order. */
  plain: string[];
  /** Options with what they were given, in their order; a flag has ''. */
  options: [name: string, value: string][];
}

/** Takes a command line apart. `flags` stand alone, `valued` are followed by a value (or `=` and it). */
export function parseArguments(
  command: string,
  given: readonly string[],
  flags: readonly string[],
  valued: readonly string[],
): Arguments {
  const found: Arguments = { plain: [], options: [] };
  for (let i = 0; i < given.length; ++i) {
    const word = given[i]!;
    if (!word.startsWith('--')) {
      found.plain.push(word);
      continue;
    }
    const [name = '', inline] = word.slice(2).split(/=(.*)/s);
    if (flags.includes(name) && inline === undefined) found.options.push([name, '']);
    else if (valued.includes(name)) {
      const value = inline ?? given[++i];
      if (value === undefined) throw new CommandError(h('cli.no_value', { option: `--${name}` }));
      found.options.push([name, value]);
    } else throw new CommandError(h('cli.unknown_option', { command, got: word }));
  }
  return found;
}

export const valueOf = ({ options }: Arguments, name: string): string | undefined =>
  options.findLast(([one]) => one === name)?.[1];

export const has = (args: Arguments, name: string): boolean => valueOf(args, name) !== undefined;

export function wholeNumber(args: Arguments, name: string, other: number, most: number): number {
  const text = valueOf(args, name);
  if (text === undefined) return other;
  const value = Number(text);
  if (/^\d+$/.test(text) && value <= most) return value;
  throw new CommandError(
    h('cli.bad_number', { option: `--${name}`, got: text, from: 0, to: most }),
  );
}
