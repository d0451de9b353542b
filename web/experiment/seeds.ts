import { maxSeed } from '../module/names.ts';

/** The seed of a run that repeats another with its `turn`-th further seed. */
export const seedAfter = (seed: number, turn: number): number => (seed + turn) % (maxSeed + 1);
