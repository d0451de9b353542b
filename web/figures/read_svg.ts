import { fontOf, inkOf } from './ink';
import { boxData, short, type Layer, type Shape } from './shapes';
import { runsOf } from './text_runs';

/** An SVG of the page as shapes, its styles as they are now. */
export function readSvg(svg: SVGSVGElement): Layer {
  const shapes: Shape[] = [];
  for (const child of svg.children) read(child, svg, shapes);
  return { kind: 'layer', x: 0, y: 0, clip: null, shapes };
}

function read(element: Element, svg: SVGSVGElement, into: Shape[]): void {
  const style = getComputedStyle(element);
  if (style.display === 'none' || style.visibility === 'hidden') return;
  if (element instanceof SVGTextElement) {
    readText(element, svg, into);
    return;
  }
  const data = dataOf(element);
  if (data) into.push({ kind: 'path', data, ink: inkOf(style) });
  for (const child of element.children) read(child, svg, into);
}

/** The outline of a shape as path data; empty for what has none. */
function dataOf(element: Element): string {
  const number = (name: string) => Number(element.getAttribute(name) ?? 0);
  switch (element.tagName) {
    case 'path':
      return element.getAttribute('d') ?? '';
    case 'line':
      return `M${number('x1')} ${number('y1')}L${number('x2')} ${number('y2')}`;
    case 'circle': {
      const [cx, cy, r] = [number('cx'), number('cy'), number('r')];
      return `M${short(cx - r)} ${short(cy)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
    }
    case 'rect': {
      const box = {
        x: number('x'),
        y: number('y'),
        width: number('width'),
        height: number('height'),
      };
      return box.width > 0 && box.height > 0 ? boxData(box) : '';
    }
    default:
      return '';
  }
}

/** A line of text; where its parts differ in style, each part by itself. */
function readText(element: SVGTextElement, svg: SVGSVGElement, into: Shape[]): void {
  const home = svg.getBoundingClientRect();
  const y = Number(element.getAttribute('y') ?? 0);
  const isWhole = element.children.length === 0;
  const nodes = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = nodes.nextNode() as Text | null; node; node = nodes.nextNode() as Text | null) {
    const style = getComputedStyle(node.parentElement!);
    for (const { text, box } of runsOf(node)) {
      into.push({
        kind: 'text',
        text,
        x: isWhole ? Number(element.getAttribute('x') ?? 0) : box.left - home.left,
        y,
        anchor: isWhole ? (style.textAnchor as 'start' | 'middle' | 'end') : 'start',
        font: fontOf(style),
        width: box.width,
        hasHalo: style.paintOrder.startsWith('stroke') && style.stroke !== 'none',
        ink: inkOf(style),
      });
    }
  }
}
