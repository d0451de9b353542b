/** One part of a sum, with its sign. */
export interface Part {
  name: string;
  value: number;
}

export interface Segment extends Part {
  from: number;
  to: number;
}

/** Parts stacked away from 0 to both sides, in the order given: what takes away to the left, what
 *  adds to the right. */
export function diverging(parts: readonly Part[]): Segment[] {
  let low = 0;
  let high = 0;
  return parts.map((part) => {
    if (part.value < 0) {
      const to = low;
      low += part.value;
      return { ...part, from: low, to };
    }
    const from = high;
    high += part.value;
    return { ...part, from, to: high };
  });
}

/** How far the stack reaches to either side. */
export function reach(parts: readonly Part[]): number {
  const segments = diverging(parts);
  return Math.max(0, ...segments.map(({ from, to }) => Math.max(-from, to)));
}
