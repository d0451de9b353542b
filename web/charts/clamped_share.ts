/** A share as it can be drawn: 0 below 0, 1 above 1; NaN stays NaN. */
export const clampedShare = (share: number): number => Math.min(1, Math.max(0, share));
