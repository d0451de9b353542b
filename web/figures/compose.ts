import type { Picture } from '../charts/chart_exporter';
import { redraw } from '../charts/redraw';
import { resolveColour } from '../styles/colours';
import { opaque } from './colours';
import { fontOf, measure } from './ink';
import { wrap } from './wrap';
import { readKey } from './read_key';
import { readSvg } from './read_svg';
import { Recorder } from './recorder';
import { plainInk, type Figure, type Font, type Layer, type Shape, type TextShape } from './shapes';

const margin = 20;
/** No figure is narrower: its title and its origin need that much. */
const narrowest = 360;
const maxLines = 4;

/** A chart of the page as a figure that can be understood without the page: its title, what its axes
 *  show, the drawing, its key, and where it comes from. */
export function compose(name: string, picture: Picture, origin: string): Figure {
  const { drawing, keys, title, across, up } = picture;
  const plain = fontOf(getComputedStyle(drawing));
  const ink = opaque(resolveColour(drawing, '--ink')).colour;
  const soft = opaque(resolveColour(drawing, '--ink-soft')).colour;
  const serif = getComputedStyle(drawing).getPropertyValue('--serif').trim();
  const titleFont: Font = { family: serif, size: 18, weight: '600', style: 'normal' };
  const small: Font = { ...plain, size: 12, weight: '400', style: 'normal' };

  const drawn = stackOf(drawing);
  const read = keys.map((key) => ({ key: readKey(key), box: key.getBoundingClientRect() }));
  const inner = Math.ceil(
    Math.max(narrowest, drawn.width, ...read.map(({ key }) => rightOf(key.shapes))),
  );
  const shapes: Shape[] = [];
  let y = margin;
  const write = (text: string, font: Font, colour: string, leading: number) => {
    const lines = wrap(text, inner, (part) => measure(part, font).width);
    for (const line of shortened(lines)) {
      y += leading;
      shapes.push(written(line, margin, y - leading * 0.25, font, colour));
    }
  };

  write(title, titleFont, ink, 24);
  y += 6;
  if (up) {
    write(up, small, soft, 16);
    y += 6;
  }
  for (const layer of drawn.layers) {
    shapes.push({ ...layer, x: margin + layer.x, y: y + layer.y });
  }
  y += drawing.getBoundingClientRect().height;
  if (across) {
    y += 16;
    const line = written(across, margin + drawn.width, y - 2, small, soft);
    shapes.push({ ...line, anchor: 'end' });
  }
  for (const { key, box } of read) {
    y += 10;
    shapes.push({ ...key, x: margin, y });
    y += box.height;
  }
  y += 8;
  write(origin, { ...small, size: 11 }, soft, 15);
  return {
    name,
    title,
    origin,
    width: inner + 2 * margin,
    height: Math.ceil(y + margin - 4),
    ground: opaque(resolveColour(drawing, '--panel')).colour,
    shapes,
  };
}

/** What lies over each other in a drawing, from below, and how wide that is. */
function stackOf(drawing: HTMLElement): { layers: Layer[]; width: number } {
  const home = drawing.getBoundingClientRect();
  let width = 0;
  const elements = drawing.querySelectorAll<SVGSVGElement | HTMLCanvasElement>('canvas, svg');
  const layers = [...elements].map((element): Layer => {
    const box = element.getBoundingClientRect();
    const place = { x: box.left - home.left, y: box.top - home.top };
    width = Math.max(width, place.x + box.width);
    if (element instanceof SVGSVGElement) return { ...readSvg(element), ...place };
    const recorder = new Recorder();
    redraw(element, recorder);
    return { kind: 'layer', ...place, clip: null, shapes: recorder.shapes };
  });
  return { layers, width };
}

/** How far to the right words and ramps go: a key may be given more room than it needs. */
function rightOf(shapes: readonly Shape[]): number {
  return shapes.reduce((most, shape) => {
    if (shape.kind === 'text' || shape.kind === 'ramp')
      return Math.max(most, shape.x + shape.width);
    return shape.kind === 'layer' ? Math.max(most, shape.x + rightOf(shape.shapes)) : most;
  }, 0);
}

/** A link that holds many weights is not read from a figure: the file's description has all of it. */
const shortened = (lines: string[]): string[] =>
  lines.length <= maxLines
    ? lines
    : [...lines.slice(0, maxLines - 1), `${[...lines[maxLines - 1]!].slice(0, -1).join('')}…`];

function written(text: string, x: number, y: number, font: Font, colour: string): TextShape {
  return {
    kind: 'text',
    text,
    x,
    y,
    anchor: 'start',
    font,
    width: measure(text, font).width,
    hasHalo: false,
    ink: { ...plainInk, fill: colour },
  };
}
