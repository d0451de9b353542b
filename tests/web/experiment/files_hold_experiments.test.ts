import { expect, test } from 'vitest';
import { FileError, readFile } from '../../../web/experiment/file';

const reasonOf = (text: string) => {
  try {
    readFile(text);
    return 'none';
  } catch (error) {
    return error instanceof FileError ? error.reason : 'another';
  }
};

test('a file gives its settings, without the mark of the format', () => {
  expect(readFile('{"ebb": 1, "activation": "tanh"}')).toEqual({ activation: 'tanh' });
});

test('what is no experiment is refused with the reason', () => {
  expect(reasonOf('activation=tanh')).toBe('not_json');
  expect(reasonOf('{"activation": "tanh"}')).toBe('not_ebb');
  expect(reasonOf('{"ebb": "1"}')).toBe('not_ebb');
  for (const format of ['0', '-1', '0.5', '1.5', '1e999']) {
    expect(reasonOf(`{"ebb": ${format}}`), format).toBe('not_ebb');
  }
  expect(reasonOf('[1, 2]')).toBe('not_ebb');
  expect(reasonOf('null')).toBe('not_ebb');
  expect(reasonOf('{"ebb": 2}')).toBe('newer');
});
