import { describe, expect, it } from 'vitest';
import { cellsByColour } from '../../../web/figures/cells';
import { opaque } from '../../../web/figures/colours';
import { Recorder } from '../../../web/figures/recorder';
import { plainInk, type Figure, type ImageShape, type Shape } from '../../../web/figures/shapes';
import { wrap } from '../../../web/figures/wrap';
import { writeSvg } from '../../../web/figures/write_svg';

const figure = (shapes: Shape[], part: Partial<Figure> = {}): Figure => ({
  name: 'ebb-test',
  title: 'A test',
  origin: 'Ebb',
  width: 300,
  height: 200,
  ground: '#ffffff',
  shapes,
  ...part,
});
const encode = async ({ width, height }: ImageData) => `data:image/png;base64,${width}x${height}`;
const write = (shapes: Shape[], part?: Partial<Figure>) => writeSvg(figure(shapes, part), encode);

/** Pixels as the ramps of the charts make them. */
function pixels(width: number, height: number, words: number[]): ImageData {
  const data = new Uint8ClampedArray(Uint32Array.from(words).buffer);
  return { width, height, data } as unknown as ImageData;
}
const red = 0xff0000ff;
const blue = 0xffff0000;
const image = (of: ImageData, isSmooth: boolean): ImageShape => ({
  kind: 'image',
  x: 10,
  y: 20,
  width: 8,
  height: 4,
  pixels: of,
  isSmooth,
});
const words: Shape = {
  kind: 'text',
  text: '',
  x: 5,
  y: 9.123,
  anchor: 'middle',
  font: {
    family: '"Source Sans Variable", sans-serif',
    size: 12,
    weight: '600',
    style: 'normal',
  },
  width: 40,
  hasHalo: true,
  ink: { ...plainInk, fill: '#211e1a' },
};

describe('a figure as SVG', () => {
  it('says its title and where it comes from, and stands on its own ground', async () => {
    const svg = await write([], { title: 'a < b & "c"', origin: 'https://ebb/#hidden=4&seed=2' });
    expect(svg).toContain('<title>a &lt; b &amp; &quot;c&quot;</title>');
    expect(svg).toContain('<desc>https://ebb/#hidden=4&amp;seed=2</desc>');
    expect(svg).toContain('width="300" height="200" viewBox="0 0 300 200"');
    expect(svg).toContain('<rect width="100%" height="100%" fill="#ffffff"/>');
  });

  it('keeps text as text, as wide as on the page whatever the font', async () => {
    const svg = await write([{ ...words, text: '10⁻³' }]);
    expect(svg).toContain('>10⁻³</text>');
    expect(svg).toContain('x="5" y="9.12" text-anchor="middle"');
    expect(svg).toContain(`font-family="'Source Sans Variable', sans-serif"`);
    expect(svg).toContain('textLength="40"');
    expect(svg).toContain('paint-order="stroke"');
  });

  it('lets no text from outside become markup, or break the file', async () => {
    const svg = await write([{ ...words, text: '</text><script>\u0000\u001b\ud800]]>&' }]);
    expect(svg).toContain('>&lt;/text&gt;&lt;script&gt;]]&gt;&amp;</text>');
    expect(svg).not.toContain('<script');
  });

  it('writes a heat map cell by cell, so that nothing blurs it', async () => {
    const svg = await write([
      image(pixels(4, 2, [red, red, blue, red, blue, blue, blue, blue]), false),
    ]);
    expect(svg).not.toContain('<image');
    expect(svg).toContain(
      '<path d="M10 20h4v2h-4ZM16 20h2v2h-2Z" fill="#ff0000" shape-rendering="crispEdges"/>',
    );
    expect(svg).toContain('d="M14 20h2v2h-2ZM10 22h8v2h-8Z" fill="#0000ff"');
  });

  it('embeds what is smooth, or too many cells, as an image that keeps its edges', async () => {
    const smooth = await write([image(pixels(2, 1, [red, blue]), true)]);
    expect(smooth).toContain('href="data:image/png;base64,2x1"');
    expect(smooth).not.toContain('pixelated');
    const many = pixels(
      100,
      100,
      Array.from({ length: 10_000 }, (_, i) => (i % 2 ? red : blue)),
    );
    const large = await write([image(many, false)]);
    expect(large).toContain(
      'style="image-rendering:pixelated" href="data:image/png;base64,100x100"',
    );
  });

  it('names clips and ramps after the figure, so that two fit into one page', async () => {
    const clip = { x: 1, y: 2, width: 3, height: 4 };
    const svg = await write([
      { kind: 'layer', x: 7, y: 0, clip, shapes: [] },
      { kind: 'ramp', x: 0, y: 0, width: 9, height: 9, colours: ['#ffffff', '#000000'] },
    ]);
    expect(svg).toContain(
      '<clipPath id="ebb-test-clip-1"><rect x="1" y="2" width="3" height="4"/>',
    );
    expect(svg).toContain('<g transform="translate(7 0)" clip-path="url(#ebb-test-clip-1)">');
    expect(svg).toContain('fill="url(#ebb-test-ramp-2)"');
    const ids = [...svg.matchAll(/ id="([^"]*)"/g)].map((match) => match[1]);
    expect(new Set(ids).size).toBe(2);
  });
});

