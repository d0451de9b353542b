/** Hidden layers as people write them: 16*10 for ten layers of 16, `32,16*3` for one of 32 and three
 *  of 16. Reading that text is the core's; writing it is here, since a field has to show it. */
export function writeWidths(widths: readonly number[]): string {
  const runs: { width: number; count: number }[] = [];
  for (const width of widths) {
    const run = runs.at(-1);
    if (run?.width === width) ++run.count;
    else runs.push({ width, count: 1 });
  }
  return runs.map(({ width, count }) => (count > 1 ? `${width}*${count}` : `${width}`)).join(',');
}

/** The one width that all layers share; null where they differ or there are none. */
export function commonWidth(widths: readonly number[]): number | null {
  const first = widths[0];
  return first !== undefined && widths.every((width) => width === first) ? first : null;
}

/** As many layers as asked for: cut at the end, or the last one repeated. */
export function withDepth(widths: readonly number[], depth: number, widthIfNone: number): number[] {
  const last = widths.at(-1) ?? widthIfNone;
  return Array.from({ length: depth }, (_, index) => widths[index] ?? last);
}
