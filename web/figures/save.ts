import type { Picture, PictureFormat } from '../charts/chart_exporter';
import type { Table } from '../charts/table';
import { compose } from './compose';
import { writeCsv } from './csv';
import { download } from './download';
import { paint, rasterOf } from './paint';
import { writeSvg } from './write_svg';

/** Pixels of a PNG to a CSS pixel: sharp on paper and on dense screens. */
const scale = 2;

/** Hands a chart to the reader as a file. `origin` is written under it, so that a figure in a paper
 *  leads back to its experiment. */
export async function keepPicture(
  name: string,
  picture: Picture,
  format: PictureFormat,
  origin: string,
): Promise<void> {
  const figure = compose(`ebb-${name}`, picture, origin);
  const file = `${figure.name}.${format}`;
  if (format === 'svg') download(file, 'image/svg+xml', await writeSvg(figure, dataAddress));
  else download(file, 'image/png', await pngOf(paint(figure, scale)));
}

export function keepTable(name: string, table: Table): void {
  download(`ebb-${name}.csv`, 'text/csv;charset=utf-8', writeCsv(table));
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
