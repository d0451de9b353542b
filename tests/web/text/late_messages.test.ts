import { existsSync, readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { expect, test } from 'vitest';
import { isLate } from '../../../tools/late_messages';
import english from '../../../web/text/en.json';

const late = Object.keys(english).filter(isLate);

/** What the page begins with, or loads without anybody's asking. */
const beginnings = [
  'element/element.svelte.ts',
  'app/deferred_shell.ts',
  'app/detail_panels.ts',
  'views/here/Flight.svelte',
  'embed/parent.ts',
];

const fileOf = (path: string) =>
  [path, `${path}.ts`].map((one) => join('web', one)).find((file) => existsSync(file));

/** A module and all that it imports, and not only their types. */
function reached(paths: readonly string[]): Map<string, string> {
  const texts = new Map<string, string>();
  const waiting = [...paths];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const file = fileOf(path);
    if (!file || texts.has(file) || file.endsWith('.json')) continue;
    const text = readFileSync(file, 'utf8');
    texts.set(file, text);
    const imports = /^\s*(?:import(?! type)|export)\b[^;]*?\bfrom\s*'(\.[^'?]+)'/gm;
    for (const [, target] of text.matchAll(imports)) {
      waiting.push(normalize(join(file.slice('web/'.length), '..', target!)));
    }
  }
  return texts;
}

/** The late messages that a text may say: by their name, or as one of those that a name begins. */
function lateIn(text: string): string[] {
  const begun = [...text.matchAll(/`([a-z_]+\.[a-z_]*)\$\{/g)].map(([, prefix]) => prefix!);
  const named = [...text.matchAll(/named\('([a-z_]+)'/g)].map(([, group]) => `${group!}.`);
  return late.filter(
    (key) =>
      [`'${key}'`, `"${key}"`, `\`${key}\``].some((quoted) => text.includes(quoted)) ||
      [...begun, ...named].some((prefix) => key.startsWith(prefix)),
  );
}

/** Names put together of which all are there from the beginning: `kept`, `there`, `full`. */
const known = new Set(['compare.']);

test('what the page begins with says no message that comes later', () => {
  const texts = reached(beginnings);
  expect(texts.size).toBeGreaterThan(150);
  const found = [...texts].flatMap(([file, text]) => {
    const without = [...known].reduce((rest, name) => rest.replaceAll(`\`${name}$`, ''), text);
    return lateIn(without).map((key) => `${file}: ${key}`);
  });
  expect(found).toEqual([]);
});

test('messages of parts that are asked for do come later, and are found where they are said', () => {
  expect(late.length).toBeGreaterThan(200);
  expect(lateIn(readFileSync('web/transport/KeySheet.svelte', 'utf8'))).toContain(
    'key_sheet.sheet',
  );
  expect(lateIn(`t(\`sweep.\${one}\`)`).length).toBeGreaterThan(3);
  expect(lateIn("named('condition_text', name)").length).toBeGreaterThan(3);
});
