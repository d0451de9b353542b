import { t } from '../text/words.svelte';
import type { OptionProblem } from './options';

/** In words: which setting of the embedding was wrong, and what it takes. */
export function optionSentence({ kind, setting, got, takes }: OptionProblem): string {
  // An empty word stands for a setting that is merely there.
  const list = takes.filter((word) => word !== '').join(', ');
  return t(`embed.problem_${kind}`, { setting, got, takes: list });
}
