import { expect, test } from 'vitest';
import { ignorePartMissing, PartMissing, parts } from '../../../web/text/parts.svelte';
import { sources } from '../../layering/arrows';

test('a part that cannot be fetched is told of, also when another comes', async () => {
  const gone = () => Promise.reject(new Error('Failed to fetch'));
  await expect(parts.fetch(gone)).rejects.toThrow(PartMissing);
  expect(parts.isMissing).toBe(true);
  expect(await parts.fetch(async () => 7)).toBe(7);
  expect(parts.isMissing).toBe(true);
  expect(() => ignorePartMissing(new PartMissing())).not.toThrow();
  expect(() => ignorePartMissing(new Error('of another kind'))).toThrow();
});

test('nothing in the page imports a part past that', () => {
  const past = sources('web').flatMap(({ file, text }) =>
    [...text.matchAll(/^.*\b(?<!typeof )import\('(?!\.\/compiled).*$/gm)]
      .map(([line]) => line.trim())
      .filter((line) => {
        const before = text.slice(0, text.indexOf(line) + line.indexOf('import('));
        return !/(parts\s*\.fetch\(|new Lazy\(|parts\.fetchMessages = once\()\s*\(\) =>\s*(Promise\.all\(\[[^\]]*)?$/.test(
          before,
        );
      })
      .map((line) => `${file}: ${line}`),
  );
  expect(past).toEqual([]);
});
