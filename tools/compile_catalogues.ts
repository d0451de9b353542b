import { readFileSync } from 'node:fs';
import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import type { Plugin } from 'vite';
import { isOfGuard } from './guard_script.ts';
import { isLate } from './late_messages.ts';
import { itself, type Compiled, type Slotted } from '../web/text/compiled_message.ts';
import { unbroken } from '../web/text/no_break.ts';

const compiled = /\.json\?compiled(-late)?$/;
const named = /\.json\?own-name$/;

export const compileMessage = (text: string): Compiled =>
  compileParts(parse(text, { ignoreTag: true }));

function compileParts(parts: MessageFormatElement[]): Compiled {
  const list: Slotted = [];
  let text = '';
  for (const part of parts) {
    if (part.type === TYPE.literal) text += part.value;
    else {
      list.push(text, slotOf(part));
      text = '';
    }
  }
  return list.length === 0 ? text : [...list, text];
}

/** Whoever needs more of ICU MessageFormat has to teach it to the page as well (web/text/fill.ts). */
function slotOf(part: MessageFormatElement): Slotted[number] {
  if (part.type === TYPE.argument) return part.value;
  if (part.type === TYPE.pound) return itself;
  if (part.type === TYPE.plural && part.pluralType === 'cardinal' && part.offset === 0) {
    const cases = Object.entries(part.options).map(([name, { value }]) => [
      name,
      compileParts(value),
    ]);
    return { by: part.value, cases: Object.fromEntries(cases) as Record<string, Compiled> };
  }
  throw new Error(`messages know slots and cardinal plurals, not part ${JSON.stringify(part)}`);
}

/** `ne.json?compiled`: a catalogue with its messages compiled. Texts of lessons are no messages.
 *  `en.json?compiled`: English without the messages that come later, which are `en.json?compiled-late`;
 *  all of it where `isAtOnce`: in tests, on the command line and on the page that marks no part is fetched.
 *  `en.json?own-name`: what the language calls itself. */
export function compileCatalogues(isAtOnce: boolean): Plugin {
  return {
    name: 'ebb-compile-catalogues',
    enforce: 'pre',
    load(id) {
      if (!compiled.test(id) && !named.test(id)) return null;
      const [file] = id.split('?') as [string];
      this.addWatchFile(file);
      const catalogue: Record<string, string> = JSON.parse(readFileSync(file, 'utf8'));
      if (named.test(id)) return `export default ${JSON.stringify(catalogue.language)};`;
      const isLater = id.endsWith('-late');
      const isWhole = (isAtOnce && !isLater) || !file.endsWith('/text/en.json');
      const entries = Object.entries(catalogue)
        .filter(([key]) => !isOfGuard(key) && (isWhole || isLate(key) === isLater))
        .map(([key, text]) => [
          key,
          key.startsWith('lessons/') ? text : compileMessage(unbroken(text)),
        ]);
      return `export default ${JSON.stringify(Object.fromEntries(entries))};`;
    },
  };
}
