import { beforeAll, expect, it } from 'vitest';
import { bytesIn, textIn } from '../../../web/experiment/opened';
import { givenFile } from '../../../web/handin/given_file';
import { gradeFiles, type Grader } from '../../../web/handin/grade';
import { objections, verdictOf } from '../../../web/handin/grade_words';
import { writeHandIn } from '../../../web/handin/hand_in';
import type { Ebb } from '../../../web/module/ebb';
import { loadInNode } from '../../module/load_node.mjs';
import { handIn, honest, shortLesson } from './hands_in';

let ebb: Ebb;
let text: string;
beforeAll(async () => {
  ebb = await loadInNode();
  const record = await honest(ebb, 'short', shortLesson('Short'), 0);
  text = writeHandIn(handIn([record], 'आशा'));
});

const nobody: Grader = {
  asked: null,
  lessonOf: () => null,
  measure: () => Promise.reject(new Error('nothing is to be run')),
  clinic: () => Promise.reject(new Error('nothing is to be run')),
};
async function marked(content: BlobPart) {
  const file = new File([content], 'asha.json');
  const given = await givenFile(file.name, async () => textIn(await bytesIn(file)));
  const [result] = await gradeFiles([given], nobody);
  return result!;
}

it('a hand-in that an editor saved as UTF-16 is the same hand-in', async () => {
  const units = Uint16Array.from(`\ufeff${text}`, (letter) => letter.charCodeAt(0));
  const [one, other] = [await marked(text), await marked(units)];
  expect(one.handIn?.learner).toBe('आशा');
  expect(other).toEqual(one);
});

it('what can be no hand-in is among the files that could not be read, and it is said why', async () => {
  const picture = new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10, 0, 0]);
  for (const [content, reason] of [
    [picture, 'It is no text'],
    [' \n', 'It is empty'],
    ['1'.repeat(8_000_001), 'It is larger than any hand-in'],
  ] as const) {
    const result = await marked(content);
    expect(verdictOf(result)).toBe('unreadable');
    expect(objections(result).join()).toContain(reason);
  }
});

it('a folder was not handed in', async () => {
  const folder = Object.assign(new Blob(), { arrayBuffer: () => Promise.reject(new Error()) });
  const read = async () => textIn(await bytesIn(folder));
  await expect(givenFile('week 3', read)).rejects.toMatchObject({ reason: 'unreadable' });
});
