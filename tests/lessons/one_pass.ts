import { expect } from 'vitest';

/** Holds that reading `text(most)` takes a time that grows with the text, and not with its square: eight
 *  times the text may take 24 times as long, where what is tried again from every sign takes 64 times.
 *  Both are measured in turns, and of each the least counts, for the machine may be busy. */
export async function expectOnePass(
  read: (text: string) => unknown,
  text: (count: number) => string,
  most: number,
): Promise<void> {
  const [short, long] = [text(most / 8), text(most)];
  const milliseconds = async (one: string) => {
    const begun = performance.now();
    await read(one);
    return performance.now() - begun;
  };
  // What takes less than a millisecond is measured too roughly to be a part of a ratio.
  let [ofShort, ofLong] = [Infinity, Infinity];
  for (let turn = 0; turn < 5; turn++) {
    ofShort = Math.min(ofShort, Math.max(1, await milliseconds(short)));
    ofLong = Math.min(ofLong, await milliseconds(long));
  }
  expect(ofLong / ofShort).toBeLessThan(24);
}
