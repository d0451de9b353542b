import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const text = (file: string) => readFileSync(file, 'utf8');
const { dependencies } = JSON.parse(text('package.json')) as {
  dependencies: Record<string, string>;
};
const notices = text('THIRD_PARTY.md');

it.each(Object.entries(dependencies))('%s %s ships with its licence', (name, version) => {
  expect(notices).toContain(`| ${name} | ${version} |`);
  expect(notices).toContain(`## ${name} ${version}\n`);
});
