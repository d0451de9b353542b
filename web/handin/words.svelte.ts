import type { Compiled } from '../text/compiled_message';
import type source from '../text/handin/en.json';
import english from '../text/handin/en.json?compiled';
import { ownMessages } from '../text/own_messages';

/** The messages of what few ask for: handing in, marking, the command line. They are loaded with that. */
export type HandInMessage = keyof typeof source;

const files = import.meta.glob<Record<string, Compiled>>(
  ['../text/handin/*.json', '!../text/handin/en.json'],
  { import: 'default', query: '?compiled', eager: true },
);

export const h = ownMessages<HandInMessage>(english, files);
