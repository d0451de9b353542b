/** Seeds are whole numbers from 0 to one below this. */
export const seedCount = 2 ** 32;

/** The seed of a run that repeats another with its `turn`-th further seed. */
export const seedAfter = (seed: number, turn: number): number => (seed + turn) % seedCount;
