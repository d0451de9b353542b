import { readFileSync } from 'node:fs';
import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import type { Plugin } from 'vite';
import { isOfGuard } from './guard_script.ts';
import type { Compiled, Filled } from '../web/text/compiled_message.ts';

const compiled = /\.json\?compiled$/;
const named = /\.json\?own-name$/;

export function compileMessage(text: string): Compiled {
  const parts = parse(text, { ignoreTag: true });
  const [only = { type: TYPE.literal, value: '' }] = parts;
  if (parts.length <= 1 && only.type === TYPE.literal) return only.value;
  return filled(parts) ?? parts;
}

/** Null where a message has more than plain slots: numbers to agree with, choices. */
function filled(parts: MessageFormatElement[]): Filled | null {
  const list = [''];
  for (const part of parts) {
    if (part.type === TYPE.argument) list.push(part.value, '');
    else if (part.type === TYPE.literal) list.push(list.pop() + part.value);
    else return null;
  }
  return list;
}

/** `en.json?compiled`: a catalogue with its messages compiled. Texts of lessons are no messages.
 *  `en.json?own-name`: what the language calls itself. */
export function compileCatalogues(): Plugin {
  return {
    name: 'ebb-compile-catalogues',
    enforce: 'pre',
    load(id) {
      if (!compiled.test(id) && !named.test(id)) return null;
      const [file] = id.split('?') as [string];
      this.addWatchFile(file);
      const catalogue: Record<string, string> = JSON.parse(readFileSync(file, 'utf8'));
      if (named.test(id)) return `export default ${JSON.stringify(catalogue.language)};`;
      const entries = Object.entries(catalogue)
        .filter(([key]) => !isOfGuard(key))
        .map(([key, text]) => [key, key.startsWith('lessons/') ? text : compileMessage(text)]);
      return `export default ${JSON.stringify(Object.fromEntries(entries))};`;
    },
  };
}
