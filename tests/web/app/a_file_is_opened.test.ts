import { expect, test } from 'vitest';
import { openFiles } from '../../../web/app/open_files';
import type { Embed } from '../../../web/embed/embed.svelte';
import type { StartOutcome } from '../../../web/lab/start_outcome';

/** A lab that has refused something before, and what becomes of the next start in it. */
async function opened(outcome: Promise<StartOutcome>) {
  const problems = [{ field: 'seed', got: '-1', takes: '0 to 9', message: 'seed' }];
  const lab = { open: () => outcome, refused: true, failure: null, problems, schema: [] };
  const embed = { lab, options: {}, fileFault: null, hasOpenedTable: false };
  const file = new File(['{"ebb": 1, "hidden": [4]}'], 'mine.json');
  await openFiles(embed as unknown as Embed, [file] as unknown as FileList);
  return embed.fileFault as string | null;
}

test('a file that another has overtaken is not called refused', async () => {
  expect(await opened(Promise.resolve('overtaken'))).toBeNull();
});

test('a file whose experiment is refused is named, with what is wrong', async () => {
  const said = await opened(Promise.reject(new Error('seed')));
  expect(said).toContain('mine.json');
  expect(said).toContain('was given -1; it takes 0 to 9');
});
