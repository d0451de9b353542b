import { describe, expect, it } from 'vitest';
import { FileError } from '../../../web/experiment/file';
import { checkText, contentOf } from '../../../web/experiment/opened';

const file = (name: string, content: BlobPart) => new File([content], name);
const reason = (name: string, content: BlobPart) =>
  contentOf(file(name, content)).then(
    () => 'taken',
    (error) => (error as FileError).reason,
  );

describe('a file that is opened or dropped', () => {
  it('is an experiment where it looks like one, whatever its name', async () => {
    const text = '{"ebb": 1, "hidden": [4, 4], "seed": 9}';
    const experiment = { kind: 'experiment', settings: { hidden: [4, 4], seed: 9 } };
    for (const name of ['experiment.ebb.json', 'from-a-mail.txt', 'nameless']) {
      expect(await contentOf(file(name, `\ufeff\n${text}`))).toEqual(experiment);
    }
  });

  it('is else a table, which the core reads', async () => {
    const text = 'x,y\n1,red\n';
    const table = { kind: 'table', settings: { data: 'table', table: text } };
    for (const name of ['points.csv', 'points.tsv', 'points']) {
      expect(await contentOf(file(name, `\ufeff${text}`))).toEqual(table);
    }
  });

  it('is a lesson by its name or its first line, so that what is wrong with it is said of a lesson', async () => {
    const text = 'ebb lesson 1\n# title\nMine\n';
    for (const name of ['mine.lesson', 'mine.txt', 'nameless']) {
      expect(await contentOf(file(name, `\ufeff${text}`))).toEqual({ kind: 'lesson', text });
    }
    expect(await contentOf(file('a.lesson', 'x,y'))).toEqual({ kind: 'lesson', text: 'x,y' });
  });

  it('is refused where it cannot be read, as a folder that was dropped', async () => {
    const folder = Object.assign(new Blob(), {
      name: 'data',
      arrayBuffer: () => Promise.reject(new DOMException('not found', 'NotFoundError')),
    });
    await expect(contentOf(folder)).rejects.toMatchObject({ reason: 'unreadable' });
  });

  it('is refused for what is wrong with it', async () => {
    expect(await reason('a.json', 'x,y\n1,2')).toBe('not_json');
    expect(await reason('a.json', '{"hidden": [4]}')).toBe('not_ebb');
    expect(await reason('a.json', '{"ebb": 2}')).toBe('newer');
    expect(await reason('a.csv', ' \n')).toBe('empty');
    expect(await reason('a.png', new Uint8Array([137, 80, 78, 71, 0, 1]))).toBe('not_text');
    expect(await reason('a.csv', '1'.repeat(8_000_001))).toBe('too_large');
    expect(await reason('a.csv', '1,2\n3,4')).toBe('taken');
  });

  it('may hold in JSON what a garbled name holds, but nowhere else', () => {
    expect(() => checkText('{"learner": "A\ufffd\x7f"}')).not.toThrow();
    expect(() => checkText('A\ufffd,1')).toThrow('not_text');
    expect(() => checkText('{"learner": "\0"}')).toThrow('not_text');
  });

  it('is not read where it is too large: that alone would hold up the page', async () => {
    const huge = file('a.csv', '1,2');
    Object.defineProperty(huge, 'size', { value: 100_000_000 });
    huge.arrayBuffer = () => Promise.reject(new Error('it was read'));
    await expect(contentOf(huge)).rejects.toMatchObject({ reason: 'too_large' });
  });

  it('is read whatever letters it is written in', async () => {
    const text = 'größe,sorte\n1,rot\n2,grün\n';
    const utf16 = (isLittle: boolean) => {
      const bytes = new DataView(new ArrayBuffer(2 * text.length + 2));
      [...`\ufeff${text}`].forEach((letter, index) =>
        bytes.setUint16(2 * index, letter.charCodeAt(0), isLittle),
      );
      return bytes;
    };
    const latin1 = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    for (const content of [text, utf16(true), utf16(false), latin1]) {
      const settings = { data: 'table', table: text };
      expect(await contentOf(file('points.csv', content))).toEqual({ kind: 'table', settings });
    }
  });

  it('is no text where it holds what no table does', async () => {
    expect(await reason('a.csv', new Uint8Array([0x4d, 0x5a, 0x90, 0x03, 0x01]))).toBe('not_text');
    expect(await reason('a.csv', '1,2\n3\0,4')).toBe('not_text');
  });
});

describe('a text that is pasted', () => {
  it('is checked as a file is', () => {
    expect(() => checkText('1'.repeat(8_000_001))).toThrow('too_large');
    expect(() => checkText(' \n')).toThrow('empty');
    expect(() => checkText('\x89PNG\r\n\x1a\n')).toThrow('not_text');
    expect(() => checkText('1,2\r\n3,4\n')).not.toThrow();
  });
});
