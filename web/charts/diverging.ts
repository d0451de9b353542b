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

export interface Reach {
  low: number;
  high: number;
}

/** How far stacks reach to either side, in whole numbers, and at least to `least`. */
export function reach(stacks: readonly (readonly Part[])[], least: Reach): Reach {
  const segments = stacks.flatMap(diverging);
  return {
    low: Math.floor(Math.min(least.low, ...segments.map(({ from }) => from))),
    high: Math.ceil(Math.max(least.high, ...segments.map(({ to }) => to))),
  };
}