describe('a canvas drawing written down', () => {
  it('keeps lines, areas, circles and their ink', () => {
    const brush = new Recorder();
    brush.globalAlpha = 0.45;
    brush.fillStyle = 'rgb(0, 128, 0)';
    brush.fillRect(1, 2, 3, 4);
    brush.globalAlpha = 1;
    brush.strokeStyle = 'rgba(255, 0, 0, 0.5)';
    brush.lineWidth = 2;
    brush.beginPath();
    brush.arc(10, 10, 5, 0, 2 * Math.PI);
    brush.stroke();
    expect(brush.shapes).toEqual([
      {
        kind: 'path',
        data: 'M1 2h3v4h-3Z',
        ink: { ...plainInk, fill: '#008000', opacity: 0.45 },
      },
      {
        kind: 'path',
        data: 'M5 10a5 5 0 1 0 10 0a5 5 0 1 0 -10 0Z',
        ink: { ...plainInk, stroke: '#ff0000', strokeOpacity: 0.5, strokeWidth: 2 },
      },
    ]);
  });

  it('clips until the state before comes back', () => {
    const brush = new Recorder();
    brush.save();
    brush.lineWidth = 9;
    brush.beginPath();
    brush.rect(0, 0, 10, 10);
    brush.clip();
    brush.fillRect(0, 0, 1, 1);
    brush.restore();
    brush.fillRect(5, 5, 1, 1);
    expect(brush.lineWidth).toBe(1);
    expect(brush.shapes.map(({ kind }) => kind)).toEqual(['layer', 'path']);
    expect(brush.shapes[0]).toMatchObject({
      clip: { x: 0, y: 0, width: 10, height: 10 },
      shapes: [{ data: 'M0 0h1v1h-1Z' }],
    });
  });
});

it('colours lose nothing but what SVG has another name for', () => {
  expect(opaque('rgb(31, 99, 166)')).toEqual({ colour: '#1f63a6', opacity: 1 });
  expect(opaque('rgba(0, 0, 0, 0.4)')).toEqual({ colour: '#000000', opacity: 0.4 });
  expect(opaque('rgba(0, 0, 0, 0)')).toEqual({ colour: 'none', opacity: 0 });
  expect(opaque('none').colour).toBe('none');
  expect(() => opaque('light-dark(red, blue)')).toThrow('light-dark');
});

it('cells cover their box, whatever the colours', () => {
  const colours = [red, blue, blue, red, red, red];
  const found = cellsByColour(pixels(3, 2, colours), { x: 0, y: 0, width: 6, height: 2 });
  const area = [...found.values()]
    .flatMap((data) => [...data.matchAll(/h([\d.]+)v([\d.]+)/g)])
    .reduce((sum, [, width, height]) => sum + Number(width) * Number(height), 0);
  expect(area).toBe(12);
});

it('a line is broken at spaces, and an address where it has to be, without losing a letter', () => {
  const widthOf = (text: string) => text.length;
  expect(wrap('after iteration 60: there', 16, widthOf)).toEqual(['after iteration', '60: there']);
  const address = 'https://ebb.example/#hidden=16*20&activation=tanh';
  const lines = wrap(`see ${address}`, 12, widthOf);
  expect(lines.every((line) => line.length <= 12)).toBe(true);
  expect(lines.slice(1).join('')).toBe(address);
});
