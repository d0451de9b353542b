import type { Compiled } from '../../text/compiled_message';
import type source from '../../text/clinic/en.json';
import english from '../../text/clinic/en.json?compiled';
import { ownMessages } from '../../text/own_messages';

const files = import.meta.glob<Record<string, Compiled>>(
  ['../../text/clinic/*.json', '!../../text/clinic/en.json'],
  { import: 'default', query: '?compiled', eager: true },
);

/** The clinic's own messages, which are loaded with it. */
export const c = ownMessages<keyof typeof source>(english, files);
