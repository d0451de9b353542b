import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

/** Files that nothing of the build writes, and that say the version all the same. */
const saying: [file: string, as: RegExp][] = [
  ['CITATION.cff', /^version: (\S+)$/gm],
  ['web/examples/quarto/_extensions/ebb/_extension.yml', /^version: (\S+)$/gm],
  ['docs/embedding.md', /ebb_lab-(\d+\.\d+\.\d+\S*?)-py3/g],
  ['docs/hand_in.md', /ebb-(\d+\.\d+\.\d+\S*?)\.tgz/g],
];

it.each(saying)('%s says the version of package.json', (file, as) => {
  const said = [...readFileSync(file, 'utf8').matchAll(as)].map(([, one]) => one);
  expect(said.length).toBeGreaterThan(0);
  expect(new Set(said)).toEqual(new Set([version]));
});

it('the changelog has a heading for it', () => {
  expect(readFileSync('CHANGELOG.md', 'utf8')).toContain(`\n## ${version}\n`);
});
