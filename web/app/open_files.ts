import { FileError } from '../experiment/file';
import { contentOf } from '../experiment/opened';
import { t } from '../text/words.svelte';
import { outcomeOf } from '../lab/start_outcome';
import type { Embed } from '../embed/embed.svelte';
import { problemsInShort } from '../text/problem_sentence';
import { shortened } from '../text/shortened';

/** Opens what a file holds that was chosen or dropped: an experiment, a table to learn from, or a
 *  lesson. What is wrong with it is said in words (Problems.svelte; of a lesson in its own place), and
 *  the lab stays as it was. */
export async function openFiles(embed: Embed, files: FileList | null | undefined): Promise<void> {
  const file = files?.[0];
  if (!file) return;
  embed.fileFault = null;
  const fault = (reason: string) => {
    embed.fileFault = t('file.refused', { name: shortened(file.name, 60), reason });
  };
  if (files.length > 1) return fault(t('file.several', { count: files.length }));
  try {
    const opened = await contentOf(file);
    const { lab, options } = embed;
    if (opened.kind === 'lesson') {
      if ((options.lesson || options.course) && !embed.keeps) return fault(t('file.lesson_fixed'));
      return embed.openLesson(shortened(file.name, 60), opened.text);
    }
    const { kind, settings } = opened;
    if (kind === 'table' && lab.locks.names.some((name) => name in settings)) {
      return fault(t('file.table_locked'));
    }
    const isTable = kind === 'table';
    const outcome = await (isTable ? lab.change(settings) : outcomeOf(lab.open(settings)));
    if (outcome === 'began') embed.hasOpenedTable = isTable;
    // A lab that cannot run at all says so itself.
    if (outcome !== 'refused' || lab.failure !== null) return;
    fault(problemsInShort(lab.problems, lab.schema).join(' '));
    lab.problems = [];
  } catch (error) {
    if (error instanceof FileError) fault(t(`file.${error.reason}`, { version: error.version }));
    else fault((error as Error).message);
  }
}
