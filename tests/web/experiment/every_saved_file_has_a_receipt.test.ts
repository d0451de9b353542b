import { crc32 as crcOfNode, deflateSync } from 'node:zlib';
import { beforeAll, expect, it } from 'vitest';
import { readFile, writeFile } from '../../../web/experiment/file';
import { receiptIn, writeReceipt } from '../../../web/experiment/receipt';
import { crc32 } from '../../../web/figures/crc32';
import { writeCsv } from '../../../web/figures/csv';
import { withText } from '../../../web/figures/png_text';
import { writeSvg } from '../../../web/figures/write_svg';
import type { Ebb } from '../../../web/module/ebb';
import { loadInNode } from '../../module/load_node.mjs';

const at = { position: 2040, digest: '0123456789abcdef' };
const link = 'hidden=16*20&activation=tanh&table=%22%3C';
const receipt = writeReceipt({ ...at, link });
const bytes = (text: string) => new TextEncoder().encode(text);

let ebb: Ebb;
beforeAll(async () => void (ebb = await loadInNode()));

it('a saved experiment, which opens as one without', () => {
  const text = writeFile(ebb.schema(), ebb.complete({ activation: 'tanh' }), at);
  expect(readFile(text)).toEqual({ activation: 'tanh' });
  expect(receiptIn(bytes(text))).toEqual({ ...at, link: '', settings: { activation: 'tanh' } });
});

it('a table', () => {
  const text = writeCsv({ caption: '', head: ['a', 'receipt'], rows: [['1', receipt]] });
  expect(receiptIn(bytes(text))).toEqual({ ...at, link });
});

it('a picture as SVG', async () => {
  const figure = { name: 'x', title: 'x', origin: 'Ebb', receipt, width: 9, height: 9 };
  const svg = await writeSvg({ ...figure, ground: '#fff', shapes: [] }, () => Promise.resolve(''));
  expect(receiptIn(bytes(svg))).toEqual({ ...at, link });
});

/** The smallest PNG there is: one grey pixel. */
function onePixel(): Blob {
  const chunk = (name: string, data: Uint8Array) => {
    const content = Buffer.concat([Buffer.from(name), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(content));
    return Buffer.concat([length, content, sum]);
  };
  const head = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
  const parts = [
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.from([0, 128]))),
    chunk('IEND', Buffer.alloc(0)),
  ];
  return new Blob(parts, { type: 'image/png' });
}

it('a picture as PNG, every chunk of which is whole', async () => {
  const png = new Uint8Array(
    await (await withText(onePixel(), 'Description', receipt)).arrayBuffer(),
  );
  expect(receiptIn(png)).toEqual({ ...at, link });
  const view = new DataView(png.buffer);
  const names: string[] = [];
  for (let start = 8; start < png.length;) {
    const length = view.getUint32(start);
    const content = png.subarray(start + 4, start + 8 + length);
    names.push(new TextDecoder().decode(content.subarray(0, 4)));
    expect(view.getUint32(start + 8 + length)).toBe(crc32(content));
    start += 12 + length;
  }
  expect(names).toEqual(['IHDR', 'IDAT', 'tEXt', 'IEND']);
});

it('its checksum is the one that others know', () => {
  expect(crc32(bytes('123456789'))).toBe(0xcbf43926);
  if (typeof crcOfNode === 'function') expect(crc32(png())).toBe(crcOfNode(png()));
});
const png = () => Uint8Array.from({ length: 999 }, (_, i) => (i * i) & 255);
