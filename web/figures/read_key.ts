import { ramp } from '../charts/colour';
import { opaque } from './colours';
import { fontOf, measure } from './ink';
import { readSvg } from './read_svg';
import { boxData, plainInk, type Layer, type Shape } from './shapes';
import { runsOf } from './text_runs';

/** What explains a chart's colours and marks (words, patches, ramps, marks) as shapes, laid out as on
 *  the page. */
export function readKey(key: HTMLElement): Layer {
  const shapes: Shape[] = [];
  read(key, key.getBoundingClientRect(), shapes);
  return { kind: 'layer', x: 0, y: 0, clip: null, shapes };
}

function read(element: Element, home: DOMRect, into: Shape[]): void {
  // What can be done there explains nothing.
  if (element.matches('button, input')) return;
  const style = getComputedStyle(element);
  if (style.display === 'none' || style.visibility === 'hidden') return;
  const at = element.getBoundingClientRect();
  const box = {
    x: at.left - home.left,
    y: at.top - home.top,
    width: at.width,
    height: at.height,
  };
  if (element instanceof SVGSVGElement) {
    into.push({ ...readSvg(element), x: box.x, y: box.y });
    return;
  }
  const ground = opaque(style.backgroundColor);
  if (ground.opacity > 0) {
    const ink = { ...plainInk, fill: ground.colour, fillOpacity: ground.opacity };
    into.push({ kind: 'path', data: boxData(box), ink });
  }
  if (style.backgroundImage.startsWith('linear-gradient')) {
    into.push({ kind: 'ramp', ...box, colours: stops(style.backgroundImage) });
  }
  const edge = parseFloat(style.borderTopWidth);
  if (edge > 0) into.push(topEdge(style, box.x, box.y, box.width, edge));
  for (const child of element.childNodes) {
    if (child instanceof Element) read(child, home, into);
    else if (child instanceof Text) readText(child, style, home, into);
  }
}

function topEdge(
  style: CSSStyleDeclaration,
  x: number,
  y: number,
  width: number,
  edge: number,
): Shape {
  const { colour, opacity } = opaque(style.borderTopColor);
  const dashes = style.borderTopStyle === 'dashed' ? [5, 3] : [];
  return {
    kind: 'path',
    data: `M${x} ${y + edge / 2}h${width}`,
    ink: { ...plainInk, stroke: colour, strokeOpacity: opacity, strokeWidth: edge, dashes },
  };
}

/** The colours of a gradient from left to right, with those between them as the page blends them. */
function stops(gradient: string): string[] {
  const named = gradient.match(/(?:rgba?|oklch|color)\([^)]*\)|#[0-9a-f]{3,8}/gi) ?? [];
  if (named.length < 2) return named.map((css) => opaque(css).colour);
  const { css } = ramp(...named);
  const count = 8 * (named.length - 1);
  return Array.from({ length: count + 1 }, (_, i) => opaque(css(i / count)).colour);
}

function readText(node: Text, style: CSSStyleDeclaration, home: DOMRect, into: Shape[]): void {
  const font = fontOf(style);
  for (const { text, box } of runsOf(node)) {
    const { fontBoundingBoxAscent: rise, fontBoundingBoxDescent: fall } = measure(text, font);
    const { colour, opacity } = opaque(style.color);
    into.push({
      kind: 'text',
      text,
      x: box.left - home.left,
      y: box.top - home.top + (box.height - rise - fall) / 2 + rise,
      anchor: 'start',
      font,
      width: box.width,
      hasHalo: false,
      ink: { ...plainInk, fill: colour, fillOpacity: opacity },
    });
  }
}
