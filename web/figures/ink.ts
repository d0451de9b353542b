import { opaque } from './colours';
import type { Font, Ink } from './shapes';

/** How the style sheet inks a shape of an SVG on the page. */
export function inkOf(style: CSSStyleDeclaration): Ink {
  const fill = opaque(style.fill);
  const stroke = opaque(style.stroke);
  return {
    fill: fill.colour,
    fillOpacity: fill.opacity * Number(style.fillOpacity),
    stroke: stroke.colour,
    strokeOpacity: stroke.opacity * Number(style.strokeOpacity),
    strokeWidth: parseFloat(style.strokeWidth),
    dashes: (style.strokeDasharray.match(/[\d.]+/g) ?? []).map(Number),
    join: style.strokeLinejoin as CanvasLineJoin,
    opacity: Number(style.opacity),
    isCrisp: style.shapeRendering === 'crispedges' || style.shapeRendering === 'crispEdges',
  };
}

export function fontOf(style: CSSStyleDeclaration): Font {
  return {
    family: style.fontFamily,
    size: parseFloat(style.fontSize),
    weight: style.fontWeight,
    style: style.fontStyle,
  };
}

/** A font as a canvas takes it. */
export const fontText = ({ style, weight, size, family }: Font): string =>
  `${style} ${weight} ${size}px ${family}`;

let scratch: CanvasRenderingContext2D | null = null;

/** What a line of text measures on this page. */
export function measure(text: string, font: Font): TextMetrics {
  scratch ??= document.createElement('canvas').getContext('2d');
  if (!scratch) throw new Error('this browser draws on no canvas');
  scratch.font = fontText(font);
  return scratch.measureText(text);
}
