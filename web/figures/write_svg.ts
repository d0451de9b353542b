import { cellsByColour } from './cells';
import {
  plainInk,
  short,
  type Box,
  type Figure,
  type ImageShape,
  type Ink,
  type RampShape,
  type Shape,
  type TextShape,
} from './shapes';

/** Cells that are written one by one, so that no program blurs them; more of them are one image. */
const maxCells = 8000;

/** A figure as an SVG file that needs nothing beside it. `encode` gives an image as the address of
 *  its data. */
export async function writeSvg(
  figure: Figure,
  encode: (pixels: ImageData) => Promise<string>,
): Promise<string> {
  const images = new Map<ImageData, string>();
  for (const image of imagesOf(figure.shapes)) {
    if (!isOfCells(image)) images.set(image.pixels, await encode(image.pixels));
  }
  const writer = new Writer(figure.name, images);
  const body = writer.write(figure.shapes);
  const size = `width="${short(figure.width)}" height="${short(figure.height)}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} viewBox="0 0 ${short(figure.width)} ${short(figure.height)}" role="img">`,
    `<title>${escaped(figure.title)}</title>`,
    `<desc>${escaped(figure.origin)}</desc>`,
    figure.receipt === undefined ? '' : `<metadata>${escaped(figure.receipt)}</metadata>`,
    writer.definitions === '' ? '' : `<defs>${writer.definitions}</defs>`,
    `<rect width="100%" height="100%" fill="${figure.ground}"/>`,
    body,
    '</svg>\n',
  ]
    .filter((line) => line !== '')
    .join('\n');
}

function imagesOf(shapes: readonly Shape[]): ImageShape[] {
  return shapes.flatMap((shape) => {
    if (shape.kind === 'layer') return imagesOf(shape.shapes);
    return shape.kind === 'image' ? [shape] : [];
  });
}

const isOfCells = ({ isSmooth, pixels }: ImageShape): boolean =>
  !isSmooth && pixels.width * pixels.height <= maxCells;

/** What XML has no place for at all, not even escaped. */
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udfff]/gu;
const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export const escaped = (text: string): string =>
  text.replaceAll(forbidden, '').replaceAll(/[&<>"]/g, (sign) => entities[sign]!);

class Writer {
  definitions = '';
  #named = 0;

  constructor(
    readonly name: string,
    readonly images: ReadonlyMap<ImageData, string>,
  ) {}

  write(shapes: readonly Shape[]): string {
    return shapes.map((shape) => this.#shape(shape)).join('\n');
  }

  #shape(shape: Shape): string {
    switch (shape.kind) {
      case 'path':
        return `<path d="${escaped(shape.data)}"${inked(shape.ink)}/>`;
      case 'text':
        return text(shape);
      case 'image':
        return isOfCells(shape) ? cells(shape) : this.#image(shape);
      case 'ramp':
        return this.#ramp(shape);
      case 'layer': {
        const move =
          shape.x || shape.y ? ` transform="translate(${short(shape.x)} ${short(shape.y)})"` : '';
        const clip = shape.clip ? ` clip-path="url(#${this.#clip(shape.clip)})"` : '';
        return `<g${move}${clip}>\n${this.write(shape.shapes)}\n</g>`;
      }
    }
  }

  #image(shape: ImageShape): string {
    const rendering = shape.isSmooth ? '' : ' style="image-rendering:pixelated"';
    const address = escaped(this.images.get(shape.pixels) ?? '');
    return `<image${placed(shape)} preserveAspectRatio="none"${rendering} href="${address}"/>`;
  }

  /** Named after the figure, so that two of them fit into one page. */
  #define(kind: string, content: (id: string) => string): string {
    const id = `${this.name}-${kind}-${++this.#named}`;
    this.definitions += content(id);
    return id;
  }

  #clip(box: Box): string {
    return this.#define('clip', (id) => `<clipPath id="${id}"><rect${placed(box)}/></clipPath>`);
  }

  #ramp(shape: RampShape): string {
    const last = Math.max(1, shape.colours.length - 1);
    const stops = shape.colours
      .map((colour, i) => `<stop offset="${short(i / last)}" stop-color="${colour}"/>`)
      .join('');
    const id = this.#define('ramp', (id) => `<linearGradient id="${id}">${stops}</linearGradient>`);
    return `<rect${placed(shape)} fill="url(#${id})"/>`;
  }
}

function cells(shape: ImageShape): string {
  const ink = { ...plainInk, isCrisp: true };
  return [...cellsByColour(shape.pixels, shape)]
    .map(([fill, data]) => `<path d="${data}"${inked({ ...ink, fill })}/>`)
    .join('\n');
}

const placed = ({ x, y, width, height }: Box): string =>
  ` x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}"`;

/** Attributes rather than styles: every program reads them. Those as SVG has them anyway are left out. */
function inked(ink: Ink): string {
  const attributes: [name: string, value: string, isSaid: boolean][] = [
    ['fill', ink.fill, true],
    ['fill-opacity', short(ink.fillOpacity), ink.fillOpacity < 1 && ink.fill !== 'none'],
    ['opacity', short(ink.opacity), ink.opacity < 1],
    ['shape-rendering', 'crispEdges', ink.isCrisp],
    ...(ink.stroke === 'none'
      ? []
      : ([
          ['stroke', ink.stroke, true],
          ['stroke-opacity', short(ink.strokeOpacity), ink.strokeOpacity < 1],
          ['stroke-width', short(ink.strokeWidth), ink.strokeWidth !== plainInk.strokeWidth],
          ['stroke-dasharray', ink.dashes.map(short).join(' '), ink.dashes.length > 0],
          ['stroke-linejoin', ink.join, ink.join !== plainInk.join],
        ] as [string, string, boolean][])),
  ];
  return attributes
    .filter(([, , isSaid]) => isSaid)
    .map(([name, value]) => ` ${name}="${escaped(value)}"`)
    .join('');
}

function text({ text: words, x, y, anchor, font, width, hasHalo, ink }: TextShape): string {
  const attributes: [name: string, value: string, isSaid: boolean][] = [
    ['text-anchor', anchor, anchor !== 'start'],
    ['font-family', font.family.replaceAll('"', "'"), true],
    ['font-size', short(font.size), true],
    ['font-weight', font.weight, font.weight !== '400'],
    ['font-style', font.style, font.style !== 'normal'],
    ['paint-order', 'stroke', hasHalo],
    // A reader without the page's fonts sees others, fitted to the same width.
    ['textLength', short(width), words.length > 1],
    ['lengthAdjust', 'spacingAndGlyphs', words.length > 1],
  ];
  const said = attributes
    .filter(([, , isSaid]) => isSaid)
    .map(([name, value]) => ` ${name}="${escaped(value)}"`)
    .join('');
  return `<text x="${short(x)}" y="${short(y)}"${said}${inked(ink)}>${escaped(words)}</text>`;
}
