import { readFileSync } from 'node:fs';
import { writeQuery, defaults } from '../embed/options';
import { h } from '../handin/words.svelte';
import { lessonIds, lessonText, translationOf } from '../lessons/library';
import { parseLesson } from '../lessons/parse';
import type { Ebb } from '../module/ebb';
import { scormPackage } from '../scorm/package';
import { t, words } from '../text/words.svelte';
import { CommandError, parseArguments, valueOf } from './arguments';
import { experimentOf, writeOut } from './source';

/** What lies beside the program in its package. */
const beside = (file: string) => readFileSync(new URL(`../${file}`, import.meta.url));

/** `ebb scorm [LINK]`: a lab, or a lesson, for a learning platform. */
export async function scorm(
  ebb: Ebb,
  given: readonly string[],
  print: (text: string) => void,
): Promise<number> {
  const args = parseArguments('scorm', given, [], ['lesson', 'title', 'out']);
  if (args.plain.length > 1) throw new CommandError(h('cli.one_link'));
  const lesson = valueOf(args, 'lesson') ?? null;
  if (lesson !== null && !lessonIds.includes(lesson)) {
    throw new CommandError(h('cli.no_own_lesson', { got: lesson }));
  }
  const link = ebb.writeLink(experimentOf(ebb, args.plain[0] ?? ''));
  const named = lesson && parseLesson(lessonText(lesson)!, translationOf(lesson)).title;
  const query = new URLSearchParams([
    ...writeQuery({ ...defaults, lesson }, []),
    ...(words.language === 'en' ? [] : [['lang', words.language]]),
  ]);
  const archive = await scormPackage({
    title: valueOf(args, 'title') ?? named ?? t('app.title'),
    address: `${query.size > 0 ? `?${query}` : ''}${link && `#${link}`}`,
    page: Uint8Array.from(beside('ebb.html')),
    licences: `${beside('LICENSE').toString()}\n${beside('THIRD_PARTY.md').toString()}`,
  });
  const file = valueOf(args, 'out') ?? `ebb-${lesson ?? 'lab'}.zip`;
  writeOut(file, Buffer.from(await archive.arrayBuffer()));
  print(h('cli.written', { file }));
  return 0;
}
