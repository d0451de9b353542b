import type { Experiment, Field, Settings } from '../module/ebb';
import { writeReceipt, type Receipt } from './receipt';
import { isDefault } from './schema';

/** The version of the file's format. */
const format = 1;

/** Why a file holds no text that anything here could read. */
export type TextFault = 'too_large' | 'empty' | 'not_text' | 'unreadable';

/** Why a text is no experiment, by the name of its message. */
export class FileError extends Error {
  constructor(
    readonly reason: TextFault | 'not_json' | 'not_ebb' | 'newer',
    readonly version = '',
  ) {
    super(reason);
  }
}

/** The experiment as a file: what differs from the defaults, as in a link, and what no link carries; and where
 *  its run stood. */
export function writeFile(
  schema: readonly Field[],
  experiment: Experiment,
  at: Pick<Receipt, 'position' | 'digest'> | null = null,
): string {
  const fields = schema.filter((field) => !isDefault(field, experiment[field.name]));
  const settings = Object.fromEntries(fields.map(({ name }) => [name, experiment[name]]));
  const receipt = at && { receipt: writeReceipt({ ...at, link: '' }) };
  return JSON.stringify({ ebb: format, ...receipt, ...settings }, null, 2) + '\n';
}

/** Settings from a file. Only its form is judged here; the settings themselves the core checks. */
export function readFile(text: string): Settings {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw new FileError('not_json');
  }
  if (typeof content !== 'object' || content === null || !('ebb' in content)) {
    throw new FileError('not_ebb');
  }
  const { ebb, receipt, ...settings } = content as { ebb: unknown; receipt?: unknown };
  if (!Number.isSafeInteger(ebb) || Number(ebb) < 1) throw new FileError('not_ebb');
  if (Number(ebb) > format) throw new FileError('newer', String(ebb));
  return settings;
}
