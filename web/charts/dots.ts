import type { Axis } from './axis';
import type { Columns } from './columns';
import { glyph, type Mark, type Shape } from './mark';

/** One quantity, a value a column; null where there is none. */
export interface Series {
  label: string;
  values: readonly (number | null)[];
  /** A CSS colour. */
  colour: string;
  /** Of a mark, where it goes by its value. */
  tone?: (value: number) => string;
  /** Drawn as rings, to tell a second series apart without its colour. */
  hollow?: boolean;
  /** Among other runs: the form of its marks and the dashes of its line. */
  shape?: Shape;
  dash?: string;
  /** Where its numbers are of another precision than those the panel's axis was made for. */
  axis?: Axis;
  /** How far it stands aside of the columns, in pixels, so that runs do not hide one another. */
  aside?: number;
  /** What was there before and is not true any more, drawn faintly. */
  ghost?: readonly (number | null)[] | null;
  /** Half the length of a bar through the mark. */
  spread?: readonly (number | null)[];
}

/** A series as SVG paths. */
export interface Dots {
  /** Through neighbouring numbers that have a place on the axis. */
  line: string;
  filled: string;
  hollow: string;
  bars: string;
  /** Small arrows at the edge for what lies beyond it. */
  beyond: string;
  /** How many lie beyond the axis. */
  outside: number;
}

/** A series once for each colour that its marks have. */
export function byTone(series: Series): Series[] {
  const { tone, values, colour } = series;
  if (!tone) return [series];
  const tones = values.map((value) => (value === null ? null : tone(value)));
  const others = new Set(tones.filter((one) => one !== null && one !== colour));
  return [colour, ...(others as Set<string>)].map((one) => ({
    ...series,
    colour: one,
    ghost: one === colour ? (series.ghost ?? null) : null,
    values: values.map((value, index) => (tones[index] === one ? value : null)),
  }));
}

const hollowMarks: readonly Mark[] = ['zero', 'subnormal', 'nan'];
const fixed = (n: number) => n.toFixed(1);

export function dots(
  series: Pick<Series, 'values' | 'hollow' | 'spread' | 'shape' | 'aside'>,
  columns: Columns,
  axis: Axis,
  radius: number,
): Dots {
  const found: Dots = { line: '', filled: '', hollow: '', bars: '', beyond: '', outside: 0 };
  let joined = false;
  series.values.forEach((value, index) => {
    const { mark, y, beyond } = axis.place(value);
    if (mark === 'absent') {
      joined = false;
      return;
    }
    const x = columns.x(index) + (series.aside ?? 0);
    const onAxis =
      mark === 'ordinary' || mark === 'subnormal' || (mark === 'zero' && !axis.zeroLane);
    if (onAxis) found.line += `${joined ? 'L' : 'M'}${fixed(x)} ${fixed(y)}`;
    joined = onAxis;

    const spread = series.spread?.[index];
    if (spread && Number.isFinite(spread) && value !== null) {
      const [high, low] = [axis.place(value + spread).y, axis.place(value - spread).y];
      found.bars += `M${fixed(x)} ${fixed(high)}V${fixed(low)}`;
    }

    if (beyond !== 0) {
      found.outside += 1;
      const out = beyond < 0 ? 1 : -1;
      const tip = y + out * (radius + 6);
      found.beyond += `M${fixed(x - radius)} ${fixed(tip - out * 4)}L${fixed(x)} ${fixed(tip)}L${fixed(x + radius)} ${fixed(tip - out * 4)}`;
    }

    // A zero that has a place on a linear axis is a number like any other.
    const shown = mark === 'zero' && !axis.zeroLane ? 'ordinary' : mark;
    const size = hollowMarks.includes(shown) ? Math.max(2, radius) : radius;
    const path = glyph(shown, x, y, size, series.shape);
    if (hollowMarks.includes(shown) || (series.hollow && shown === 'ordinary'))
      found.hollow += path;
    else found.filled += path;
  });
  return found;
}
