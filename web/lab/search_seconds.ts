/** How long a search for remedies takes unless it is told, and at most. */
export const defaultSeconds = 10;
export const maxSeconds = 600;

export function isSeconds(value: unknown): value is number {
  return typeof value === 'number' && value > 0 && value <= maxSeconds;
}

export function checkSeconds(seconds: unknown): void {
  if (isSeconds(seconds)) return;
  throw new Error(
    `seconds: got ${String(seconds)}; it takes a number over 0, at most ${maxSeconds}`,
  );
}
