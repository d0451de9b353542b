import { crc32 } from './crc32';

/** Bytes before a PNG's end: its last chunk, which is always the same. */
const endLength = 12;

/** A PNG with a text in it (the chunk `tEXt`), which viewers show among its properties. Plain letters
 *  alone, or what others are written as. */
export async function withText(png: Blob, keyword: string, text: string): Promise<Blob> {
  const letters = `${keyword}\0${text.replaceAll(/[^\x20-\x7e]/g, '?')}`;
  const content = Uint8Array.from(`tEXt${letters}`, (sign) => sign.charCodeAt(0));
  const chunk = new DataView(new ArrayBuffer(content.length + 8));
  chunk.setUint32(0, letters.length);
  new Uint8Array(chunk.buffer).set(content, 4);
  chunk.setUint32(content.length + 4, crc32(content));
  const end = png.size - endLength;
  return new Blob([png.slice(0, end), chunk.buffer, png.slice(end)], { type: png.type });
}
