import type { Picture, PictureFormat } from '../charts/chart_exporter';
import type { Table } from '../charts/table';
import { writeReceipt, type Receipt } from '../experiment/receipt';
import { compose } from './compose';
import { writeCsv } from './csv';
import { download } from './download';
import { paint, rasterOf } from './paint';
import { withText } from './png_text';
import { writeSvg } from './write_svg';

/** Pixels of a PNG to a CSS pixel: sharp on paper and on dense screens. */
const scale = 2;

/** Hands a chart to the reader as a file. `origin` is written under it, so that a figure in a paper
 *  leads back to its experiment; `place` is written into it for programs. */
export async function keepPicture(
  name: string,
  picture: Picture,
  format: PictureFormat,
  origin: string,
  place: Receipt,
): Promise<void> {
  const receipt = writeReceipt(place);
  const figure = { ...compose(`ebb-${name}`, picture, origin), receipt };
  const file = `${figure.name}.${format}`;
  if (format === 'svg') download(file, 'image/svg+xml', await writeSvg(figure, dataAddress));
  else {
    const png = await pngOf(paint(figure, scale));
    download(file, 'image/png', await withText(png, 'Description', receipt));
  }
}

export function keepTable(name: string, table: Table, place: Receipt): void {
  const receipt = writeReceipt(place);
  // A column of its own leaves all others what they are to whoever computes with them.
  const head = [...table.head, 'receipt'];
  const rows = table.rows.map((row, index) => [...row, index === 0 ? receipt : '']);
  download(`ebb-${name}.csv`, 'text/csv;charset=utf-8', writeCsv({ ...table, head, rows }));
}

function pngOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((made, failed) =>
    canvas.toBlob(
      (blob) => (blob ? made(blob) : failed(new Error('the picture is too large'))),
      'image/png',
    ),
  );
}

/** An image as an address that holds all of it. */
async function dataAddress(pixels: ImageData): Promise<string> {
  const blob = await rasterOf(pixels).convertToBlob({ type: 'image/png' });
  const reader = new FileReader();
  return new Promise((read, failed) => {
    reader.onload = () => read(reader.result as string);
    reader.onerror = () => failed(new Error(reader.error?.message));
    reader.readAsDataURL(blob);
  });
}
