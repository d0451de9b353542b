import { crc32 } from '../figures/crc32';

export interface ZippedFile {
  /** With `/` between folders. */
  name: string;
  content: Uint8Array<ArrayBuffer>;
}

/** Every file has this time, so that equal contents are equal archives: 1 January 1980, the first there is. */
const [noTime, firstDay] = [0, 0x21];
/** Names are UTF-8. */
const flags = 0x0800;
const deflated = 8;

async function deflate(content: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([content]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** The bytes of numbers, low byte first: `[value, bytes]`. */
function packed(...fields: [value: number, bytes: number][]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(
    fields.flatMap(([value, bytes]) =>
      Array.from({ length: bytes }, (_, i) => Math.floor(value / 256 ** i) & 255),
    ),
  );
}

/** An archive (PKWARE's APPNOTE, without ZIP64: a few megabytes at most), the same in Node and in a page. */
export async function zip(files: readonly ZippedFile[]): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const directory: Uint8Array<ArrayBuffer>[] = [];
  let offset = 0;
  for (const { name, content } of files) {
    const path = new TextEncoder().encode(name);
    const data = await deflate(content);
    const common = packed(
      [20, 2],
      [flags, 2],
      [deflated, 2],
      [noTime, 2],
      [firstDay, 2],
      [crc32(content), 4],
      [data.length, 4],
      [content.length, 4],
      [path.length, 2],
      [0, 2],
    );
    const local = [packed([0x04034b50, 4]), common, path, data];
    directory.push(
      packed([0x02014b50, 4], [20, 2]),
      common,
      packed([0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]),
      path,
    );
    parts.push(...local);
    offset += local.reduce((sum, part) => sum + part.length, 0);
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const count = files.length;
  const end = packed(
    [0x06054b50, 4],
    [0, 2],
    [0, 2],
    [count, 2],
    [count, 2],
    [size, 4],
    [offset, 4],
    [0, 2],
  );
  return new Blob([...parts, ...directory, end], { type: 'application/zip' });
}
