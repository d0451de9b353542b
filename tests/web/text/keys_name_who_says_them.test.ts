import { readFileSync, readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import english from '../../../web/text/en.json';
import clinic from '../../../web/text/clinic/en.json';
import handin from '../../../web/text/handin/en.json';
import teacher from '../../../web/text/teacher/en.json';

const paths = readdirSync('web', { recursive: true, encoding: 'utf8' });
const isSource = /\.(svelte|ts|html)$/;
const kinds = readFileSync('web/module/kinds.d.ts', 'utf8');

const snake = (name: string) => name.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase();
/** Rooms, files, and what the core calls its fields and kinds. */
const rooms = paths.filter((path) => !path.includes('.')).map((path) => basename(path));
const files = paths
  .filter((path) => isSource.test(path))
  .map((path) => snake(basename(path).split('.')[0]!));
const ofCore = [...kinds.matchAll(/(?:export type |^ {2})(\w+)/gm)].map(([, name]) => name!);
const fields = [...readFileSync('src/experiment/fields.cpp', 'utf8').matchAll(/"(\w+)"/g)].map(
  ([, name]) => name!,
);

/** Whether a room, a file, a field or a kind has that name, or one that begins with it. */
function isName(name: string): boolean {
  const all = [...rooms, ...files, ...[...ofCore, ...fields].map(snake)];
  return all.some((one) => one === name || one === `${name}s` || one.startsWith(`${name}_`));
}

const keys = Object.keys(english).filter((key) => key !== 'language');
const groups = [...new Set(keys.map((key) => key.split('.')[0]!))];

test.each(groups)('messages of %s are named by a room, a file, a field or a kind', (group) => {
  expect(isName(group)).toBe(true);
});

test('a group that nothing is called by is found out', () => {
  expect(isName('autopsy')).toBe(false);
  expect(isName('say')).toBe(false);
});

/** Names that are put together: of a kind (`named('cause', …)`), or of a field that the core lists. */
const sources = [
  'tools/page_texts.ts',
  ...paths.filter((path) => isSource.test(path)).map((path) => `web/${path}`),
]
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n');
const templates = [...sources.matchAll(/`([a-z_]+\.(?:[\w.]|\$\{[^`]*?\})*)`/g)].map(([, text]) => {
  const parts = text!.split(/\$\{[^}]*\}/).map((part) => part.replaceAll('.', '\\.'));
  return new RegExp(`^${parts.join('\\w*')}$`);
});
const named = new Set([...sources.matchAll(/named\(\s*'(\w+)'/g)].map(([, group]) => group));

test('every message is said somewhere', () => {
  const quoted = new Set(
    [...sources.matchAll(/(['"`%])([a-z_]+(?:\.\w+)?)\1/g)].map(([, , key]) => key),
  );
  const ofField = new Set(fields);
  const unsaid = [clinic, handin, teacher, english].flatMap(Object.keys).filter((key) => {
    const group = key.split('.')[0]!;
    if (quoted.has(key) || named.has(group) || ofField.has(group)) return false;
    return !templates.some((template) => template.test(key));
  });
  expect(unsaid).toEqual([]);
});
