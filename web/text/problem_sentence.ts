import { fieldOf } from '../experiment/schema';
import type { Field, Problem } from '../module/ebb';
import { formatExactly } from './numbers';
import { settingName } from './setting_text';
import { t, words } from './words.svelte';

/** What a setting takes: by its own bounds in the page's words; what else the core asks of it, as the core says it. */
function takesText({ field, takes }: Problem, schema: readonly Field[]): string {
  const known = schema.find(({ name }) => name === fieldOf(field));
  if (!known) return takes;
  const range = ({ min, max }: { min: number; max: number }) => ({
    min: formatExactly(min),
    max: formatExactly(max),
  });
  const each = known.each ?? known;
  // A shorthand sets how many layers there are, or the units of each.
  if (field !== known.name)
    return t('problem.takes_integer', range(field === 'depth' ? known : each));
  if (takes !== known.takes) return takes;
  const { min: least, max: most } = range(each);
  const slots = { ...range(known), least, most, words: known.kinds.join(', ') };
  return t(`problem.takes_${known.type}`, slots);
}

/** What is wrong with a setting of the experiment, and what it takes. */
export function problemSentence(problem: Problem, schema: readonly Field[]): string {
  const { field, got, message } = problem;
  if (problem.takes === '') return message;
  // `hidden`: the shorthands for the hidden layers. What is no setting at all is called what it was called.
  const isSetting = words.has(`field.${field}`) || words.has(`hidden.${field}`);
  const name = isSetting ? settingName(field) : field;
  return t('problem.sentence', { field: name, got, takes: takesText(problem, schema) });
}

/** As many as anybody reads. */
const mostListed = 8;

/** Sentences that are listed: the first of them, and how many more there are. */
export function inShort<Item>(
  items: readonly Item[],
  sentence: (item: Item) => string,
  untold = 0,
): readonly string[] {
  const listed = items.slice(0, mostListed).map(sentence);
  const count = items.length - listed.length + untold;
  return count > 0 ? [...listed, t('problem.more', { count })] : listed;
}

/** Of very many the core tells some, and last how many it left out. */
const leftOut = /^(\d+) more such settings$/;

export function problemsInShort(
  problems: readonly Problem[],
  schema: readonly Field[],
): readonly string[] {
  const last = problems.at(-1);
  const untold = last?.field === 'link' ? Number(leftOut.exec(last.got)?.[1] ?? 0) : 0;
  const told = untold > 0 ? problems.slice(0, -1) : problems;
  return inShort(told, (one) => problemSentence(one, schema), untold);
}
