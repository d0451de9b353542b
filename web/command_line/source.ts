import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { problemSentence } from '../text/problem_sentence';
import { FileError, readFile } from '../experiment/file';
import { textIn } from '../experiment/opened';
import { parseProblem } from '../experiment/problem';
import { h, type HandInMessage } from '../handin/words.svelte';
import type { Ebb, Experiment, Problem, Settings } from '../module/ebb';
import { t } from '../text/words.svelte';
import { CommandError } from './arguments';

/** Bytes of a file that is handed over. */
export function bytesOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw unusable(file, error);
  }
}

/** Writes a file that was asked for. */
export function writeOut(file: string, content: string | Uint8Array): void {
  try {
    writeFileSync(file, content);
  } catch (error) {
    throw unusable(file, error);
  }
}

/** What the system says against a file, in words where it is a usual thing. */
function unusable(file: string, error: unknown): CommandError {
  const { code = '', message } = error as NodeJS.ErrnoException;
  const reasons: Readonly<Record<string, HandInMessage>> = {
    ENOENT: 'cli.not_there',
    EISDIR: 'cli.is_folder',
    EACCES: 'cli.not_allowed',
    EPERM: 'cli.not_allowed',
  };
  const known = reasons[code];
  return new CommandError(h('cli.unreadable', { file, reason: known ? h(known) : message }));
}

/** The part of a link that says the experiment; undefined: the text is no link. */
export function linkIn(text: string): string | undefined {
  if (text.includes('#')) return text.slice(text.indexOf('#') + 1);
  return /^(\w+=[^\s]*)?$/.test(text) ? text : undefined;
}

/** An experiment from a link or from the file that one was saved in. What cannot be used is refused. */
export function experimentOf(ebb: Ebb, source: string): Experiment {
  const link = existsSync(source) ? undefined : linkIn(source);
  const refusal = (problems: readonly Problem[]) =>
    new CommandError(problems.map((one) => problemSentence(one, ebb.schema())).join('\n'));
  try {
    if (link === undefined) return ebb.complete(settingsIn(source));
    const { experiment, problems } = ebb.readLink(link);
    if (problems.length > 0) throw refusal(problems);
    return experiment;
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw refusal([parseProblem((error as Error).message)]);
  }
}

const settingsIn = (file: string): Settings => read(file, readFile);

/** The text of a file that is handed over, as the lab reads it. */
export const textOf = (file: string): string => read(file, (text) => text);

function read<Content>(file: string, contentOf: (text: string) => Content): Content {
  try {
    return contentOf(textIn(bytesOf(file)));
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    const reason = t(`file.${error.reason}`, { version: error.version });
    throw new CommandError(h('cli.unreadable', { file, reason }));
  }
}
