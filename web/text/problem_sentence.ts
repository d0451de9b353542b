import type { Problem } from '../module/ebb';
import { settingName } from './setting_text';
import { t, words } from './words.svelte';

/** What is wrong with a setting of the experiment, and what it takes. */
export function problemSentence({ field, got, takes, message }: Problem): string {
  if (takes === '') return message;
  // `hidden`: the shorthands for the hidden layers. What is no setting at all is called what it was called.
  const isSetting = words.has(`field.${field}`) || words.has(`hidden.${field}`);
  const name = isSetting ? settingName(field) : field;
  return t('problem.sentence', { field: name, got, takes });
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

export function problemsInShort(problems: readonly Problem[]): readonly string[] {
  const last = problems.at(-1);
  const untold = last?.field === 'link' ? Number(leftOut.exec(last.got)?.[1] ?? 0) : 0;
  return inShort(untold > 0 ? problems.slice(0, -1) : problems, problemSentence, untold);
}
